/** Answers from a recording in place of the vendor. */
import type { Exchange } from '../verdict/exchange.ts';
import type { Outgoing, Slot, Transport } from './client.ts';
import type { Meanwhile } from './stomp.ts';

/** A probe asked what its recording does not hold: it cannot be repeated, which is the suite's own fault. */
export class NotRepeatable extends Error {
  override readonly name = 'NotRepeatable';
}

const slotName = ({ round, key, nth }: Slot) => `${round}/${key}/${nth}`;

export class ReplayTransport implements Transport {
  readonly #bySlot: ReadonlyMap<string, Exchange>;

  readonly #killed: boolean;

  /** @param killed the run was killed: what it did not come to is undecided, and not an error of the suite */
  constructor(exchanges: readonly Exchange[], killed = false) {
    this.#killed = killed;
    this.#bySlot = new Map(exchanges.map((exchange) => [slotName(exchange), exchange]));
  }

  async send(request: Outgoing, slot: Slot, meanwhile?: Meanwhile): Promise<Exchange> {
    await meanwhile?.();
    const exchange = this.#bySlot.get(slotName(slot));
    if (exchange !== undefined) return exchange;
    if (this.#killed) return neverSent(request, slot);
    throw new NotRepeatable(
      `the recording holds no answer to ${request.method} ${request.operation} (${slotName(slot)})`,
    );
  }
}

function neverSent({ operation, method, url, headers, body }: Outgoing, slot: Slot): Exchange {
  return {
    x: `${slot.round}-never-${slot.key}-${slot.nth}`,
    ...slot,
    at: '1970-01-01T00:00:00.000Z',
    attempts: 0,
    request: { operation, method, url, headers, body },
    outcome: { failure: { kind: 'interrupted', message: 'the run was killed before this was asked' } },
    secrets: [],
  };
}
