/** Employees, devices, services, catalogue and vendors: members, values and small laws. */
import type { Answer } from '../../src/judges/answer.ts';
import { readDate } from '../../src/judges/dates.ts';
import { expectSubset } from '../../src/judges/lists.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { show, undecided } from '../../src/verdict/check.ts';
import { configured } from './support/back-end.ts';
import { plainShelves } from './support/catalogs.ts';
import { expectThat, isAnswered } from './support/findings.ts';
import { isObject, itemsOf, rowId, rowIds } from './support/pages.ts';
import { enumeratedIn, expectItems, expectTextId, isConstant, isNoTime, isTime } from './support/shapes.ts';
import { vendors } from './support/vendors.ts';
import { kinds, walks } from './support/walks.ts';
import { probe, requirement } from './suite.ts';

requirement('TG-AST-01', walks.employees, ({ answers }, check, { contract }) => {
  for (const answer of answers) expectItems(check, answer, contract, 'employee.schema.json', isNoTime);
});

requirement('TG-AST-02', walks.devices, ({ answers }, check, { contract }) => {
  for (const answer of answers) expectItems(check, answer, contract, 'device.schema.json', isNoTime);
});

requirement('TG-AST-03', walks.services, ({ answers }, check, { contract }) => {
  for (const answer of answers) expectItems(check, answer, contract, 'service.schema.json', isNoTime);
});

const assets = probe(
  'employees, devices and services',
  { cost: 0, needs: [walks.employees, walks.devices, walks.services] },
  async ({ get }) => ({
    employees: await get(walks.employees),
    devices: await get(walks.devices),
    services: await get(walks.services),
  }),
);

requirement('TG-AST-04', assets, ({ employees, devices, services }, check, { contract }) => {
  for (const answer of employees.answers) expectItems(check, answer, contract, 'employee.schema.json', isTime);
  for (const answer of devices.answers) expectItems(check, answer, contract, 'device.schema.json', isTime);
  for (const answer of services.answers) expectItems(check, answer, contract, 'service.schema.json', isTime);
});

requirement('TG-AST-05', walks.services, ({ answers }, check) => {
  for (const answer of answers) {
    const { items, at } = itemsOf(answer);
    items.forEach((row, i) => {
      const dates = isObject(row['contractDates']) ? row['contractDates'] : {};
      const [start, end] = ['start', 'end'].map((name) =>
        typeof dates[name] === 'string' ? (readDate(dates[name])?.ms ?? null) : null,
      );
      if (start === null || start === undefined || end === null || end === undefined) return;
      expectThat(
        check,
        answer,
        end >= start,
        'a contract ends before it starts',
        'end at or after start',
        show(dates, 120),
        `${at}/${i}/contractDates`,
      );
    });
  }
});

requirement('TG-AST-06', plainShelves, (shelves, check, { contract }) => {
  for (const { shelf, answer } of shelves) {
    if (shelf === 'regions' || !isAnswered(answer)) continue;
    expectItems(check, answer, contract, 'catalog-item.schema.json', () => true);
  }
  if (check.checks === 0) undecided('no catalogue was answered with items; set TANGOE_CATALOG_QUERY');
});

/** Bodies in which enumerated values stand. */
const bodies = probe(
  'answers with enumerated values',
  { cost: 0, needs: [...kinds.map((kind) => walks[kind]), plainShelves] },
  async ({ get }): Promise<Answer[]> => {
    const lists = await Promise.all(kinds.map((kind) => attempt(get(walks[kind]))));
    const shelves = await attempt(get(plainShelves));
    const answers = [
      ...lists.flatMap((l) => ('value' in l ? l.value.answers : [])),
      ...('value' in shelves ? shelves.value.map(({ answer }) => answer) : []),
    ];
    return answers.filter(isAnswered);
  },
);

requirement('TG-AST-07', bodies, (answers, check) => {
  for (const answer of answers)
    for (const { value, where } of enumeratedIn(answer.raw.json))
      if (value !== '')
        expectThat(
          check,
          answer,
          isConstant(value),
          `${where} is ${show(value, 60)}`,
          'capital letters and underscores',
          show(value, 80),
          where,
        );
});

requirement('TG-VER-04', bodies, (answers, check, { contract }) => {
  const known = {
    ...(contract.facts['knownValues'] as Readonly<Record<string, readonly string[]>>),
    transactionTypes: contract.facts['transactionTypes'] as readonly string[],
  };
  const news = new Set<string>();
  let seen = 0;
  for (const answer of answers)
    for (const { list, value } of enumeratedIn(answer.raw.json)) {
      const values = known[list as keyof typeof known];
      if (values === undefined) continue;
      seen += 1;
      if (!values.includes(value)) news.add(`${list} ${value}`);
    }
  if (seen > 0)
    check.observe('values that no page names', news.size === 0 ? 'none' : [...news].slice(0, 20).join(', '));
});

