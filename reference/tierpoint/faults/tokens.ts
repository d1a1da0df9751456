/** Faults of the token service and of the guard before the services. */
import type { Behaviour, ChangeOfBehaviour } from '../behaviour.ts';
import type { LoginProblem, TokenProblem } from '../tokens.ts';
import { problem, type Answer, type Call, type JsonObject, type World } from '../world.ts';
import { must, should } from './entry.ts';

const token01 = must('TP-TOKEN-01');
const token02 = must('TP-TOKEN-02');
const token03 = must('TP-TOKEN-03');
const token04 = must('TP-TOKEN-04');
const token05 = must('TP-TOKEN-05');
const token06 = must('TP-TOKEN-06');
const token08 = must('TP-TOKEN-08');
const token09 = must('TP-TOKEN-09');
const token10 = must('TP-TOKEN-10');
const token11 = must('TP-TOKEN-11');
const token12 = must('TP-TOKEN-12');
const token13 = should('TP-TOKEN-13');
const token14 = should('TP-TOKEN-14');
const token16 = must('TP-TOKEN-16');
const token17 = should('TP-TOKEN-17');

/** Alters the body of the token answer. */
const tokenBody =
  (change: (body: JsonObject) => JsonObject): ChangeOfBehaviour =>
  (base) => ({
    tokenAnswer: (issue, call) => {
      const answer = base.tokenAnswer(issue, call);
      return { ...answer, json: change(answer.json as JsonObject) };
    },
  });

const without = (body: JsonObject, member: string): JsonObject =>
  Object.fromEntries(Object.entries(body).filter(([name]) => name !== member));

/** Answers to one kind of wrong token; null lets it through. */
const refuses =
  (what: TokenProblem, answer: (base: Behaviour, call: Call) => Answer | null): ChangeOfBehaviour =>
  (base) => ({ tokenRefusal: (found, call) => (found === what ? answer(base, call) : base.tokenRefusal(found, call)) });

const logins =
  (what: LoginProblem, answer: () => Answer | null): ChangeOfBehaviour =>
  (base) => ({ loginRefusal: (found, call) => (found === what ? answer() : base.loginRefusal(found, call)) });

/** Of the token that a world has issued last. */
const signatures = new WeakMap<World, string>();

const signatureOf = (token: string): string => token.split('.')[2] ?? '';

const failure = problem(500, 'Internal Server Error');

