/** Faults of error answers. They show on every error list. */
import type { ChangeOfBehaviour } from '../behaviour.ts';
import { errorAnswer } from '../errors.ts';
import type { Json, JsonObject } from '../model.ts';
import { gateway, type Call } from '../world.ts';
import { must, should, sinceV2, without } from './entry.ts';

const err01 = must('VN-ERR-01');
const err02 = must('VN-ERR-02');
const err03 = must('VN-ERR-03', sinceV2);
const err04 = must('VN-ERR-04');
const err07 = should('VN-ERR-07');

/** Alters each object of an error list. */
function each(change: (error: JsonObject) => Json): ChangeOfBehaviour {
  return (base) => ({ errorObject: (error) => change(base.errorObject(error) as JsonObject) });
}

/** Alters the list as a whole. */
function whole(change: (errors: readonly Json[]) => Json): ChangeOfBehaviour {
  return (base) => ({ errorList: (errors, call) => change(base.errorList(errors, call) as readonly Json[]) });
}

const lower = (code: Json | undefined) => String(code).toLowerCase();

export const errorFaults = [
  err01(
    'error-bare-object',
    'An error is answered with one object, not a list.',
    whole(([first]) => first ?? null),
  ),
  err01(
    'error-list-wrapped',
    'The list of errors stands in a member of an object.',
    whole((errors) => ({ errors })),
  ),
  err01(
    'error-list-empty',
    'An error is answered with an empty list.',
    whole(() => []),
  ),
  err01(
    'error-without-message',
    'The objects of an error list have no message.',
    each((error) => without(error, 'message')),
  ),
  err01(
    'error-message-null',
    'The message of an error is null.',
    each((error) => ({ ...error, message: null })),
  ),
  err01(
    'error-code-number',
    'The code of an error is a number.',
    each((error) => ({ ...error, code: 17 })),
  ),
  err01(
    'error-list-of-strings',
    'An error list holds texts.',
    each(({ message = '' }) => message),
  ),
  err01('error-html', 'An error is answered with an HTML page.', (base) => ({
    finish: (call, answer) =>
      Array.isArray(answer.json) && answer.status >= 400
        ? { ...base.finish(call, answer), text: '<html><h1>Error</h1></html>', contentType: 'text/html' }
        : base.finish(call, answer),
  })),

  err02('errors-all-400', 'Every error code comes with status 400.', () => ({ errorStatus: () => 400 })),
  err02('errors-all-200', 'Every error code comes with status 200.', () => ({ errorStatus: () => 200 })),
  err02('missing-data-400', 'MISSING_REQUIRED_DATA comes with status 400.', (base) => ({
    errorStatus: (code) => (code === 'MISSING_REQUIRED_DATA' ? 400 : base.errorStatus(code)),
  })),

  err03('wrong-type-ignored', 'A filter of the wrong type is ignored.', () => ({ wrongType: () => null })),
  err03('wrong-type-500', 'A filter of the wrong type is answered with 500.', () => ({
    wrongType: () => gateway(500, 'Internal server error'),
  })),
  err03('wrong-type-generic', 'A filter of the wrong type is refused with GENERIC_ERROR.', () => ({
    wrongType: (call: Call) => errorAnswer(call, 'GENERIC_ERROR', 'We encountered an error processing your request.'),
  })),
  err03('wrong-type-422', 'A filter of the wrong type is refused with status 422.', (base) => ({
    wrongType: (call, member) => ({ ...base.wrongType(call, member), status: 422 }),
  })),

  err04(
    'pointers-text',
    'The pointers of an error are one text.',
    each((error) => ({ ...error, pointers: '1, 4, 7' })),
  ),
  err04(
    'pointers-object',
    'The pointers of an error are an object.',
    each((error) => ({ ...error, pointers: { id: 1 } })),
  ),
  err04(
    'pointer-name-number',
    'The pointerName of an error is a number.',
    each((error) => ({ ...error, pointerName: 3 })),
  ),
  err04(
    'pointer-name-list',
    'The pointerName of an error is a list.',
    each((error) => ({
      ...error,
      pointerName: ['Site.Id'],
    })),
  ),

  err07(
    'error-code-lower-case',
    'The code of an error is written in small letters.',
    each((error) => ({
      ...error,
      code: lower(error['code']),
    })),
  ),
  err07(
    'error-code-camel-case',
    'The code of an error is written in camel case.',
    each((error) => ({
      ...error,
      code: lower(error['code']).replace(/_(.)/g, (_match, letter: string) => letter.toUpperCase()),
    })),
  ),
  err07(
    'second-error-lower-case',
    'Each error list has a second error whose code is in small letters.',
    whole((errors) => [
      ...errors,
      { code: 'see-above', message: 'The request was not carried out.', pointers: [], pointerName: '' },
    ]),
  ),
];
