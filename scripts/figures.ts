/** Figures that the suite publishes about itself, added up from what its tests noted. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  CombinationFigure,
  FaultFigure,
  Figure,
  MutantFigure,
  OutageFigure,
  VariationFigure,
  WayFigure,
} from '../tests/detection/figures.ts';
import { projectRoot } from './run-child.ts';

/** One row of figures, with its goal; a vendor's, or one of the whole suite. */
export interface Row {
  readonly what: string;
  readonly value: string;
  readonly goal: string;
  readonly reached: boolean;
  /** What is behind it, where it falls short. */
  readonly details: readonly string[];
}

/** The part of a report of Vitest that is read. */
interface Report {
  readonly testResults?: readonly {
    readonly assertionResults: readonly { readonly meta?: { readonly figure?: Figure } }[];
  }[];
}

export const figuresIn = (report: unknown): Figure[] =>
  ((report as Report | null)?.testResults ?? []).flatMap(({ assertionResults }) =>
    assertionResults.flatMap(({ meta }) => (meta?.figure === undefined ? [] : [meta.figure])),
  );

const median = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

function faultRows(figures: readonly FaultFigure[]): Row[] {
  const rows = (['must', 'should'] as const).map((level): Row => {
    const all = figures.filter((figure) => figure.level === level);
    const missed = all.filter(({ caught }) => !caught);
    const elsewhere = missed.filter(({ collateral }) => collateral.length > 0);
    return {
      what: `faults of level ${level}`,
      value: `${all.length - missed.length} of ${all.length} caught, ${elsewhere.length} by another requirement`,
      goal: level === 'must' ? 'all' : '95 % of all faults',
      reached:
        level === 'must' ? missed.length === 0 : figures.filter(({ caught }) => caught).length >= 0.95 * figures.length,
      details: missed.map(
        ({ id, requirement, collateral }) => `${requirement} misses ${id} (${collateral.join(', ')})`,
      ),
    };
  });
  const collateral = median(figures.map((figure) => figure.collateral.length));
  return [
    ...rows,
    {
      what: 'other findings a fault',
      value: `${collateral} in the median`,
      goal: 'at most 2',
      reached: collateral <= 2,
      details: [],
    },
  ];
}

const accusedRow = (what: string, accused: readonly string[], tried: number, more = ''): Row => ({
  what,
  value: `${accused.length} accused of ${tried}${more}`,
  goal: 'none',
  reached: accused.length === 0 && tried > 0,
  details: accused,
});

/** Parts of a vendor's mutants are judged side by side. */
function mutantRow(parts: readonly MutantFigure[]): Row {
  const sum = (member: 'breaking' | 'killed' | 'lawful') => parts.reduce((all, part) => all + part[member], 0);
  const survivors = parts.flatMap((part) => part.survivors);
  const seconds = Math.max(...parts.map((part) => part.seconds));
  return {
    what: 'generated mutants',
    value: `${sum('killed')} of ${sum('breaking')} killed, ${sum('lawful')} break no promise, ${seconds} s`,
    goal: 'all that break a promise, 2,000 in all',
    reached: survivors.length === 0 && sum('breaking') + sum('lawful') >= 2000,
    details: survivors,
  };
}

/** The rows of one vendor; only those of which something was measured. */
export function rowsOf(vendor: string, all: readonly Figure[]): Row[] {
  const figures = all.filter((figure) => figure.vendor === vendor);
  const of = <F extends Figure>(kind: F['kind']) => figures.filter((figure): figure is F => figure.kind === kind);
  const faults = of<FaultFigure>('fault');
  const variations = of<VariationFigure>('variation');
  const outages = of<OutageFigure>('outage');
  const ways = of<WayFigure>('way');
  const green = [
    ...outages.map(({ id, passed, exitCode }) => ({ id, held: passed.length === 0 && exitCode !== 0 })),
    ...ways.filter(({ colour }) => colour === 'green'),
  ];
  const red = ways.filter(({ colour }) => colour === 'red');
  const attacks = ways.filter(({ colour }) => colour === 'hurt');
  const fallen = (some: readonly { id: string; held: boolean }[]) =>
    some.filter(({ held }) => !held).map(({ id }) => id);
  return [
    ...(faults.length === 0 ? [] : faultRows(faults)),
    ...(of<MutantFigure>('mutants').length === 0 ? [] : [mutantRow(of<MutantFigure>('mutants'))]),
    ...(variations.length === 0
      ? []
      : [
          accusedRow(
            'lawful variations',
            variations.filter((v) => v.accused.length > 0).map((v) => v.id),
            variations.length,
          ),
        ]),
    ...of<CombinationFigure>('combinations').map(({ tried, accused, seed }) =>
      accusedRow('combinations of them', accused, tried, `, seed ${seed}`),
    ),
    ...(red.length === 0 ? [] : [accusedRow('ways to a false accusation', fallen(red), red.length)]),
    ...(green.length === 0
      ? []
      : [
          {
            ...accusedRow('ways to a false green', fallen(green), green.length),
            value: `${fallen(green).length} green of ${green.length}`,
          },
        ]),
    ...(attacks.length === 0
      ? []
      : [
          {
            ...accusedRow('attacks on the reader', fallen(attacks), attacks.length),
            value: `${fallen(attacks).length} did harm of ${attacks.length}`,
          },
        ]),
  ];
}

/** Where Stryker leaves its report; see docs/trust.md. */
const strykerReport = join(projectRoot, 'reports', 'mutation', 'mutation.json');

/** Mutation of the suite's own code, from the last nightly run; null where there was none. */
export function strykerRow(file = strykerReport): Row | null {
  if (!existsSync(file)) return null;
  const { files } = JSON.parse(readFileSync(file, 'utf8')) as {
    files: Record<string, { mutants: { status: string }[] }>;
  };
  const statuses = Object.values(files).flatMap(({ mutants }) => mutants.map(({ status }) => status));
  const count = (...wanted: string[]) => statuses.filter((status) => wanted.includes(status)).length;
  const detected = count('Killed', 'Timeout');
  const valid = detected + count('Survived', 'NoCoverage');
  const share = valid === 0 ? 0 : (100 * detected) / valid;
  return {
    what: 'mutants of our own code (Stryker)',
    value: `${share.toFixed(1)} % of ${valid} killed`,
    goal: '85 %',
    reached: share >= 85,
    details: [],
  };
}
