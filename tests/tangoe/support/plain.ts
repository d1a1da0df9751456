/**
 * Answers of the whole round, for promises that hold whoever asked: another page, a filter or a context may lead another
 * way through the vendor's code. What was provoked is judged where it was provoked.
 */
import type { Answer } from '../../../src/judges/answer.ts';
import { oncePerAnswer } from '../../../src/judges/once.ts';
import type { JudgeContext } from '../../../src/suite/types.ts';
import { Broken, type Check } from '../../../src/verdict/check.ts';
import { isAnswered } from './findings.ts';
import { type Page, itemsOf, pageOf } from './pages.ts';
import { type Kind, kinds, routeOf } from './walks.ts';

type Round = Pick<JudgeContext, 'answers'>;

/** Each header that a call must carry, and what stands in it: the handle of a credential as it was given. */
const carried: readonly (readonly [name: string, value: RegExp])[] = [
  ['authorization', /^Bearer «secret:\d+»$/],
  ['x-tngo-tenant', /^«secret:tenant»$/],
  ['client_id', /^«secret:clientId»$/],
];

const isComplete = oncePerAnswer(({ request }): boolean =>
  carried.every(([wanted, value]) =>
    request.headers.some(([name, came]) => name.toLowerCase() === wanted && value.test(came)),
  ),
);

const pathOf = oncePerAnswer(({ url }) => url.replace(/[?#].*$/, ''));

const plainAsked = ({ answers }: Round, route: RegExp): Answer[] =>
  answers.filter((answer) => answer.request.method === 'GET' && route.test(pathOf(answer)) && isComplete(answer));

/**
 * Reads of a path that were answered with 2xx and carried all that they must.
 * @param route matched against the path
 * @param own what the requirement itself asked for, first and whatever its status
 */
export function plainReads(round: Round, route: RegExp, own: readonly Answer[] = []): Answer[] {
  const others = plainAsked(round, route).filter(isAnswered);
  return [...own, ...others.filter(({ x }) => own.every((answer) => answer.x !== x))];
}

/** A query member as a whole number, or null. */
const numberIn = (url: string, name: string): number | null => {
  const [, value] = new RegExp(`[?&]${name}=(\\d{1,9})(?:[&#]|$)`).exec(url) ?? [];
  return value === undefined ? null : Number(value);
};

const isPaged = ({ url }: Answer) => (numberIn(url, 'limit') ?? 0) > 0 && numberIn(url, 'offset') !== null;
const listRoute = (kind: Kind) => new RegExp(`${routeOf[kind]}$`);

/** Lists of a kind under any filter and in any context, asked for with limit and offset, as they must be. */
export const listsOf = (round: Round, kind: Kind): Answer[] => plainReads(round, listRoute(kind)).filter(isPaged);

/** Where no list of a kind was answered, the answer that came instead. */
export const firstRefusal = (round: Round, kind: Kind): Answer[] =>
  listsOf(round, kind).length > 0 ? [] : plainAsked(round, listRoute(kind)).filter(isPaged).slice(0, 1);

/** Those of them that hold a list of items; the others are accused where their shape is judged. */
export const usableLists = (round: Round, kind: Kind): Answer[] =>
  listsOf(round, kind).filter((answer) => isUsable(() => itemsOf(answer)));

function isUsable(look: () => unknown): boolean {
  try {
    look();
    return true;
  } catch (error) {
    if (error instanceof Broken) return false;
    throw error;
  }
}

/** Single items of a kind, by their id or by a link. */
export const singlesOf = (round: Round, kind: Kind): Answer[] =>
  plainReads(round, new RegExp(`${routeOf[kind]}/(?!properties$)[^/]+$`));

/** Looks at each answer; one that cannot be used at all is a finding, and does not keep the others from being looked at. */
export function lookAt(check: Check, answers: readonly Answer[], look: (answer: Answer) => void): void {
  for (const answer of answers) {
    try {
      look(answer);
    } catch (error) {
      if (!(error instanceof Broken)) throw error;
      check.that(false, () => error.finding);
    }
  }
}

export interface PlainPage {
  readonly kind: Kind;
  readonly answer: Answer;
  /** As asked. */
  readonly limit: number;
  /** As asked. */
  readonly offset: number;
  /** Most items that the server was seen to put on a page of this kind. */
  readonly largest: number;
}

/** Every page of the four lists, whatever their bodies are. */
export function everyPage(round: Round): PlainPage[] {
  return kinds.flatMap((kind) => {
    const lists = listsOf(round, kind);
    const asked = lists.map((answer) => ({
      kind,
      answer,
      limit: numberIn(answer.url, 'limit') ?? 0,
      offset: numberIn(answer.url, 'offset') ?? 0,
    }));
    const sizes = usableLists(round, kind).map((answer) =>
      Math.min(numberIn(answer.url, 'limit') ?? 0, itemsOf(answer).items.length),
    );
    const largest = Math.max(0, ...sizes);
    return asked.map((page) => ({ ...page, largest }));
  });
}

/** The same, read: without those whose items or `_meta` are missing, which TG-PAGE-01 accuses. */
export const readablePages = (round: Round): (PlainPage & { readonly page: Page })[] =>
  everyPage(round)
    .filter(({ answer }) => isUsable(() => pageOf(answer)))
    .map((one) => ({ ...one, page: pageOf(one.answer) }));
