/** Every fault of a vendor's reference server is caught by the requirement that it breaks. */
import { afterAll, describe, expect, it } from 'vitest';
import type { Fault } from '../../reference/types.ts';
import type { Figure } from './figures.ts';
import { type Worlds, expectNoCrash, expectSound, openWorlds, testedAt, versionOf } from './worlds.ts';

/** More findings than these beside the intended one hide what is wrong. */
const collateralGoal = 2;

/** Declares one test per fault, so that a failure names it, and the laws over all faults of a vendor. */
export async function everyFaultIsCaught(vendor: string): Promise<void> {
  const worlds = await openWorlds(vendor);
  const collateral: number[] = [];

  describe(`${vendor}: every fault is caught`, () => {
    afterAll(() => worlds.close());
    for (const fault of worlds.reference.faults)
      it(`${fault.requirement} catches ${fault.id}: ${fault.text}`, async ({ task }) => {
        const others = await catches(worlds, fault, (figure) => (task.meta.figure = figure));
        collateral.push(others.length);
      });

    it(`at most ${collateralGoal} other findings in the median`, () => {
      const sorted = collateral.sort((a, b) => a - b);
      expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(collateralGoal);
    });
  });

  everyRequirementHasAFault(worlds);
}

type Tell = (figure: Figure) => void;

async function catches(
  { vendor, version, judge, contract }: Worlds,
  fault: Fault,
  tell: Tell,
): Promise<readonly string[]> {
  const { id, requirement, level } = fault;
  const judged = await judge(
    { faults: [id] },
    { version: versionOf(fault, version), allowWrites: fault.needsWrites ?? false },
  );
  const collateral = judged.broken.map((v) => v.requirement).filter((other) => other !== requirement);
  const verdict = judged.observed.verdicts.find((v) => v.requirement === requirement);
  const caught = verdict?.outcome === (level === 'must' ? 'fail' : 'warn');
  tell({ kind: 'fault', vendor, id, requirement, level, caught, collateral });
  expectSound(judged);
  expectNoCrash(judged);
  expect(contract.requirements.get(requirement)?.level, 'the fault and the registry name the same level').toBe(level);
  expect(`${verdict?.outcome}: ${verdict?.reason}`).toMatch(level === 'must' ? /^fail/ : /^warn/);
  if (level === 'must') expect(judged.exitCode).toBe(1);
  return collateral;
}

function everyRequirementHasAFault({ vendor, contract, reference }: Worlds): void {
  it(`${vendor}: every tested requirement has a fault`, () => {
    const breaks = new Set(reference.faults.map((fault) => fault.requirement));
    const tested = [...contract.versions.keys()].flatMap((version) => testedAt(contract, version)).map((r) => r.id);
    expect([...new Set(tested)].filter((id) => !breaks.has(id))).toEqual([]);
  });
}
