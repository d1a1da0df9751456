/** `reference`: a reference server alone, until Ctrl-C. */
import { references } from '../../reference/index.ts';
import type { ReferenceServer, RunningReference } from '../../reference/types.ts';
import { oneOf } from '../../src/target/suggest.ts';
import { UsageError, refuseUnknown } from '../arguments.ts';
import type { Arguments } from '../arguments.ts';

/** Starts the server of one vendor and prints how to reach it. @throws UsageError */
export async function run(given: Arguments): Promise<number> {
  const known = Object.keys(references);
  const vendor = given.positionals[0] ?? (known.length === 1 ? known[0] : undefined);
  if (vendor === undefined) throw new UsageError(`reference needs a vendor, ${oneOf('', known)}.`);
  refuseUnknown('reference server', vendor, known);
  const port = portOf(given.text('port'));
  const server = await references[vendor]?.();
  if (server === undefined) throw new UsageError(`There is no reference server for ${vendor}.`);
  const faults =
    given
      .text('fault')
      ?.split(/[,+]/)
      .map((id) => id.trim()) ?? [];
  for (const id of faults)
    refuseUnknown(
      'fault',
      id,
      server.faults.map((fault) => fault.id),
    );

  const running = await started(server, port);
  process.stdout.write(`${running.describe()}\n`);
  if (faults.length > 0) {
    process.stdout.write(`\n# With ${faults.join(' and ')}:\n`);
    for (const version of server.versions)
      process.stdout.write(`# ${version}: ${running.baseUrl(version, { faults })}\n`);
  }
  process.stderr.write('Ctrl-C ends the server.\n');
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  await running.close();
  return 0;
}

/** @throws UsageError when the port is taken */
async function started(server: ReferenceServer, port: number): Promise<RunningReference> {
  try {
    return await server.start({ port, onRequest: (line) => process.stderr.write(`${line}\n`) });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** @throws UsageError unless it is a port number */
function portOf(text: string | undefined): number {
  const port = Number(text ?? '0');
  if (!/^\d{1,5}$/.test(text ?? '0') || port > 65_535) throw new UsageError('--port needs a whole number up to 65535.');
  return port;
}
