/** Is the new version safe for clients of the old one? Contracts, behaviour and observation put together. */
import type { Requirement } from '../contract/types.ts';
import type { Exchange } from '../verdict/exchange.ts';
import type { Verdict } from '../verdict/types.ts';
import type { ApiModel } from './api-model.ts';
import { type Behaviour, compareVerdicts } from './behaviour.ts';
import { type Change, changeOf } from './change.ts';
import { compareApis } from './contracts.ts';
import { classifyObserved, compareSeen } from './observed.ts';
import { type Side, comparePairs } from './pairs.ts';
import { type Classified, type Effect, type Policy, type Step, classify, stepOf } from './policy.ts';
import { isApiDocument, publishedModels } from './published.ts';
import { seenIn } from './seen.ts';

export type Safety = 'safe' | 'safe with notes' | 'not safe' | 'undecided';

/** 0 safe, with notes or not; 1 not safe; 2 undecided. */
export const safetyCodes: Readonly<Record<Safety, 0 | 1 | 2>> = {
  safe: 0,
  'safe with notes': 0,
  'not safe': 1,
  undecided: 2,
};

export interface ComparedSide extends Side {
  readonly version: string;
  /** Name of the target, for people. */
  readonly name: string;
  readonly kind: 'live' | 'reference';
  readonly verdicts: readonly Verdict[];
}

export interface Contracts {
  readonly before: ApiModel;
  readonly after: ApiModel;
  /** Requirements that hold for the old and the new version. */
  readonly requirements: readonly Requirement[];
  readonly requirementsAfter: readonly Requirement[];
}

export interface VersionComparison {
  readonly format: 1;
  readonly vendor: string;
  readonly from: SideSummary;
  readonly to: SideSummary;
  /** What the vendor says of this step. */
  readonly step: Step;
  /** Whether the policy is the vendor's word or our assumption. */
  readonly basis: Policy['basis'];
  readonly safety: Safety;
  /** Why it is not simply safe, as sentences. */
  readonly reasons: readonly string[];
  /** Breaking first, then unknown, then allowed. */
  readonly changes: readonly Classified[];
  readonly behaviour: Omit<Behaviour, 'changes'>;
  readonly counted: {
    readonly operations: number;
    readonly requirements: number;
    readonly questions: number;
    readonly answers: number;
  };
}

export interface SideSummary {
  readonly name: string;
  readonly version: string;
  readonly baseUrl: string;
  readonly kind: 'live' | 'reference';
}

export interface VersionsInput {
  readonly vendor: string;
  readonly contracts: Contracts;
  readonly before: ComparedSide;
  readonly after: ComparedSide;
  readonly policy: Policy;
  /** Ids of all versions of the vendor: they may stand in addresses of documents that it publishes. */
  readonly labels?: readonly string[];
}

const order: Readonly<Record<Effect, number>> = { breaking: 0, unknown: 1, allowed: 2 };

export function compareVersions(input: VersionsInput): VersionComparison {
  const { vendor, contracts, before, after, policy, labels = [before.version, after.version] } = input;
  const behaviour = compareVerdicts(before.verdicts, after.verdicts);
  const seen = { before: seenIn(dataOf(before)), after: seenIn(dataOf(after)) };
  const pairs = comparePairs(before, after);
  const published = publishedModels(before, after, labels);
  const old: ApiModel = { operations: new Map([...contracts.before.operations, ...published.before.operations]) };
  const now: ApiModel = { operations: new Map([...contracts.after.operations, ...published.after.operations]) };
  const documented = compareApis(old, now).map((change) => classify(change, policy));
  const observed = compareSeen(seen.before, seen.after, old).map((change) => classifyObserved(change, policy));
  const changes = [
    ...together(documented, observed),
    ...comparePromises(contracts, before.version, after.version).map((change) => classifyPromise(change, policy)),
    ...behaviour.changes.map((change) => classifyBehaviour(change, policy)),
    // A question may have been provoked; whether another answer to it breaks a promise, the requirements say.
    ...pairs.changes.map((change) => classifyObserved({ change, standing: 'unnamed' }, policy)),
  ].sort(
    (a, b) =>
      order[a.effect] - order[b.effect] || compareTexts(a.operation, b.operation) || compareTexts(a.where, b.where),
  );
  const { changes: _, ...rest } = behaviour;
  const step = stepOf(policy, before.version, after.version);
  const { safety, reasons } = judge(changes, behaviour, step);
  return {
    format: 1,
    vendor,
    from: summaryOf(before),
    to: summaryOf(after),
    step,
    basis: policy.basis,
    safety,
    reasons,
    changes,
    behaviour: rest,
    counted: {
      operations: old.operations.size,
      requirements: before.verdicts.length,
      questions: pairs.questions,
      answers: Object.values(seen.after).reduce((sum, { answers }) => sum + answers, 0),
    },
  };
}

