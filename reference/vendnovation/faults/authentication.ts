/** Faults of the login and the access token. */
import { errorAnswer } from '../errors.ts';
import type { Json, JsonObject } from '../model.ts';
import { gateway, ok, type Session } from '../world.ts';
import type { ChangeOfBehaviour } from '../behaviour.ts';
import type { LoginProblem } from '../access.ts';
import type { Answer, Call } from '../world.ts';
import { must, should, without } from './entry.ts';

const hour = 3_600_000;
const auth01 = must('VN-AUTH-01');
const auth02 = should('VN-AUTH-02');
const auth03 = must('VN-AUTH-03');
const auth04 = must('VN-AUTH-04');
const auth05 = must('VN-AUTH-05');
const auth06 = must('VN-AUTH-06');
const auth07 = should('VN-AUTH-07');
const auth08 = must('VN-AUTH-08');
const auth09 = must('VN-AUTH-09');
const auth10 = must('VN-AUTH-10');
const auth11 = must('VN-AUTH-11');
const auth15 = must('VN-AUTH-15');

/** Alters the body of a successful login. */
function loginBody(change: (body: JsonObject, session: Session) => Json): ChangeOfBehaviour {
  return (base) => ({ loginBody: (session, call) => change(base.loginBody(session, call) as JsonObject, session) });
}

/** Answers one kind of failed login otherwise; null lets it in. */
function loginFails(problem: LoginProblem, answer: (call: Call) => Answer | null): ChangeOfBehaviour {
  return (base) => ({
    loginRefusal: (call, which) => (which === problem ? answer(call) : base.loginRefusal(call, which)),
  });
}

/** Answers a missing or an unknown token otherwise; null lets the request through. */
function tokenFails(problem: 'missing' | 'unknown', answer: (call: Call) => Answer | null): ChangeOfBehaviour {
  return (base) => ({
    tokenRefusal: (call, which) => (which === problem ? answer(call) : base.tokenRefusal(call, which)),
  });
}

/** Whether a text is an issued token with one character altered. */
function nearlyIssued(call: Call, token: string): boolean {
  return call.world.state.sessions.some(
    (session) =>
      session.token.length === token.length &&
      [...token].filter((character, n) => character !== session.token[n]).length === 1,
  );
}

const invalidLogin = (call: Call) => errorAnswer(call, 'INVALID_LOGIN', 'The username or password is not right.');
const iso = (wall: number) => new Date(wall).toISOString().slice(0, 19);
const failure = 'Internal server error';

