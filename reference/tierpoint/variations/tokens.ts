/** Lawful ways to issue and to refuse tokens. */
import type { ChangeOfBehaviour } from '../behaviour.ts';
import { html, type Answer, type JsonObject } from '../world.ts';
import { variation } from './entry.ts';

const tokenBody =
  (change: (body: JsonObject) => JsonObject): ChangeOfBehaviour =>
  (base) => ({
    tokenAnswer: (issue, call) => {
      const answer = base.tokenAnswer(issue, call);
      return { ...answer, json: change(answer.json as JsonObject) };
    },
  });

const expiry = (form: (ms: number) => JsonObject[string]) =>
  tokenBody((body) => ({ ...body, expiresAt: form(Number(body['expiresAt']) * 1000) }));

export const tokenVariations = [
  variation('opaque-token', 'The token is no JWT.', () => ({ opaqueTokens: true })),
  variation(
    'members-of-rfc-6749',
    'The members have the names of RFC 6749.',
    tokenBody(({ token = null, expiresIn = null, ...body }) => ({
      access_token: token,
      token_type: 'bearer',
      expires_in: expiresIn,
      expires_at: body['expiresAt'] ?? null,
    })),
  ),
  variation(
    'expiry-in-milliseconds',
    'The time of expiry is in milliseconds.',
    expiry((ms) => ms),
  ),
  variation(
    'expiry-iso',
    'The time of expiry is an ISO 8601 date.',
    expiry((ms) => new Date(ms).toISOString()),
  ),
  variation(
    'expiry-iso-offset',
    'The time of expiry is an ISO 8601 date with an offset.',
    expiry((ms) => `${new Date(ms - 6 * 3_600_000).toISOString().slice(0, 19)}-06:00`),
  ),
  variation(
    'expiry-local',
    'The time of expiry is a local date without a zone.',
    expiry((ms) => new Date(ms - 5 * 3_600_000).toISOString().slice(0, 19)),
  ),
  variation(
    'expiry-http-date',
    'The time of expiry is an HTTP date.',
    expiry((ms) => new Date(ms).toUTCString()),
  ),
  variation(
    'numbers-as-texts',
    'Lifetime and expiry are numbers in quotation marks.',
    tokenBody((body) => ({ ...body, expiresIn: String(body['expiresIn']), expiresAt: String(body['expiresAt']) })),
  ),
  variation(
    'expiry-with-fraction',
    'The time of expiry has a fraction of a second.',
    expiry((ms) => ms / 1000 + 0.42),
  ),
  variation(
    'more-token-members',
    'The answer with the token has more members.',
    tokenBody((body) => ({ ...body, scope: 'all', refreshToken: 'r'.repeat(40), user: { id: 7, roles: ['a'] } })),
  ),
  variation('long-lifetime', 'A token lives for thirty days.', () => ({ tokenLifetime: 30 * 86_400 })),
  variation('short-lifetime', 'A token lives for five minutes.', () => ({ tokenLifetime: 300 })),
  variation('token-not-before', 'The token names a time from which it is valid.', () => ({
    claims: (claims) => ({ ...claims, nbf: (claims.iat ?? 0) - 10, aud: 'tierpoint', jti: 'one' }),
  })),
  variation('token-without-iat', 'The token does not name its time of issue.', () => ({
    claims: ({ iat: _iat, ...claims }) => claims,
  })),
  variation('clock-a-minute-ahead', 'The clock of the server is a minute ahead.', () => ({ clockOffset: 60_000 })),
  variation('clock-hours-behind', 'The clock of the server is half an hour behind.', () => ({
    clockOffset: -1_800_000,
  })),
  variation('login-refused-with-400', 'A wrong password is refused with 400, as RFC 6749 wants.', (base) => ({
    loginRefusal: (what, call) =>
      what === 'wrong password' ? { status: 400, json: { error: 'invalid_grant' } } : base.loginRefusal(what, call),
  })),
  variation('refusal-empty', 'Refusals have an empty body.', (base) => ({
    tokenRefusal: (what, call) => {
      const { json: _json, contentType: _type, ...answer } = base.tokenRefusal(what, call) as Answer;
      return answer;
    },
  })),
  variation('refusal-html', 'Refusals are pages for people.', (base) => ({
    tokenRefusal: (what, call) => ({
      ...html('<body>Please sign in.</body>'),
      status: 401,
      headers: (base.tokenRefusal(what, call) as Answer).headers ?? [],
    }),
  })),
  variation('several-challenges', 'A refusal names several schemes.', (base) => ({
    tokenRefusal: (what, call) => ({
      ...(base.tokenRefusal(what, call) as Answer),
      headers: [['www-authenticate', 'Basic realm="x", bearer realm="y"']],
    }),
  })),
  variation(
    'other-header-forms-accepted',
    'The token is accepted without the word Bearer, and with a colon behind it.',
    () => ({ tokenOf: (call) => /^(?:bearer:? *)?(\S+) *$/i.exec(call.header('authorization') ?? '')?.[1] }),
  ),
  variation('token-of-v1-only', 'The token service answers below v1 only.', () => ({
    tokenRoute: (call) => call.label === 'v1',
  })),
  variation('no-store-among-others', 'Cache-Control of the token answer has several directives.', (base) => ({
    tokenAnswer: (issue, call) => ({
      ...base.tokenAnswer(issue, call),
      headers: [
        ['cache-control', 'no-cache, no-store, max-age=0, must-revalidate'],
        ['Expires', '0'],
      ],
    }),
  })),
];
