/** What a vendor's support needs to know of a run: what was promised, what came, since when, and how to see it. */
import type { Requirement } from '../../src/contract/types.ts';
import type { Ledger, Outcome, TargetSummary, Verdict } from '../../src/verdict/types.ts';
import { undecidedGroups } from '../groups.ts';
import { evidenceOf } from '../run.ts';
import type { Run } from '../run.ts';
import { type Occurrence, occurrenceOf } from './occurrence.ts';

export type DeviationKind = 'fail' | 'warn' | 'known';

export interface Deviation {
  readonly kind: DeviationKind;
  readonly requirement: Requirement;
  readonly occurrences: readonly Occurrence[];
}

/** One run of the history, for the chart. */
export interface RunCount {
  readonly run: string;
  readonly startedAt: string;
  readonly broken: number;
  readonly undecided: number;
  readonly kept: number;
}

export interface VendorReport {
  readonly vendor: string;
  readonly title: string;
  readonly run: string;
  readonly startedAt: string;
  readonly targets: readonly TargetSummary[];
  /** An embedded server answered for some target: not to be sent to anybody. */
  readonly reference: boolean;
  readonly interrupted: boolean;
  readonly counts: {
    readonly examined: number;
    readonly kept: number;
    readonly broken: number;
    readonly shoulds: number;
    readonly known: number;
    readonly undecided: number;
  };
  readonly deviations: readonly Deviation[];
  readonly undecided: readonly {
    readonly target: string;
    readonly reason: string;
    readonly requirements: readonly string[];
  }[];
  /** Promises that were kept at every target where they were examined. */
  readonly kept: readonly Requirement[];
  /** Oldest first, this run last. */
  readonly history: readonly RunCount[];
  /** Variables that stand in the requests, with what they hold. */
  readonly variables: readonly (readonly [name: string, meaning: string])[];
}

/** Runs that chart and strips show. */
export const shownRuns = 30;

const order: readonly DeviationKind[] = ['fail', 'warn', 'known'];

/** @param history ledgers of earlier runs, oldest first; those answered by another kind of server are left out */
export function vendorReport(run: Run, vendor: string, history: readonly Ledger[]): VendorReport {
  const { ledger } = run;
  const targets = ledger.targets.filter((target) => target.vendor === vendor);
  const names = new Set(targets.map(({ name }) => name));
  const verdicts = ledger.verdicts.filter(({ target }) => names.has(target));
  const earlier = history.filter(({ run: id }) => id < ledger.run).map((each) => ofSameServers(each, targets));
  const past = [...earlier, ledger].slice(-shownRuns);
  const contract = run.contract(targets[0]?.name ?? '');
  const deviations = deviationsOf(run, verdicts, past);
  const { run: id, startedAt, interrupted } = ledger;
  return {
    vendor,
    title: contract.title,
    run: id,
    startedAt,
    targets,
    reference: targets.some(({ kind }) => kind === 'reference'),
    interrupted,
    counts: countsOf(worstOutcomes(verdicts)),
    deviations,
    undecided: undecidedGroups(verdicts.filter(({ outcome, level }) => isUndecided(outcome) && level !== 'may')),
    kept: keptBy(verdicts, (requirement) => contract.requirements.get(requirement)),
    history: past
      .map((each) => runCount(each, names))
      .filter((each, i, all) => i === all.length - 1 || each.broken + each.kept + each.undecided > 0),
    variables: variablesIn(deviations, contract.credentials),
  };
}

const isUndecided = (outcome: Outcome) => outcome === 'inconclusive' || outcome === 'unstable';

const severity: readonly Outcome[] = ['fail', 'warn', 'known', 'unstable', 'inconclusive', 'pass'];

/**
 * One outcome for each promise: the worst of all versions at which it was examined. Undecided promises of level may
 * count for nothing.
 */