export const authenticationFaults = [
  auth01(
    'login-without-username',
    'The answer to a login lacks userName.',
    loginBody((body) => without(body, 'userName')),
  ),
  auth01(
    'login-username-spelt-as-sent',
    'The answer to a login has username for userName.',
    loginBody(({ userName = null, ...body }) => ({ ...body, username: userName })),
  ),
  auth01(
    'login-issued-number',
    'issued is a number of seconds.',
    loginBody((body, { issued }) => ({
      ...body,
      issued: issued / 1000,
    })),
  ),
  auth01(
    'login-expires-null',
    'expires is null.',
    loginBody((body) => ({ ...body, expires: null })),
  ),
  auth01(
    'login-list',
    'The answer to a login is a list with the object in it.',
    loginBody((body) => [body]),
  ),

  auth02('token-not-uuid', 'The access token is 44 characters of base64.', () => ({
    newToken: () => randomToken('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/', 44),
  })),
  auth02('token-without-hyphens', 'The access token is a UUID without hyphens.', () => ({
    newToken: () => randomToken('0123456789abcdef', 32),
  })),

  auth03('token-lives-one-day', 'A token expires one day after it was issued.', () => ({ tokenLifetime: 24 * hour })),
  auth03('token-lives-four-days', 'A token expires four days after it was issued.', () => ({
    tokenLifetime: 96 * hour,
  })),
  auth03('token-lives-70-hours', 'A token expires 70 hours after it was issued.', () => ({ tokenLifetime: 70 * hour })),
  auth03(
    'token-dates-swapped',
    'issued lies three days after expires.',
    loginBody(({ issued = null, expires = null, ...body }) => ({ ...body, issued: expires, expires: issued })),
  ),

  auth04('token-dates-iso', 'The dates of a token are ISO 8601.', () => ({ tokenDate: iso })),
  auth04(
    'token-expires-iso',
    'expires alone is ISO 8601.',
    loginBody((body, { expires }) => ({
      ...body,
      expires: iso(expires),
    })),
  ),
  auth04('token-dates-24-hours', 'The dates of a token have no AM or PM.', (base) => ({
    tokenDate: (wall) => base.tokenDate(wall).replace(/ [AP]M$/, ''),
  })),
  auth04('token-dates-short-year', 'The dates of a token have a year of two digits.', (base) => ({
    tokenDate: (wall) => base.tokenDate(wall).replace(/\/\d\d(\d\d) /, '/$1 '),
  })),
  auth04('token-dates-with-zone', 'The dates of a token end with a zone.', (base) => ({
    tokenDate: (wall) => `${base.tokenDate(wall)} +00:00`,
  })),

  auth05(
    'wrong-password-accepted',
    'A login with a wrong password succeeds.',
    loginFails('wrong password', () => null),
  ),
  auth05(
    'wrong-password-401',
    'A login with a wrong password is refused with 401.',
    loginFails('wrong password', (call) => ({
      ...invalidLogin(call),
      status: 401,
    })),
  ),
  auth05(
    'wrong-password-other-code',
    'A login with a wrong password is refused with LOGIN_FAILED.',
    loginFails('wrong password', (call) => ({ ...errorAnswer(call, 'LOGIN_FAILED', 'Wrong password.'), status: 403 })),
  ),
  auth05(
    'wrong-password-200',
    'A login with a wrong password is refused in words, but with status 200.',
    loginFails('wrong password', (call) => ({ ...invalidLogin(call), status: 200 })),
  ),
  auth05(
    'wrong-password-500',
    'A login with a wrong password is answered with 500.',
    loginFails('wrong password', () => gateway(500, failure)),
  ),

  auth06(
    'unknown-user-accepted',
    'A login of an unknown user succeeds.',
    loginFails('unknown user', () => null),
  ),
  auth06(
    'unknown-user-404',
    'A login of an unknown user is refused with 404 and MISSING_RECORD.',
    loginFails('unknown user', (call) => errorAnswer(call, 'MISSING_RECORD', 'There is no such user.')),
  ),
  auth06(
    'unknown-user-500',
    'A login of an unknown user is answered with 500.',
    loginFails('unknown user', () => gateway(500, failure)),
  ),

  auth07(
    'login-other-username',
    'userName of the answer is a name of the server.',
    loginBody((body) => ({
      ...body,
      userName: 'service-account@vendor.example',
    })),
  ),
  auth07(
    'login-username-empty',
    'userName of the answer is empty.',
    loginBody((body) => ({ ...body, userName: '' })),
  ),

  auth08(
    'missing-token-accepted',
    'Reads need no access token.',
    tokenFails('missing', () => null),
  ),
  auth08('missing-token-403', 'A missing token is refused with 403.', (base) => ({
    tokenRefusal: (call, problem) => {
      const answer = base.tokenRefusal(call, problem);
      return problem === 'missing' && answer !== null ? { ...answer, status: 403 } : answer;
    },
  })),
  auth08(
    'missing-token-gateway',
    "A missing token is refused with the gateway's object.",
    tokenFails('missing', () => gateway(401, 'Unauthorized')),
  ),
  auth08(
    'missing-token-other-code',
    'A missing token is refused with NO_TOKEN.',
    tokenFails('missing', (call) => ({
      ...errorAnswer(call, 'NO_TOKEN', 'There is no token.'),
      status: 401,
    })),
  ),
  auth08(
    'missing-token-empty-list',
    'A read without token is answered with 200 and an empty list.',
    tokenFails('missing', () => ok([])),
  ),

  auth09(
    'made-up-token-accepted',
    'Any text of the right form is accepted as token.',
    tokenFails('unknown', () => null),
  ),
  auth09(
    'made-up-token-403',
    'A token that was never issued is refused with 403 and DATA_ACCESS.',
    tokenFails('unknown', (call) => errorAnswer(call, 'DATA_ACCESS', 'This token is not yours.')),
  ),
  auth09(
    'made-up-token-500',
    'A token that was never issued is answered with 500.',
    tokenFails('unknown', () => gateway(500, failure)),
  ),

  auth10('altered-token-accepted', 'A token with one character altered is accepted.', (base) => ({
    tokenKnown: (call, token) => base.tokenKnown(call, token) || nearlyIssued(call, token),
  })),
  auth10('altered-token-500', 'A token with one character altered is answered with 500.', (base) => ({
    tokenRefusal: (call, problem) =>
      problem === 'unknown' && nearlyIssued(call, base.tokenSent(call) ?? '')
        ? gateway(500, failure)
        : base.tokenRefusal(call, problem),
  })),

  auth11('fresh-token-refused', 'A token that was just issued is refused like an expired one.', () => ({
    tokenKnown: () => false,
  })),

  auth15(
    'login-without-password-accepted',
    'A login without a password succeeds.',
    loginFails('no password', () => null),
  ),
  auth15(
    'login-without-password-500',
    'A login without a password is answered with 500.',
    loginFails('no password', () => gateway(500, failure)),
  ),
  auth15(
    'login-without-password-other-code',
    'A login without a password is refused with an undocumented code.',
    loginFails('no password', (call) => ({
      ...errorAnswer(call, 'PASSWORD_EMPTY', 'A password is needed.'),
      status: 400,
    })),
  ),
];

/** Not repeatable, and not meant to be: tokens are secrets. */
function randomToken(alphabet: string, length: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(length));
  return Array.from(bytes, (byte) => alphabet[byte % alphabet.length]).join('');
}