/** Members of the printed employee; what is inside them is judged elsewhere. */
const printed = ['_meta', 'companyEmployeeId', 'department', 'firstName', 'id', 'lastName', 'status'];

requirement('TG-AST-08', walks.employees, ({ answers }, check) => {
  for (const answer of answers) {
    const { items, at } = itemsOf(answer);
    items.forEach((row, i) => {
      const missing = printed.filter((name) => !(name in row));
      expectThat(
        check,
        answer,
        missing.length === 0,
        `an employee lacks ${missing.join(', ')}`,
        printed.join(', '),
        Object.keys(row).join(', '),
        `${at}/${i}`,
      );
    });
  }
});

const assetLists = probe(
  'devices, services and orders',
  { cost: 0, needs: [walks.devices, walks.services, walks.orders] },
  async ({ get }) => {
    const asked = await Promise.all(
      (['devices', 'services', 'orders'] as const).map((kind) => attempt(get(walks[kind]))),
    );
    return asked.flatMap((a) => ('value' in a ? [a.value] : []));
  },
);

requirement('TG-AST-09', assetLists, (lists, check) => {
  for (const { kind, answers } of lists) {
    const seen = new Set<string>();
    for (const answer of answers) {
      const { items, at } = itemsOf(answer);
      items.forEach((row, i) => {
        const id = rowId(row);
        if (id === undefined) return;
        expectThat(
          check,
          answer,
          !seen.has(id),
          `${kind}: ${id} comes a second time`,
          'each item once',
          id,
          `${at}/${i}`,
        );
        seen.add(id);
      });
    }
  }
});

const echo = probe('ping with a text', { cost: 1 }, async ({ api, unique }) => {
  const text = unique('conformance probe äß&=+');
  return { text, answer: await api.ping({ query: { echoText: text } }) };
});

requirement('TG-AST-10', echo, ({ text, answer }, check) => {
  const body = JSON.stringify(answer.data);
  expectThat(
    check,
    answer,
    body.includes(JSON.stringify(text).slice(1, -1)),
    'the text does not come back',
    text,
    show(answer.data, 160),
  );
});

requirement('TG-VER-01', echo, ({ answer }, check) => {
  expectThat(
    check,
    answer,
    isObject(answer.data),
    'something answers, but not the API',
    'an object',
    show(answer.data, 120),
  );
});

const diagnostics = probe('diagnostics', { cost: 1 }, ({ api, settings, version, notTestable: stop }) => {
  if (configured(settings, version) !== 'premium')
    return stop('only Premium Mobile is documented to have them; set TANGOE_BACK_END=premium if it is the back end');
  return api.getDiagnostics();
});

requirement('TG-AST-11', diagnostics, (answer, check) => {
  const documented = ['IS_AUTHENTICATED_USER_APPROVER', 'IS_ACTOR_APPROVER', 'EXECUTE_MOVE_SERVICE_PERMISSION'];
  const flat: Record<string, unknown> = {};
  const walk = (value: unknown, depth: number) => {
    if (Array.isArray(value) && depth < 4) value.forEach((item) => walk(item, depth + 1));
    if (!isObject(value) || depth > 4) return;
    // Either members by name, or pairs of name and value.
    if (typeof value['name'] === 'string') flat[value['name']] = value['value'];
    for (const [name, inner] of Object.entries(value)) {
      if (documented.includes(name)) flat[name] = inner;
      walk(inner, depth + 1);
    }
  };
  walk(answer.data, 0);
  for (const name of documented)
    expectThat(
      check,
      answer,
      typeof flat[name] === 'boolean',
      `${name} is promised as a boolean`,
      `${name}: true or false`,
      show(flat[name], 60),
      `/${name}`,
    );
});

const carriers = probe(
  'vendors that are carriers',
  { cost: 1, needs: [vendors], control: vendors },
  async ({ api, get }) => ({ all: await get(vendors), answer: await api.listVendors({ query: { type: 'CARRIER' } }) }),
);

const vendorLists = probe('vendors, all and carriers', { cost: 0, needs: [vendors, carriers] }, async ({ get }) => ({
  all: await get(vendors),
  carriers: await attempt(get(carriers)),
}));

requirement('TG-AST-12', vendorLists, ({ all, carriers: filtered }, check, { contract }) => {
  expectItems(check, all, contract, 'vendor.schema.json', () => true);
  if ('reason' in filtered || !isAnswered(filtered.value.answer)) return;
  const { answer } = filtered.value;
  const { items, at } = itemsOf(answer);
  items.forEach((item, i) => expectTextId(check, answer, item, `${at}/${i}`));
  expectSubset(
    check,
    answer,
    rowIds(items),
    rowIds(itemsOf(all).items),
    'vendors of a type that the list without a filter lacks',
  );
});
