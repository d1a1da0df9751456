/** Answers of the whole round, for laws that hold whoever asked: a filter, a page or a date may lead another way through the vendor's code. */
import type { Answer } from '../../../src/judges/answer.ts';
import { countOf } from '../../../src/judges/headers.ts';
import type { JudgeContext } from '../../../src/suite/types.ts';

export const listOperations = ['listMachines', 'listAccounts', 'listSelections', 'listTransactions'] as const;

/** A list, and nothing but objects in it. */
export const holdsObjects = (json: unknown): boolean =>
  Array.isArray(json) && json.every((item) => typeof item === 'object' && item !== null && !Array.isArray(item));

/**
 * Lists that came to requests which keep the contract and carry key and token. What was provoked is judged where it was
 * provoked, and so is what is no list of objects.
 */
export function plainLists(operation: string, context: JudgeContext): Answer[] {
  return plainAnswers(operation, context).filter(({ raw }) => holdsObjects(raw.json));
}

/** The same, whatever their bodies are. */
export function plainAnswers(operation: string, context: JudgeContext): Answer[] {
  return context.answers.filter(
    (answer) =>
      answer.request.operation === operation &&
      answer.raw.status >= 200 &&
      answer.raw.status < 300 &&
      isPlain(answer, context),
  );
}

const known = new WeakMap<Answer['request'], boolean>();

/** Many laws look at one request; it is examined once. */
function isPlain(answer: Answer, context: JudgeContext): boolean {
  const before = known.get(answer.request);
  if (before !== undefined) return before;
  const plain = examine(answer, context);
  known.set(answer.request, plain);
  return plain;
}

function examine({ request }: Answer, { contract, version }: JudgeContext): boolean {
  const operation = contract.versions.get(version)?.operations.get(request.operation);
  if (operation === undefined) return false;
  const { parameters } = operation;
  if (parameters.headers !== undefined && contract.validate(parameters.headers, pagingOf(request)).length > 0)
    return false;
  const carries = (secret: RegExp) => request.headers.some(([, value]) => secret.test(value));
  if (!carries(/^«secret:apiKey»$/) || !carries(/«secret:\d+»$/)) return false;
  return request.body === null || bodyOf(request) !== undefined;
}

/** The body of a request as JSON, or undefined. */
function bodyOf({ body }: Answer['request']): unknown {
  try {
    return body === null ? undefined : JSON.parse(body);
  } catch {
    return undefined;
  }
}

const filterOf = ({ request }: Answer): object => {
  const filter = (bodyOf(request) as { requestFilter?: unknown } | null | undefined)?.requestFilter;
  return typeof filter === 'object' && filter !== null ? filter : {};
};

/** Names of the members of a request's filter that say something: `startDate` ... */
export const filtersOf = (answer: Answer): string[] =>
  Object.entries(filterOf(answer)).flatMap(([name, value]) => (value === null ? [] : [name]));

/** The dates that a request gave, as they were written. */
export function datesOf(answer: Answer): { readonly startDate?: string; readonly endDate?: string } {
  const dates = Object.entries(filterOf(answer)).filter(
    ([name, value]) => (name === 'startDate' || name === 'endDate') && typeof value === 'string',
  );
  return Object.fromEntries(dates);
}

/** The paging headers of a request, as numbers where they are numbers. */
function pagingOf({ headers }: Answer['request']): Record<string, number | string> {
  const paging = headers.filter(([name]) => /^(page|size)$/i.test(name));
  return Object.fromEntries(
    paging.map(([name, value]) => [name.toLowerCase(), /^\d+$/.test(value) ? Number(value) : value]),
  );
}

export interface Page {
  readonly answer: Answer;
  /** What was asked for, or the default. */
  readonly page: number;
  /** The size that was asked for; null where none was. */
  readonly asked: number | null;
  /** What must be used: what was asked for, the default, or the largest. */
  readonly size: number;
}

/**
 * Every page of every list but those that were looked at already. What comes behind the last page is nowhere promised, so
 * that is left out.
 */
export function everyPage(context: JudgeContext, looked: readonly Answer[] = []): Page[] {
  const known = new Set(looked.map(({ x }) => x));
  const all = listOperations.flatMap((operation) => plainLists(operation, context));
  const answers = all.filter(({ x }) => !known.has(x));
  return answers.flatMap((answer): Page[] => {
    const asked = pagingOf(answer.request);
    const page = Number(asked['page'] ?? 1);
    const size = Math.min(Number(asked['size'] ?? 50), 2000);
    const behind =
      page > 1 && ((answer.raw.json as unknown[]).length === 0 || page > (countOf(answer, 'total-pages') ?? page));
    return behind ? [] : [{ answer, page, asked: asked['size'] === undefined ? null : Number(asked['size']), size }];
  });
}
