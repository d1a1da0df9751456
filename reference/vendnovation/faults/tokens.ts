/** Faults of the access token: form, lifetime, dates, and what it opens. */
import type { ChangeOfBehaviour } from '../behaviour.ts';
import { errorAnswer } from '../errors.ts';
import { gateway, ok, type Answer, type Call } from '../world.ts';
import { loginBody, must, should } from './entry.ts';

const auth02 = should('VN-AUTH-02');
const auth03 = must('VN-AUTH-03');
const auth04 = must('VN-AUTH-04');
const auth08 = must('VN-AUTH-08');
const auth09 = must('VN-AUTH-09');
const auth10 = must('VN-AUTH-10');
const auth11 = must('VN-AUTH-11');
const auth16 = must('VN-AUTH-16');
const auth17 = must('VN-AUTH-17');

const hour = 3_600_000;
const failure = 'Internal server error';
const iso = (wall: number) => new Date(wall).toISOString().slice(0, 19);

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

export const tokenFaults = [
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

  auth16('token-issued-last-week', 'issued and expires lie a week back.', (base) => ({
    loginBody: (session, call) =>
      base.loginBody({ ...session, issued: session.issued - 168 * hour, expires: session.expires - 168 * hour }, call),
  })),
  auth17('token-not-for-filters', 'A token is refused for reads with a filter.', (base) => ({
    tokenKnown: (call, token) => base.tokenKnown(call, token) && !JSON.stringify(call.body ?? '').includes('siteIds'),
  })),

  auth11(
    'fresh-token-opens-nothing',
    'Every read with a token that was just issued fails with 400 and GENERIC_ERROR.',
    (base) => ({
      tokenKnown: () => false,
      tokenRefusal: (call, problem) =>
        problem === 'unknown'
          ? errorAnswer(call, 'GENERIC_ERROR', 'We encountered an error processing your request.')
          : base.tokenRefusal(call, problem),
    }),
  ),
];

/** Not repeatable, and not meant to be: tokens are secrets. */
function randomToken(alphabet: string, length: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(length));
  return Array.from(bytes, (byte) => alphabet[byte % alphabet.length]).join('');
}
