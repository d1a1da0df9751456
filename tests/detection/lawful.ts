/** No lawful server is accused, and nothing undecided is green: the worlds of a vendor in which no promise is broken. */
import { afterAll, describe, expect, it } from 'vitest';
import { loadSuite } from '../../src/suite/suites.ts';
import { verdictsOf } from '../../src/suite/verdicts.ts';
import type { JudgedWorld } from './detect.ts';
import { type Worlds, expectNoCrash, expectSound, openWorlds, testedAt } from './worlds.ts';

/** Milliseconds; a server that hangs must not hold up the tests. */
const impatient = { timeout: 400 } as const;

/** Declares one test per version, lawful variation and outage, and the laws over all of them. */
export async function noLawfulServerIsAccused(vendor: string): Promise<void> {
  const worlds = await openWorlds(vendor);
  /** Requirements that passed in some lawful variation, by version. */
  const passed = new Map<string, Set<string>>();
  /** Requirements that a version's reference server has nothing for, as `id at version`; another version must have it. */
  const closed = new Set<string>();
  const note = (version: string, judged: JudgedWorld) => {
    const known = passed.get(version) ?? new Set();
    for (const v of judged.observed.verdicts) {
      if (v.outcome === 'pass') known.add(v.requirement);
      if (v.outcome === 'not-testable') closed.add(`${v.requirement} at ${version}`);
    }
    passed.set(version, known);
  };
  const passedAt = (id: string, version: string) => passed.get(version)?.has(id) === true;
  const passedElsewhere = (id: string, version: string) =>
    closed.has(`${id} at ${version}`) && [...passed.values()].some((ids) => ids.has(id));

  describe(`${vendor}: no lawful server is accused`, () => {
    afterAll(() => worlds.close());
    healthyServers(worlds, note);
    lawfulVariations(worlds, note);
    outages(worlds);
    it('every tested must passes somewhere', () => {
      const missing = [...worlds.contract.versions.keys()].flatMap((version) =>
        testedAt(worlds.contract, version)
          .filter((r) => r.level === 'must' && !passedAt(r.id, version) && !passedElsewhere(r.id, version))
          .map((r) => `${r.id} at ${version}`),
      );
      expect(missing).toEqual([]);
    });
  });
}

type Note = (version: string, judged: JudgedWorld) => void;

const listed = (verdicts: JudgedWorld['broken']) => verdicts.map((v) => `${v.requirement}: ${v.reason}`);

function healthyServers({ contract, judge }: Worlds, note: Note): void {
  for (const version of contract.versions.keys())
    it(`a conforming server of ${version} conforms, and everything about it is decided`, async () => {
      for (const allowWrites of [true, false]) {
        const judged = await judge({}, { version, allowWrites });
        if (allowWrites) note(version, judged);
        expectSound(judged);
        expectNoCrash(judged);
        expect(listed(judged.broken)).toEqual([]);
        expect(listed(judged.undecided)).toEqual([]);
        expect(judged.exitCode).toBe(0);
      }
    });
}

function lawfulVariations({ vendor, version: main, reference, judge }: Worlds, note: Note): void {
  for (const { id, text, versions = [main] } of reference.variations)
    it(`accuses nobody of ${id}: ${text}`, async ({ task }) => {
      const accused: string[] = [];
      for (const version of versions) {
        const judged = await judge({ variations: [id] }, { version, allowWrites: true });
        note(version, judged);
        accused.push(...judged.broken.map((v) => v.requirement));
        task.meta.figure = { kind: 'variation', vendor, id, accused };
        expectSound(judged);
        expect(listed(judged.broken)).toEqual([]);
        expect([0, 2]).toContain(judged.exitCode);
      }
    });
}

function outages({ vendor, contract, reference, judge }: Worlds): void {
  for (const { id, text } of reference.outages)
    it(`nothing is green after ${id}: ${text}`, async ({ task }) => {
      const judged = await judge({ outage: id }, { allowWrites: true, limits: impatient });
      const passed = judged.observed.verdicts.filter((v) => v.outcome === 'pass').map((v) => v.requirement);
      task.meta.figure = { kind: 'outage', vendor, id, text, exitCode: judged.exitCode, passed };
      expectSound(judged);
      expect(passed).toEqual([]);
      expect([1, 2]).toContain(judged.exitCode);
      // And the recording of a dead server is judged again as any other.
      expect(await verdictsOf(judged.observed.recording, contract, await loadSuite(vendor))).toEqual(
        judged.observed.verdicts,
      );
    });
}
