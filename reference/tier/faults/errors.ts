/** Faults of errors, and of documents of JSON:API as a whole. */
import { without } from '../model.ts';
import { jsonApi } from '../world.ts';
import { finishing, inBoth, inV1, inV2, must, resources, should, writing } from './entry.ts';

const err01 = must('TI-ERR-01', inV1);
const err02 = must('TI-ERR-02', inV1);
const json01 = must('TI-JSON-01', inV1);
const json05 = must('TI-JSON-05', inV1);
const json13 = should('TI-JSON-13', writing);

export const errorFaults = [
  err01('error-bare', 'An error comes as a bare object.', (base) => ({
    errorDocument: (_call, list) => list[0] ?? {},
    error: base.error,
  })),
  err01('error-without-title', 'Errors have no title.', (base) => ({
    error: (call, status, entry) => without(base.error(call, status, entry), 'title'),
  })),
  err01('error-code-number', 'Codes of errors are numbers.', (base) => ({
    error: (call, status, entry) => ({ ...base.error(call, status, entry), code: 1004 }),
  })),
  err01(
    'error-html',
    'Errors come as HTML.',
    finishing((answer) =>
      answer.status === 404 ? { status: 404, text: '<h1>Not found</h1>', contentType: 'text/html' } : answer,
    ),
  ),
  err02('error-status-400', 'Every error says the status 400.', (base) => ({
    error: (call, status, entry) => ({ ...base.error(call, status, entry), status: '400' }),
  })),
  err02('error-status-number', 'The status of an error is a number.', (base) => ({
    error: (call, status, entry) => ({ ...base.error(call, status, entry), status }),
  })),
  should('TI-ERR-03', inBoth)(
    'unknown-endpoint-400',
    'An endpoint that does not exist is answered with 400.',
    (base) => ({
      unknownRoute: (call) => ({ ...base.unknownRoute(call), status: 400 }),
    }),
  ),
  should('TI-ERR-04', inV1)('accept-not-looked-at', 'JSON is served, whatever is accepted.', () => ({
    notAcceptable: () => null,
  })),
  should('TI-ERR-05', inBoth)('no-uuid-fails', 'An id that is no UUID makes the server fail.', (base) => ({
    missing: (call, kind, entry) =>
      Object.values(call.values).some((value) => value.startsWith('no'))
        ? { status: 500, text: 'invalid input syntax for type uuid' }
        : base.missing(call, kind, entry),
  })),

  json01(
    'resource-links-text',
    'The links of single resources are a text.',
    resources('pricing', (wire) => ({ ...wire, links: '/pricing' })),
  ),
  json01(
    'resource-relationship-bare',
    'The vehicle of a rental is a relationship without data.',
    resources('rental', (wire) => ({ ...wire, relationships: { vehicle: { type: 'vehicle', id: '4711' } } })),
  ),
  json01(
    'resource-included-alone',
    'Included resources stand beside no data.',
    finishing((answer, call) =>
      call.operation === 'getInvoice' && answer.status === 200 && typeof answer.json === 'object'
        ? { ...answer, json: { ...(answer.json as object), errors: [{ title: 'late' }] } }
        : answer,
    ),
  ),
  should('TI-JSON-12', inV1)(
    'member-with-blank',
    'A member of a customer has a blank in its name.',
    resources('customer', (wire) => ({
      ...wire,
      attributes: { ...(wire['attributes'] as object), 'home address': null },
    })),
  ),
  json05('errors-beside-data', 'Errors come beside data.', (base) => ({
    errorDocument: (call, list) => ({ data: null, ...(base.errorDocument(call, list) as object) }),
  })),
  json05('error-source-text', 'The source of an error is a text.', (base) => ({
    error: (call, status, entry) => ({ ...base.error(call, status, entry), source: 'customer' }),
  })),
  should('TI-JSON-08', inV1)(
    'error-pointer-into-nothing',
    'An error of a GET points to /data, as in the example.',
    (base) => ({
      error: (call, status, entry) => base.error(call, status, { ...entry, pointer: '/data' }),
    }),
  ),
  should('TI-JSON-11', inV1)(
    'media-type-json',
    'Documents come as application/json.',
    finishing((answer) =>
      answer.contentType === jsonApi || answer.contentType === undefined
        ? { ...answer, contentType: 'application/json' }
        : answer,
    ),
  ),
  should('TI-JSON-15', inV2)(
    'media-type-of-v2-charset',
    'Prices come with a charset in their media type.',
    finishing((answer) =>
      answer.contentType === jsonApi ? { ...answer, contentType: `${jsonApi}; charset=utf-8` } : answer,
    ),
  ),
  json13(
    'created-with-200',
    'A creation is answered with 200.',
    finishing((answer) => (answer.status === 201 ? { ...answer, status: 200 } : answer)),
  ),
  json13(
    'deleted-with-201',
    'A deletion is answered with 201.',
    finishing((answer, call) =>
      call.operation === 'deleteCustomer' && answer.status === 204 ? { status: 201, json: { meta: {} } } : answer,
    ),
  ),
];
