/** What targets of one vendor at one host share: its pace and its daily quota. */
import { join } from 'node:path';
import { loadContract } from '../contract/load.ts';
import type { Target } from '../target/types.ts';
import { DailyCount } from '../transport/pace.ts';
import { stateFolder } from './paths.ts';

/** Requests a second. Where a vendor documents no limit the suite is modest with it, but need not be with an embedded server. */
export function paceOf(target: Target): number {
  const { perSecond } = loadContract(target.vendor).limits;
  return target.kind === 'reference' ? Math.max(perSecond, 20) : perSecond;
}

/** Targets of one vendor at one host share a key, and with it the vendor's limits. */
export const sharing = (target: Target) => `${target.vendor}@${new URL(target.baseUrl).host}`;

/** Requests of today (UTC), by all runs of this folder. */
export const countOf = (target: Target) => new DailyCount(join(stateFolder(), 'quota'), sharing(target));
