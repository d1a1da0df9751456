/** Which requirements are asked at a target, which probes that takes, and what it costs. */
import type { Contract, Requirement } from '../contract/types.ts';
import type { Target } from '../target/types.ts';
import type { Case, Probe, Suite } from './types.ts';

export interface Scope {
  /** In the order of the registry. */
  readonly requirements: readonly Requirement[];
  readonly asked: readonly { readonly requirement: Requirement; readonly case: Case }[];
  /** Requirements that yield a verdict without a question, with the reason. */
  readonly unasked: readonly {
    readonly requirement: Requirement;
    readonly outcome: 'not-testable' | 'error';
    readonly reason: string;
  }[];
}

/** Requirements of the contract that hold for a version. */
export function requirementsFor(contract: Contract, version: string): Requirement[] {
  return [...contract.requirements.values()].filter((r) => r.versions === undefined || r.versions.includes(version));
}

/** Sorts the selected requirements of a target into asked and unasked. Unknown ids are left out. */
export function scopeOf(target: Target, contract: Contract, suite: Suite, ids: readonly string[]): Scope {
  const wanted = new Set(ids);
  const requirements = requirementsFor(contract, target.version).filter((r) => wanted.has(r.id));
  const asked: { requirement: Requirement; case: Case }[] = [];
  const unasked: Scope['unasked'][number][] = [];
  for (const requirement of requirements) {
    const one = suite.cases.get(requirement.id);
    const reason = whyUnasked(requirement, target);
    if (reason !== null) unasked.push({ requirement, outcome: 'not-testable', reason });
    else if (one === undefined)
      unasked.push({
        requirement,
        outcome: 'error',
        reason: `no case judges ${requirement.id}; write one under tests/${target.vendor}/ or classify it`,
      });
    else asked.push({ requirement, case: one });
  }
  return { requirements, asked, unasked };
}

function whyUnasked(requirement: Requirement, target: Target): string | null {
  if (requirement.class === 'not-testable') return requirement.why ?? 'it cannot be seen from outside';
  if (requirement.writes && !target.allowWrites)
    return `it needs writes, which are switched off (${target.vendor.toUpperCase()}_ALLOW_WRITES=true switches them on)`;
  return null;
}

/** The probes with everything that they need, each once. */
export function closure(probes: Iterable<Probe<unknown, never>>, suite: Suite): Set<Probe<unknown, never>> {
  const all = new Set<Probe<unknown, never>>();
  const add = (probe: Probe<unknown, never>) => {
    if (all.has(probe)) return;
    all.add(probe);
    if (suite.session !== null && !probe.withoutSession) add(suite.session);
    if (probe.control !== null) add(probe.control);
    probe.needs.forEach(add);
  };
  for (const probe of probes) add(probe);
  return all;
}

/** Most requests that the probes send together. */
export const costOf = (probes: Iterable<Probe<unknown, never>>): number =>
  [...probes].reduce((sum, p) => sum + p.cost, 0);
