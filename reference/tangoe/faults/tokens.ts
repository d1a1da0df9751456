/** Faults of token requests and of the life of a token. */
import type { ChangeOfBehaviour } from '../behaviour.ts';
import type { JsonObject } from '../model.ts';
import type { GrantProblem } from '../tokens.ts';
import { ok, type Answer, type Call, type Issued } from '../world.ts';
import { failure, must, should, without } from './entry.ts';

const token01 = must('TG-TOKEN-01');
const token02 = must('TG-TOKEN-02');
const token04 = must('TG-TOKEN-04');
const token05 = must('TG-TOKEN-05');
const token06 = must('TG-TOKEN-06');
const token07 = must('TG-TOKEN-07');
const token08 = must('TG-TOKEN-08');
const token09 = must('TG-TOKEN-09');
const token10 = must('TG-TOKEN-10');
const token11 = should('TG-TOKEN-11');
const token18 = should('TG-TOKEN-18');

/** Alters the answer to a good token request. */
function granted(change: (body: JsonObject, issued: Issued, call: Call) => JsonObject): ChangeOfBehaviour {
  return (base) => ({ grantBody: (issued, call) => change(base.grantBody(issued, call) as JsonObject, issued, call) });
}

const isRefresh = (call: Call) => call.query.get('grant_type') === 'refresh_token';

/** Answers one kind of bad token request otherwise; null lets it in. */
function grantFails(problem: GrantProblem, answer: (call: Call) => Answer | null): ChangeOfBehaviour {
  return (base) => ({
    grantRefusal: (call, which) => (which === problem ? answer(call) : base.grantRefusal(call, which)),
  });
}

/** Lets a request in that lacks one parameter. */
function unneeded(name: string): ChangeOfBehaviour {
  return (base) => ({
    grantRefusal: (call, problem) =>
      problem === 'missing' && !call.query.get(name) ? null : base.grantRefusal(call, problem),
  });
}

const almost = (call: Call, sent: string, issued: (one: Issued) => string) =>
  call.world.state.issued.some((one) => {
    const real = issued(one);
    return real.length === sent.length && [...real].filter((c, i) => c !== sent[i]).length === 1;
  });

