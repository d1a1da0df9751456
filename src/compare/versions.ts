/** Is the new version safe for clients of the old one? Contracts, behaviour and observation put together. */
import type { Requirement } from '../contract/types.ts';
import type { Verdict } from '../verdict/types.ts';
import type { ApiModel } from './api-model.ts';
import { type Behaviour, compareVerdicts } from './behaviour.ts';
import { type Change, changeOf } from './change.ts';
import { compareApis } from './contracts.ts';
import { classifyObserved, compareSeen } from './observed.ts';
import { type Side, comparePairs } from './pairs.ts';
import { type Classified, type Effect, type Policy, type Step, classify, stepOf } from './policy.ts';
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
}

const order: Readonly<Record<Effect, number>> = { breaking: 0, unknown: 1, allowed: 2 };

export function compareVersions({ vendor, contracts, before, after, policy }: VersionsInput): VersionComparison {
  const behaviour = compareVerdicts(before.verdicts, after.verdicts);
  const seen = { before: seenIn(before.exchanges), after: seenIn(after.exchanges) };
  const pairs = comparePairs(before, after);
  const changes = [
    ...[...compareApis(contracts.before, contracts.after), ...comparePromises(contracts)].map((change) =>
      classify(change, policy),
    ),
    ...behaviour.changes.map((change) => classifyBehaviour(change, policy)),
    ...compareSeen(seen.before, seen.after, contracts.before).map((change) => classifyObserved(change, policy)),
    // A question may have been provoked; whether another answer to it breaks a promise, the requirements say.
    ...pairs.changes.map((change) => classifyObserved({ change, standing: 'unnamed' }, policy)),
  ].sort(
    (a, b) =>
      order[a.effect] - order[b.effect] || compareTexts(a.operation, b.operation) || compareTexts(a.where, b.where),
  );
  const { changes: _, ...rest } = behaviour;
  const { safety, reasons } = judge(changes, behaviour);
  return {
    format: 1,
    vendor,
    from: summaryOf(before),
    to: summaryOf(after),
    step: stepOf(policy, before.version, after.version),
    basis: policy.basis,
    safety,
    reasons,
    changes,
    behaviour: rest,
    counted: {
      operations: contracts.before.operations.size,
      requirements: before.verdicts.length,
      questions: pairs.questions,
      answers: Object.values(seen.after).reduce((sum, { answers }) => sum + answers, 0),
    },
  };
}

const compareTexts = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const summaryOf = ({ name, version, baseUrl, kind }: ComparedSide): SideSummary => ({ name, version, baseUrl, kind });

/** A broken must needs no policy; a should that is dropped is for people to judge. */
function classifyBehaviour(change: Change, policy: Policy): Classified {
  if (policy.effects.has(change.kind)) return classify(change, policy);
  return change.kind === 'promise-broken'
    ? { ...change, effect: 'breaking', why: 'a promise of the old version is not kept' }
    : { ...change, effect: 'unknown', why: 'a recommendation, not a promise' };
}

function comparePromises({ requirements, requirementsAfter }: Contracts): Change[] {
  const ids = new Set(requirementsAfter.map(({ id }) => id));
  const before = new Set(requirements.map(({ id }) => id));
  const place = (id: string) => ({ operation: id, where: 'contract' });
  return [
    ...requirements
      .filter(({ id, level }) => level === 'must' && !ids.has(id))
      .map(({ id, text }) =>
        changeOf('promise-withdrawn', 'contract', place(id), {
          message: `The new version does not promise this any more: ${text}`,
        }),
      ),
    ...requirementsAfter
      .filter(({ id }) => !before.has(id))
      .map(({ id, text }) =>
        changeOf('promise-added', 'contract', place(id), { message: `The new version promises this as well: ${text}` }),
      ),
  ];
}

function judge(
  changes: readonly Classified[],
  { undecided, neverDecided, decided }: Behaviour,
): { safety: Safety; reasons: string[] } {
  const of = (effect: Effect) => changes.filter((change) => change.effect === effect).length;
  const reasons: string[] = [];
  if (of('breaking') > 0) reasons.push(counted(of('breaking'), 'breaking change', 'breaking changes'));
  if (undecided.length > 0)
    reasons.push(
      `${counted(undecided.length, 'promise', 'promises')} of the old version could be decided there and not at the new one`,
    );
  if (decided === 0) reasons.push('nothing was decided on both sides');
  if (of('unknown') > 0)
    reasons.push(`${counted(of('unknown'), 'change', 'changes')} of which nobody says whether they are allowed`);
  if (neverDecided.length > 0)
    reasons.push(`${counted(neverDecided.length, 'promise', 'promises')} could be decided on neither side`);
  if (of('breaking') > 0) return { safety: 'not safe', reasons };
  if (undecided.length > 0 || decided === 0 || neverDecided.length > decided) return { safety: 'undecided', reasons };
  return { safety: reasons.length > 0 ? 'safe with notes' : 'safe', reasons };
}

const counted = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;
