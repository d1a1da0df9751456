/** Lawful variations and disguises come together in random combinations, and nobody is accused. */
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { RunningReference } from '../../reference/types.ts';
import { judgeWorld } from './detect.ts';
import { disguises } from './disguises.ts';
import { disguised } from './proxy.ts';
import { expectSound, openWorlds } from './worlds.ts';

/** `npm run trust` tries more of them, from a seed of its own. */
const isFull = process.env['TRUST'] === 'full';
const tries = isFull ? 20 : 3;
/** The same combinations every time, unless a seed is given. */
const seed = Number(process.env['TRUST_SEED'] ?? 20261123);

/** Declares the test; its figure names the seed. */
export function combinationsAreLawful(vendor: string): void {
  describe(`${vendor}: combinations`, () => {
    let running: RunningReference | undefined;
    afterAll(() => running?.close());
    it(`of lawful variations accuse nobody (TRUST_SEED=${seed})`, { timeout: 900_000 }, async ({ task }) => {
      const { reference, version } = await openWorlds(vendor);
      const started = (running = await reference.start({ limits: 'off' }));
      const shown = reference.variations.filter(({ versions }) => versions?.includes(version) ?? true);
      const accused: string[] = [];
      let tried = 0;
      const combination = fc.record({
        variations: fc.subarray(
          shown.map(({ id }) => id),
          { minLength: 2, maxLength: 4 },
        ),
        disguise: fc.constantFrom(...disguises.map(({ id }) => id)),
      });
      const figure = () => ({ kind: 'combinations', vendor, tried, accused, seed }) as const;
      await fc.assert(
        fc.asyncProperty(combination, async ({ variations, disguise }) => {
          const outside = await disguised(started, disguises.find(({ id }) => id === disguise)?.make() ?? {});
          try {
            tried += 1;
            const judged = await judgeWorld(vendor, version, outside, { variations }, { allowWrites: true });
            const broken = judged.broken.map((v) => `${v.requirement}: ${v.reason}`);
            accused.push(...broken);
            task.meta.figure = figure();
            expectSound(judged);
            expect(broken).toEqual([]);
            expect([0, 2]).toContain(judged.exitCode);
          } finally {
            await outside.close();
          }
        }),
        // A world takes seconds: the first failing combination is told as it is.
        { numRuns: tries, seed, endOnFailure: true },
      );
    });
  });
}
