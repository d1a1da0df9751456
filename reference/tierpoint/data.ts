/** Records of the reference server: services, their cost, accounts. The same for the same seed. */
import { seeded } from '../random.ts';
import type { JsonObject } from './world.ts';

/** What a record can be in some generation of the API; the routes choose. */
export interface Data {
  readonly services: readonly ServiceRow[];
  readonly accounts: readonly AccountRow[];
}

export interface ServiceRow {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly active: boolean;
  readonly since: string;
  readonly parent: string | null;
  readonly tags: readonly string[];
  readonly cost: number;
  readonly sku: string;
}

export interface AccountRow {
  readonly accountId: number;
  readonly name: string;
  readonly currency: string;
  readonly createdAt: string;
  readonly contacts: readonly JsonObject[];
}

const categories = ['metallic', 'colo', 'privateCloud', 'storage', 'O365', 'Azure'];
const day = 86_400_000;

/** @param startedAt milliseconds since the epoch; dates lie before it */
export function dataFor(
  { services, accounts }: { readonly services: number; readonly accounts: number },
  startedAt: number,
): Data {
  const random = seeded(20_260_301);
  const date = () => new Date(startedAt - random.between(10, 900) * day).toISOString();
  const ids = Array.from({ length: services }, () => random.uuid());
  return {
    services: ids.map((id, i) => ({
      id,
      name: `${categories[i % categories.length] ?? ''} ${i + 1}`,
      category: categories[i % categories.length] ?? '',
      active: i % 3 !== 2,
      since: date(),
      parent: i % 2 === 1 ? (ids[0] ?? null) : null,
      tags: i % 4 === 0 ? [] : ['backup', `tier-${i % 3}`],
      cost: random.between(100, 90_000) / 100,
      sku: `TP-${1000 + i}`,
    })),
    accounts: Array.from({ length: accounts }, (_, i) => ({
      accountId: 7000 + i,
      name: `Customer ${i + 1}`,
      currency: i % 2 === 0 ? 'USD' : 'EUR',
      createdAt: date(),
      contacts: Array.from({ length: i % 3 }, (_unused, n) => ({
        name: `Person ${i}-${n}`,
        email: `person${i}.${n}@customer.example`,
        primary: n === 0,
      })),
    })),
  };
}
