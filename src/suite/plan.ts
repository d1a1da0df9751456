/** The plan of a run: what will be asked and what it costs at most, before the first byte is sent. */
import type { Contract } from '../contract/types.ts';
import type { Target } from '../target/types.ts';
import { closure, costOf, scopeOf } from './scope.ts';
import type { Plan, Suite } from './types.ts';

/**
 * @param ids requirements in scope
 * @param sentToday requests that count against today's quota already
 */
export function planTarget(
  target: Target,
  contract: Contract,
  suite: Suite,
  ids: readonly string[],
  sentToday = 0,
): Plan {
  const scope = scopeOf(target, contract, suite, ids);
  const probes = closure(
    scope.asked.map((a) => a.case.probe),
    suite,
  );
  const requests = costOf(probes);
  const { perDay, perSecond } = contract.limits;
  return {
    target,
    requirements: scope.requirements,
    probes: [...probes].map((probe) => ({
      name: probe.name,
      cost: probe.cost,
      requirements: scope.asked.filter((a) => a.case.probe === probe).map((a) => a.requirement.id),
    })),
    requests,
    confirming: costOf([...probes].filter((p) => !p.writes)),
    quota: perDay === null ? null : { perDay, left: Math.max(0, perDay - sentToday) },
    seconds: Math.ceil(requests / (perSecond * 0.9)),
  };
}
