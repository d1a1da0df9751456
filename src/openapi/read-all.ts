/** Calls every read operation that can be called, in waves: ids in early answers open later operations. */
import type { Answer } from '../judges/answer.ts';
import type { HeaderList } from '../verdict/exchange.ts';
import { type CallRules, type NotCalled, type PlannedRead, planRead, readsOf } from './callable.ts';
import { type Answered, discoverValue } from './discover-values.ts';
import type { ApiDocument } from './document.ts';
import type { ApiOperation } from './operations.ts';

export interface Read {
  readonly document: ApiDocument;
  readonly planned: PlannedRead;
  readonly answer: Answer;
}

export interface Unread extends Omit<NotCalled, 'waiting'> {
  readonly document: ApiDocument;
}

export interface ReadAll {
  readonly reads: readonly Read[];
  readonly unread: readonly Unread[];
}

export interface ReadAllOptions {
  readonly configured: ReadonlyMap<string, string>;
  readonly now: number;
  readonly rules: CallRules;
  /** Most requests. */
  readonly most: number;
  readonly ask: (url: string, headers: HeaderList) => Promise<Answer>;
}

/** Equal answers give equal calls, so that a run can be repeated from its recording. */
export async function readAll(documents: readonly ApiDocument[], options: ReadAllOptions): Promise<ReadAll> {
  const reads: Read[] = [];
  const unread: Unread[] = [];
  let left = documents.flatMap((document) => readsOf(document).map((operation) => ({ document, operation })));
  while (left.length > 0) {
    const plans = left.map((each) => ({ ...each, plan: planned(each, reads, options) }));
    const possible = plans.flatMap(({ document, plan }) => ('url' in plan ? [{ document, planned: plan }] : []));
    // Whatever needs the least guessing is asked first: its answer may hold real values for the others.
    const least = Math.min(...possible.map(({ planned: { guessing } }) => guessing));
    const now = possible
      .filter(({ planned: { guessing } }) => guessing === least)
      .slice(0, options.most - reads.length);
    const answers = await Promise.all(now.map(({ planned: { url, headers } }) => options.ask(url, headers)));
    now.forEach((each, i) => {
      const answer = answers[i];
      if (answer !== undefined) reads.push({ ...each, answer });
    });
    const asked = new Set(now.map(({ planned: { operation } }) => operation));
    const isFull = reads.length >= options.most;
    left = plans.flatMap(({ document, operation, plan }) => {
      if (asked.has(operation)) return [];
      const stays = 'url' in plan || plan.waiting;
      if (stays && !isFull && now.length > 0) return [{ document, operation }];
      unread.push({
        document,
        operation,
        reason: 'reason' in plan ? plan.reason : `${options.most} reads were made already`,
      });
      return [];
    });
  }
  return { reads, unread };
}

function planned(
  { document, operation }: { document: ApiDocument; operation: ApiOperation },
  reads: readonly Read[],
  options: ReadAllOptions,
): PlannedRead | NotCalled {
  const known = answeredIn(document, reads);
  return planRead(document, operation, { ...options, discovered: (o, p) => discoverValue(known, o, p) }, options.rules);
}

/** Answers of the same document come first: two services may use one name for different things. */
function answeredIn(document: ApiDocument, reads: readonly Read[]): Answered[] {
  const usable = reads.filter(({ answer: { raw } }) => raw.status >= 200 && raw.status < 300 && raw.json !== undefined);
  const own = usable.filter((read) => read.document === document);
  const others = usable.filter((read) => read.document !== document);
  return [
    ...own.map(({ planned, answer }) => ({ operation: planned.operation, json: answer.raw.json })),
    // Paths of other documents name other collections; only their members' names count.
    ...others.map(({ planned, answer }) => ({ operation: { ...planned.operation, path: '' }, json: answer.raw.json })),
  ];
}
