/** `plan`: what a run would ask, and what that costs. Sends nothing to a vendor. */
import { openEngine } from '../../src/suite/engine.ts';
import type { Plan } from '../../src/suite/types.ts';
import { UsageError } from '../arguments.ts';
import type { Arguments } from '../arguments.ts';
import { chosenContracts, requirementFilter, targetOptions } from '../selection.ts';

/** Prints the plan of every chosen target, or JSON. @throws ConfigurationError, UsageError */
export async function run(given: Arguments): Promise<number> {
  const engine = await openEngine(await targetOptions(given));
  try {
    const filter = requirementFilter(given, chosenContracts(given));
    const wanted = new Set(
      chosenContracts(given).flatMap(({ requirements }) =>
        [...requirements.values()].filter(filter ?? (() => true)).map(({ id }) => id),
      ),
    );
    const selection = new Map(
      [...engine.everything()].map(([target, ids]) => [target, ids.filter((id) => wanted.has(id))]),
    );
    const plans = await engine.plan(selection);
    if (plans.length === 0) throw new UsageError('The chosen targets have none of the chosen requirements.');
    process.stdout.write(
      given.on('json')
        ? `${JSON.stringify(plans.map(publicPlan), null, 2)}\n`
        : `${engine.notes.map((note) => `${note}\n\n`).join('')}${plans.map(textOf).join('\n')}`,
    );
    return 0;
  } finally {
    await engine.close();
  }
}

/** The plan without credentials and without repeating whole requirements. */
function publicPlan({ target, requirements, ...plan }: Plan): object {
  const { name, vendor, version, kind, baseUrl, allowWrites } = target;
  return {
    target: { name, vendor, version, kind, baseUrl, allowWrites },
    requirements: requirements.map(({ id }) => id),
    ...plan,
  };
}

function textOf({ target, requirements, probes, requests, confirming, quota, seconds }: Plan): string {
  const kind = target.kind === 'reference' ? 'EMBEDDED REFERENCE SERVER' : 'live';
  const width = Math.max(...probes.map(({ name }) => name.length), 5);
  return [
    `${target.name}  ${kind}  ${target.baseUrl}`,
    `  ${requirements.length} requirements, ${probes.length} probes`,
    `  at most ${requests} requests, and at most ${confirming} more to confirm findings`,
    ...quotaLines(target.kind, requests, quota),
    `  at most about ${seconds} s for the first round at the documented pace, if the vendor answers at once`,
    '',
    `  ${'probe'.padEnd(width)}  cost  requirements`,
    ...probes.map(
      ({ name, cost, requirements: ids }) =>
        `  ${name.padEnd(width)}  ${String(cost).padStart(4)}  ${ids.join(' ') || '(needed by others)'}`,
    ),
    '',
  ].join('\n');
}

function quotaLines(kind: 'live' | 'reference', requests: number, quota: Plan['quota']): string[] {
  if (quota === null) return ['  the vendor names no daily quota'];
  const share = `  ${((100 * requests) / quota.perDay).toFixed(1)} % of the daily quota of ${quota.perDay}`;
  if (kind === 'reference') return [`${share}, if it were live`];
  const fits = requests <= quota.left ? '' : ': NOT ENOUGH, a run would be refused';
  return [`${share}; ${quota.left} are left today${fits}`];
}
