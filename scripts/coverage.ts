/** Traceability: every requirement with its source, class, probe, faults and last verdicts, and what is missing. */
import type { Fault } from '../reference/types.ts';
import type { Contract, Requirement } from '../src/contract/types.ts';
import type { Suite } from '../src/suite/types.ts';
import type { Ledger, Outcome } from '../src/verdict/types.ts';

export interface CoverageRow {
  readonly requirement: string;
  readonly level: string;
  readonly class: string;
  /** Why it is not testable, or what is done where the vendor is silent. */
  readonly reason: string;
  readonly source: string;
  readonly sourceUrl: string;
  readonly probe: string;
  readonly faults: readonly string[];
  /** Newest verdict at each target. */
  readonly verdicts: readonly LastVerdict[];
}

export interface LastVerdict {
  readonly target: string;
  readonly kind: 'live' | 'reference';
  readonly outcome: Outcome;
  readonly run: string;
}

export interface Coverage {
  readonly rows: readonly CoverageRow[];
  /** Sentences; empty when nothing is missing. */
  readonly problems: readonly string[];
}

const classes: readonly string[] = ['tested', 'observed', 'not-testable'];

/**
 * @param suite null where the vendor has no cases
 * @param faults of the vendor's reference server
 * @param ledgers newest first; verdicts of other vendors are left out
 */
export function coverageOf(
  contract: Contract,
  suite: Suite | null,
  faults: readonly Fault[],
  ledgers: readonly Ledger[] = [],
): Coverage {
  const requirements = [...contract.requirements.values()];
  const last = lastVerdicts(ledgers, contract.vendor);
  const rows = requirements.map((requirement) => ({
    requirement: requirement.id,
    level: requirement.level,
    class: requirement.class,
    reason: requirement.why ?? requirement.note ?? '',
    source: `${contract.documents[requirement.source.document]?.title ?? requirement.source.document}, ${requirement.source.heading}`,
    sourceUrl: requirement.sourceUrl,
    probe: suite?.cases.get(requirement.id)?.probe.name ?? '',
    faults: faults.filter((fault) => fault.requirement === requirement.id).map(({ id }) => id),
    verdicts: last.get(requirement.id) ?? [],
  }));
  const known = (id: string) => contract.requirements.has(id);
  const strangers = (ids: Iterable<string>, who: string) =>
    [...new Set(ids)]
      .filter((id) => !known(id))
      .map((id) => `${id} ${who}, but the registry of ${contract.vendor} does not have it`);
  const problems = [
    ...(suite === null ? [`${contract.vendor} has no cases: tests/${contract.vendor}/index.ts is missing`] : []),
    ...requirements.flatMap((requirement) => gaps(requirement, suite, faults)),
    ...strangers(suite?.cases.keys() ?? [], 'is judged by a case'),
    ...strangers(last.keys(), 'has a verdict in the last runs'),
    ...strangers(
      faults.map((fault) => fault.requirement),
      'is the requirement of a fault',
    ),
    ...doubles(faults.map(({ id }) => id)).map((id) => `two faults are named ${id}`),
  ];
  return { rows, problems };
}

function gaps(requirement: Requirement, suite: Suite | null, faults: readonly Fault[]): string[] {
  const { id } = requirement;
  const own = faults.filter((fault) => fault.requirement === id);
  const judged = suite?.cases.has(id) === true;
  const wrongLevel = own.filter(({ level }) => level !== requirement.level);
  const found = wrongLevel.map(
    (fault) => `the fault ${fault.id} says that ${id} is a ${fault.level}; the registry says ${requirement.level}`,
  );
  if (!classes.includes(requirement.class)) found.push(`${id} is not classified as one of ${classes.join(', ')}`);
  if (requirement.class === 'not-testable') {
    if ((requirement.why ?? '') === '') found.push(`${id} is not testable, but does not say why`);
    if (judged) found.push(`${id} is not testable, but a case judges it`);
  } else if (suite !== null && !judged) found.push(`${id} is ${requirement.class}, but no case judges it`);
  if (requirement.class === 'tested' && own.length === 0)
    found.push(`${id} is tested, but no fault proves that its case can fail`);
  return found;
}

/** Newest verdict of each requirement at each target of the vendor. */
function lastVerdicts(ledgers: readonly Ledger[], vendor: string): Map<string, LastVerdict[]> {
  const found = new Map<string, LastVerdict[]>();
  for (const ledger of ledgers) {
    const targets = new Map(
      ledger.targets.filter((target) => target.vendor === vendor).map((target) => [target.name, target]),
    );
    for (const { requirement, target, outcome } of ledger.verdicts) {
      const kind = targets.get(target)?.kind;
      if (kind === undefined) continue;
      const known = found.get(requirement) ?? [];
      if (known.some((verdict) => verdict.target === target && verdict.kind === kind)) continue;
      found.set(requirement, [...known, { target, kind, outcome, run: ledger.run }]);
    }
  }
  return found;
}

function doubles(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, i) => names.indexOf(name) !== i))];
}
