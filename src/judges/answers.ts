/** Answers of the whole round, for promises that hold whoever asked: a filter or a page may lead another way through the vendor's code. */
import type { Operation } from '../contract/types.ts';
import type { JudgeContext } from '../suite/types.ts';
import type { Answer } from './answer.ts';

/**
 * 2xx answers of an operation to requests that keep the contract, accept JSON and carry a valid credential. What was
 * provoked is judged where it was provoked.
 */
export function plainAnswersOf(operation: string, context: JudgeContext): Answer[] {
  return context.answers.filter(
    (answer) => answer.request.operation === operation && isOk(answer) && isPlain(answer, context),
  );
}

/** Answers that a requirement did not ask for itself. */
export const othersThan = (own: readonly Answer[], all: readonly Answer[]): Answer[] =>
  all.filter(({ x }) => own.every((answer) => answer.x !== x));

export const isOk = ({ raw }: Answer): boolean => raw.status >= 200 && raw.status < 300;

const known = new WeakMap<Answer['request'], boolean>();

/** The request keeps the contract and carries credentials as they are. Many laws look at one request; it is examined once. */
export function isPlain({ request }: Answer, context: JudgeContext): boolean {
  const before = known.get(request);
  if (before !== undefined) return before;
  const plain = acceptsJson(request) && carriesCredentials(request, context) && keepsContract(request, context);
  known.set(request, plain);
  return plain;
}

const headerOf = ({ headers }: Answer['request'], name: string): string | undefined =>
  headers.find(([sent]) => sent.toLowerCase() === name.toLowerCase())?.[1];

const acceptsJson = (request: Answer['request']): boolean => /json|\*\/\*/i.test(headerOf(request, 'accept') ?? '*/*');

/** At least one credential, and each of them whole: neither altered nor replaced. */
function carriesCredentials(request: Answer['request'], { contract }: JudgeContext): boolean {
  const sent = contract.credentials.flatMap(({ name, header, prefix }) => {
    const value = header === undefined ? undefined : headerOf(request, header);
    return value === undefined ? [] : [value === `${prefix ?? ''}«secret:${name}»`];
  });
  return sent.length > 0 && sent.every((whole) => whole);
}

function keepsContract(request: Answer['request'], context: JudgeContext): boolean {
  const operation = context.contract.versions.get(context.version)?.operations.get(request.operation);
  return operation !== undefined && keepsQuery(request, operation, context) && keepsBody(request, operation, context);
}

function keepsQuery({ url }: Answer['request'], { parameters }: Operation, { contract }: JudgeContext): boolean {
  const { query } = parameters;
  if (query === undefined || !URL.canParse(url)) return true;
  const texts = Object.fromEntries(new URL(url).searchParams);
  const asNumber = (text: string) => (/^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : text);
  const numbers = Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, asNumber(text)]));
  // An id may be a text of digits.
  const wrong = contract.validate(query, numbers).map(({ pointer }) => pointer.slice(1));
  const asText = Object.entries(texts).filter(([name]) => wrong.includes(name));
  return contract.validate(query, { ...numbers, ...Object.fromEntries(asText) }).length === 0;
}

function keepsBody({ body }: Answer['request'], { requestBody }: Operation, { contract }: JudgeContext): boolean {
  if (body === null || requestBody === undefined) return true;
  try {
    return contract.validate(requestBody, JSON.parse(body)).length === 0;
  } catch {
    return false;
  }
}
