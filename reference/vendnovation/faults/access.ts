/** Faults of the API key and its test route. */
import { gateway, ok } from '../world.ts';
import { errorAnswer } from '../errors.ts';
import { must, should } from './entry.ts';

const key01 = must('VN-KEY-01');
const key02 = must('VN-KEY-02');
const key03 = must('VN-KEY-03');
const key04 = should('VN-KEY-04');
const key05 = must('VN-KEY-05');
const key06 = must('VN-KEY-06');

export const accessFaults = [
  key01('missing-key-accepted', 'A request without an API key is served.', (base) => ({
    keyRefusal: (call, problem) => (problem === 'missing' ? null : base.keyRefusal(call, problem)),
  })),
  key01('missing-key-200', 'A request without an API key is refused in words, but with status 200.', (base) => ({
    keyRefusal: (call, problem) =>
      problem === 'missing' ? ok({ message: 'Forbidden' }) : base.keyRefusal(call, problem),
  })),
  key01('missing-key-500', 'A request without an API key is answered with 500.', (base) => ({
    keyRefusal: (call, problem) =>
      problem === 'missing' ? gateway(500, 'Internal server error') : base.keyRefusal(call, problem),
  })),

  key02('wrong-key-accepted', 'Any API key is accepted.', (base) => ({
    keyRefusal: (call, problem) => (problem === 'wrong' ? null : base.keyRefusal(call, problem)),
  })),
  key02('wrong-key-accepted-on-reads', 'Reads accept any API key; the login and the key test do not.', (base) => ({
    keyRefusal: (call, problem) =>
      problem === 'wrong' && !sessionRoute(call.route) ? null : base.keyRefusal(call, problem),
  })),
  key02('wrong-key-empty-list', 'A read with an unknown API key is answered with 200 and an empty list.', (base) => ({
    keyRefusal: (call, problem) =>
      problem === 'wrong' && !sessionRoute(call.route) ? ok([]) : base.keyRefusal(call, problem),
  })),

  key03('key-test-object', 'The key test answers with an object, not with a string.', () => ({
    keyTest: () => ok({ message: 'Access token was valid' }),
  })),
  key03('key-test-wants-token', 'The key test wants an access token.', (base) => ({
    keyTest: (call) => {
      const token = base.tokenSent(call);
      return token !== undefined && base.tokenKnown(call, token)
        ? base.keyTest(call)
        : errorAnswer(call, 'API_TOKEN', 'Your api token was not present or has expired.');
    },
  })),
  key03('key-test-empty', 'The key test answers a valid key with an empty body.', () => ({
    keyTest: () => ({ status: 204 }),
  })),
  key03('key-test-list', 'The key test answers with a list that holds the string.', () => ({
    keyTest: () => ok(['Access token was valid']),
  })),

  key04('key-test-other-text', 'The key test answers with another string than the documented one.', () => ({
    keyTest: () => ok('API key was valid'),
  })),
  key04('key-test-translated', 'The key test answers in another language.', () => ({
    keyTest: () => ok('Zugriffsschlüssel ist gültig'),
  })),

  key05(
    'key-test-wrong-key-list',
    "The key test answers a wrong key with an error list, not the gateway's object.",
    (base) => ({
      keyRefusal: (call, problem) =>
        problem === 'wrong' && call.route === '/token-test'
          ? { ...errorAnswer(call, 'NO_API_ACCESS', 'Forbidden'), status: 403 }
          : base.keyRefusal(call, problem),
    }),
  ),
  key05('key-test-wrong-key-other-message', 'The key test answers a wrong key with another message.', (base) => ({
    keyRefusal: (call, problem) =>
      problem === 'wrong' && call.route === '/token-test'
        ? gateway(403, 'Invalid API key')
        : base.keyRefusal(call, problem),
  })),
  key05('key-test-accepts-wrong-key', 'The key test says of any key that it is valid.', (base) => ({
    keyRefusal: (call, problem) =>
      problem === 'wrong' && call.route === '/token-test' ? null : base.keyRefusal(call, problem),
  })),
  key05('key-test-wrong-key-html', 'The key test answers a wrong key with an HTML page.', (base) => ({
    keyRefusal: (call, problem) =>
      problem === 'wrong' && call.route === '/token-test'
        ? { status: 403, text: '<html><body>Forbidden</body></html>', contentType: 'text/html' }
        : base.keyRefusal(call, problem),
  })),

  key06('login-without-key', 'The login needs no API key.', (base) => ({
    keyRefusal: (call, problem) => (call.route === '/authenticate' ? null : base.keyRefusal(call, problem)),
  })),
  key06('accounts-without-key', 'The accounts can be read without an API key.', (base) => ({
    keyRefusal: (call, problem) => (call.route === '/accounts' ? null : base.keyRefusal(call, problem)),
  })),
  key06('key-not-needed-with-token', 'A request with a valid access token needs no API key.', (base) => ({
    keyRefusal: (call, problem) => {
      const token = base.tokenSent(call);
      return token !== undefined && base.tokenKnown(call, token) ? null : base.keyRefusal(call, problem);
    },
  })),
];

function sessionRoute(route: string): boolean {
  return route === '/authenticate' || route === '/token-test';
}
