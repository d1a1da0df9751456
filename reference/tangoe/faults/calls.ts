/** Faults of the access token in calls of the API, and of the validator. */
import type { ChangeOfBehaviour } from '../behaviour.ts';
import type { JsonObject } from '../model.ts';
import type { TokenProblem } from '../tokens.ts';
import { ok, type Answer, type Call } from '../world.ts';
import { emptyPage, failure, isBelow, must, without } from './entry.ts';

const token03 = must('TG-TOKEN-03');
const token12 = must('TG-TOKEN-12');
const token13 = must('TG-TOKEN-13');
const token14 = must('TG-TOKEN-14');
const token15 = must('TG-TOKEN-15');
const token16 = must('TG-TOKEN-16');
const token17 = must('TG-TOKEN-17');
const token20 = must('TG-TOKEN-20');

/** Answers a token problem otherwise; null lets the request through. */
function tokenFails(problem: TokenProblem, answer: (call: Call) => Answer | null): ChangeOfBehaviour {
  return (base) => ({
    tokenRefusal: (call, which) => (which === problem ? answer(call) : base.tokenRefusal(call, which)),
  });
}

/** Some resources ask for no token at all. */
function open(...paths: readonly string[]): ChangeOfBehaviour {
  return (base) => ({
    tokenRefusal: (call, problem) => (isBelow(call, ...paths) ? null : base.tokenRefusal(call, problem)),
  });
}

/** Whether a text is an issued token with one character altered. */
function nearlyIssued(call: Call, token: string): boolean {
  return call.world.state.issued.some(
    ({ access }) => access.length === token.length && [...access].filter((c, i) => c !== token[i]).length === 1,
  );
}

const nearly = (base: Parameters<ChangeOfBehaviour>[0], found: (call: Call, token: string) => TokenProblem | null) => ({
  tokenFound: (call: Call, token: string) =>
    nearlyIssued(call, token) ? found(call, token) : base.tokenFound(call, token),
});

function validated(change: (body: JsonObject) => JsonObject): ChangeOfBehaviour {
  return (base) => ({
    validation: (call, token) => {
      const answer = base.validation(call, token);
      return answer.status === 200 ? { ...answer, json: change(answer.json as JsonObject) } : answer;
    },
  });
}

export const callFaults = [
  token03('fresh-token-refused', 'No token opens the API.', () => ({ tokenFound: () => 'unknown' })),
  token03('token-wants-lower-case-scheme', 'The token is understood after bearer in small letters only.', () => ({
    tokenSent: (call) => /^bearer (\S+)$/.exec(call.header('authorization') ?? '')?.[1],
  })),

  token12(
    'missing-token-accepted',
    'A call without a token is served.',
    tokenFails('missing', () => null),
  ),
  token12(
    'missing-token-empty-list',
    'A call without a token is answered with an empty list.',
    tokenFails('missing', () => emptyPage),
  ),
  token12(
    'missing-token-500',
    'A call without a token makes the server fail.',
    tokenFails('missing', () => failure),
  ),
  token12(
    'missing-token-400',
    'A call without a token is answered with 400.',
    tokenFails('missing', () => ({ ...failure, status: 400 })),
  ),

  token13('any-token-accepted', 'Any text is accepted as token.', () => ({ tokenFound: () => null })),
  token13(
    'unknown-token-200',
    'An unknown token is refused in words, but with 200.',
    tokenFails('unknown', () => ok({ message: 'unauthorized' })),
  ),
  token13(
    'unknown-token-404',
    'An unknown token is answered with 404.',
    tokenFails('unknown', () => ({ ...failure, status: 404 })),
  ),

  token14('nearly-right-token-accepted', 'A token with one character altered is accepted.', (base) =>
    nearly(base, () => null),
  ),
  token14('token-compared-by-prefix', 'Of a token only its first ten characters count.', (base) => ({
    tokenFound: (call, token) =>
      call.world.state.issued.some(({ access }) => access.slice(0, 10) === token.slice(0, 10))
        ? null
        : base.tokenFound(call, token),
  })),
  token14('nearly-right-token-500', 'A token with one character altered makes the server fail.', (base) => ({
    intercept: (call) => (nearlyIssued(call, base.tokenSent(call) ?? '') ? failure : base.intercept(call)),
  })),

  token15(
    'expired-token-accepted',
    'A token is accepted after it has expired.',
    tokenFails('expired', () => null),
  ),
  token15(
    'expired-token-404',
    'A call with an expired token is answered with 404.',
    tokenFails('expired', () => ({ ...failure, status: 404 })),
  ),

  token16(
    'validator-more-seconds',
    'The validator says more seconds than were announced.',
    validated((body) => ({ ...body, expires_in: 90_000 })),
  ),
  token16(
    'validator-seconds-text',
    'The validator says the seconds as a text.',
    validated((body) => ({ ...body, expires_in: String(body['expires_in']) })),
  ),
  token16(
    'validator-without-scope',
    'The validator does not say the scope.',
    validated((body) => without(body, 'scope')),
  ),
  token16(
    'validator-says-expired',
    'The validator says that a valid token has no second left.',
    validated((body) => ({ ...body, expires_in: 0 })),
  ),

  token17('validator-accepts-all', 'The validator calls any token valid.', (base) => ({
    validation: (call, token) => {
      const answer = base.validation(call, token);
      return answer.status === 200 ? answer : ok({ scope: 'MOBPROC', expires_in: 7100, client_id: 'x' });
    },
  })),
  token17('validator-by-prefix', 'The validator looks at the first ten characters of a token.', (base) => ({
    validation: (call, token) =>
      base.validation(
        call,
        call.world.state.issued.find(({ access }) => access.slice(0, 10) === token.slice(0, 10))?.access ?? token,
      ),
  })),

  token20('devices-without-token', 'The devices can be read without a token.', open('/assets/devices')),
  token20('orders-without-token', 'The orders can be read without a token.', open('/orders')),
  token20('regions-without-token', 'The regions can be read without a token.', open('/regions')),
  token20('services-without-token', 'The services can be read without a token.', open('/assets/services')),
];
