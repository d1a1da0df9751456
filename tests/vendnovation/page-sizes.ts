/** The size of pages: by default, as asked for, and cut to the largest. */
import type { Answer } from '../../src/judges/answer.ts';
import { countOf, expectCount, expectHeader } from '../../src/judges/headers.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { combined } from './combined-filters.ts';
import { byId } from './identifier-filters.ts';
import { everyPage } from './support/answers.ts';
import { within } from './support/date-windows.ts';
import { firstPage, fleet, manyAccounts } from './support/machines.ts';
import { expectAtMost, expectSizes } from './support/paging.ts';
import { manySelections } from './support/reports.ts';
import { everyRead } from './support/routes.ts';
import { walk } from './support/walks.ts';
import { probe, requirement } from './suite.ts';

/** As far as there are any; what comes behind the last page is nowhere promised. */
const laterPages = probe(
  'machines, pages 2 and 3, no size',
  { cost: 2, needs: [firstPage], control: firstPage },
  async ({ api, get }) => {
    const total = countOf(await get(firstPage), 'total-pages') ?? 1;
    return Promise.all([2, 3].filter((page) => page <= total).map((page) => api.listMachines({ headers: { page } })));
  },
);

/** Pages for which no size was asked: the first of every read, the second, a filtered one. */
const defaultPages = probe(
  'pages of the default size',
  { cost: 0, needs: [everyRead, laterPages, byId] },
  async ({ get }) => {
    const filtered = await attempt(get(byId));
    return {
      first: await get(everyRead),
      others: [...(await get(laterPages)), ...('value' in filtered ? [filtered.value.answer] : [])],
    };
  },
);

requirement('VN-PAGE-01', defaultPages, ({ first, others }, check, context) => {
  for (const page of first) expectHeader(check, page, 'page', '1');
  for (const page of [...first, ...others]) {
    expectHeader(check, page, 'size', '50');
    expectAtMost(check, page, 50);
  }
  expectSizes(check, context, [...first, ...others], (asked) => asked === null);
});

/** Ordinary, filtered and empty lists all tell where they are. */
const allKinds = probe('lists of every kind', { cost: 0, needs: [everyRead, byId, combined] }, async ({ get }) => {
  const [filtered, both] = [await attempt(get(byId)), await attempt(get(combined))];
  return {
    lists: [...(await get(everyRead)), ...('value' in filtered ? [filtered.value.answer] : [])],
    empty: 'value' in both && both.value.neither.raw.status === 200 ? [both.value.neither] : [],
  };
});

requirement('VN-PAGE-02', allKinds, ({ lists, empty }, check, context) => {
  const others = everyPage(context, [...lists, ...empty]).map(({ answer }) => answer);
  for (const page of [...lists, ...empty, ...others]) {
    expectCount(check, page, 'page');
    expectCount(check, page, 'size');
    expectCount(check, page, 'total-pages');
  }
});

export const oversized = probe('machines, size 2001', { cost: 1, control: firstPage }, ({ api }) =>
  api.listMachines({ headers: { size: 2001 } }),
);

/** Far beyond it: what is cut a little above may be refused or served as it is there. */
const farOversized = probe('machines, size 25000', { cost: 1, control: firstPage }, ({ api }) =>
  api.listMachines({ headers: { size: 25_000 } }),
);

const oversizedPages = probe(
  'every read, size 2001',
  { cost: 0, needs: [oversized, farOversized, manyAccounts, manySelections, within] },
  async ({ get }) => {
    const others = await Promise.all([
      attempt<Answer>(get(manyAccounts)),
      attempt<Answer>(get(manySelections)),
      attempt<Answer>(get(within).then(({ whole }) => whole.answer)),
    ]);
    return [await get(oversized), await get(farOversized), ...others.flatMap((a) => ('value' in a ? [a.value] : []))];
  },
);

requirement('VN-PAGE-03', oversizedPages, (pages, check, context) => {
  for (const page of pages) {
    expectHeader(check, page, 'size', '2000');
    expectAtMost(check, page, 2000);
  }
  expectSizes(check, context, pages, (asked) => asked !== null && asked > 2000);
});

requirement('VN-PAGE-04', fleet, ({ answers }, check, context) => {
  for (const page of answers) {
    expectHeader(check, page, 'size', '2000');
    expectAtMost(check, page, 2000);
  }
  expectSizes(check, context, answers, (asked) => asked === 2000);
});

requirement('VN-PAGE-05', walk, ({ size, pages }, check, context) => {
  for (const page of pages) {
    expectHeader(check, page, 'size', String(size));
    expectAtMost(check, page, size);
  }
  expectSizes(check, context, pages, (asked) => asked !== null && asked < 2000);
});
