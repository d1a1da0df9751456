/**
 * Generated from the contract of tierpoint, version beta. Do not edit: run `npm run generate`.
 */
import type { ApiOf } from '../api.ts';

export interface TierPointOperations {
  createToken: {
    path: {
      version: string;
    };
    body?: TokenRequest;
    data: TokenAnswer;
  };
  startLongOperation: {
    path: {
      version: string;
    };
    body?: unknown;
    data: undefined;
  };
}
export interface TokenRequest {
  [k: string]: string;
}
export interface TokenAnswer {
  [k: string]: unknown;
}

/** The operations of TierPoint API as functions; for `defineSuite`. */
export type TierPointApi = ApiOf<TierPointOperations>;
