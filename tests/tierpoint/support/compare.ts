/** Documents and answers of two labels, and of two times. */
import type { Answer } from '../../../src/judges/answer.ts';
import { type Change, type JudgedChange, diffDocuments, judgeChanges } from '../../../src/openapi/diff.ts';
import { type ApiDocument, readDocument } from '../../../src/openapi/document.ts';
import { isObject, objectOf } from '../../../src/openapi/json.ts';
import { type Policy, policyOf, readRules } from '../../../src/openapi/policy.ts';
import type { Contract } from '../../../src/contract/types.ts';
import { probe } from '../suite.ts';
import {
  type Published,
  documents,
  documentsOf,
  index,
  linkedLabels,
  newestLabel,
  otherDocumentation,
} from './documentation.ts';
import { atLabel, counterpart, withoutLabel } from './labels.ts';
import type { Read } from '../../../src/openapi/read-all.ts';
import { isAnswered, reads } from './reads.ts';
import { type Settings, belowBase } from './settings.ts';

/** The policy of the contract, with what the user knows better. */
export function policyFor({ facts }: Contract, settings: Settings): Policy {
  const { assumption, rules } = objectOf(facts['compatibility']);
  return policyOf([
    { rules: isObject(rules) ? rules : {}, assumed: assumption === true },
    { rules: readRules(settings['compatibility'] ?? ''), assumed: false },
  ]);
}

export const changesOf = (before: ApiDocument, after: ApiDocument): Change[] =>
  diffDocuments(before, after, { path: withoutLabel });

/** Changes by judgement, in words for an observation. */
export function summary(changes: readonly JudgedChange[]): string {
  if (changes.length === 0) return 'no change';
  const words = changes
    .slice(0, 8)
    .map(({ judgement, assumed, text }) => `${judgement}${assumed ? ' (assumed)' : ''}: ${text}`);
  return `${words.join('; ')}${changes.length > words.length ? `; and ${changes.length - words.length} more` : ''}`;
}

/** Documents of a service under both labels; `other` is null where the label beside it has none. */
export const documentPairs = probe(
  'documents of both labels',
  { cost: 0, needs: [documents, otherDocumentation], withoutSession: true },
  async ({ get, version }) => {
    const own = await get(documents);
    const { label, pages, made } = await get(otherDocumentation);
    const others = documentsOf({ pages });
    const pairs = own.map((published) => ({
      own: published,
      other: others.find(({ service }) => service === published.service) ?? null,
    }));
    const missing = others.filter(({ service }) => !own.some((published) => published.service === service));
    return { version, label, made, pairs, missing, failed: others.length === 0 };
  },
);

const mostCompared = 40;

export interface ReadTwice {
  readonly read: Read;
  readonly own: Answer;
  readonly other: Answer;
}

/** Answered reads once more at the newest label. */
export const readsAtNewest = probe(
  'documented reads at the newest version',
  { cost: mostCompared, needs: [reads, index] },
  async ({ get, follow, settings, undecided, version }): Promise<ReadTwice[]> => {
    const answer = await get(index);
    const newest = counterpart(version, linkedLabels(answer), newestLabel(answer, settings));
    if (newest === null) return undecided('the newest integer version is not known; set TIERPOINT_NEWEST_VERSION');
    const { reads: all } = await get(reads);
    const pairs = all
      .filter((read) => isAnswered(read) || read.planned.sure)
      .flatMap((read) => {
        const url = atLabel(read.planned.url, newest);
        return url === null ? [] : [{ read, url }];
      });
    return Promise.all(
      pairs.slice(0, mostCompared).map(async ({ read, url }) => ({
        read,
        own: read.answer,
        other: await follow(url, { anyway: { headers: Object.fromEntries(read.planned.headers) } }),
      })),
    );
  },
);

export interface Aged {
  readonly published: Published;
  /** Null where none was kept. */
  readonly earlier: ApiDocument | null;
  readonly reason: string;
}

const mostAged = 12;

/** Each document with its earlier copy; the present one is kept for the next run. */
export const earlierDocuments = probe(
  'earlier copies of the documents',
  { cost: mostAged, needs: [documents], withoutSession: true },
  async ({ get, follow, remember, settings, version }): Promise<Aged[]> => {
    const template = settings['earlierDocuments'] ?? '';
    const all = (await get(documents)).slice(0, mostAged);
    return Promise.all(
      all.map(async (published) => {
        const { service, document } = published;
        const path = belowBase(
          template.replaceAll('{version}', version).replaceAll('{service}', encodeURIComponent(service)),
        );
        const answer = template === '' ? await remember(`document ${service}`, document.text) : await follow(path);
        if (answer.raw.status !== 200)
          return {
            published,
            earlier: null,
            reason:
              template === ''
                ? 'this run is the first that keeps it'
                : `${answer.asked} was answered with ${answer.raw.status}`,
          };
        const read = readDocument(answer.raw.text, document.url);
        return 'document' in read
          ? { published, earlier: read.document, reason: '' }
          : { published, earlier: null, reason: `its earlier copy cannot be read: ${read.problem}` };
      }),
    );
  },
);

/** Changes of a document that stayed at its place: its addresses must stay, too. */
export const changesInTime = (before: ApiDocument, after: ApiDocument, policy: Policy): JudgedChange[] =>
  judgeChanges(diffDocuments(before, after, { path: withoutLabel, addresses: true }), policy);

export const judgedChanges = (before: ApiDocument, after: ApiDocument, policy: Policy): JudgedChange[] =>
  judgeChanges(changesOf(before, after), policy);
