/** Judges one answer against the operation that documents it. Pure. */
import { show, shorten } from '../verdict/check.ts';
import { at } from '../judges/schema.ts';
import type { RawAnswer } from '../judges/answer.ts';
import type { ApiDocument } from './document.ts';
import { bestMedia, isJson, mediaTypeOf } from './media.ts';
import type { ApiMedia, ApiOperation, ApiResponse } from './operations.ts';
import { typeAt } from './schema.ts';
import { validate } from './validate.ts';

/** What of an answer a problem is about. `closed`: a member that the schema rules out; `format`: the form of a text. */
export type Aspect = 'status' | 'media-type' | 'schema' | 'format' | 'closed' | 'header';

export interface AnswerProblem {
  readonly aspect: Aspect;
  readonly message: string;
  readonly expected: string;
  readonly actual: string;
  readonly where: string;
}

export interface JudgedAnswer {
  /** The response object that describes the status; null where none does. */
  readonly documented: ApiResponse | null;
  /** Aspects that could be looked at. */
  readonly judged: ReadonlySet<Aspect>;
  readonly problems: readonly AnswerProblem[];
  /** What could not be judged, and why. */
  readonly notes: readonly string[];
}

/** The response object for a status: exact, then its class, then `default` (OpenAPI 3.1, section 4.8.16). */
export function responseFor(operation: ApiOperation, status: number): ApiResponse | null {
  const named = (name: string) => operation.responses.find((response) => response.status === name);
  return named(String(status)) ?? named(`${String(status)[0] ?? ''}XX`) ?? named('default') ?? null;
}

const known = new WeakMap<RawAnswer, WeakMap<ApiOperation, JudgedAnswer>>();

/**
 * Several requirements look at one answer, each in one aspect; it is judged once.
 * @param answer with a status; the caller leaves out what did not come
 */
export function judgeAnswer(document: ApiDocument, operation: ApiOperation, answer: RawAnswer): JudgedAnswer {
  const byOperation = known.get(answer) ?? new WeakMap<ApiOperation, JudgedAnswer>();
  known.set(answer, byOperation);
  const judged = byOperation.get(operation) ?? judgeOnce(document, operation, answer);
  byOperation.set(operation, judged);
  return judged;
}

function judgeOnce(document: ApiDocument, operation: ApiOperation, answer: RawAnswer): JudgedAnswer {
  const documented = responseFor(operation, answer.status);
  const judging = new Judging();
  judging.judged.add('status');
  if (documented === null) {
    judging.problem('status', {
      message: `the status ${answer.status} is not documented`,
      expected: `one of ${operation.responses.map(({ status }) => status).join(', ') || 'the documented statuses'}`,
      actual: `status ${answer.status}`,
      where: 'status',
    });
    return judging.done(null);
  }
  judgeHeaders(judging, document, documented, answer);
  if (answer.status !== 204 && answer.status !== 304) judgeBody(judging, document, documented, answer);
  return judging.done(documented);
}

class Judging {
  readonly judged = new Set<Aspect>();
  readonly problems: AnswerProblem[] = [];
  readonly notes: string[] = [];

  problem(aspect: Aspect, problem: Omit<AnswerProblem, 'aspect'>): void {
    this.problems.push({ aspect, ...problem });
  }

  done(documented: ApiResponse | null): JudgedAnswer {
    return { documented, judged: this.judged, problems: this.problems, notes: this.notes };
  }
}

function judgeHeaders(judging: Judging, document: ApiDocument, { headers }: ApiResponse, answer: RawAnswer): void {
  for (const { name, required, schema } of headers) {
    const came = answer.header(name);
    if (required) judging.judged.add('header');
    if (required && came === undefined)
      judging.problem('header', {
        message: `the header ${name} is missing`,
        expected: `a header ${name}`,
        actual: 'none',
        where: `header ${name}`,
      });
    if (came !== undefined && schema !== null) judgeHeaderValue(judging, document, { name, schema, came });
  }
}

/** HTTP itself fixes their form (RFC 9110), whatever a document says. */
const datesOfHttp = /^(?:date|expires|last-modified|sunset|retry-after|if-(?:un)?modified-since)$/i;

interface HeaderValue {
  readonly name: string;
  readonly schema: string;
  readonly came: string;
}