const compareTexts = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const summaryOf = ({ name, version, baseUrl, kind }: ComparedSide): SideSummary => ({ name, version, baseUrl, kind });

/** What is documented and was seen is one change. */
function together(documented: readonly Classified[], observed: readonly Classified[]): Classified[] {
  const nameOf = ({ kind, operation, where }: Classified) => JSON.stringify([kind, operation, where]);
  const seen = new Map(observed.map((change) => [nameOf(change), change]));
  const known = new Set(documented.map(nameOf));
  return [
    ...documented.map((change) => {
      const also = seen.get(nameOf(change));
      return also === undefined
        ? change
        : { ...change, message: `${change.message} It was seen, too: ${also.message}` };
    }),
    ...observed.filter((change) => !known.has(nameOf(change))),
  ];
}

/** A broken must needs no policy; a should that is dropped is for people to judge. */
function classifyBehaviour(change: Change, policy: Policy): Classified {
  if (policy.effects.has(change.kind)) return classify(change, policy);
  return change.kind === 'promise-broken'
    ? { ...change, effect: 'breaking', why: 'a promise of the old version is not kept' }
    : { ...change, effect: 'unknown', why: 'a recommendation, not a promise' };
}

/**
 * That documents of the new version do not repeat a promise is no break as long as it is kept: whether it is, the behaviour
 * shows. The silence is worth a note.
 */
function classifyPromise(change: Change, policy: Policy): Classified {
  if (change.kind !== 'promise-withdrawn' || policy.effects.has(change.kind)) return classify(change, policy);
  return { ...change, effect: 'unknown', why: 'whether it still holds, only the behaviour shows' };
}

function comparePromises({ requirements, requirementsAfter }: Contracts, from: string, to: string): Change[] {
  const ids = new Set(requirementsAfter.map(({ id }) => id));
  const before = new Set(requirements.map(({ id }) => id));
  const place = (id: string) => ({ operation: id, where: 'contract' });
  return [
    ...requirements
      .filter(({ id, level }) => level === 'must' && !ids.has(id))
      .map(({ id, text }) =>
        changeOf('promise-withdrawn', 'contract', place(id), {
          message: `Promised for ${from}, not for ${to}: ${text}`,
        }),
      ),
    ...requirementsAfter
      .filter(({ id }) => !before.has(id))
      .map(({ id, text }) =>
        changeOf('promise-added', 'contract', place(id), { message: `Promised for ${to}, not for ${from}: ${text}` }),
      ),
  ];
}

function judge(
  changes: readonly Classified[],
  { undecided, neverDecided, decided }: Behaviour,
  step: Step,
): { safety: Safety; reasons: string[] } {
  const breaking = changes.filter(({ effect }) => effect === 'breaking').length;
  const unknown = changes.filter(({ effect }) => effect === 'unknown');
  const silent = unknown.filter(({ kind }) => kind === 'promise-withdrawn').length;
  const notes: [number, string, string][] = [
    [breaking, 'breaking change', 'breaking changes'],
    [
      undecided.length,
      'promise of the old version could be decided there and not at the new one',
      'promises of the old version could be decided there and not at the new one',
    ],
    [
      unknown.length - silent,
      'change of which nobody says whether it is allowed',
      'changes of which nobody says whether they are allowed',
    ],
    [silent, 'promise that is not made for the new version', 'promises that are not made for the new version'],
    [neverDecided.length, 'promise could be decided on neither side', 'promises could be decided on neither side'],
  ];
  const reasons = notes.filter(([n]) => n > 0).map(([n, one, many]) => counted(n, one, many));
  if (decided === 0) reasons.push('nothing was decided on both sides');
  if (step.promise === 'none')
    reasons.push('the vendor reserves breaking changes for this step, so what holds today may not hold tomorrow');
  if (breaking > 0) return { safety: 'not safe', reasons };
  if (undecided.length > 0 || decided === 0 || neverDecided.length > decided) return { safety: 'undecided', reasons };
  return { safety: reasons.length > 0 ? 'safe with notes' : 'safe', reasons };
}

const counted = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

/**
 * Exchanges that show data; documents about the API are compared as contracts. Links that were followed are told apart by their path,
 * and what stands before it is the side's own.
 */
function dataOf({ exchanges, baseUrl }: ComparedSide): readonly Exchange[] {
  return exchanges.flatMap((exchange) => {
    const { request } = exchange;
    if (request.operation !== 'follow') return [exchange];
    if (isApiDocument(exchange)) return [];
    if (!request.url.startsWith(baseUrl)) return [exchange];
    return [{ ...exchange, request: { ...request, url: `https://base${request.url.slice(baseUrl.length)}` } }];
  });
}
