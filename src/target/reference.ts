/** Starts the embedded reference servers that a run needs, one per vendor. */
import { references } from '../../reference/index.ts';
import type { ReferenceServer, RunningReference } from '../../reference/types.ts';
import { ConfigurationError } from './problems.ts';
import { oneOf } from './suggest.ts';
import type { ReferenceRequest, Target, TargetRequest } from './types.ts';
import { quote } from './versions.ts';

export interface RunningReferences {
  /** Complete targets, in the order of the requests. */
  readonly targets: readonly Target[];
  close(): Promise<void>;
}

/**
 * Completes every request: live ones are passed on, the others get a server, its credentials and its settings.
 * A fault is put into the targets whose vendor and version have it; the others stay healthy.
 * @throws ConfigurationError when a vendor has no reference server, or nobody has the fault
 */
export async function startReferences(requests: readonly TargetRequest[]): Promise<RunningReferences> {
  const wanted = requests.filter((request) => request.kind === 'reference');
  const servers = new Map<string, ReferenceServer>();
  for (const vendor of new Set(wanted.map((request) => request.vendor))) servers.set(vendor, await load(vendor));
  refuseUnknownFaults(wanted, [...servers.values()]);
  const running = new Map<string, RunningReference>();
  const close = async () => {
    await Promise.all([...running.values()].map((server) => server.close()));
  };
  try {
    for (const [vendor, server] of servers) running.set(vendor, await server.start());
    const targets = requests.map((request) => {
      if (request.kind === 'live') return request;
      const server = servers.get(request.vendor);
      const started = running.get(request.vendor);
      if (server === undefined || started === undefined) throw new Error(`${request.vendor} has no running server`);
      return complete(request, server, started);
    });
    return { targets, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function load(vendor: string): Promise<ReferenceServer> {
  const known = Object.keys(references);
  const server = references[vendor];
  if (server !== undefined) return server();
  const expected = `live credentials for it, or ${oneOf(vendor, known)}`;
  throw new ConfigurationError([{ variable: '--vendor', problem: `${vendor} has no reference server`, expected }]);
}

function complete(request: ReferenceRequest, server: ReferenceServer, started: RunningReference): Target {
  const faults = request.faults.filter((id) =>
    server.faults.some((fault) => fault.id === id && (fault.versions?.includes(request.version) ?? true)),
  );
  const { name, vendor, version, kind, allowWrites } = request;
  return {
    name,
    vendor,
    version,
    kind,
    // Who chooses a fault that a write alone shows, at an embedded server, wants it to be seen.
    allowWrites: allowWrites || server.faults.some((fault) => faults.includes(fault.id) && fault.needsWrites === true),
    baseUrl: started.baseUrl(version, { faults }),
    credentials: Object.entries(started.credentials).map(([credential, value]) => ({
      name: credential,
      handle: `«secret:${credential}»`,
      value,
      origin: started.origin,
    })),
    settings: { ...request.settings, ...started.settings },
  };
}

function refuseUnknownFaults(requests: readonly ReferenceRequest[], servers: readonly ReferenceServer[]): void {
  const known = servers.flatMap((server) => server.faults.map(({ id }) => id));
  const asked = new Set(requests.flatMap((request) => request.faults));
  const problems = [...asked]
    .filter((id) => !known.includes(id))
    .map((id) => ({ variable: '--fault', problem: `there is no fault ${quote(id)}`, expected: oneOf(id, known) }));
  if (problems.length > 0) throw new ConfigurationError(problems);
}
