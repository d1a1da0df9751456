/** Asks both sides of a comparison the questions of the old version, and compares. */
import { join } from 'node:path';
import { policyOf } from '../../src/compare/policy.ts';
import type { Treatment } from '../../src/compare/policy.ts';
import { type ComparedSide, type VersionComparison, compareVersions } from '../../src/compare/versions.ts';
import { loadContract } from '../../src/contract/load.ts';
import { observeTarget } from '../../src/suite/observe.ts';
import { stateFolder } from '../../src/suite/paths.ts';
import { requirementsFor } from '../../src/suite/scope.ts';
import { loadSuite } from '../../src/suite/suites.ts';
import type { Progress, RunInfo } from '../../src/suite/types.ts';
import type { Target } from '../../src/target/types.ts';
import type { Limits } from '../../src/transport/http.ts';
import { pacer } from '../../src/transport/pace.ts';
import { contractsOf } from './contracts.ts';

export interface SideOptions {
  readonly run: RunInfo;
  /** Asks by the operations of this version, whatever the target's own; not where one base URL serves all versions. */
  readonly judgedAs: string;
  readonly ids: readonly string[];
  /** False keeps recordings and counts in memory alone and does not pace: for tests in process. */
  readonly live?: boolean;
  readonly limits?: Partial<Limits>;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/** Requirements that are asked on both sides: those of the old version; writes only where both may be written to. */
export function requirementsAsked(before: Target, after: Target): string[] {
  const contract = loadContract(before.vendor);
  const writes = before.allowWrites && after.allowWrites;
  return requirementsFor(contract, before.version)
    .filter((requirement) => writes || !requirement.writes)
    .map(({ id }) => id);
}

/** Asks one side the questions of the old version. @throws SuiteError when the plan does not fit today's quota */
export async function observeSide(target: Target, options: SideOptions): Promise<ComparedSide> {
  const { judgedAs: old, live = true, ...rest } = options;
  const contract = loadContract(target.vendor);
  // Where requests name their version, asking as the old one would ask the old one again.
  const judgedAs = contract.oneBaseUrl === true ? target.version : old;
  const { verdicts, recording } = await observeTarget({
    ...rest,
    target: { ...target, version: judgedAs },
    contract,
    suite: await loadSuite(target.vendor),
    state: live ? stateFolder() : null,
    record: live,
    ...(live ? { pace: pacer(contract.limits.perSecond) } : {}),
  });
  const { name, version, kind, baseUrl } = target;
  return { name, version, kind, baseUrl, verdicts, exchanges: recording.exchanges };
}

/** @throws PolicyError, ContractError */
export function compareSides(
  vendor: string,
  before: ComparedSide,
  after: ComparedSide,
  treat: Treatment = {},
): VersionComparison {
  const contract = loadContract(vendor);
  const policy = policyOf(contract.facts['compatibility'], treat);
  return compareVersions({
    vendor,
    labels: [...contract.versions.keys()],
    contracts: contractsOf(vendor, before.version, after.version),
    policy,
    before,
    after,
  });
}

/** Where comparisons keep their recordings; no runs, so that no history counts them. */
export const comparisonsFolder = (): string => join(stateFolder(), 'comparisons');
