/** Ways to a false accusation: a conforming vendor behind each disguise conforms. */
import { afterAll, describe, expect, it } from 'vitest';
import { references } from '../../reference/index.ts';
import type { RunningReference } from '../../reference/types.ts';
import { judgeWorld } from './detect.ts';
import { disguises } from './disguises.ts';
import { disguised } from './proxy.ts';
import { expectSound, openWorlds } from './worlds.ts';

const vendors = Object.keys(references).sort();

/** Each way at one vendor, in turn; at every vendor where time does not matter (`npm run trust`). */
const everywhere = process.env['TRUST'] === 'full';

for (const [i, vendor] of vendors.entries())
  describe(`${vendor}: no disguise of a conforming vendor is accused`, () => {
    let running: Promise<RunningReference> | undefined;
    afterAll(async () => (await running)?.close());
    for (const { id, text, make } of disguises.filter((_, n) => everywhere || n % vendors.length === i))
      it(`${id}: ${text}`, { timeout: 120_000 }, async ({ task }) => {
        const { reference, version } = await openWorlds(vendor);
        running ??= reference.start({ limits: 'off' });
        const outside = await disguised(await running, make());
        try {
          const judged = await judgeWorld(vendor, version, outside, {}, { allowWrites: true });
          const accused = judged.broken.map((v) => `${v.requirement}: ${v.reason}`);
          task.meta.figure = { kind: 'way', colour: 'red', vendor, id, text, held: accused.length === 0 };
          expectSound(judged);
          expect(accused).toEqual([]);
          expect([0, 2]).toContain(judged.exitCode);
        } finally {
          await outside.close();
        }
      });
  });

it('there are at least fifteen ways', () => expect(disguises.length).toBeGreaterThanOrEqual(15));
