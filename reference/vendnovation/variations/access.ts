/** Lawful differences of access, verbs, errors, paging at its edges, and of the gateway. */
import { bearerToken } from '../access.ts';
import type { ChangeOfBehaviour } from '../behaviour.ts';
import { errorAnswer, errorsAnswer, type VendorError } from '../errors.ts';
import { honoured } from '../filters.ts';
import type { FilterName, Json, JsonObject } from '../model.ts';
import { gateway, ok, type Answer, type Listing } from '../world.ts';
import { variation } from './entry.ts';

const eachError =
  (change: (error: JsonObject) => Json): ChangeOfBehaviour =>
  (base) => ({
    errorObject: (error) => change(base.errorObject(error) as JsonObject),
  });
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
const session = ['/authenticate', '/token-test'];

/** Ids of the filters that belong to no record which the user may see. */
function strangers({ call, kind, asked }: Listing): Json[] {
  const { state, data } = call.world;
  const seen = state.rows[kind].filter(({ organizationId }) => data.visible.has(organizationId));
  return asked.filters
    .filter(({ name }) => honoured[kind].includes(name as FilterName))
    .flatMap(({ name, values }) =>
      values.filter((value) => !seen.some((row) => row.keys[name as FilterName]?.includes(value))),
    );
}

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

  variation('login-without-password-invalid', 'A login without password is refused with INVALID_LOGIN.', (base) => ({
    loginRefusal: (call, problem) => base.loginRefusal(call, problem === 'no password' ? 'wrong password' : problem),
  })),
  variation('missing-data-422', 'MISSING_REQUIRED_DATA comes with status 422.', (base) => ({
    errorStatus: (code) => (code === 'MISSING_REQUIRED_DATA' ? 422 : base.errorStatus(code)),
  })),
  variation(
    'errors-with-more-members',
    'Errors have members that no page names.',
    eachError((error) => ({
      ...error,
      traceId: '00-4bf92f3577b34da6a3ce929d0e0e4736-00',
      inner: { code: 'x' },
    })),
  ),
  variation(
    'errors-without-pointers',
    'Errors have no pointers and no pointerName.',
    eachError(({ pointers: _pointers, pointerName: _pointerName, ...error }) => error),
  ),
  variation(
    'errors-with-null-pointers',
    'pointers and pointerName of errors are null.',
    eachError((error) => ({
      ...error,
      pointers: null,
      pointerName: null,
    })),
  ),
  variation(
    'errors-with-text-pointers',
    'The pointers of errors are texts.',
    eachError((error) => ({
      ...error,
      pointers: ['startDate'],
      pointerName: 'RequestFilter',
    })),
  ),
  variation('several-errors', 'An error comes twice in its list, with another message.', (base) => ({
    errorList: (errors, call) => {
      const list = base.errorList(errors, call);
      const [first] = Array.isArray(list) ? (list as Json[]) : [];
      return first === undefined ? list : [first, { ...(first as JsonObject), message: 'No changes have been made.' }];
    },
  })),
  variation(
    'unknown-ids-404',
    'A filter by an id that does not exist is answered with 404 and MISSING_RECORD.',
    (base) => ({
      filterRefusal: (listing) => {
        const ids = strangers(listing);
        return ids.length > 0
          ? errorAnswer(listing.call, 'MISSING_RECORD', 'One or more records could not be found.', ids, 'Id')
          : base.filterRefusal(listing);
      },
    }),
  ),
  variation('foreign-organization-403', 'A filter by a foreign organisation is refused with DATA_ACCESS.', (base) => ({
    filterRefusal: (listing) => {
      const { visible } = listing.call.world.data;
      const foreign = listing.asked.filters
        .filter(({ name }) => name === 'organizationIds')
        .flatMap(({ values }) => values.filter((id) => !visible.has(Number(id))));
      return foreign.length > 0
        ? errorAnswer(listing.call, 'DATA_ACCESS', 'The organization is not yours.', foreign, 'Organization.Id')
        : base.filterRefusal(listing);
    },
  })),
  variation(
    'missing-record-as-data-access',
    'An update of a record that does not exist is refused with DATA_ACCESS.',
    (base) => ({
      bulkRefusal: (call, plan) => base.bulkRefusal(call, { ...plan, errors: recoded(plan.errors, 'DATA_ACCESS') }),
    }),
  ),
  variation(
    'missing-record-as-result-count',
    'An update of a record that does not exist gives UNEXPECTED_RESULT_COUNT.',
    (base) => ({
      bulkRefusal: (call, plan) =>
        base.bulkRefusal(call, { ...plan, errors: recoded(plan.errors, 'UNEXPECTED_RESULT_COUNT') }),
    }),
  ),
  variation('first-error-only', 'Of several failing elements only the first is told.', () => ({
    bulkRefusal: (call, { errors }) => errorsAnswer(call, errors.slice(0, 1)),
  })),

  variation('odd-paging-refused', 'A page or size of zero is refused.', () => ({
    oddPaging: (call, name) => errorAnswer(call, 'GENERIC_ERROR', `The header ${name} is not allowed.`),
  })),
  variation('odd-paging-ignored', 'A page or size that is no number is ignored.', (base) => ({
    oddPaging: (_call, name) => (name === 'page' ? 1 : base.defaultSize),
  })),
  variation('odd-paging-500', 'A page or size that is no number is answered with 500.', () => ({
    oddPaging: () => gateway(500, 'Internal server error'),
  })),
  variation('page-past-end-404', 'A page behind the last one is answered with 404.', () => ({
    pastEnd: (call) =>
      Number(call.header('page') ?? 1) > 1 ? errorAnswer(call, 'MISSING_RECORD', 'There is no such page.') : null,
  })),
  variation('empty-list-has-one-page', 'total-pages of an empty list is 1.', (base) => ({
    totalPages: (total, paging) => Math.max(1, base.totalPages(total, paging)),
  })),
  variation('bad-body-generic', 'A body that is no JSON is refused with GENERIC_ERROR.', () => ({
    badBody: (call) => errorAnswer(call, 'GENERIC_ERROR', 'We encountered an error processing your request.'),
  })),
  variation(
    'body-as-array-only',
    'A body member that is an object is refused on reads, an empty array is served.',
    (base) => ({
      emptyBody: (call) =>
        /"body"\s*:\s*\{/.test(call.body)
          ? errorAnswer(call, 'DESERIALIZATION_ERROR', 'body must be an array.')
          : base.emptyBody(call),
    }),
  ),
  variation(
    'body-as-object-only',
    'A body member that is an array is refused on reads, an empty object is served.',
    (base) => ({
      emptyBody: (call) =>
        /"body"\s*:\s*\[/.test(call.body)
          ? errorAnswer(call, 'DESERIALIZATION_ERROR', 'body must be an object.')
          : base.emptyBody(call),
    }),
  ),

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

function recoded(errors: readonly VendorError[], code: string) {
  return errors.map((error) => (error.code === 'MISSING_RECORD' ? { ...error, code } : error));
}
