/** Lawful differences of access, routes and the gateway. */
import { bearerToken } from '../access.ts';
import type { ChangeOfBehaviour } from '../behaviour.ts';
import { errorAnswer } from '../errors.ts';
import { gateway, ok, type Answer } from '../world.ts';
import { variation } from './entry.ts';

/** Answers one request of the world otherwise, counted from 1. */
const once =
  (nth: number, answer: Answer): ChangeOfBehaviour =>
  (base) => ({
    intercept: (call) => (call.world.state.requests === nth ? answer : base.intercept(call)),
  });
const closed =
  (isClosed: (method: string, route: string) => boolean): ChangeOfBehaviour =>
  (base) => ({
    routeOpen: (call) => !isClosed(call.method, call.route) && base.routeOpen(call),
  });
const day = 86_400_000;
const session = ['/authenticate', '/token-test'];

export const accessVariations = [
  variation(
    'reads-by-post-only',
    'Reads answer to POST; the gateway knows no GET.',
    closed((method) => method === 'GET'),
  ),
  variation(
    'reads-by-get-only',
    'Reads answer to GET; the gateway knows no POST but for the login and the key test.',
    closed(
      (method, route) =>
        method === 'POST' && !session.includes(route) && !/\/(apply|apply-delta|provision)$/.test(route),
    ),
  ),
  variation('bearer-token-only', 'The access token is taken from Authorization with Bearer only.', () => ({
    tokenSent: bearerToken,
  })),
  variation('access-token-only', 'The access token is taken from the header access-token only.', () => ({
    tokenSent: (call) => call.header('access-token'),
  })),
  variation('login-ends-earlier-tokens', 'A login ends the tokens of earlier ones.', () => ({
    afterLogin: (state, made) => {
      state.sessions = [made];
    },
  })),
  variation('token-of-earlier-login', 'A login answers with a token that was issued two days ago.', (base) => ({
    loginBody: ({ issued, expires, ...session }, call) =>
      base.loginBody({ ...session, issued: issued - 2 * day, expires: expires - 2 * day }, call),
  })),
  variation('token-in-capitals', 'The access token is a UUID in capitals.', (base) => ({
    newToken: () => base.newToken().toUpperCase(),
  })),
  variation(
    'selections-absent',
    'The gateway knows no /selections for reading.',
    closed((method, route) => method !== 'PATCH' && route === '/selections'),
  ),
  variation(
    'transactions-absent',
    'The gateway knows no /reports/transactions.',
    closed((_method, route) => route.startsWith('/reports/')),
  ),
  variation('unknown-route-404', 'An unknown route is answered with 404.', () => ({
    unknownRoute: () => gateway(404, 'Not Found'),
  })),
  variation('missing-key-401', 'A missing API key is refused with 401.', (base) => ({
    keyRefusal: (call, problem) =>
      problem === 'missing' ? gateway(401, 'Unauthorized') : base.keyRefusal(call, problem),
  })),
  variation('missing-key-error-list', 'A missing API key is refused with an error list.', (base) => ({
    keyRefusal: (call, problem) =>
      problem === 'missing'
        ? errorAnswer(call, 'API_TOKEN', 'Your api key was not present.')
        : base.keyRefusal(call, problem),
  })),
  variation('key-test-plain-text', 'The string of the key test is plain text, without quotes.', () => ({
    keyTest: () => ({ status: 200, text: 'Access token was valid', contentType: 'text/plain' }),
  })),
  variation(
    'one-429',
    'The 12th request is answered with 429 and Retry-After: 1.',
    once(12, {
      ...gateway(429, 'Too Many Requests', [['Retry-After', '1']]),
    }),
  ),
  variation(
    'one-503',
    'The 15th request is answered with 503 and Retry-After: 1.',
    once(15, {
      ...gateway(503, 'Service Unavailable', [['Retry-After', '1']]),
    }),
  ),
  variation(
    'one-reset',
    'The connection of the 18th request breaks before an answer.',
    once(18, {
      ...ok([]),
      wire: { declaredLength: 100, stopAfter: 0, then: 'reset' },
    }),
  ),
];
