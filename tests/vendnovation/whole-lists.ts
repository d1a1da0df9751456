/** Lists without a filter: all that the caller may see, and nothing of others. */
import type { Answer } from '../../src/judges/answer.ts';
import { expectSubset, idsOf, rowsOf } from '../../src/judges/lists.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { shorten, undecided } from '../../src/verdict/check.ts';
import { byOrganization, bySite } from './place-filters.ts';
import { holdsObjects, listOperations, plainAnswers } from './support/answers.ts';
import { expectNothing, whole } from './support/filtered.ts';
import { accounts, firstPage, fleet } from './support/machines.ts';
import { largest } from './support/paging.ts';
import { sales } from './support/reports.ts';
import { probe, requirement } from './suite.ts';

const isAnswered = ({ raw }: Answer) => raw.status >= 200 && raw.status < 300;

const flat = probe('machines and accounts', { cost: 0, needs: [firstPage, accounts] }, async ({ get }) => [
  await get(firstPage),
  await get(accounts),
]);

requirement('VN-FIL-12', flat, (answers, check, context) => {
  for (const answer of answers) {
    rowsOf(answer);
    check.held();
  }
  for (const answer of listOperations.flatMap((operation) => plainAnswers(operation, context)))
    check.that(holdsObjects(answer.raw.json), () => ({
      message: `${answer.asked}: a list of objects is promised`,
      expected: 'a list of objects',
      actual: shorten(answer.raw.text, 120) || 'an empty body',
      where: '',
      exchange: answer.x,
    }));
});

const everything = probe(
  'machines named elsewhere but not in the whole list',
  { cost: 1, needs: [fleet, byOrganization, bySite, sales] },
  async ({ api, get }) => {
    const all = await get(fleet);
    const filtered = await Promise.all([attempt(get(byOrganization)), attempt(get(bySite))]);
    const report = await attempt(get(sales));
    const sold = 'value' in report && isAnswered(report.value) ? idsOf(rowsOf(report.value), 'machineId') : [];
    const missing = [...new Set(sold)].filter((id) => !all.ids.includes(id)).slice(0, 50);
    const hidden =
      all.complete && missing.length > 0
        ? await api.listMachines({ headers: largest, body: { requestFilter: { machineIdentifiers: missing } } })
        : null;
    return { all, filtered: filtered.flatMap((f) => ('value' in f ? [f.value.answer] : [])), hidden };
  },
);

const unfiltered = probe('machines without a filter', { cost: 0, needs: [firstPage, everything] }, async ({ get }) => ({
  first: await get(firstPage),
  compared: await attempt(get(everything)),
}));

requirement('VN-FIL-08', unfiltered, ({ first, compared }, check) => {
  rowsOf(first);
  if ('reason' in compared) return undecided(compared.reason);
  const { all, filtered, hidden } = compared.value;
  whole(all);
  for (const answer of filtered)
    expectSubset(
      check,
      answer,
      idsOf(rowsOf(answer)),
      all.ids,
      'a filtered list shows machines that the list without a filter lacks',
    );
  if (hidden !== null && isAnswered(hidden))
    expectSubset(
      check,
      hidden,
      idsOf(rowsOf(hidden)),
      all.ids,
      'the list without a filter lacks machines that the caller may see',
    );
});

const foreignOrganization = probe(
  'machines of a foreign organisation',
  { cost: 1, control: fleet },
  ({ api, settings, notTestable }) => {
    const id = settings['foreignOrganizationId'];
    if (id === undefined || id === '')
      return notTestable('VENDNOVATION_FOREIGN_ORGANIZATION_ID names no organisation that the user must not see');
    return api.listMachines({ headers: largest, body: { requestFilter: { organizationIds: [Number(id)] } } });
  },
);

requirement('VN-FIL-14', foreignOrganization, (answer, check) => expectNothing(check, answer, 'foreign organisation'));