/** A header is a text; where its schema wants a number or a boolean, it is read as one. Lists and objects are not judged. */
function judgeHeaderValue(judging: Judging, document: ApiDocument, { name, schema, came }: HeaderValue): void {
  const type = typeAt(document, schema);
  if (datesOfHttp.test(name) || type === undefined || type === 'array' || type === 'object') return;
  const isNumber = (type === 'integer' || type === 'number') && /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(came.trim());
  const isBoolean = type === 'boolean' && /^(?:true|false)$/.test(came.trim());
  const validation = validate(document, schema, isNumber ? Number(came) : isBoolean ? came.trim() === 'true' : came);
  if ('unreadable' in validation) return;
  judging.judged.add('format');
  for (const { message } of validation.problems)
    judging.problem('format', {
      message: `the header ${name} ${message}, came ${show(came, 80)}`,
      expected: message,
      actual: show(came, 80),
      where: `header ${name}`,
    });
}

function judgeBody(judging: Judging, document: ApiDocument, { media, status }: ApiResponse, answer: RawAnswer): void {
  const sent = mediaTypeOf(answer.header('content-type'));
  const isEmpty = answer.text === '';
  if (media.length === 0) {
    if (!isEmpty) judging.notes.push(`a body came, but none is documented for ${status}`);
    return;
  }
  if (isEmpty) {
    if (!media.some(({ schema }) => schema !== null)) return;
    judging.judged.add('schema');
    judging.problem('schema', {
      message: 'the body is empty',
      expected: media.map(({ type }) => type).join(' or '),
      actual: 'an empty body',
      where: 'body',
    });
    return;
  }
  // Without a Content-Type the recipient may look at the data (RFC 9110, section 8.3).
  const named = answer.header('content-type')?.trim() ?? '';
  if (named === '') judging.notes.push('the answer has no Content-Type');
  else {
    judging.judged.add('media-type');
    if (sent === null || bestMedia(media, sent) === null)
      judging.problem('media-type', {
        message: `the media type ${shorten(sent ?? named, 80)} is not documented`,
        expected: media.map(({ type }) => type).join(' or '),
        actual: shorten(sent ?? named, 80),
        where: 'header content-type',
      });
  }
  const json = media.find(({ type }) => isJson(type));
  // JSON under another name is still held against the schema of the JSON body.
  const described = sent === null ? (json ?? media[0]) : (bestMedia(media, sent) ?? (isJson(sent) ? json : undefined));
  if (described !== undefined) judgeValue(judging, document, described, sent, answer);
}

function judgeValue(
  judging: Judging,
  document: ApiDocument,
  { schema, type }: ApiMedia,
  sent: string | null,
  answer: RawAnswer,
): void {
  if (schema === null) return;
  const { json } = answer;
  const claimsJson = isJson(sent ?? type);
  if (json === undefined) {
    const promised = typeAt(document, schema);
    const needsJson =
      claimsJson ||
      ((sent ?? type) !== 'application/xml' &&
        !/[/+]xml$/.test(sent ?? type) &&
        (promised === 'object' || promised === 'array'));
    if (!needsJson) return;
    judging.judged.add('schema');
    judging.problem('schema', {
      message: 'the body is no JSON',
      expected: promised === undefined ? 'a JSON value' : `JSON: ${promised}`,
      actual: shorten(answer.text, 160),
      where: 'body',
    });
    return;
  }
  // A number in text/plain is a text.
  const value = !claimsJson && typeAt(document, schema) === 'string' ? answer.text : json;
  const validation = validate(document, schema, value);
  if ('unreadable' in validation) {
    judging.notes.push(`the body could not be judged: ${validation.unreadable}`);
    return;
  }
  for (const aspect of ['schema', 'format', 'closed'] as const) judging.judged.add(aspect);
  for (const { pointer, message, keyword } of validation.problems) {
    const came = show(at(value, pointer), 80);
    const where = pointer === '' ? 'the body' : pointer;
    judging.problem(aspectOf(keyword), {
      message: `${where} ${message}, came ${came}`,
      expected: message,
      actual: came,
      where: pointer,
    });
  }
}

const closing = ['additionalProperties', 'unevaluatedProperties', 'false schema'];

const aspectOf = (keyword: string): Aspect =>
  keyword === 'format' ? 'format' : closing.includes(keyword) ? 'closed' : 'schema';
