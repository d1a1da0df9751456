/** Which reads of documents can be called, and calling them at a target with its session. */
import { loadContract } from '../../src/contract/load.ts';
import { type CallRules, type NotCalled, type PlannedRead, planRead, readsOf } from '../../src/openapi/callable.ts';
import type { ApiDocument } from '../../src/openapi/document.ts';
import { type ReadAll, readAll } from '../../src/openapi/read-all.ts';
import { openEngine } from '../../src/suite/engine.ts';
import { Round } from '../../src/suite/round.ts';
import { loadSuite } from '../../src/suite/suites.ts';
import type { Probe } from '../../src/suite/types.ts';
import type { Exchange } from '../../src/verdict/exchange.ts';
import { isAnswered } from '../../src/judges/answer.ts';
import { LiveTransport } from '../../src/transport/client.ts';
import { pacer } from '../../src/transport/pace.ts';
import { UsageError } from '../arguments.ts';

export interface ReadOptions {
  readonly configured: ReadonlyMap<string, string>;
  readonly allowed: ReadonlySet<string>;
  readonly most: number;
}

const rulesFor = ({ allowed }: ReadOptions, origin: string, base: string | null): CallRules => ({
  origin,
  base,
  allowed,
  howToSet: (name) => `give it with --parameter ${name}=VALUE`,
});

/** What could be called, without calling anything. */
export function planReads(document: ApiDocument, options: ReadOptions): { callable: PlannedRead[]; not: NotCalled[] } {
  const plans = readsOf(document).map((operation) => {
    // Every server counts as the right one: nothing is sent.
    const base = operation.server ?? 'http://localhost';
    const context = { configured: options.configured, discovered: () => undefined, now: 0 };
    return planRead(document, operation, context, rulesFor(options, base, base));
  });
  return {
    callable: plans.filter((plan): plan is PlannedRead => 'url' in plan),
    not: plans.filter((plan): plan is NotCalled => 'reason' in plan),
  };
}

/**
 * Calls the reads at a target of the configuration, below its base URL, with the session of its vendor.
 * @throws UsageError for an unknown target, ConfigurationError
 */
export async function readFrom(
  name: string,
  documents: readonly ApiDocument[],
  options: ReadOptions,
): Promise<{ reads: ReadAll; note: string | null }> {
  const engine = await openEngine({ targets: [name] });
  try {
    const [target] = engine.targets;
    if (target === undefined) throw new UsageError(`There is no target ${name}.`);
    const contract = loadContract(target.vendor);
    const version = contract.versions.get(target.version);
    if (version === undefined) throw new UsageError(`${target.vendor} has no version ${target.version}.`);
    const { session } = await loadSuite(target.vendor);
    const origin = new URL(target.baseUrl).origin;
    const own = documents.every(({ url }) => url.startsWith(origin));
    const rules = rulesFor(options, origin, own ? null : target.baseUrl);
    const probe: Probe<ReadAll, never> = {
      name: 'check-openapi',
      cost: options.most,
      needs: [],
      writes: false,
      withoutSession: session === null,
      control: null,
      run: ({ follow, now }) =>
        readAll(documents, {
          configured: options.configured,
          now,
          most: options.most,
          rules,
          ask: (url, headers) => follow(url, { anyway: { headers: Object.fromEntries(headers) } }),
        }),
    };
    const exchanges: Exchange[] = [];
    const transport = new LiveTransport({
      target,
      quota: null,
      pace: pacer(contract.limits.perSecond),
      onExchange: (exchange) => exchanges.push(exchange),
    });
    const round = new Round({
      round: 1,
      target,
      contract,
      version,
      suite: { vendor: target.vendor, cases: new Map(), probes: new Map(), session },
      now: Math.floor(Date.now() / 1000) * 1000,
      run: 'check-openapi',
      send: (request, slot, meanwhile) => transport.send(request, slot, meanwhile),
      alive: () => exchanges.some(isAnswered),
    });
    try {
      const { settled } = await round.result(probe);
      if (settled.kind === 'value') return { reads: settled.value as ReadAll, note: null };
      const why =
        settled.kind === 'broken'
          ? settled.finding.message
          : settled.kind === 'error'
            ? settled.message
            : settled.reason;
      return { reads: { reads: [], unread: [] }, note: `nothing could be called: ${why}` };
    } finally {
      await transport.close();
    }
  } finally {
    await engine.close();
  }
}
