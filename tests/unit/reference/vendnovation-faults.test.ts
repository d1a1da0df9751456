/** The list of faults against the registry. That each shows, and is caught, is what tests/detection prove. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { vendnovation } from '../../../reference/vendnovation/server.ts';

interface Entry {
  readonly id: string;
  readonly level: string;
  readonly class?: string;
  readonly versions?: readonly string[];
  readonly writes?: boolean;
}

const folder = new URL('../../../schemas/vendors/vendnovation/requirements/', import.meta.url);
const requirements = new Map(
  readdirSync(folder).flatMap((name) => {
    const file = parse(readFileSync(new URL(name, folder), 'utf8')) as {
      versions?: string[];
      requirements: Entry[];
    };
    const inherited = file.versions === undefined ? {} : { versions: file.versions };
    return file.requirements.map((entry) => [entry.id, { ...inherited, ...entry }] as const);
  }),
);

describe('the list of faults', () => {
  it('has permanent, unique ids and whole sentences', () => {
    const ids = vendnovation.faults.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, text } of vendnovation.faults) {
      expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(text).toMatch(/^[A-Z].*\.$|^[a-z]\w+.*\.$/);
    }
  });

  it('names tested requirements with their level, versions and need of writes', () => {
    const wrong = vendnovation.faults.filter((fault) => {
      const entry = requirements.get(fault.requirement);
      const asRegistered = entry !== undefined && (entry.class ?? 'tested') === 'tested' && entry.level === fault.level;
      // It may show in some versions only, but in none where the requirement does not hold.
      const shown = entry?.versions === undefined || fault.versions?.every((id) => entry.versions?.includes(id));
      return !asRegistered || shown !== true || (fault.needsWrites ?? false) !== (entry.writes ?? false);
    });
    expect(wrong.map(({ id, requirement }) => `${id}: ${requirement}`)).toEqual([]);
  });

  it('has a fault for every tested requirement', () => {
    const covered = new Set(vendnovation.faults.map(({ requirement }) => requirement));
    const tested = [...requirements.values()].filter((entry) => (entry.class ?? 'tested') === 'tested');
    expect(tested.map(({ id }) => id).filter((id) => !covered.has(id))).toEqual([]);
  });
});
