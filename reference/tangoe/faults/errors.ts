/** Faults of error objects and statuses. */
import type { ChangeOfBehaviour } from '../behaviour.ts';
import type { VendorError } from '../errors.ts';
import type { Json, JsonObject } from '../model.ts';
import { ok } from '../world.ts';
import { failure, must, should, without } from './entry.ts';

const err01 = must('TG-ERR-01');
const err02 = must('TG-ERR-02');
const err03 = must('TG-ERR-03');
const err04 = should('TG-ERR-04');
const err05 = must('TG-ERR-05');
const err06 = must('TG-ERR-06');
const err07 = should('TG-ERR-07');
const err08 = must('TG-ERR-08');
const err09 = must('TG-ERR-09');
const err10 = must('TG-ERR-10');

function errors(change: (body: JsonObject, error: VendorError) => Json): ChangeOfBehaviour {
  return (base) => ({ errorBody: (error, call) => change(base.errorBody(error, call) as JsonObject, error) });
}

export const errorFaults = [
  err01(
    'errors-as-list',
    'An error is answered with a list.',
    errors((body) => [body]),
  ),
  err01(
    'errors-without-id',
    'Errors have no id.',
    errors((body) => without(body, 'id')),
  ),
  err01(
    'errors-status-text',
    'The status of an error is a text.',
    errors((body) => ({ ...body, status: String(body['status']) })),
  ),
  err01(
    'errors-message-empty',
    'The message of an error is empty.',
    errors((body) => ({ ...body, message: '' })),
  ),
  err01(
    'errors-code-number',
    'The code of an error is a number.',
    errors((body) => ({ ...body, errorCode: 17 })),
  ),
  err01('errors-html', 'An unknown path is answered with an HTML page.', () => ({
    unknownRoute: () => ({ status: 404, text: '<html><body>Not found</body></html>', contentType: 'text/html' }),
  })),
  err01(
    'errors-in-envelope',
    'Errors come in an envelope.',
    errors((body) => ({ error: body })),
  ),

  err02(
    'errors-status-always-400',
    'Every error says status 400.',
    errors((body) => ({ ...body, status: 400 })),
  ),
  err02(
    'errors-status-of-back-end',
    'Errors of 404 say the status 500 of a back end.',
    errors((body, { status }) => (status === 404 ? { ...body, status: 500 } : body)),
  ),
  err02(
    'errors-status-zero',
    'Every error says status 0.',
    errors((body) => ({ ...body, status: 0 })),
  ),

  err03('errors-same-id', 'Every error has the same id.', () => ({ errorId: () => 'tghwn' })),
  err03('errors-id-by-path', 'The id of an error is made of the path.', () => ({
    errorId: ({ route }) => Buffer.from(route).toString('hex') || 'root',
  })),
  err03(
    'errors-id-by-status',
    'Errors of one status share an id.',
    errors((body, { status }) => ({ ...body, id: `occurrence-${status}` })),
  ),

  err04(
    'error-code-other-status',
    'Error codes begin with 400 at any status.',
    errors((body) => ({ ...body, errorCode: String(body['errorCode']).replace(/^\d{3}/, '400') })),
  ),
  err04(
    'error-code-500-at-404',
    'Error codes of 404 begin with 500.',
    errors((body, { status }) => (status === 404 ? { ...body, errorCode: '500-not-found' } : body)),
  ),

  err05('unknown-item-empty-object', 'An item that does not exist is answered with 200 and an empty object.', () => ({
    notFound: () => ok({}),
  })),
  err05('unknown-item-500', 'An item that does not exist makes the server fail.', () => ({ notFound: () => failure })),
  err05('unknown-order-400', 'An order that does not exist is answered with 400.', (base) => ({
    notFound: (call) =>
      call.route.startsWith('/orders/') ? { ...base.notFound(call), status: 400 } : base.notFound(call),
  })),
  err05('unknown-device-first', 'A device that does not exist is answered with 200 and null.', (base) => ({
    notFound: (call) => (call.route.startsWith('/assets/devices/') ? ok(null) : base.notFound(call)),
  })),

  err06('unknown-path-200', 'A path that does not exist is answered with 200.', () => ({
    unknownRoute: () => ok({ message: 'Welcome' }),
  })),
  err06('unknown-path-500', 'A path that does not exist makes the server fail.', () => ({
    unknownRoute: () => failure,
  })),
  err06('unknown-path-400', 'A path that does not exist is answered with 400.', (base) => ({
    unknownRoute: (call) => ({ ...base.unknownRoute(call), status: 400 }),
  })),

  err07('unknown-method-served', 'A method that a path does not have is served like GET.', (base) => ({
    unknownMethod: (call) => ok(base.ping(call)),
  })),
  err07('unknown-method-500', 'A method that a path does not have makes the server fail.', () => ({
    unknownMethod: () => failure,
  })),

  err08('properties-without-parameters', 'Order properties need no parameter.', () => ({
    missingParameter: () => null,
  })),
  err08('missing-parameter-404', 'A missing parameter is answered with 404.', (base) => ({
    missingParameter: (call, name) => ({ ...base.missingParameter(call, name), status: 404 }),
  })),
  err08('missing-parameters-500', 'A missing parameter makes the server fail.', () => ({
    missingParameter: () => failure,
  })),
  err08('properties-without-vendor', 'Order properties need neither vendor nor service.', (base) => ({
    missingParameter: (call, name) => (name === 'vendor' ? null : base.missingParameter(call, name)),
  })),

  err09('bad-limit-default', 'A limit that is no number is taken for the usual one.', () => ({
    badNumber: () => null,
  })),
  err09('bad-limit-500', 'A limit that is no number makes the server fail.', () => ({ badNumber: () => failure })),

  err10('success-201', 'Confirmations are answered with 201.', (base) => ({
    finish: (call, answer) => {
      const done = base.finish(call, answer);
      return call.route === '/me' && done.status === 200 ? { ...done, status: 201 } : done;
    },
  })),
  err10('missing-data-422', 'Missing parameters are answered with 422.', (base) => ({
    finish: (call, answer) => {
      const done = base.finish(call, answer);
      return call.route === '/orders/properties' && done.status === 400 ? { ...done, status: 422 } : done;
    },
  })),
  err10('partial-content-206', 'Pages are answered with 206.', (base) => ({
    finish: (call, answer) => {
      const done = base.finish(call, answer);
      return call.query.get('limit') !== null && done.status === 200 ? { ...done, status: 206 } : done;
    },
  })),
];
