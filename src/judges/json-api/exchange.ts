/** A request and its answer as the rules over exchanges see them. */
import type { Answer } from '../answer.ts';
import { Undecided } from '../../verdict/check.ts';
import type { JsonApiVersion } from './outline.ts';
import type { Situation } from './situations.ts';
import { isObject } from './value.ts';

export interface Request {
  readonly method: string;
  /** As sent, absolute. */
  readonly url: string;
  /** Headers that were sent, by lower-case name, as far as known: `accept`, `content-type`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Parsed JSON body; left out when the request had none. */
  readonly document?: unknown;
}

export interface Response {
  readonly status: number;
  /** All values of a header, by name in any letter case. */
  readonly headers: (name: string) => readonly string[];
  readonly text: string;
  /** Parsed body, or undefined when it is no JSON. */
  readonly document: unknown;
}

/** What the requested URL stands for, as the caller knows it. */
export type Expectation = 'resource' | 'collection' | 'to-one-linkage' | 'to-many-linkage';

export interface Exchanged {
  readonly version: JsonApiVersion;
  readonly request: Request;
  readonly response: Response;
  readonly expects: Expectation | null;
  readonly situation: Situation | null;
  /** URIs of extensions that the server is known to support; null when it is not known. */
  readonly supportedExtensions: readonly string[] | null;
}

export const jsonApiMediaType = 'application/vnd.api+json';

/** Whether the body looks like a JSON:API document, so that the rules for its header apply. */
export function carriesJsonApi({ document, headers }: Response): boolean {
  if (headers('content-type').some((value) => value.toLowerCase().includes(jsonApiMediaType))) return true;
  return isObject(document) && (Array.isArray(document['errors']) || Object.hasOwn(document, 'jsonapi'));
}

/**
 * The view of a recorded answer. Method and URL come from the answer itself.
 * @param request what else is known of the request: headers by lower-case name, parsed body
 * @throws Undecided when nothing came
 */
export function exchangeOf(
  answer: Answer,
  request: Pick<Request, 'headers' | 'document'> = {},
): { readonly request: Request; readonly response: Response; readonly exchange: string } {
  if (answer.raw.status === 0) throw new Undecided(`${answer.asked} got no answer`);
  const method = answer.asked.split(' ')[0] ?? 'GET';
  const { status, headers, text, json } = answer.raw;
  return {
    request: { method, url: answer.url, ...request },
    response: { status, headers, text, document: json },
    exchange: answer.x,
  };
}
