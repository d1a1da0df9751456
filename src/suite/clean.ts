/** Looks for what killed runs have left, before a run and on demand. */
import { loadContract } from '../contract/load.ts';
import type { Target } from '../target/types.ts';
import type { Limits } from '../transport/http.ts';
import type { Pace } from '../transport/pace.ts';
import type { RunOptions } from './engine.ts';
import { type LeftOver, leftAt, undoLeft } from './left-over.ts';
import { stateFolder } from './paths.ts';
import { countOf, sharing } from './sharing.ts';
import { loadSuite } from './suites.ts';

/** Undoes what killed runs have left at one target. @throws Error when its contract or cases cannot be loaded */
export async function cleaned(
  target: Target,
  pace: Pace | undefined,
  more: { readonly limits: Partial<Limits>; readonly forget?: boolean; readonly signal?: AbortSignal },
): Promise<LeftOver[]> {
  const contract = loadContract(target.vendor);
  const { perDay } = contract.limits;
  const quota = perDay === null ? null : { count: countOf(target), perDay };
  const paced = pace === undefined ? {} : { pace };
  const suite = await loadSuite(target.vendor);
  return undoLeft({ target, contract, suite, state: stateFolder(), quota, ...paced, ...more });
}

/** Before anybody reads, what a killed run has made is taken away. It never keeps the run from starting. */
export async function cleanBefore(
  targets: readonly Target[],
  paces: ReadonlyMap<string, Pace>,
  limits: Partial<Limits>,
  { signal, onNote = () => {} }: RunOptions,
): Promise<void> {
  for (const target of targets.filter(({ kind }) => kind === 'live')) {
    const { length } = leftAt(stateFolder(), target.name);
    if (length === 0) continue;
    const killed = `${target.name}: a run that was killed left ${length} ${length === 1 ? 'write' : 'writes'} behind`;
    if (!target.allowWrites) {
      onNote(`${killed}, and this run may not write; "npm run conformance -- cleanup" undoes what can be undone`);
      continue;
    }
    try {
      const interruptible = signal === undefined ? {} : { signal };
      const found = await cleaned(target, paces.get(sharing(target)), { limits, ...interruptible });
      onNote(`${killed}; ${found.filter(({ left }) => left === null).length} undone`);
      for (const { label, left } of found) if (left !== null) onNote(`${target.name}: ${label}: ${left}`);
    } catch (error) {
      onNote(`${killed}, which cannot be undone: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
