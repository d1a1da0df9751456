/** The token server and the validator. */
import { randomBytes } from 'node:crypto';
import type { Behaviour } from './behaviour.ts';
import { refuse } from './errors.ts';
import { ok, type Answer, type Call, type Issued } from './world.ts';

export type GrantProblem = 'missing' | 'client' | 'user' | 'refresh' | 'grant';
export type TokenProblem = 'missing' | 'unknown' | 'expired';

const oauthErrors: Readonly<Record<GrantProblem, readonly [number, string]>> = {
  missing: [400, 'invalid_request'],
  client: [401, 'invalid_client'],
  user: [400, 'invalid_grant'],
  refresh: [400, 'invalid_grant'],
  grant: [400, 'unsupported_grant_type'],
};

export const documentedTokens: Pick<
  Behaviour,
  | 'grantRefusal'
  | 'grantBody'
  | 'grantHeaders'
  | 'newToken'
  | 'lifetime'
  | 'rotate'
  | 'remember'
  | 'tokenSent'
  | 'tokenFound'
  | 'tokenRefusal'
  | 'validation'
> = {
  grantRefusal: (_call, problem) => {
    const [status, error] = oauthErrors[problem];
    return { status, json: { error, error_description: 'The token request was refused.' } };
  },
  grantBody: ({ access, refresh }, { world }) => ({
    token_type: 'Bearer',
    expires_in: world.behaviour.lifetime - 1,
    refresh_token: refresh,
    access_token: access,
  }),
  grantHeaders: () => [
    ['Cache-Control', 'no-store'],
    ['Pragma', 'no-cache'],
  ],
  newToken: () => randomBytes(21).toString('base64url'),
  lifetime: 7200,
  rotate: (_old, made) => made,
  remember: (state, issued) => {
    state.issued = [...state.issued.slice(-99), issued];
  },
  tokenSent: (call) => /^bearer +(\S+) *$/i.exec(call.header('authorization') ?? '')?.[1],
  tokenFound: ({ world }, token) => {
    if (token === world.credentials.expiredToken) return 'expired';
    const found = world.state.issued.find(({ access }) => access === token);
    return found === undefined ? 'unknown' : found.expires > world.now() ? null : 'expired';
  },
  tokenRefusal: (call, problem) =>
    refuse(
      call,
      call.world.behaviour.tokenStatus,
      `token-${problem}`,
      'The access token is missing, unknown or expired.',
    ),
  validation: (call, token) => {
    const { state, credentials, now } = call.world;
    const found = state.issued.find(({ access, expires }) => access === token && expires > now());
    if (found === undefined)
      return {
        status: 400,
        json: { error: 'invalid_grant', error_description: 'token not found, expired or invalid' },
      };
    return ok({
      scope: 'MOBPROC',
      token_type: 'urn:pingidentity.com:oauth2:validated_token',
      expires_in: Math.floor((found.expires - now()) / 1000),
      client_id: credentials.clientId,
      access_token: {
        platform: call.backEnd === 'premium' ? 'command' : 'rivermine',
        tenant: credentials.tenant,
        multitenant: 'false',
        domain: '*',
        identityProvider: 'reference_idp',
        identifier: credentials.username,
      },
    });
  },
};

/** `POST` of the token server: both grants, everything in the query string. */
export function requestToken(call: Call): Answer {
  const { behaviour, state, now } = call.world;
  const problem = grantProblem(call);
  const refusal = problem === null ? null : behaviour.grantRefusal(call, problem);
  if (refusal !== null) return refusal;
  const old = state.issued.find(({ refresh }) => refresh === call.query.get('refresh_token'));
  const fresh: Issued = {
    access: behaviour.newToken(),
    refresh: behaviour.newToken(),
    expires: now() + behaviour.lifetime * 1000,
  };
  const issued = old === undefined ? fresh : behaviour.rotate(old, fresh, state);
  behaviour.remember(state, issued);
  return { ...ok(behaviour.grantBody(issued, call)), headers: behaviour.grantHeaders() };
}

function grantProblem({ query, world }: Call): GrantProblem | null {
  const { credentials, state } = world;
  const given = (name: string) => query.get(name) ?? '';
  const grant = given('grant_type');
  if (given('client_id') === '' || given('client_secret') === '') return 'missing';
  if (given('client_id') !== credentials.clientId || given('client_secret') !== credentials.clientSecret)
    return 'client';
  if (grant === 'refresh_token')
    return state.issued.some(({ refresh }) => refresh === given('refresh_token')) ? null : 'refresh';
  if (grant !== 'password') return 'grant';
  if (given('username') === '' || given('password') === '') return 'missing';
  return given('username') === credentials.username && given('password') === credentials.password ? null : 'user';
}

/** The answer to a request without a valid access token; null lets it through. */
export function checkToken(call: Call): Answer | null {
  const { behaviour } = call.world;
  const token = behaviour.tokenSent(call);
  const problem = token === undefined ? 'missing' : behaviour.tokenFound(call, token);
  return problem === null ? null : behaviour.tokenRefusal(call, problem);
}
