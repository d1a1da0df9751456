/** Employees, devices, services and the catalogue: members, values and small laws. */
import type { Contract } from '../../src/contract/types.ts';
import type { Answer } from '../../src/judges/answer.ts';
import { readDate } from '../../src/judges/dates.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { type Check, notTestable, undecided } from '../../src/verdict/check.ts';
import { expectSchema } from '../../src/judges/schema.ts';
import { items } from './single.ts';
import { plainShelves } from './support/catalogs.ts';
import { expectThat, expectValue, isAnswered } from './support/findings.ts';
import { everyMember } from './support/me.ts';
import { isObject, itemOf, itemsOf, rowId, rowIds } from './support/pages.ts';
import { lookAt, plainReads, usableLists } from './support/plain.ts';
import { expectEvery, expectEveryTime } from './support/plain-items.ts';
import { enumeratedIn, expectItems, isConstant, isNoTime, pricesIn } from './support/shapes.ts';
import { kinds, walks } from './support/walks.ts';
import { probe, requirement } from './suite.ts';

const dated = ['employees', 'devices', 'services'] as const;

const requirementOf = { employees: 'TG-AST-01', devices: 'TG-AST-02', services: 'TG-AST-03' } as const;

for (const kind of dated) {
  const file = `${kind.slice(0, -1)}.schema.json`;
  const shown = probe(`${kind}, listed and one by one`, { cost: 0, needs: [walks[kind], items] }, async ({ get }) =>
    attempt(Promise.all([get(walks[kind]), attempt(get(items))])),
  );
  requirement(requirementOf[kind], shown, (seen, check, context) => {
    expectEvery(check, context, kind, file, isNoTime);
    if (check.checks === 0 && 'reason' in seen) undecided(seen.reason);
  });
}

const assets = probe(
  'employees, devices and services',
  { cost: 0, needs: dated.map((kind) => walks[kind]) },
  ({ get }) => Promise.all(dated.map((kind) => attempt(get(walks[kind])))),
);

requirement('TG-AST-04', assets, (_, check, context) => {
  for (const kind of dated) expectEveryTime(check, context, kind, `${kind.slice(0, -1)}.schema.json`);
});

const timeOf = (value: unknown): number | null => (typeof value === 'string' ? (readDate(value)?.ms ?? null) : null);

requirement('TG-AST-05', walks.services, (_, check, context) => {
  for (const answer of usableLists(context, 'services')) {
    const { items, at } = itemsOf(answer);
    items.forEach(({ contractDates }, i) => {
      const dates = isObject(contractDates) ? contractDates : {};
      const [start, end] = [timeOf(dates['start']), timeOf(dates['end'])];
      if (start === null || end === null) return;
      const promised = `at or after ${String(dates['start'])}`;
      expectValue(check, answer, `${at}/${i}/contractDates/end`, dates['end'], end >= start, promised);
    });
  }
  if (check.checks === 0) notTestable('no service says when its contract starts and ends');
});

requirement('TG-AST-06', plainShelves, (_, check, context) => {
  const { contract } = context;
  lookAt(check, plainReads(context, /\/catalog\/(?:devices|plans|accessories|features)$/), (answer) => {
    expectItems(check, answer, contract, 'catalog-item.schema.json', () => true);
    expectPrices(check, answer, contract);
  });
  lookAt(check, plainReads(context, /\/catalog\/(?:devices|plans)\/[^/]+$/), (answer) => {
    expectSchema(check, answer, contract, 'tangoe/v1/catalog-item.schema.json', itemOf(answer), '');
    expectPrices(check, answer, contract);
  });
  if (check.checks === 0) undecided('no catalogue was answered with items; set TANGOE_CATALOG_QUERY');
});