function worstOutcomes(verdicts: readonly Verdict[]): Outcome[] {
  const worst = new Map<string, Outcome>();
  for (const { requirement, outcome, level } of verdicts) {
    const rank = severity.indexOf(outcome);
    if (rank < 0 || (level === 'may' && outcome !== 'pass')) continue;
    const known = worst.get(requirement);
    if (known === undefined || rank < severity.indexOf(known)) worst.set(requirement, outcome);
  }
  return [...worst.values()];
}

function countsOf(outcomes: readonly Outcome[]): VendorReport['counts'] {
  const count = (...wanted: Outcome[]) => outcomes.filter((outcome) => wanted.includes(outcome)).length;
  return {
    examined: outcomes.length,
    kept: count('pass'),
    broken: count('fail'),
    shoulds: count('warn'),
    known: count('known'),
    undecided: count('inconclusive', 'unstable'),
  };
}

function runCount({ run, startedAt, verdicts }: Ledger, names: ReadonlySet<string>): RunCount {
  const { broken, undecided, kept } = countsOf(worstOutcomes(verdicts.filter(({ target }) => names.has(target))));
  return { run, startedAt, broken, undecided, kept };
}

/** Without targets that another kind of server, or another address, answered for. */
function ofSameServers(ledger: Ledger, targets: readonly TargetSummary[]): Ledger {
  const isSame = (was: TargetSummary) =>
    targets.some(
      (is) => is.name === was.name && is.kind === was.kind && (is.kind === 'reference' || is.baseUrl === was.baseUrl),
    );
  const same = ledger.targets.filter(isSame);
  const names = new Set(same.map(({ name }) => name));
  return { ...ledger, targets: same, verdicts: ledger.verdicts.filter(({ target }) => names.has(target)) };
}

function deviationsOf(run: Run, verdicts: readonly Verdict[], past: readonly Ledger[]): Deviation[] {
  const found = new Map<string, { kind: DeviationKind; requirement: Requirement; occurrences: Occurrence[] }>();
  for (const verdict of verdicts) {
    const kind = order.find((each) => each === verdict.outcome);
    if (kind === undefined) continue;
    const evidence = evidenceOf(run, verdict);
    const key = `${kind} ${verdict.requirement}`;
    const known = found.get(key) ?? { kind, requirement: evidence.requirement, occurrences: [] };
    found.set(key, known);
    known.occurrences.push(occurrenceOf(evidence, past));
  }
  return [...found.values()].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

function keptBy(verdicts: readonly Verdict[], requirementOf: (id: string) => Requirement | undefined): Requirement[] {
  const ids = new Set(verdicts.filter(({ outcome }) => outcome === 'pass').map(({ requirement }) => requirement));
  for (const { requirement, outcome } of verdicts)
    if (outcome === 'fail' || outcome === 'warn' || outcome === 'known') ids.delete(requirement);
  return [...ids].flatMap((id) => requirementOf(id) ?? []);
}

/** Variables of the shell that the shown requests use, with what they hold. */
function variablesIn(
  deviations: readonly Deviation[],
  credentials: readonly { readonly env: string; readonly description: string }[],
): [string, string][] {
  const lines = deviations.flatMap(({ occurrences }) =>
    occurrences.flatMap(({ shown }) => shown.map(({ curl }) => curl ?? '')),
  );
  const used = new Set(
    lines.flatMap((line) => [...line.matchAll(/\$\{?([A-Z][A-Z0-9_]*)/g)].map((match) => match[1] ?? '')),
  );
  // What the suite does with a credential is of no interest here.
  const meanings = new Map(
    credentials.map(({ env, description }) => [env, description.replace(/; .*$/s, '.').replace(/\.\.$/, '.')]),
  );
  const meaningOf = (name: string) =>
    meanings.get(name) ??
    (name.startsWith('TOKEN')
      ? 'What the login, or the request before, was answered with.'
      : 'A secret of the account.');
  return [...used].sort().map((name) => [name, meaningOf(name)]);
}
