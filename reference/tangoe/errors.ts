/** Error objects of the API. */
import { randomBytes } from 'node:crypto';
import type { Behaviour } from './behaviour.ts';
import type { Answer, Call } from './world.ts';

export interface VendorError {
  readonly status: number;
  readonly id: string;
  readonly errorCode: string;
  readonly message: string;
}

export const documentedErrors: Pick<
  Behaviour,
  'errorId' | 'errorBody' | 'tokenStatus' | 'unknownRoute' | 'unknownMethod' | 'notFound' | 'forbidden'
> = {
  errorId: () => randomBytes(5).toString('hex'),
  errorBody: ({ status, id, errorCode, message }) => ({ errorCode, id, message, status }),
  tokenStatus: 403, // 401 is not in the vendor's list
  unknownRoute: (call) => refuse(call, 404, 'no-such-resource', 'There is no such resource.'),
  unknownMethod: (call) => refuse(call, 405, 'method-not-allowed', 'The resource does not have this method.'),
  notFound: (call) => refuse(call, 404, 'not-found', 'Nothing has this id.'),
  forbidden: (call) => refuse(call, 403, 'forbidden', 'You may not receive this.'),
};

/** An answer with an error object. */
export function refuse(call: Call, status: number, code: string, message: string): Answer {
  const { behaviour } = call.world;
  const error = { status, id: behaviour.errorId(call), errorCode: `${status}-${code}`, message };
  return { status, json: behaviour.errorBody(error, call) };
}
