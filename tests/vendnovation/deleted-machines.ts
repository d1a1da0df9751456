/** Deleted records come where they are asked for, and nowhere else. */
import type { Answer } from '../../src/judges/answer.ts';
import { expectSubset, idsOf, rowsOf } from '../../src/judges/lists.ts';
import { named } from './identifier-filters.ts';
import { expectAll, expectNothing, whole } from './support/filtered.ts';
import { fleet } from './support/machines.ts';
import { isPart, largest } from './support/paging.ts';
import { probe, requirement } from './suite.ts';

const isAnswered = ({ raw }: Answer) => raw.status >= 200 && raw.status < 300;

const withDeleted = probe(
  'machines, deleted ones too',
  { cost: 4, needs: [fleet], control: fleet },
  async ({ api, get }) => {
    const all = await get(fleet);
    const ask = (requestFilter: object) => api.listMachines({ headers: largest, body: { requestFilter } });
    const answer = await ask({ includeDeleted: true });
    const known = new Set(all.ids);
    const came = isAnswered(answer) ? idsOf(rowsOf(answer)) : [];
    const deleted = came.filter((id) => !known.has(id) && !all.rows.some((row) => named(row, id)));
    const machineIdentifiers = deleted.slice(0, 20);
    const firstOnes = all.ids.slice(0, 20);
    return {
      all,
      answer,
      some:
        isAnswered(answer) && isPart(answer)
          ? { ids: firstOnes, answer: await ask({ includeDeleted: true, machineIdentifiers: firstOnes }) }
          : null,
      without: await ask({ includeDeleted: false }),
      deleted: machineIdentifiers.length > 0 && all.complete ? await ask({ machineIdentifiers }) : null,
    };
  },
);

requirement('VN-FIL-10', withDeleted, ({ all, answer, some, without, deleted }, check) => {
  whole(all);
  expectAll(check, { all, answer: without }, 'includeDeleted is false anyway');
  if (deleted !== null) expectNothing(check, deleted, 'deleted machines, asked for by their ids');
  const came = idsOf(rowsOf(answer));
  // Of a list that is longer than a page some machines stand for all.
  const { ids, answer: list } = some ?? { ids: all.ids, answer };
  expectSubset(
    check,
    list,
    ids,
    idsOf(rowsOf(list)),
    'machines that stand in the list without deleted ones are missing in the list with them',
  );
  if (some !== null) return;
  check.observe('deleted machines', String(came.length - all.ids.length));
});
