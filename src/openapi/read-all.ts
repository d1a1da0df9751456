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

const mostWaves = 4;

/** Equal answers give equal calls, so that a run can be repeated from its recording. */
export async function readAll(documents: readonly ApiDocument[], options: ReadAllOptions): Promise<ReadAll> {
  const reads: Read[] = [];
  const unread: Unread[] = [];
  let left = documents.flatMap((document) => readsOf(document).map((operation) => ({ document, operation })));
  for (let wave = 0; wave < mostWaves && left.length > 0; wave += 1) {
    const next: { document: ApiDocument; operation: ApiOperation; reason: string }[] = [];
    const planned: { document: ApiDocument; planned: PlannedRead }[] = [];
    for (const { document, operation } of left) {
      const known = answeredIn(document, reads);
      const plan = planRead(document, operation, { ...options, discovered: (o, p) => discoverValue(known, o, p) }, options.rules);
      if ('reason' in plan) {
        if (plan.waiting) next.push({ document, operation, reason: plan.reason });
        else unread.push({ document, operation, reason: plan.reason });
      } else if (reads.length + planned.length >= options.most) unread.push({ document, operation, reason: `${options.most} reads were made already` });
      // An example may be replaced by a real value once other answers are there.
      else if (!plan.sure && wave === 0 && left.length > 1) next.push({ document, operation, reason: '' });
      else planned.push({ document, planned: plan });
    }
    const answers = await Promise.all(planned.map(({ planned: { url, headers } }) => options.ask(url, headers)));
    planned.forEach((each, i) => {
      const answer = answers[i];
      if (answer !== undefined) reads.push({ ...each, answer });
    });
    if (planned.length === 0 && wave > 0) {
      unread.push(...next.map(({ document, operation, reason }) => ({ document, operation, reason })));
      return { reads, unread };
    }
    left = next;
    if (wave === mostWaves - 1) unread.push(...next.map(({ document, operation, reason }) => ({ document, operation, reason })));
  }
  return { reads, unread };
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
