/** The worlds of one vendor's reference server, and what every judged world must keep. */
import { expect } from 'vitest';
import { references } from '../../reference/index.ts';
import type { Fault, ReferenceServer, RunningReference } from '../../reference/types.ts';
import { loadContract } from '../../src/contract/load.ts';
import type { Contract, Requirement } from '../../src/contract/types.ts';
import { requirementsFor } from '../../src/suite/scope.ts';
import { type JudgeOptions, type JudgedWorld, type World, judgeWorld } from './detect.ts';

export interface Worlds {
  readonly vendor: string;
  readonly reference: ReferenceServer;
  readonly contract: Contract;
  /** The newest version that runs by default; faults and variations are judged here unless they show elsewhere only. */
  readonly version: string;
  /** Judges one world; the server starts with the first. */
  judge(world: World, options?: JudgeOptions & { readonly version?: string }): Promise<JudgedWorld>;
  close(): Promise<void>;
}

/** Vendors whose windows of time begin with the hour: tests must see the same records at every hour. */
const standing: Readonly<Record<string, number>> = { tier: Date.parse('2026-11-23T15:40:00Z') };

/** @param now clock of server and runs, milliseconds since the epoch; else the present, or the vendor's standing clock. @throws Error when the vendor has no reference server */
export async function openWorlds(vendor: string, now = standing[vendor]): Promise<Worlds> {
  const load = references[vendor];
  if (load === undefined) throw new Error(`there is no reference server for ${vendor}`);
  const reference = await load();
  const contract = loadContract(vendor);
  const version = mainVersion(contract);
  let running: Promise<RunningReference> | undefined;
  return {
    vendor,
    reference,
    contract,
    version,
    judge: async (world, options = {}) => {
      running ??= reference.start({ limits: 'off', ...(now === undefined ? {} : { now: () => now }) });
      const at = now === undefined ? {} : { now };
      return judgeWorld(vendor, options.version ?? version, await running, world, { ...at, ...options });
    },
    close: async () => (await running)?.close(),
  };
}

function mainVersion(contract: Contract): string {
  const all = [...contract.versions.values()];
  const main = all.filter((each) => each.default).at(-1) ?? all.at(-1);
  if (main === undefined) throw new Error(`${contract.vendor} has no version`);
  return main.id;
}

/** Where a fault shows: the main version, if it shows there. */
export const versionOf = (fault: Fault, main: string): string =>
  fault.versions?.includes(main) === false ? (fault.versions[0] ?? main) : main;

/** Requirements that can fail, at one version. */
export const testedAt = (contract: Contract, version: string): Requirement[] =>
  requirementsFor(contract, version).filter((r) => r.class === 'tested');

/** Whatever the server does, the suite itself must not fail, and a finding must be good enough to be sent to the vendor. */
export function expectSound({ errors, broken, observed }: JudgedWorld): void {
  expect(errors.map((v) => `${v.requirement}: ${v.reason}`)).toEqual([]);
  const ids = new Set(observed.recording.exchanges.map((exchange) => exchange.x));
  for (const verdict of broken) {
    expect(verdict.findings.length, `${verdict.requirement} is broken and has no finding`).toBeGreaterThan(0);
    for (const { message, expected, actual, exchange } of verdict.findings) {
      for (const text of [message, expected, actual]) expect(text, `${verdict.requirement}: ${message}`).not.toBe('');
      expect(
        exchange === undefined || ids.has(exchange),
        `${verdict.requirement} names the exchange ${exchange}, which is not recorded`,
      ).toBe(true);
    }
  }
}

/** A fault or variation is a way to answer, not a programming error of the reference server. */
export function expectNoCrash({ observed }: JudgedWorld): void {
  const crashed = observed.recording.exchanges.filter(
    ({ outcome }) => 'response' in outcome && outcome.response.body.startsWith('reference server: '),
  );
  expect(crashed.map(({ request }) => `${request.method} ${request.url}`)).toEqual([]);
}
