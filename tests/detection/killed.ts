/** Every mutant of a conforming run is noticed, unless a reviewed list says why it breaks no promise. */
import { describe, expect, it } from 'vitest';
import type { Mutant } from '../../src/mutants/types.ts';
import { type LawfulChange, entryFor, lawfulChanges } from './lawful-changes.ts';
import { type JudgedMutant, type MutantJudge, mutantJudge } from './mutants.ts';
import { openWorlds } from './worlds.ts';

/** Breaking and lawful ones together. */
const fewestMutants = 2000;
/** Judged each time; more of them show no new kinds. */
const mostMutants = 2100;
/** A clock that stands: the same recording, and so the same mutants, every day. Tangoe's tokens tell the real time. */
const nowFor = (vendor: string) => (vendor === 'tangoe' ? undefined : Date.parse('2026-11-23T10:00:00Z'));

/** Parts of the mutants, so that test workers can share them. */
export interface Part {
  /** From 1. */
  readonly nth: number;
  readonly of: number;
}

const whole: Part = { nth: 1, of: 1 };

export interface Killing {
  readonly killed: readonly JudgedMutant[];
  /** Survivors that break no promise, with the entry that says so; none where the exchange is only observed. */
  readonly lawful: readonly { readonly judged: JudgedMutant; readonly entry?: LawfulChange }[];
  readonly survivors: readonly JudgedMutant[];
  readonly errors: readonly string[];
  readonly milliseconds: number;
}

/** Records a conforming run of each version that runs by default, and judges its mutants. */
export async function killMutants(vendor: string, part: Part = whole, most = mostMutants): Promise<Killing> {
  const worlds = await openWorlds(vendor, nowFor(vendor));
  const versions = [...worlds.contract.versions.values()].filter((version) => version.default).map(({ id }) => id);
  const judges: MutantJudge[] = [];
  try {
    for (const version of versions) {
      const { observed } = await worlds.judge({}, { version, allowWrites: true, limits: { timeout: 30_000 } });
      judges.push(await mutantJudge(observed.recording, Math.ceil(most / versions.length)));
    }
  } finally {
    await worlds.close();
  }
  const started = performance.now();
  const killings: Omit<Killing, 'milliseconds'>[] = [];
  for (const judge of judges) {
    const judged: JudgedMutant[] = [];
    for (const [i, mutant] of judge.mutants.entries())
      if (i % part.of === part.nth - 1) judged.push(await judge.judge(mutant));
    killings.push(sorted(vendor, judge, judged));
  }
  return {
    killed: killings.flatMap(({ killed }) => killed),
    lawful: killings.flatMap(({ lawful }) => lawful),
    survivors: killings.flatMap(({ survivors }) => survivors),
    errors: killings.flatMap(({ errors }) => errors),
    milliseconds: performance.now() - started,
  };
}

/** An answer that did not come, or a lost permission, is no broken promise, but nobody may pass on it. */
function isNoticed({ broken, undecided, mutant: { kind, change } }: JudgedMutant): boolean {
  if (broken.length > 0) return true;
  const isOut = kind === 'unanswered' || (kind === 'status' && /becomes (?:401|403)$/.test(change));
  return isOut && undecided.length > 0;
}

function sorted(
  vendor: string,
  { recording }: MutantJudge,
  judged: readonly JudgedMutant[],
): Omit<Killing, 'milliseconds'> {
  const entries = lawfulChanges(vendor);
  const exchanges = new Map(recording.exchanges.map((exchange) => [exchange.x, exchange]));
  const killed: JudgedMutant[] = [];
  const lawful: { judged: JudgedMutant; entry?: LawfulChange }[] = [];
  const survivors: JudgedMutant[] = [];
  for (const one of judged) {
    const exchange = exchanges.get(one.mutant.exchange);
    const entry = exchange === undefined ? undefined : entryFor(one.mutant, exchange, entries);
    if (isNoticed(one)) killed.push(one);
    else if (one.observed) lawful.push({ judged: one });
    else if (entry !== undefined) lawful.push({ judged: one, entry });
    else survivors.push(one);
  }
  return { killed, lawful, survivors, errors: judged.flatMap(({ errors }) => errors) };
}

/** As `listMachines null /*\/siteId (1-0007 /3/siteId: 17 becomes null)`. */
export const nameOf = ({ operation, kind, where, exchange, change }: Mutant): string =>
  `${operation} ${kind} ${where} (${exchange} ${change})`;

/**
 * Share of the breaking mutants that must be killed, in percent. Below 100 stand gaps that are known: `npm run mutants`
 * lists them, and the figures call the goal missed.
 */
const floors: Readonly<Record<string, number>> = { vendnovation: 100, tier: 100, tangoe: 100, tierpoint: 100 };

/** Declares the test; its figure is what `mutants` and `trust` print. */
export function mutantsAreKilled(vendor: string, part = whole): void {
  describe(`${vendor}: mutants of a conforming run, part ${part.nth} of ${part.of}`, () => {
    it('are noticed, or break no promise', { timeout: 900_000 }, async ({ task }) => {
      const { killed, lawful, survivors, errors, milliseconds } = await killMutants(vendor, part);
      task.meta.figure = {
        kind: 'mutants',
        vendor,
        breaking: killed.length + survivors.length,
        killed: killed.length,
        lawful: lawful.length,
        seconds: Math.round(milliseconds / 1000),
        survivors: survivors.map(
          ({ mutant, undecided }) =>
            `${nameOf(mutant)}${undecided.length > 0 ? `, undecided: ${undecided.join(' ')}` : ''}`,
        ),
      };
      expect(errors).toEqual([]);
      const share = (100 * killed.length) / (killed.length + survivors.length);
      const listed = survivors.map(({ mutant }) => nameOf(mutant)).join('\n');
      expect(share, `these break a promise, and nobody noticed:\n${listed}\n`).toBeGreaterThanOrEqual(
        floors[vendor] ?? 100,
      );
      expect(killed.length + survivors.length + lawful.length).toBeGreaterThanOrEqual(fewestMutants / part.of);
    });
  });
}