export const tokenRequestFaults = [
  token01(
    'grant-without-refresh-token',
    'The answer to a password grant has no refresh token.',
    granted((body, _i, call) => (isRefresh(call) ? body : without(body, 'refresh_token'))),
  ),
  token01(
    'grant-lifetime-text',
    'expires_in is a text.',
    granted((body) => ({ ...body, expires_in: String(body['expires_in']) })),
  ),
  token01(
    'grant-lifetime-missing',
    'expires_in is missing.',
    granted((body) => without(body, 'expires_in')),
  ),
  token01(
    'grant-camel-case',
    'The members of a token answer are written in camel case.',
    granted((body) => ({
      ...without(without(body, 'refresh_token'), 'token_type'),
      refreshToken: 'x',
      tokenType: 'Bearer',
    })),
  ),
  token01(
    'grant-refresh-token-number',
    'The refresh token is a number.',
    granted((body, _i, call) => (isRefresh(call) ? body : { ...body, refresh_token: 123_456_789_012_345 })),
  ),
  token01(
    'grant-lifetime-fraction',
    'expires_in has a fraction.',
    granted((body) => ({ ...body, expires_in: 7199.5 })),
  ),

  token02(
    'token-type-mac',
    'The token type is mac.',
    granted((body) => ({ ...body, token_type: 'mac' })),
  ),
  token02(
    'token-type-jwt',
    'The token type is JWT.',
    granted((body) => ({ ...body, token_type: 'JWT' })),
  ),
  token02(
    'token-type-empty',
    'The token type is an empty text.',
    granted((body) => ({ ...body, token_type: '' })),
  ),

  token04('lifetime-of-a-day', 'A token is announced to live for a day.', () => ({ lifetime: 86_400 })),
  token04('lifetime-of-a-minute', 'A token is announced to live for a minute.', () => ({ lifetime: 60 })),
  token04(
    'lifetime-in-milliseconds',
    'expires_in counts milliseconds.',
    granted((body) => ({ ...body, expires_in: 7_199_000 })),
  ),
  token04('lifetime-of-half-an-hour', 'A token is announced to live for half an hour.', () => ({ lifetime: 1800 })),

  token05(
    'refreshed-token-dead',
    'The access token of a refresh does not open the API.',
    granted((body, _i, call) => (isRefresh(call) ? { ...body, access_token: 'Zm9yZXZlcmRlYWQtdG9rZW4tb2Yt' } : body)),
  ),
  token05(
    'refresh-without-access-token',
    'A refresh answers without an access token.',
    granted((body, _i, call) => (isRefresh(call) ? without(body, 'access_token') : body)),
  ),
  token05('refreshed-token-expired', 'The access token of a refresh has expired already.', () => ({
    rotate: (_old, fresh) => ({ ...fresh, expires: 0 }),
  })),

  token06('refresh-token-kept', 'A refresh returns the refresh token that it used up.', () => ({
    rotate: (old, fresh) => ({ ...fresh, refresh: old.refresh }),
  })),
  token06('access-token-kept', 'A refresh returns the access token that there was.', () => ({
    rotate: (old, fresh) => ({ ...fresh, access: old.access }),
  })),
  token06(
    'refresh-without-refresh-token',
    'A refresh answers without a refresh token.',
    granted((body, _i, call) => (isRefresh(call) ? without(body, 'refresh_token') : body)),
  ),
  token06(
    'refresh-without-lifetime',
    'A refresh answers without expires_in.',
    granted((body, _i, call) => (isRefresh(call) ? without(body, 'expires_in') : body)),
  ),

  token07(
    'wrong-password-accepted',
    'Any password is accepted.',
    grantFails('user', () => null),
  ),
  token07(
    'wrong-password-200',
    'A wrong password is refused in words, but with status 200.',
    grantFails('user', () => ok({ error: 'invalid_grant' })),
  ),
  token07(
    'wrong-password-500',
    'A wrong password makes the token server fail.',
    grantFails('user', () => failure),
  ),

  token08(
    'wrong-secret-accepted',
    'Any client secret is accepted.',
    grantFails('client', () => null),
  ),
  token08(
    'wrong-secret-200',
    'A wrong client secret is refused with status 200.',
    grantFails('client', () => ok({ error: 'invalid_client' })),
  ),
  token08(
    'wrong-secret-500',
    'A wrong client secret makes the token server fail.',
    grantFails('client', () => failure),
  ),

  token09('secret-not-needed', 'A token request needs no client secret.', unneeded('client_secret')),
  token09('password-not-needed', 'A token request needs no password.', unneeded('password')),
  token09(
    'missing-parameter-500',
    'A token request with a missing parameter makes the token server fail.',
    grantFails('missing', () => failure),
  ),

  token10(
    'refresh-any-token',
    'Any refresh token is accepted.',
    grantFails('refresh', () => null),
  ),
  token10('refresh-nearly-right', 'A refresh token with one character altered is accepted.', (base) => ({
    grantRefusal: (call, problem) =>
      problem === 'refresh' && almost(call, call.query.get('refresh_token') ?? '', ({ refresh }) => refresh)
        ? null
        : base.grantRefusal(call, problem),
  })),
  token10(
    'refresh-wrong-500',
    'An unknown refresh token makes the token server fail.',
    grantFails('refresh', () => failure),
  ),

  token11('grant-error-as-message', 'A refused token request names its error as message.', (base) => ({
    grantRefusal: (call, problem) => ({
      status: base.grantRefusal(call, problem)?.status ?? 400,
      json: { message: 'wrong' },
    }),
  })),
  token11('grant-error-html', 'A refused token request is answered with an HTML page.', (base) => ({
    grantRefusal: (call, problem) => ({
      status: base.grantRefusal(call, problem)?.status ?? 400,
      text: '<html>no</html>',
      contentType: 'text/html',
    }),
  })),

  token18('tokens-may-be-stored', 'The answer with tokens does not say that it must not be stored.', () => ({
    grantHeaders: () => [],
  })),
  token18('tokens-cached-for-an-hour', 'The answer with tokens may be stored for an hour.', () => ({
    grantHeaders: () => [['Cache-Control', 'max-age=3600']],
  })),
];
