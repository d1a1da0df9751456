/** Faults of the tokens of customers. */
import { byToken, samePayload } from '../access.ts';
import { inV1, must } from './entry.ts';

const jwt01 = must('TI-JWT-01', inV1);
const jwt02 = must('TI-JWT-02', inV1);
const jwt03 = must('TI-JWT-03', inV1);
const jwt04 = must('TI-JWT-04', inV1);
const jwt05 = must('TI-JWT-05', inV1);
const jwt07 = must('TI-JWT-07', inV1);
const jwt09 = must('TI-JWT-09', inV1);

/** The header of a token without a signature says `none`. */
const claimsNone = (token: string) =>
  Buffer.from(token.split('.')[0] ?? '', 'base64url')
    .toString()
    .includes('none');

export const tokenFaults = [
  jwt01('token-not-needed', 'Free rides are listed without a token.', (base) => ({
    tokenRefusal: (call, problem) => (problem === 'missing' ? null : base.tokenRefusal(call, problem)),
  })),
  jwt01('token-missing-empty-list', 'A missing token is answered with an empty list.', (base) => ({
    tokenRefusal: (call, problem) =>
      problem === 'missing' ? { status: 200, json: { data: [] } } : base.tokenRefusal(call, problem),
  })),

  jwt02('any-token-opens', 'Any token opens free rides.', () => ({ tokenKnown: () => true })),
  jwt02('token-length-compared', 'Every token of the right length opens free rides.', (base) => ({
    tokenKnown: (call, token) => base.tokenKnown(call, token) || token.length === call.world.credentials.jwt.length,
  })),

  jwt03('unsigned-token-opens', 'A token that claims the algorithm none is accepted.', (base) => ({
    tokenKnown: (call, token) => base.tokenKnown(call, token) || claimsNone(token),
  })),
  jwt03(
    'signature-not-looked-at',
    'Any token with a readable payload is accepted without a look at its signature.',
    (base) => ({
      tokenKnown: (call, token) => {
        const { jwt } = call.world.credentials;
        const [, payload = ''] = token.split('.');
        return base.tokenKnown(call, token) || (!samePayload(token, jwt) && payload.startsWith('eyJzdWIiOi'));
      },
    }),
  ),

  jwt04('key-instead-of-token', 'The key of the partner opens free rides.', (base) => ({
    tokenRefusal: (call, problem) =>
      problem === 'missing' && base.keySent(call) !== undefined ? null : base.tokenRefusal(call, problem),
  })),
  jwt04('key-instead-of-token-empty', 'The key of the partner opens an empty list of free rides.', (base) => ({
    tokenRefusal: (call, problem) =>
      problem === 'missing' && base.keySent(call) !== undefined
        ? { status: 200, json: { data: [], meta: { pagination: { page: 1, pages: 1, count: 0 } } } }
        : base.tokenRefusal(call, problem),
  })),

  jwt05('customers-closed', 'Neither key nor token reads a customer.', (base) => ({
    intercept: (call) =>
      call.operation === 'getCustomer' && base.keySent(call) !== ''
        ? { status: 403, json: { errors: [{ code: 'Forbidden', title: 'Not for you', status: '403' }] } }
        : base.intercept(call),
  })),
  jwt05('customers-unauthorised', 'Customers want a third kind of credentials.', (base) => ({
    intercept: (call) =>
      call.operation === 'getCustomer'
        ? { status: 401, text: '', headers: [['WWW-Authenticate', 'Basic']] }
        : base.intercept(call),
  })),

  jwt07('token-opens-all-invoices', 'A token opens the invoices of everybody.', () => ({ mayRead: () => true })),
  jwt07('foreign-invoice-fails', 'The invoice of somebody else makes the server fail.', (base) => ({
    missing: (call, kind, entry) =>
      kind === 'invoice' && call.header('x-firebase-auth') !== undefined
        ? { status: 500, text: 'Internal Server Error' }
        : base.missing(call, kind, entry),
  })),

  jwt09('token-reads-all-customers', 'A token reads every customer.', () => ({ mayMeet: () => true })),
  jwt09('other-customer-fails', 'The customer of somebody else makes the server fail.', (base) => ({
    missing: (call, kind, entry) =>
      kind === 'customer' && byToken(call)
        ? { status: 500, text: 'Internal Server Error' }
        : base.missing(call, kind, entry),
  })),
];
