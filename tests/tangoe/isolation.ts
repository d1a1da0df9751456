/** People and things that the user must not see: on no page, under no id, through no filter and in no context. */
import { expectSameIds, expectSubset } from '../../src/judges/lists.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { show, undecided } from '../../src/verdict/check.ts';
import { expectHidden, expectNothing, peopleOn } from './support/belonging.ts';
import { askShelf, isWhole, plainShelves, serviceOfActor } from './support/catalogs.ts';
import { expectThat, isAnswered } from './support/findings.ts';
import { itemsOf, rowIds } from './support/pages.ts';
import { pagedLists } from './support/paged.ts';
import { inContext, me, peopleIn } from './support/people.ts';
import { ask, askOne, firstEmployees, kinds, walks } from './support/walks.ts';
import { probe, requirement } from './suite.ts';

type Stop = (reason: string) => never;

function stranger(settings: Readonly<Record<string, string>>, stop: Stop): string {
  const id = settings['foreignEmployeeId'] ?? '';
  return id === '' ? stop('nobody is known whom the user must not see; set TANGOE_FOREIGN_EMPLOYEE_ID') : id;
}

/** Large pages and small ones: a later page may show what the first does not. */
const everything = probe(
  'all pages of all lists',
  { cost: 0, needs: kinds.flatMap((kind) => [walks[kind], pagedLists[kind]]) },
  async ({ get, settings, notTestable }) => {
    const id = stranger(settings, notTestable);
    const asked = kinds.flatMap((kind) => [
      attempt(get(walks[kind])),
      attempt(get(pagedLists[kind]).then(({ pages }) => ({ kind, answers: pages.map(({ answer }) => answer) }))),
    ]);
    return { id, lists: (await Promise.all(asked)).flatMap((a) => ('value' in a ? [a.value] : [])) };
  },
);

requirement('TG-ISO-01', everything, ({ id, lists }, check) => {
  for (const { kind, answers } of lists)
    answers.forEach((answer, i) => {
      const there = isAnswered(answer) && peopleOn(kind, answer).includes(id);
      expectThat(
        check,
        answer,
        !there,
        `employee ${id}, whom the user must not see, stands on page ${i + 1} of the ${kind}`,
        'no trace of that employee',
        `employee ${id}`,
      );
    });
});

const strangerById = probe(
  'the stranger by id',
  { cost: 1, control: firstEmployees },
  ({ api, settings, notTestable }) => askOne(api, 'employees', stranger(settings, notTestable)),
);

requirement('TG-ISO-02', strangerById, (answer, check) =>
  expectHidden(check, answer, 'somebody whom the user must not see'),
);

const ofStranger = probe(
  'lists of the stranger',
  { cost: 4, control: firstEmployees },
  async ({ api, settings, notTestable }) => {
    const employee = stranger(settings, notTestable);
    return Promise.all(
      kinds.map(async (kind) => ({
        kind,
        answer: await ask(api, kind, { query: { limit: 100, offset: 0, employee } }),
      })),
    );
  },
);

requirement('TG-ISO-03', ofStranger, (lists, check) => {
  for (const { kind, answer } of lists) expectNothing(check, answer, `${kind} of somebody whom the user must not see`);
});

const asStranger = probe(
  'who am I, in the context of the stranger',
  { cost: 1, control: me },
  async ({ api, settings, notTestable }) => {
    const id = stranger(settings, notTestable);
    return { id, answer: await api.getMe(inContext(id)) };
  },
);

requirement('TG-ISO-04', asStranger, ({ id, answer }, check) => {
  if (answer.control !== 'held') undecided('/me was not answered without a context either');
  const { status } = answer;
  if (status === 429 || status >= 500) undecided(`${answer.asked} was answered with ${status}`);
  check.observe('context of the stranger', `status ${status}`, answer.x);
  const people = isAnswered(answer) ? peopleIn(answer.raw.json).map((person) => person.id) : [];
  expectThat(
    check,
    answer,
    !people.includes(id),
    `employee ${id}, for whom the user may not act, is the actor`,
    'a refusal, or the user as actor',
    show(people, 80),
  );
});

const hidden = probe(
  'hidden items by path',
  { cost: 6, control: firstEmployees },
  ({ follow, settings, notTestable }) => {
    const paths = (settings['foreignPaths'] ?? '')
      .split(',')
      .map((path) => path.trim())
      .filter((path) => path !== '');
    if (paths.length === 0) return notTestable('no item is known that the user must not see; set TANGOE_FOREIGN_PATHS');
    // What belongs to an order hides with it.
    const below = paths
      .flatMap((path) => /^\/?orders\/[^/?]+$/.exec(path) ?? [])
      .flatMap((path) => [`${path}/history`, `${path}/shipments`]);
    return Promise.all([...paths, ...below].slice(0, 6).map((path) => follow(path.replace(/^\/+/, ''))));
  },
);

requirement('TG-ISO-05', hidden, (answers, check) => {
  for (const answer of answers) expectHidden(check, answer, 'an item that the user must not see');
});

const shelvesOfStranger = probe(
  'devices of the catalogue, in the context of the stranger',
  { cost: 3, needs: [plainShelves, serviceOfActor, walks.devices] },
  async (context) => {
    const { api, get, settings, notTestable } = context;
    const id = stranger(settings, notTestable);
    const { id: service } = await get(serviceOfActor);
    const plain = (await get(plainShelves)).find(({ shelf }) => shelf === 'devices')?.answer;
    return {
      plain,
      shelf: await askShelf(context, 'devices', service, inContext(id), plain),
      all: await get(walks.devices),
      devices: await ask(api, 'devices', { query: { limit: 100, offset: 0 }, ...inContext(id) }),
      employees: await ask(api, 'employees', { query: { limit: 100, offset: 0 }, ...inContext(id) }),
      id,
    };
  },
);

requirement('TG-ISO-06', shelvesOfStranger, ({ id, plain, shelf, all, devices, employees }, check) => {
  const busy = [shelf, devices, employees].find(({ raw }) => raw.status === 429 || raw.status >= 500);
  const refused = (status: number) => [400, 401, 403, 404].includes(status);
  if (refused(shelf.status)) check.held();
  else if (plain !== undefined && isAnswered(plain) && isAnswered(shelf) && isWhole(plain)) {
    // Whoever is not let into the context stays the user and sees what he sees, or nothing.
    const [came, own] = [rowIds(itemsOf(shelf).items), rowIds(itemsOf(plain).items)];
    const what = 'devices of the catalogue in the context of the stranger, against those of the user';
    expectSameIds(check, shelf, came, came.length === 0 ? [] : own, what);
    if (came.length === 0) check.held();
  }
  if (refused(devices.status)) check.held();
  else if (all.complete && isAnswered(devices))
    expectSubset(check, devices, rowIds(itemsOf(devices).items), all.ids, 'devices that the user does not see');
  if (refused(employees.status)) check.held();
  else if (isAnswered(employees))
    expectThat(
      check,
      employees,
      !rowIds(itemsOf(employees).items).includes(id),
      'in the context of somebody whom the user must not see, that person is shown',
      'a refusal',
      `employee ${id}`,
    );
  if (busy !== undefined) undecided(`${busy.asked} was answered with ${busy.raw.status}`);
});
