/** Rentals, current ones and past ones, and invoices. Amounts are counted in cents. */
import type { Behaviour } from './behaviour.ts';
import { byToken } from './access.ts';
import type { Json, JsonObject } from './model.ts';
import { amount, iso, money } from './model.ts';
import type { Invoice, Rental } from './people.ts';
import { ok, resource, type Answer, type Call } from './world.ts';

const minute = 60_000;
const vat = 0.19;

export const documentedRentals: Pick<Behaviour, 'findCurrent' | 'mayRead' | 'minutes'> = {
  findCurrent: ({ world }, id) =>
    world.people.rentals.find(({ customer, endedAt }) => customer === id && endedAt === null),
  mayRead: (call, invoice) => !byToken(call) || invoice.customer === call.world.people.tokenOwner,
  // Each started minute counts.
  minutes: ({ startedAt, endedAt, paused }, now) => ({
    ride: Math.max(0, Math.ceil(((endedAt ?? now) - startedAt) / minute) - paused),
    pause: paused,
  }),
};

function costOf({ price, currency }: Rental, minutes: { ride: number; pause: number }): JsonObject {
  const [ride, pause] = [minutes.ride * price.running, minutes.pause * price.paused];
  return {
    unlock: money(price.start, currency),
    ride: money(ride, currency),
    pause: money(pause, currency),
    total: money(price.start + ride + pause, currency),
  };
}

/** States with their times; a pause lies four minutes after the start. */
function historyOf({ startedAt, endedAt, paused }: Rental): JsonObject[] {
  const at = (ms: number, state: string) => ({ createdAt: iso(ms, 6), state });
  const pause =
    paused === 0 ? [] : [at(startedAt + 4 * minute, 'PAUSED'), at(startedAt + (4 + paused) * minute, 'RUNNING')];
  return [at(startedAt, 'RUNNING'), ...pause, ...(endedAt === null ? [] : [at(endedAt, 'ENDED')])];
}

function common(rental: Rental): JsonObject {
  const { vehicle } = rental;
  return {
    customerStartLocation: null,
    customerEndLocation: null,
    vehicleStartLocation: { ...vehicle.place },
    vehicle: { vehicleId: vehicle.id, vehicleCode: vehicle.code },
    stateHistory: historyOf(rental),
  };
}

export function getCurrentRental(call: Call): Answer {
  const { behaviour, now } = call.world;
  const customer = behaviour.findCustomer(call, call.values['customerId'] ?? '');
  const rental = behaviour.findCurrent(call, customer?.id ?? '');
  if (rental === undefined)
    return behaviour.missing(call, 'current-rental', { code: 'RentalNotFound', title: 'No running rental found' });
  const { ride, pause } = behaviour.minutes(rental, now());
  const wire = resource('current-rental', rental.id, {
    rideDurationMin: ride,
    pauseDurationMin: pause,
    cost: costOf(rental, { ride, pause }),
    state: 'RUNNING',
    startedAt: iso(rental.startedAt, 0),
    ...common(rental),
  });
  return ok({ data: behaviour.resource('current-rental', wire, call, 0) });
}

export function getRental(call: Call): Answer {
  const { behaviour, now, people } = call.world;
  const rental = people.rentals.find(({ id }) => id === call.values['rentalId']);
  if (rental === undefined)
    return behaviour.missing(call, 'rental', { code: 'RentalNotFound', title: 'Rental not found' });
  const ended = rental.endedAt !== null;
  const { ride, pause } = behaviour.minutes(rental, now());
  const wire = resource('rental', rental.id, {
    rideDurationMin: ended ? ride : null,
    pauseDurationMin: ended ? pause : null,
    cost: ended ? costOf(rental, { ride, pause }) : null,
    state: ended ? 'ENDED' : 'RUNNING',
    startedAt: iso(rental.startedAt, 6),
    endedAt: rental.endedAt === null ? null : iso(rental.endedAt, 6),
    ...common(rental),
    vehicleEndLocation: ended ? { ...rental.vehicle.place } : null,
  });
  return ok({ data: behaviour.resource('rental', wire, call, 0) });
}

export function getInvoice(call: Call): Answer {
  const { behaviour, people, now } = call.world;
  const invoice = people.invoices.find(({ id }) => id === call.values['invoiceId']);
  if (invoice === undefined || !behaviour.mayRead(call, invoice))
    return behaviour.missing(call, 'invoice', { code: 'InvoiceNotFound', title: 'Invoice not found' });
  const wire = resource('invoice', invoice.id, invoiceOf(invoice, behaviour.minutes(invoice.rental, now())));
  return ok({ data: behaviour.resource('invoice', wire, call, 0) });
}

function invoiceOf({ number, rental }: Invoice, { ride, pause }: { ride: number; pause: number }): JsonObject {
  const { price, currency } = rental;
  const position = (type: string, description: string, perUnit: number, quantity: number) => {
    const gross = perUnit * quantity;
    const net = Math.round(gross / (1 + vat));
    const tax = { code: 'VAT', rate: String(vat), amount: amount(gross - net), currency };
    return { type, description, perUnit, quantity, gross, net, tax };
  };
  const positions = [
    position('UNLOCK_FEE', 'Entsperren', price.start, 1),
    position('RUNNING_FEE', 'Fahrt', price.running, ride),
    position('RUNNING_DISCOUNT', 'Freiminuten', -price.running, 3),
    ...(pause === 0 ? [] : [position('PAUSED_FEE', 'Pause', price.paused, pause)]),
  ];
  const sum = (member: 'gross' | 'net') => positions.reduce((total, one) => total + one[member], 0);
  return {
    invoiceNumber: number,
    positions: positions.map(({ type, description, perUnit, quantity, gross, net, tax }): Json => ({
      description,
      type,
      grossPerUnit: money(perUnit, currency),
      quantity,
      gross: money(gross, currency),
      net: money(net, currency),
      taxes: [tax],
    })),
    total: { gross: money(sum('gross'), currency), net: money(sum('net'), currency) },
  };
}
