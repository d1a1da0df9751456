/** Answers from a recording in place of the vendor. */
import type { Exchange } from '../verdict/exchange.ts';
import type { Outgoing, Slot, Transport } from './client.ts';

/** A probe asked what its recording does not hold: it cannot be repeated, which is the suite's own fault. */
export class NotRepeatable extends Error {
  override readonly name = 'NotRepeatable';
}

const slotName = ({ round, key, nth }: Slot) => `${round}/${key}/${nth}`;

export class ReplayTransport implements Transport {
  readonly #bySlot: ReadonlyMap<string, Exchange>;

  constructor(exchanges: readonly Exchange[]) {
    this.#bySlot = new Map(exchanges.map((exchange) => [slotName(exchange), exchange]));
  }

  send(request: Outgoing, slot: Slot): Promise<Exchange> {
    const exchange = this.#bySlot.get(slotName(slot));
    if (exchange !== undefined) return Promise.resolve(exchange);
    return Promise.reject(
      new NotRepeatable(`the recording holds no answer to ${request.method} ${request.operation} (${slotName(slot)})`),
    );
  }
}
