/** Ways to a green run that means nothing: none of them ends with 0, and nobody passes who needs an answer. */
import { afterAll, describe, expect, it } from 'vitest';
import { outages } from '../../reference/outages.ts';
import { references } from '../../reference/index.ts';
import type { RunningReference } from '../../reference/types.ts';
import { judgeWorld } from './detect.ts';
import { type NamedEmptiness, emptinesses, endings } from './emptiness.ts';
import { disguised } from './proxy.ts';
import { expectSound, openWorlds } from './worlds.ts';

const vendors = Object.keys(references).sort();

for (const vendor of vendors)
  describe(`${vendor}: nothing is green without answers`, () => {
    let running: Promise<RunningReference> | undefined;
    afterAll(async () => (await running)?.close());

    async function judgedBehind({ make }: NamedEmptiness) {
      const { reference, version } = await openWorlds(vendor);
      running ??= reference.start({ limits: 'off' });
      const outside = await disguised(await running, make());
      try {
        return await judgeWorld(vendor, version, outside, {}, { allowWrites: true, limits: { timeout: 400 } });
      } finally {
        await outside.close();
      }
    }

    for (const way of emptinesses.filter(({ id }) => id !== `answers-of-${vendor}`))
      it(`${way.id}: ${way.text}`, { timeout: 120_000 }, async ({ task }) => {
        const judged = await judgedBehind(way);
        const { id, text, keeps = [] } = way;
        const passed = judged.observed.verdicts
          .filter((v) => v.outcome === 'pass' && !keeps.includes(v.requirement))
          .map((v) => v.requirement);
        const held = passed.length === 0 && judged.exitCode !== 0;
        task.meta.figure = { kind: 'way', colour: 'green', vendor, id, text, held };
        expectSound(judged);
        expect(passed).toEqual([]);
        expect([1, 2]).toContain(judged.exitCode);
      });

    for (const way of endings)
      it(`${way.id}: ${way.text}`, { timeout: 120_000 }, async ({ task }) => {
        const judged = await judgedBehind(way);
        const { id, text } = way;
        task.meta.figure = { kind: 'way', colour: 'green', vendor, id, text, held: judged.exitCode !== 0 };
        expectSound(judged);
        expect([1, 2]).toContain(judged.exitCode);
      });
  });

it('with the outages of every vendor there are at least twenty-five ways', () => {
  expect(outages.length + emptinesses.length + endings.length).toBeGreaterThanOrEqual(25);
});
