/** Two worlds of a reference server, compared in process. */
import { references } from '../../../reference/index.ts';
import type { RunningReference, WorldChoice } from '../../../reference/types.ts';
import { observeSide, requirementsAsked } from '../../../scripts/compare/versions.ts';
import type { ComparedSide } from '../../../src/compare/versions.ts';
import { loadContract } from '../../../src/contract/load.ts';
import type { Target } from '../../../src/target/types.ts';

let instances = 0;
/** Both sides ask at the same moment, so that their questions are alike. */
const startedAt = `${new Date().toISOString().slice(0, 19)}Z`;

export async function startReference(vendor: string): Promise<RunningReference> {
  const load = references[vendor];
  if (load === undefined) throw new Error(`no reference server for ${vendor}`);
  return (await load()).start();
}

/** Asks one world what is asked of version `judgedAs`. Neither paced nor written to disk. */
export async function observeWorld(
  vendor: string,
  running: RunningReference,
  version: string,
  world: WorldChoice = {},
  judgedAs = version,
): Promise<ComparedSide> {
  const target = targetOf(vendor, version, running, world);
  const ids = requirementsAsked({ ...target, version: judgedAs }, target);
  return observeSide(target, {
    run: { id: '20260101T000000Z-0000', startedAt, folder: '' },
    judgedAs,
    ids,
    live: false,
    // A busy machine must not look like a server that does not answer.
    limits: { timeout: 30_000 },
  });
}

function targetOf(vendor: string, version: string, running: RunningReference, world: WorldChoice): Target {
  instances += 1;
  const baseUrl = running.baseUrl(version, { ...world, instance: `compare-${instances}` });
  const defaults = loadContract(vendor).settings.flatMap((s) =>
    s.default === undefined ? [] : [[s.name, s.default] as const],
  );
  return {
    name: `${vendor}-${version}`,
    vendor,
    version,
    baseUrl,
    kind: 'reference',
    credentials: Object.entries(running.credentials).map(([name, value]) => ({
      name,
      handle: `«secret:${name}»`,
      value,
      origin: running.origin,
    })),
    settings: { ...Object.fromEntries(defaults), ...running.settings },
    allowWrites: false,
  };
}