/** What is called a price is described like one, or is a list of such; null where there is none. */
function expectPrices(check: Check, answer: Answer, contract: Contract): void {
  for (const { value, pointer } of everyMember(answer.data, 'price'))
    expectValue(check, answer, pointer, value, typeof value === 'object', 'an amount, a currency and a recurrence');
  for (const { price, at } of pricesIn(answer.data))
    expectSchema(check, answer, contract, 'tangoe/v1/price.schema.json', price, at);
}

const lists = kinds.map((kind) => walks[kind]);

/** Bodies in which enumerated values stand. */
const bodies = probe(
  'answers with enumerated values',
  { cost: 0, needs: [...lists, plainShelves] },
  async ({ get }) => {
    const asked = await Promise.all([
      ...lists.map((p) => attempt(get(p).then(({ answers }) => answers))),
      attempt(get(plainShelves).then((shelves) => shelves.map(({ answer }) => answer))),
    ]);
    return asked.flatMap((a) => ('value' in a ? a.value : [])).filter(isAnswered);
  },
);

requirement('TG-AST-07', bodies, (answers, check, context) => {
  const lists = kinds.flatMap((kind) => usableLists(context, kind));
  for (const answer of [...answers, ...lists.filter(({ x }) => answers.every((one) => one.x !== x))])
    for (const { value, where } of enumeratedIn(answer.raw.json))
      if (value !== '')
        expectValue(check, answer, where, value, isConstant(value), 'in capital letters and underscores');
});

requirement('TG-VER-04', bodies, (answers, check, { contract }) => {
  const named = Object.entries(contract.facts['knownValues'] as Readonly<Record<string, readonly string[]>>);
  const known = new Map([...named, ['transactionTypes', contract.facts['transactionTypes'] as readonly string[]]]);
  const listed = answers.flatMap(({ raw }) => enumeratedIn(raw.json)).filter(({ list }) => known.has(list));
  const news = listed.filter(({ list, value }) => known.get(list)?.includes(value) !== true);
  const said = [...new Set(news.map(({ list, value }) => `${list} ${value}`))].slice(0, 20).join(', ');
  if (listed.length > 0) check.observe('values that no page names', said || 'none');
});

/** Members of the printed employee; what is inside them is judged elsewhere. */
const printed = ['_meta', 'companyEmployeeId', 'department', 'firstName', 'id', 'lastName', 'status'];

/** Somebody may have no department; a member that nobody has is gone. */
requirement('TG-AST-08', walks.employees, ({ answers, rows }, check) => {
  const [answer] = answers;
  if (answer === undefined || rows.length === 0) return undecided('the list of employees is empty');
  const { at } = itemsOf(answer);
  for (const name of printed)
    expectThat(
      check,
      answer,
      rows.some((row) => name in row),
      `no employee has ${name}`,
      printed.join(', '),
      Object.keys(rows[0] ?? {}),
      `${at}/0/${name}`,
    );
});

const others = kinds.filter((kind) => kind !== 'employees').map((kind) => walks[kind]);

const unpaged = probe('devices, services and orders', { cost: 0, needs: others }, async ({ get }) => {
  const asked = await Promise.all(others.map((p) => attempt(get(p))));
  return asked.flatMap((a) => ('value' in a ? [a.value] : []));
});

requirement('TG-AST-09', unpaged, (all, check, context) => {
  for (const kind of kinds.filter((one) => one !== 'employees'))
    for (const answer of usableLists(context, kind)) {
      const ids = rowIds(itemsOf(answer).items);
      const twice = ids.find((id, i) => ids.indexOf(id) !== i);
      expectThat(check, answer, twice === undefined, `${kind}: ${twice ?? ''} comes twice`, 'each item once', twice);
    }
  for (const { kind, answers } of all) {
    const seen = new Set<string>();
    for (const answer of answers) {
      const { items, at } = itemsOf(answer);
      items.forEach((row, i) => {
        const id = rowId(row) ?? '';
        const message = `${kind}: ${id} comes a second time`;
        if (id !== '') expectThat(check, answer, !seen.has(id), message, 'each item once', id, `${at}/${i}`);
        seen.add(id);
      });
    }
  }
});
