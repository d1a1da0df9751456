/** `cleanup`: takes away what killed runs have made at live vendors and could not undo any more. */
import { openEngine } from '../../src/suite/engine.ts';
import { visible } from '../../reporters/text.ts';
import type { Arguments } from '../arguments.ts';
import { targetOptions } from '../selection.ts';

/** @returns 0 when nothing stands any more, 2 when something does */
export async function run(given: Arguments): Promise<number> {
  const engine = await openEngine({ ...(await targetOptions(given)), env: process.env });
  try {
    const forget = given.on('forget');
    const targets = await engine.cleanUp(forget);
    if (targets.length === 0) process.stdout.write('No live vendor is configured, so there is nothing to undo.\n');
    for (const { target, found } of targets) {
      if (found.length === 0) process.stdout.write(`${target.name}: no killed run has left anything.\n`);
      for (const { label, left } of found)
        process.stdout.write(`${target.name}: ${left === null ? 'undone' : 'STANDS'}: ${visible(label)}${why(left)}\n`);
    }
    const standing = targets.some(({ found }) => found.some(({ left }) => left !== null));
    if (!standing) return 0;
    process.stdout.write(
      forget
        ? 'What stands is struck out of the journal; no run speaks of it any more.\n'
        : 'When you have looked after what stands, "cleanup --forget" strikes it out of the journal.\n',
    );
    return forget ? 0 : 2;
  } finally {
    await engine.close();
  }
}

const why = (left: string | null) => (left === null ? '' : `; ${visible(left)}`);
