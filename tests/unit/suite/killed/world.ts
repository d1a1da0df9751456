/** Runs that are killed while they write, and what then stands at the vendor. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { references } from '../../../../reference/index.ts';
import { loadContract } from '../../../../src/contract/load.ts';

/** A request that reached the vendor, with what it answered. */
export interface Passed {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly status: number;
  readonly answer: string;
}

/** Whether the run is killed at a request: before the vendor acts on it, or after, with its answer on the way. */
export type Killer = (
  request: Omit<Passed, 'status' | 'answer'>,
  before: readonly Passed[],
) => 'before' | 'after' | null;

export interface Ended {
  readonly output: string;
  readonly passed: readonly Passed[];
  readonly killed: boolean;
  readonly code: number | null;
}

export interface KilledWorld {
  /** The state: runs, journals. */
  readonly folder: string;
  /** Starts a run. Resolves with what it printed and what the vendor acted upon, when it has ended or was killed. */
  run(killer?: Killer): Promise<Ended>;
  /** Starts a run that can write no file longer than this, in bytes: what a full disk looks like. */
  runOnFullDisk(bytes: number): Promise<Ended>;
  /** The command `cleanup`. */
  cleanUp(...options: readonly string[]): Promise<{ readonly output: string; readonly code: number | null }>;
  close(): Promise<void>;
}

const child = fileURLToPath(new URL('child.ts', import.meta.url));
const boot = fileURLToPath(new URL('../../../../scripts/boot.mjs', import.meta.url));

/** @param ids requirements that the run is asked for */
export async function openKilledWorld(vendor: string, version: string, ids: readonly string[]): Promise<KilledWorld> {
  const reference = await references[vendor]?.();
  if (reference === undefined) throw new Error(`there is no reference server for ${vendor}`);
  const running = await reference.start({ limits: 'off' });
  let passed: Passed[] = [];
  let killer: Killer = () => null;
  let run: ChildProcess | undefined;
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      void (async () => {
        const { method = 'GET', url: path = '/', headers } = request;
        const body = Buffer.concat(chunks).toString('utf8');
        const killed = killer({ method, path, body }, passed);
        if (killed === 'before') return run?.kill('SIGKILL');
        const { host: _, 'content-length': __, connection: ___, ...kept } = headers;
        const answer = await fetch(`${running.origin}${path}`, {
          method,
          headers: kept as Record<string, string>,
          ...(body === '' ? {} : { body }),
        });
        const text = await answer.text();
        passed.push({ method, path, body, status: answer.status, answer: text });
        if (killed === 'after') return run?.kill('SIGKILL');
        const { 'content-encoding': ____, 'content-length': _____, ...told } = Object.fromEntries(answer.headers);
        return response.writeHead(answer.status, told).end(text);
      })().catch((error: unknown) => response.destroy(error as Error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const folder = mkdtempSync(join(tmpdir(), 'conformance-killed-'));
  const env = environment(vendor, version, running.baseUrl(version).replace(running.origin, origin), folder, running);
  /** @param blocks most that a file may hold, in blocks of 512 bytes; null for no limit */
  const start = (
    args: readonly string[],
    blocks: number | null,
    ended: (output: string, code: number | null) => void,
  ) => {
    const limited = ['-c', `ulimit -f ${blocks ?? 0}; exec "$0" "$@"`, process.execPath, ...args];
    const stdio = ['ignore', 'pipe', 'pipe'] as const;
    const one =
      blocks === null
        ? spawn(process.execPath, args, { env, stdio: [...stdio] })
        : spawn('sh', limited, { env, stdio: [...stdio] });
    run = one;
    let output = '';
    for (const stream of [one.stdout, one.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    one.once('close', (code) => ended(output, code));
  };
  const runWith = (given: Killer, blocks: number | null) =>
    new Promise<Ended>((resolve) => {
      passed = [];
      killer = given;
      start(['--import', 'tsx', child, `${vendor}-${version}`, ...ids], blocks, (output, code) =>
        resolve({ output, passed, killed: code === null, code }),
      );
    });
  return {
    folder,
    run: (given = () => null) => runWith(given, null),
    runOnFullDisk: (bytes) => runWith(() => null, Math.ceil(bytes / 512)),
    cleanUp: (...options) =>
      new Promise((resolve) => start([boot, 'cleanup', ...options], null, (output, code) => resolve({ output, code }))),
    close: async () => {
      run?.kill('SIGKILL');
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await running.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function environment(
  vendor: string,
  version: string,
  baseUrl: string,
  folder: string,
  {
    credentials,
    settings,
  }: { readonly credentials: Record<string, string>; readonly settings: Record<string, string> },
): NodeJS.ProcessEnv {
  const contract = loadContract(vendor);
  const file = join(folder, '.env');
  writeFileSync(file, '');
  const valuesOf = (named: readonly { name: string; env: string }[], values: Record<string, string>) =>
    Object.fromEntries(
      named.flatMap(({ name, env }) =>
        values[name] === undefined ? [] : [[env, values[name]?.replace('{base}', baseUrl)]],
      ),
    );
  const { PATH = '', HOME = '' } = process.env;
  return {
    PATH,
    HOME,
    CONFORMANCE_STATE: folder,
    CONFORMANCE_ENV_FILE: file,
    CONFORMANCE_MODE: 'live',
    CONFORMANCE_TARGETS: `${vendor}-${version}`,
    [`${contract.envPrefix}_BASE_URL`]: baseUrl.replace(/\/(v[\d.]+|mds)$/, '/{version}'),
    [`${contract.envPrefix}_ALLOW_HTTP`]: 'true',
    [`${contract.envPrefix}_ALLOW_WRITES`]: 'true',
    ...valuesOf(contract.credentials, credentials),
    ...valuesOf(contract.settings, settings),
  };
}
