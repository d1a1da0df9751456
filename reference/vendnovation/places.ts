/** Organisations, their accounts and sites. */
import type { Random } from '../random.ts';
import type { DataOptions, JsonObject, Site } from './model.ts';

export interface Organization {
  readonly id: number;
  readonly name: string;
  /** The user must never see it. */
  readonly foreign: boolean;
  readonly accounts: readonly { readonly id: number; readonly wire: JsonObject }[];
  readonly wire: JsonObject;
}

/** Minutes ahead of UTC; fixed, without daylight saving. */
const zones: readonly (readonly [name: string, offset: number])[] = [
  ['UTC', 0],
  ['America/New_York', -300],
  ['Europe/Berlin', 60],
  ['Asia/Kolkata', 330],
  ['Australia/Sydney', 600],
  ['America/Los_Angeles', -480],
  ['Asia/Kathmandu', 345],
  ['Australia/Adelaide', 570],
];

const own = ['Harbour Tools', 'Northern Rail', 'Clinic Supplies'];
const oddSuffix = ' “Ünï” 売 \u202Eabc\u202C <b>&amp;</b> \\ "q" 🥤';

/** The organisations that the user sees, and a foreign one. */
export function organizationsOf(options: DataOptions): Organization[] {
  const seen = own.slice(0, options.organizations);
  const names = [...seen, 'Somebody Else'];
  return names.map((plain, index) => {
    const id = options.idOffset + 11 + index * 12;
    const name = options.oddNames ? plain + oddSuffix : plain;
    const foreign = index === seen.length;
    return { id, name, foreign, accounts: accountsOf(id, index, name, options), wire: { id, name } };
  });
}

function accountsOf(organizationId: number, index: number, organization: string, options: DataOptions) {
  if (options.machines === 0) return [];
  return Array.from({ length: 4 }, (_, n) => {
    const id = options.idOffset + 100 + index * 10 + n;
    const wire = {
      id,
      organizationId,
      name: `${organization} account ${n + 1}`,
      externalId: `A-${id}`,
      isActive: true,
    };
    return { id, wire };
  });
}

/** Two or three sites per account, each in another time zone than the one before. */
export function sitesOf(organization: Organization, options: DataOptions, random: Random): Site[] {
  return organization.accounts.flatMap(({ id: accountId }, a) =>
    Array.from({ length: 2 + (a % 2) }, (_, n) => {
      const [timeZone, offset] = zones[(a * 3 + n + (organization.id % 12 === 0 ? 1 : 0)) % zones.length] ?? ['UTC', 0];
      const id = options.idOffset + 300 + (accountId - options.idOffset - 100) * 3 + n;
      const city = timeZone.split('/').at(-1)?.replace('_', ' ') ?? timeZone;
      const name = `${city} ${random.between(1, 99)}${options.oddNames ? oddSuffix : ''}`;
      return { id, organizationId: organization.id, accountId, name, externalId: `S-${id}`, timeZone, offset };
    }),
  );
}
