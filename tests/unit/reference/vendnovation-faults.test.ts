/** The list of faults against the registry, and that every fault shows in some answer. */
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { vendnovation } from '../../../reference/vendnovation/server.ts';
import type { Fault, RunningReference, WorldChoice } from '../../../reference/types.ts';
import { battery } from './battery.ts';
import { testNow } from './ask.ts';

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
      const versions = (fault.versions ?? ['all']).join() === (entry?.versions ?? ['all']).join();
      return !asRegistered || !versions || (fault.needsWrites ?? false) !== (entry.writes ?? false);
    });
    expect(wrong.map(({ id, requirement }) => `${id}: ${requirement}`)).toEqual([]);
  });

  it('has a fault for every tested requirement', () => {
    const covered = new Set(vendnovation.faults.map(({ requirement }) => requirement));
    const tested = [...requirements.values()].filter((entry) => (entry.class ?? 'tested') === 'tested');
    expect(tested.map(({ id }) => id).filter((id) => !covered.has(id))).toEqual([]);
  });
});

describe('every fault', () => {
  let running: RunningReference;
  const healthy = new Map<string, readonly string[]>();
  beforeAll(async () => {
    running = await vendnovation.start({ limits: 'off', now: () => testNow });
  });
  afterAll(() => running.close());

  const sectionOf = (fault: Fault) =>
    fault.requirement === 'VN-ERR-10' ? 'BULK' : (fault.requirement.split('-')[1] ?? '');
  const answersOf = async (section: string, world: WorldChoice) => {
    const answers: string[] = [];
    for await (const answer of battery(running, section, world)) answers.push(answer);
    return answers;
  };

  it.each(vendnovation.faults.map((fault) => [fault.id, fault] as const))(
    '%s shows in an answer',
    async (id, fault) => {
      const section = sectionOf(fault);
      // An account of more than 2000 machines is itself no fault.
      const plain: WorldChoice = id === 'oversized-serves-more' ? { variations: ['many-machines'] } : {};
      const key = section + (plain.variations?.join() ?? '');
      const expected = healthy.get(key) ?? (await answersOf(section, { ...plain, instance: 'healthy' }));
      healthy.set(key, expected);
      let step = 0;
      let shows = false;
      for await (const answer of battery(running, section, { faults: [id] })) {
        expect(answer).not.toContain('reference server:');
        shows = answer !== expected[step];
        if (shows) break;
        step += 1;
      }
      expect(shows).toBe(true);
    },
  );
});