export const tokenFaults = [
  token01(
    'token-missing',
    'The answer to a login has no token.',
    tokenBody((body) => without(body, 'token')),
  ),
  token01(
    'token-empty',
    'The token is an empty text.',
    tokenBody((body) => ({ ...body, token: '' })),
  ),
  token01(
    'token-as-object',
    'The token is an object.',
    tokenBody((body) => ({ ...body, token: { value: body['token'] ?? null } })),
  ),

  token01('token-as-number', 'The token is a number.', (base) => ({
    tokenAnswer: (issue, call) => {
      const answer = base.tokenAnswer(issue, call);
      return { ...answer, json: { ...(answer.json as JsonObject), token: 421_337_004_219 } };
    },
  })),

  token02(
    'lifetime-missing',
    'The answer does not name the lifetime.',
    tokenBody((body) => without(body, 'expiresIn')),
  ),
  token02(
    'lifetime-as-words',
    'The lifetime is written as "1 hour".',
    tokenBody((body) => ({ ...body, expiresIn: '1 hour' })),
  ),
  token02(
    'lifetime-zero',
    'The lifetime is 0.',
    tokenBody((body) => ({ ...body, expiresIn: 0 })),
  ),

  token03(
    'expiry-missing',
    'The answer does not name the time of expiry.',
    tokenBody((body) => without(body, 'expiresAt')),
  ),
  token03(
    'expiry-no-date',
    'The time of expiry is the word "never".',
    tokenBody((body) => ({ ...body, expiresAt: 'never' })),
  ),
  token03(
    'expiry-repeats-lifetime',
    'The time of expiry repeats the lifetime.',
    tokenBody((body) => ({ ...body, expiresAt: body['expiresIn'] ?? null })),
  ),

  token04(
    'expiry-an-hour-late',
    'The named expiry lies an hour behind the lifetime.',
    tokenBody((body) => ({ ...body, expiresAt: Number(body['expiresAt']) + 3600 })),
  ),
  token04(
    'expiry-ten-minutes-early',
    'The named expiry lies ten minutes before the end of the lifetime.',
    tokenBody((body) => ({ ...body, expiresAt: Number(body['expiresAt']) - 600 })),
  ),
  token04(
    'lifetime-in-milliseconds',
    'The lifetime is given in milliseconds.',
    tokenBody((body) => ({ ...body, expiresIn: Number(body['expiresIn']) * 1000 })),
  ),

  token05('token-outlives-its-expiry', 'The token itself is valid for a day longer than the answer says.', () => ({
    claims: (claims) => ({ ...claims, exp: (claims.exp ?? 0) + 86_400 }),
  })),
  token05('token-ends-early', 'The token itself expires after half of its lifetime.', () => ({
    claims: (claims) => ({ ...claims, exp: Math.round(((claims.exp ?? 0) + (claims.iat ?? 0)) / 2) }),
  })),

  token06('claims-in-milliseconds', 'The time of issue inside the token is in milliseconds.', () => ({
    claims: (claims) => ({ ...claims, iat: (claims.iat ?? 0) * 1000 }),
  })),
  token06(
    'token-not-yet-valid',
    'The token says that it is valid from tomorrow on, and is accepted today.',
    (base) => ({
      claims: (claims) => ({ ...claims, nbf: (claims.iat ?? 0) + 86_400 }),
      tokenRefusal: (found, call) =>
        found === 'malformed' && base.tokenOf(call)?.split('.').length === 3 ? null : base.tokenRefusal(found, call),
    }),
  ),
  token06('issued-tomorrow', 'The token says that it is issued tomorrow.', () => ({
    claims: (claims) => ({ ...claims, iat: (claims.iat ?? 0) + 86_400, exp: (claims.exp ?? 0) + 86_400 }),
  })),

  token08('fresh-token-refused', 'A token that was just issued is refused.', (base) => ({
    tokenOf: (call) => (base.tokenOf(call) === undefined ? undefined : 'unreadable'),
  })),
  token08('other-scheme-wanted', 'Only the scheme Token is accepted.', () => ({
    tokenOf: (call) => /^token +(\S+)$/i.exec(call.header('authorization') ?? '')?.[1],
  })),

  token09(
    'missing-token-accepted',
    'Reads need no token.',
    refuses('missing', () => null),
  ),
  token09(
    'missing-token-200',
    'A read without a token is refused in words, but with status 200.',
    refuses('missing', (base, call) => ({ ...(base.tokenRefusal('missing', call) as Answer), status: 200 })),
  ),
  token09(
    'missing-token-500',
    'A read without a token is answered with 500.',
    refuses('missing', () => failure),
  ),

  token10(
    'any-token-accepted',
    'Any text is accepted as a token.',
    refuses('malformed', () => null),
  ),
  token10(
    'malformed-token-500',
    'A text that is no token is answered with 500.',
    refuses('malformed', () => failure),
  ),
  token10(
    'any-token-accepted-by-one-read',
    'One read accepts any text as a token.',
    refuses('malformed', (base, call) => (call.route === '/services' ? null : base.tokenRefusal('malformed', call))),
  ),

  token11(
    'signature-not-verified-by-one-read',
    'One read does not verify the signature of a token.',
    refuses('altered', (base, call) => (/contacts$/.test(call.route) ? null : base.tokenRefusal('altered', call))),
  ),
  token11(
    'signature-not-verified',
    'The signature of a token is not verified.',
    refuses('altered', () => null),
  ),
  token11(
    'signature-not-verified-by-one-service',
    'The accounts service does not verify the signature of a token.',
    refuses('altered', (base, call) => (call.service === 'accounts' ? null : base.tokenRefusal('altered', call))),
  ),
  token11(
    'only-signature-looked-at',
    'Tokens are known by their signature; what they say is not looked at.',
    (base) => ({
      tokenAnswer: (issue, call) => {
        signatures.set(call.world, signatureOf(issue.token));
        return base.tokenAnswer(issue, call);
      },
      tokenRefusal: (found, call) =>
        found === 'altered' && signatures.get(call.world) === signatureOf(base.tokenOf(call) ?? '')
          ? null
          : base.tokenRefusal(found, call),
    }),
  ),
  token11(
    'altered-token-500',
    'An altered token is answered with 500.',
    refuses('altered', () => failure),
  ),

  token12(
    'expired-token-accepted',
    'An expired token is accepted.',
    refuses('expired', () => null),
  ),
  token12(
    'expired-token-accepted-by-one-read',
    'One read accepts an expired token.',
    refuses('expired', (base, call) => (/history$/.test(call.route) ? null : base.tokenRefusal('expired', call))),
  ),
  token12(
    'expired-token-empty-answer',
    'A read with an expired token is answered with 200 and an empty list.',
    refuses('expired', () => ({ status: 200, json: [] })),
  ),

  token13(
    'expired-token-403',
    'An expired token is refused with 403.',
    refuses('expired', () => problem(403, 'Forbidden')),
  ),
  token13(
    'missing-token-403',
    'A missing token is refused with 403.',
    refuses('missing', () => problem(403, 'Forbidden')),
  ),

  token14('no-challenge', 'A refusal with 401 has no WWW-Authenticate.', (base) => ({
    tokenRefusal: (found, call) => ({ ...(base.tokenRefusal(found, call) as Answer), headers: [] }),
  })),
  token14('challenge-basic', 'A refusal with 401 asks for the scheme Basic.', (base) => ({
    tokenRefusal: (found, call) => ({
      ...(base.tokenRefusal(found, call) as Answer),
      headers: [['WWW-Authenticate', 'Basic realm="tierpoint"']],
    }),
  })),

  token16(
    'wrong-password-accepted',
    'A login with a wrong password succeeds.',
    logins('wrong password', () => null),
  ),
  token16(
    'unknown-user-accepted',
    'A login of a user who is not known succeeds.',
    logins('unknown user', () => null),
  ),
  token16(
    'wrong-password-200',
    'A login with a wrong password is refused in words, but with status 200.',
    logins('wrong password', () => ({ status: 200, json: { error: 'invalid_grant' } })),
  ),
  token16(
    'wrong-password-500',
    'A login with a wrong password is answered with 500.',
    logins('wrong password', () => failure),
  ),

  token17('token-cacheable', 'The answer with the token may be stored by caches for an hour.', (base) => ({
    tokenAnswer: (issue, call) => ({ ...base.tokenAnswer(issue, call), headers: [['Cache-Control', 'max-age=3600']] }),
  })),
  token17('token-without-cache-control', 'The answer with the token says nothing about caches.', (base) => ({
    tokenAnswer: (issue, call) => ({ ...base.tokenAnswer(issue, call), headers: [] }),
  })),
];
