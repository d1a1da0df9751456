/** The token: created once per label, carried by every later call. */
import type { Answer } from '../../../src/judges/answer.ts';
import { attempt } from '../../../src/suite/attempt.ts';
import { type Context, probe, session } from '../suite.ts';
import type { Settings } from './settings.ts';
import { tokenIn } from './token.ts';

/** Who asks for a token; a handle with `|base64` is sent in that encoding. */
export interface Login {
  readonly username: string;
  readonly password: string;
}

const inBase64 = (text: string) =>
  text.startsWith('«') ? text.replace('»', '|base64»') : Buffer.from(text, 'utf8').toString('base64');
const inForm = (text: string) => (text.startsWith('«') ? text : encodeURIComponent(text));

/** One token request, in the form that is configured. */
export function askForToken(
  { api, settings }: Pick<Context, 'api' | 'settings'>,
  label: string,
  { username, password }: Login,
): Promise<Answer> {
  const path = { version: label };
  const way = settings['tokenRequest'] ?? 'json-base64';
  if (way === 'json' || way === 'json-base64') {
    const body = {
      [settings['userMember'] ?? 'userName']: username,
      [settings['passwordMember'] ?? 'password']: way === 'json' ? password : inBase64(password),
    };
    return api.createToken({ path, body });
  }
  const [grant, user, secret] =
    way === 'password' ? ['password', 'username', 'password'] : ['client_credentials', 'client_id', 'client_secret'];
  const rawBody = `grant_type=${grant}&${user}=${inForm(username)}&${secret}=${inForm(password)}`;
  return api.createToken(
    { path },
    { anyway: { rawBody, headers: { 'content-type': 'application/x-www-form-urlencoded' } } },
  );
}

/** Labels at which a token may be asked for: the own one, and others where the token service does not know it. */
const tokenLabel = probe('label of the token service', { cost: 3, withoutSession: true }, async (context) => {
  const { version, credential } = context;
  const who = { username: credential('username'), password: credential('password') };
  const own = await askForToken(context, version, who);
  for (const label of ['latest', 'v1']) {
    const missing = [404, 410].includes(own.raw.status) || (version === 'beta' && own.raw.status === 403);
    if (!missing || label === version) continue;
    const other = await askForToken(context, label, who);
    if (other.raw.status >= 200 && other.raw.status < 300) return label;
  }
  return version;
});

export const login = probe('token', { cost: 1, needs: [tokenLabel], withoutSession: true }, async (context) =>
  askForToken(context, await context.get(tokenLabel), {
    username: context.credential('username'),
    password: context.credential('password'),
  }),
);

export const wrongPassword = probe(
  'token, wrong password',
  { cost: 1, needs: [tokenLabel], withoutSession: true, control: login },
  async (context) =>
    askForToken(context, await context.get(tokenLabel), {
      username: context.credential('username'),
      password: context.unique('not-the-password'),
    }),
);

export const unknownUser = probe(
  'token, unknown user',
  { cost: 1, needs: [tokenLabel], withoutSession: true, control: login },
  async (context) =>
    askForToken(context, await context.get(tokenLabel), {
      username: context.unique('nobody'),
      password: context.credential('password'),
    }),
);

/** Every call carries the token in the documented form. */
export const bearer = session('bearer token', { cost: 0, needs: [login] }, async ({ get, settings, undecided }) => {
  const answer = await get(login);
  answer.header('content-type'); // undecided unless the token service answered
  const token = tokenIn(answer, settings);
  if (token === null)
    return undecided(
      'the token service gave no token, so nothing can be read; where the member has another name, set TIERPOINT_TOKEN_MEMBER',
    );
  return { headers: { authorization: `Bearer ${token}` }, settings: { token } };
});

/** The token with one character changed, in its middle or nearer to its beginning. */
export const alteredToken = (settings: Settings, how: 'altered' | 'head' = 'altered'): string =>
  (settings['token'] ?? '').replace('»', `|${how}»`);

/** The handle of a token whose lifetime has passed. @throws NotTestable where there is none */
export async function expiredToken({
  credential,
  notTestable,
}: Pick<Context, 'credential' | 'notTestable'>): Promise<{ readonly value: string }> {
  const handle = await attempt(Promise.resolve('expiredToken').then(credential));
  return 'value' in handle
    ? handle
    : notTestable('no expired token is at hand; set TIERPOINT_EXPIRED_TOKEN to any token whose lifetime has passed');
}
