/** Error lists and their statuses, by the vendor's tables. */
import type { Behaviour } from './behaviour.ts';
import type { Json } from './model.ts';
import type { Answer, Call } from './world.ts';

export interface VendorError {
  readonly code: string;
  readonly message: string;
  readonly pointers: readonly Json[];
  readonly pointerName: string;
}

const statuses: Readonly<Record<string, number>> = {
  API_TOKEN: 401,
  NO_API_ACCESS: 403,
  ACCESS_ERROR: 500,
  DATA_ACCESS: 403,
  UNKNOWN_ERROR: 500,
  GENERIC_ERROR: 400,
  UNEXPECTED_RESULT_COUNT: 400,
  MISSING_RECORD: 404,
  MISSING_REQUIRED_DATA: 421,
  DESERIALIZATION_ERROR: 400,
  INVALID_DATE_RANGE: 400,
  DATE_PARSING: 400,
  INVALID_LOGIN: 403,
  NO_SELECTIONS: 422,
  MULTIPLE_TEMPLATES: 422,
};

export const documentedErrors: Pick<Behaviour, 'errorStatus' | 'errorList' | 'errorObject'> = {
  errorStatus: (code) => statuses[code] ?? 400,
  errorObject: ({ code, message, pointers, pointerName }) => ({ code, message, pointers, pointerName }),
  errorList: (errors) => errors,
};

/** One error, as `errorsAnswer` wants it. */
export function vendorError(
  code: string,
  message: string,
  pointers: readonly Json[] = [],
  pointerName = '',
): VendorError {
  return { code, message, pointers, pointerName };
}

/** The answer with a list of errors; the status is that of the first. */
export function errorsAnswer(call: Call, errors: readonly VendorError[]): Answer {
  const { behaviour } = call.world;
  const first = errors[0]?.code ?? 'UNKNOWN_ERROR';
  const objects = errors.map((error) => behaviour.errorObject(error));
  return { status: behaviour.errorStatus(first), json: behaviour.errorList(objects, call) };
}

/** The answer with a single error in its list. */
export function errorAnswer(call: Call, ...error: Parameters<typeof vendorError>): Answer {
  return errorsAnswer(call, [vendorError(...error)]);
}
