/** A hostile vendor gets verdicts like any other; nobody crashes, nothing leaks, nobody else is asked. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { references } from '../../reference/index.ts';
import type { RunningReference } from '../../reference/types.ts';
import { requirementsFor } from '../../src/suite/scope.ts';
import { judgeWorld } from './detect.ts';
import { hostilities, mostBytes } from './hostilities.ts';
import { disguised } from './proxy.ts';
import { expectSound, openWorlds } from './worlds.ts';

const vendors = Object.keys(references).sort();
/** Each way at one vendor, in turn; at every vendor where time does not matter (`npm run trust`). */
const everywhere = process.env['TRUST'] === 'full';
const limits = { timeout: 1500, bodyBytes: mostBytes, runBytes: 40 * mostBytes };

/** Somebody else, who counts what he is asked. */
const asked: string[] = [];
const somebody = createServer((request, response) => {
  asked.push(request.url ?? '');
  response.end('[]');
});
beforeAll(() => new Promise<void>((resolve) => somebody.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise((resolve) => somebody.close(resolve)));
const elsewhere = () => `http://localhost:${(somebody.address() as AddressInfo).port}`;

for (const [i, vendor] of vendors.entries())
  describe(`${vendor}: an attack on the reader`, () => {
    let running: Promise<RunningReference> | undefined;
    afterAll(async () => (await running)?.close());

    for (const [nth, { id, text }] of hostilities('').entries())
      if (everywhere || nth % vendors.length === i)
        it(`${id}: ${text}`, { timeout: 300_000 }, async ({ task }) => {
          const { reference, contract, version } = await openWorlds(vendor);
          running ??= reference.start({ limits: 'off' });
          const hostility = hostilities(elsewhere())[nth];
          if (hostility === undefined) throw new Error(`there is no ${id}`);
          const figure = { kind: 'way', colour: 'hurt', vendor, id, text } as const;
          task.meta.figure = { ...figure, held: false };
          const outside = await disguised(await running, hostility.make());
          try {
            const judged = await judgeWorld(vendor, version, outside, {}, { allowWrites: true, limits });
            const { recording, verdicts } = judged.observed;
            expectSound(judged);
            expect([0, 1, 2]).toContain(judged.exitCode);
            expect(verdicts.length).toBe(requirementsFor(contract, version).length);
            expect(recording.exchanges.length).toBeGreaterThan(3);
            const bodies = recording.exchanges.map(({ outcome }) =>
              'response' in outcome ? outcome.response.bytes : 0,
            );
            expect(Math.max(...bodies)).toBeLessThanOrEqual(mostBytes);
            expect(bodies.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThanOrEqual(limits.runBytes);
            const all = JSON.stringify(recording);
            for (const [name, secret] of Object.entries(outside.credentials))
              if (secret.length >= 8) expect(all.includes(secret), `the recording holds ${name}`).toBe(false);
            expect(asked).toEqual([]);
            task.meta.figure = { ...figure, held: true };
          } finally {
            await outside.close();
          }
        });
  });
