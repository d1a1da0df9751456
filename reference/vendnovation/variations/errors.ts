/** Lawful differences of error answers. */
import type { ChangeOfBehaviour } from '../behaviour.ts';
import { errorAnswer, errorsAnswer, type VendorError } from '../errors.ts';
import { honoured } from '../filters.ts';
import type { FilterName, Json, JsonObject } from '../model.ts';
import type { Listing } from '../world.ts';
import { variation } from './entry.ts';

const eachError =
  (change: (error: JsonObject) => Json): ChangeOfBehaviour =>
  (base) => ({
    errorObject: (error) => change(base.errorObject(error) as JsonObject),
  });

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

export const errorVariations = [
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
];

function recoded(errors: readonly VendorError[], code: string) {
  return errors.map((error) => (error.code === 'MISSING_RECORD' ? { ...error, code } : error));
}
