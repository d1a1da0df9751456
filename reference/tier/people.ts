/** Customers, their rentals, invoices and free rides. */
import { seeded } from '../random.ts';
import type { Fleet, Vehicle } from './fleet.ts';
import type { Price } from './zones.ts';
import { rootZone } from './zones.ts';

export interface Customer {
  readonly id: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly externalCustomerId: string;
  /** Made by the partner whose key is used. */
  readonly ours: boolean;
  readonly deleted: boolean;
}

export interface Rental {
  readonly id: string;
  readonly customer: string;
  readonly vehicle: Vehicle;
  readonly price: Price;
  readonly currency: string;
  /** Milliseconds. */
  readonly startedAt: number;
  /** Null while it runs. */
  readonly endedAt: number | null;
  /** Minutes; of a running rental the pause lies in the past. */
  readonly paused: number;
}

export interface Invoice {
  readonly id: string;
  readonly number: string;
  readonly customer: string;
  readonly rental: Rental;
}

export interface FreeRide {
  readonly id: string;
  readonly unlock: boolean;
  readonly minutes: number;
  readonly used: number;
}

export interface People {
  readonly customers: readonly Customer[];
  readonly rentals: readonly Rental[];
  readonly invoices: readonly Invoice[];
  /** Of the customer who has the token. */
  readonly freeRides: readonly FreeRide[];
  /** Ids for settings. */
  readonly idle: string;
  readonly renting: string;
  readonly tokenOwner: string;
}

const minute = 60_000;

/** The people of a server that was started at a time. */
export function peopleFor(fleet: Fleet, startedAt: number, freeRides: number): People {
  const random = seeded(815);
  const customer = (name: string, ours = true): Customer => ({
    id: random.uuid(),
    firstName: name,
    lastName: 'Brown',
    email: `${name.toLowerCase()}@partner.example`,
    externalCustomerId: `partner-${name.toLowerCase()}`,
    ours,
    deleted: false,
  });
  const [idle, renting, owner, stranger] = [customer('Ada'), customer('Ben'), customer('Cleo'), customer('Dan', false)];
  const rental = (who: Customer, nth: number, startedAgo: number, endedAgo: number | null, paused: number): Rental => {
    const vehicle = fleet.vehicles.filter(({ zone, type }) => zone === 'BERLIN' && type === 'escooter')[nth];
    const zone = rootZone('BERLIN');
    const price = zone?.prices.find(({ type }) => type === 'escooter');
    if (vehicle === undefined || zone === undefined || price === undefined)
      throw new Error('the fleet of BERLIN is too small');
    const at = (ago: number) => Math.round((startedAt - ago) / 1000) * 1000;
    return {
      id: random.uuid(),
      customer: who.id,
      vehicle,
      price,
      currency: zone.currency,
      startedAt: at(startedAgo),
      endedAt: endedAgo === null ? null : at(endedAgo),
      paused,
    };
  };
  const ended = rental(idle, 0, 26 * 60 * minute, 26 * 60 * minute - 18.5 * minute, 2);
  const running = rental(renting, 1, 14.3 * minute, null, 3);
  const own = rental(owner, 2, 50 * 60 * minute, 50 * 60 * minute - 7.2 * minute, 0);
  const invoice = (of: Rental, n: number): Invoice => ({
    id: random.uuid(),
    number: `DE-2026-${String(n).padStart(6, '0')}`,
    customer: of.customer,
    rental: of,
  });
  return {
    customers: [idle, renting, owner, stranger],
    rentals: [ended, running, own],
    invoices: [invoice(ended, 42), invoice(own, 43)],
    freeRides: Array.from({ length: freeRides }, (_, n) => ({
      id: random.uuid(),
      unlock: n % 3 === 0,
      minutes: random.between(0, 30),
      used: n % 4,
    })),
    idle: idle.id,
    renting: renting.id,
    tokenOwner: owner.id,
  };
}
