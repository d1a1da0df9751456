/** One request with its response, as recorded: the evidence. Everything in it is already redacted. */

export type HeaderList = readonly (readonly [name: string, value: string])[];

export interface RecordedRequest {
  /** Operation id of the contract, or `follow` for a link that the vendor sent. */
  readonly operation: string;
  readonly method: string;
  /** Absolute URL; secrets are handles as `«secret:password»`. */
  readonly url: string;
  readonly headers: HeaderList;
  readonly body: string | null;
}

export interface RecordedResponse {
  readonly status: number;
  /** As sent: order, letter case and repetitions are kept. */
  readonly headers: HeaderList;
  /** Decoded and decompressed text. */
  readonly body: string;
  /** Bytes of the body after decompression. */
  readonly bytes: number;
  /** Milliseconds from sending to the last byte. Never judged. */
  readonly ms: number;
  /** The bytes were no valid UTF-8; `body` has replacement characters. */
  readonly malformedUtf8?: true;
  /** Where it came from, after redirects; absent where there were none. */
  readonly url?: string;
}

export type FailureKind =
  | 'unreachable' // no connection, name not found, TLS failure
  | 'timeout'
  | 'reset' // connection ended inside an answer, wrong length, broken compression
  | 'too-large'
  | 'redirect' // foreign origin, loop, too many
  | 'foreign-origin' // a link led away; nothing was sent
  | 'interrupted'
  | 'refused-by-suite'; // quota, effect or origin guard: nothing was sent

export interface Failure {
  readonly kind: FailureKind;
  readonly message: string;
}

/** What is known of a value that redaction has replaced by a handle. */
export interface SecretTraits {
  readonly handle: string;
  /** JSON pointer in the response body where it stood. */
  readonly pointer: string;
  readonly type: 'string' | 'number' | 'boolean' | 'object' | 'array' | 'null';
  readonly length: number;
  readonly uuid: boolean;
  /** Decoded header and payload if the value is a JWT; signatures never. */
  readonly jwt?: { readonly header: unknown; readonly payload: unknown };
}

export interface Exchange {
  /** Id, unique in the recording of a target: `1-0007`. */
  readonly x: string;
  readonly round: 1 | 2;
  /** Fingerprint of the request. */
  readonly key: string;
  /** 0 for the first equal request of a round, 1 for the next fresh one ... */
  readonly nth: number;
  /** Time of sending, UTC, ISO 8601 with milliseconds. */
  readonly at: string;
  /** How often it was sent; more than 1 after 429, 503 or connection errors. */
  readonly attempts: number;
  readonly request: RecordedRequest;
  readonly outcome: { readonly response: RecordedResponse } | { readonly failure: Failure };
  readonly secrets: readonly SecretTraits[];
}
