/** Filters over all pages of a list, and filters by other things than an employee. */
import { type Row, expectSubset } from '../../src/judges/lists.ts';
import { attempt } from '../../src/suite/attempt.ts';
import type { Probe } from '../../src/suite/types.ts';
import { undecided } from '../../src/verdict/check.ts';
import { expectOwned } from './support/belonging.ts';
import { everything, filtered } from './support/filtered.ts';
import { expectThat } from './support/findings.ts';
import { isObject, itemsOf, rowIds } from './support/pages.ts';
import type { At } from './support/position.ts';
import { type Kind, ask, walks } from './support/walks.ts';
import { type TangoeApi, probe, requirement } from './suite.ts';

const mostPages = 3;

interface Paged {
  readonly kind: Kind;
  readonly owner: string;
  readonly at: readonly At[];
  /** What the filter returns on one large page. */
  readonly promised: readonly string[];
}

/** Pages of a filtered list, small enough that there are at least two of them. */
function pagedOf(kind: Kind): Probe<Paged, TangoeApi> {
  const options = { cost: mostPages, needs: [filtered[kind]], control: filtered[kind] };
  return probe(
    `${kind} of one employee, page by page`,
    options,
    async ({ api, get, undecided: stop }): Promise<Paged> => {
      const { actor, answer } = await get(filtered[kind]);
      const promised = rowIds(itemsOf(answer).items);
      const { length } = promised;
      if (length < 2)
        return stop(`the employee has ${length} ${kind}, too few for two pages; set TANGOE_ACTOR_EMPLOYEE_ID`);
      const limit = Math.ceil(length / mostPages);
      const offsets = Array.from({ length: Math.ceil(length / limit) }, (_, i) => i * limit);
      const at = offsets.map(async (offset): Promise<At> => {
        const page = await ask(api, kind, { query: { limit, offset, employee: actor.id } });
        return { answer: page, limit, offset, total: length };
      });
      return { kind, owner: actor.id, promised, at: await Promise.all(at) };
    },
  );
}

const paged = (['devices', 'services', 'orders'] as const).map(pagedOf);

/** Filtered lists that are long enough for pages. */
export const filteredPages = probe(
  'filtered lists, page by page',
  { cost: 0, needs: paged },
  async ({ get, undecided: stop }) => {
    const asked = await Promise.all(paged.map((p) => attempt(get(p))));
    const seen = asked.flatMap((a) => ('value' in a ? [a.value] : []));
    const reason = asked.flatMap((a) => ('reason' in a ? [a.reason] : []))[0];
    return seen.length === 0 ? stop(reason ?? 'no filtered list has two pages') : seen;
  },
);

requirement('TG-FIL-08', filteredPages, (lists, check) => {
  for (const { kind, owner, at, promised } of lists)
    at.forEach(({ answer: page }, i) => {
      expectOwned(check, page, kind, owner, ` on page ${i + 1}`);
      const came = rowIds(itemsOf(page).items);
      expectSubset(check, page, came, promised, `${kind} on page ${i + 1} that the filter does not return at once`);
    });
});

const withService = probe(
  'devices with service details',
  { cost: 1, needs: [walks.devices], control: walks.devices },
  async ({ api, get }) => ({
    all: await get(walks.devices),
    answer: await api.listDevices({ query: { ...everything, includeServiceDetails: true } }),
  }),
);

requirement('TG-FIL-11', withService, ({ all, answer }, check) => {
  const { items } = itemsOf(answer);
  if (items.length === 0) undecided('there is no device');
  const [first] = all.answers;
  const plain = first === undefined ? [] : itemsOf(first).items;
  expectSubset(check, answer, rowIds(plain), rowIds(items), 'devices are missing when service details are asked for');
  const isDetailed = ({ service }: Row) =>
    isObject(service) && Object.keys(service).some((name) => name !== 'id' && name !== '_meta');
  expectThat(
    check,
    answer,
    items.some(isDetailed),
    'no device has the details of its service',
    'service with its details',
    items[0],
  );
});
