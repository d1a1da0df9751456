/** The list of faults and variations of TIER against the registry. */
import { describe, expect, it } from 'vitest';
import { tier } from '../../../reference/tier/server.ts';
import { loadContract } from '../../../src/contract/load.ts';

const { requirements } = loadContract('tier');

describe('the faults of TIER', () => {
  it('have unique ids and whole sentences', () => {
    const ids = [...tier.faults, ...tier.variations].map(({ id }) => id);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
    for (const { id, text } of [...tier.faults, ...tier.variations]) {
      expect(id).toMatch(/^[a-z0-9]+(?:[-.][a-z0-9]+)*$/);
      expect(text).toMatch(/^[A-Za-z].*\.$/);
    }
  });

  it('name tested requirements with their level, versions and need of writes', () => {
    const wrong = tier.faults.filter((fault) => {
      const known = requirements.get(fault.requirement);
      if (known === undefined || known.class !== 'tested' || known.level !== fault.level) return true;
      // A fault may show in some of the versions of its requirement.
      const promised = known.versions ?? fault.versions ?? [];
      const shows = fault.versions ?? [];
      const beyond = known.versions !== undefined && shows.length === 0;
      return beyond || shows.some((v) => !promised.includes(v)) || (fault.needsWrites ?? false) !== known.writes;
    });
    expect(wrong.map(({ id, requirement }) => `${id}: ${requirement}`)).toEqual([]);
  });

  it('are at least two for every must, and one for every should', () => {
    const count = (id: string) => tier.faults.filter((fault) => fault.requirement === id).length;
    const tested = [...requirements.values()].filter((requirement) => requirement.class === 'tested');
    const few = tested.filter(({ id, level }) => count(id) < (level === 'must' ? 2 : 1));
    expect(few.map(({ id }) => id)).toEqual([]);
  });

  it('stand beside at least thirty lawful variations', () => {
    expect(tier.variations.length).toBeGreaterThanOrEqual(30);
  });
});
