/** Error objects, and the status that belongs to each mistake. */
import type { Answer } from '../../src/judges/answer.ts';
import { expectRefused } from '../../src/judges/refusal.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { shorten, show, undecided } from '../../src/verdict/check.ts';
import { expectThat } from './support/findings.ts';
import { noClient, noTenant } from './headers.ts';
import { isObject } from './support/pages.ts';
import { countries, plainShelves } from './support/catalogs.ts';
import { me, unusedId } from './support/people.ts';
import { confirmed, wanted } from './support/orders.ts';
import { askOne, firstEmployees, kinds, walks } from './support/walks.ts';
import { noToken } from './tokens.ts';
import { type AnswerProbes, probe, requirement } from './suite.ts';

const unknownItems = kinds.map((kind) =>
  probe(
    `a ${kind.slice(0, -1)} that does not exist`,
    { cost: 1, needs: [walks[kind]], control: walks[kind] },
    async ({ api, get }) => askOne(api, kind, unusedId((await get(walks[kind])).ids)),
  ),
);

const unknownItem = probe('items that do not exist', { cost: 0, needs: unknownItems }, async ({ get }) => {
  const asked = await Promise.all(unknownItems.map((p) => attempt(get(p))));
  return asked.flatMap((a) => ('value' in a && a.value.control === 'held' ? [a.value] : []));
});

requirement('TG-ERR-05', unknownItem, (answers, check) => {
  if (answers.length === 0) undecided('no list was answered, so that a refusal shows nothing');
  for (const answer of answers) expectRefused(check, answer, { because: 'nothing has this id', statuses: [404, 403] });
});

const unknownPath = probe('a path that does not exist', { cost: 1, control: firstEmployees }, ({ follow }) =>
  follow('conformance-probe-no-such-resource'),
);

requirement('TG-ERR-06', unknownPath, (answer, check) => {
  expectRefused(check, answer, { because: 'there is no such path', statuses: [404] });
});

const pinged = probe('ping, plain', { cost: 1 }, ({ api }) => api.ping());

/** PUT, because no page has it on this path and nothing there could be changed. */
const unknownMethod = probe('a method that ping does not have', { cost: 1, control: pinged }, ({ api }) =>
  api.ping({}, { anyway: { method: 'PUT', rawBody: '{}' } }),
);

requirement('TG-ERR-07', unknownMethod, (answer, check) => {
  if (answer.control === 'held' && answer.raw.status === 501) return check.held();
  expectRefused(check, answer, { because: 'the path has no such method', statuses: [405, 404, 403, 400] });
});

const missing = probe('order properties without parameters', { cost: 1, control: wanted }, ({ api }) =>
  api.listOrderProperties(),
);

const missingVendor = probe('order properties without vendor and service', { cost: 1, control: wanted }, ({ api }) =>
  api.listOrderProperties({ query: { transactionType: 'SUSPEND' } }),
);

const missingParameters = probe(
  'calls without required parameters',
  { cost: 0, needs: [missing, missingVendor] },
  async ({ get }) => [await get(missing), await get(missingVendor)],
);

requirement('TG-ERR-08', missingParameters, (answers, check) => {
  for (const answer of answers)
    expectRefused(check, answer, { because: 'a required parameter is missing', statuses: [400] });
});

const badLimit = probe('employees, a limit in words', { cost: 1, control: firstEmployees }, ({ api }) =>
  api.listEmployees({}, { anyway: { query: { limit: 'ten', offset: 0 } } }),
);

requirement('TG-ERR-09', badLimit, (answer, check) => {
  expectRefused(check, answer, { because: 'limit is no number', statuses: [400] });
});

/** The same mistake twice: what is unique must differ. */
const repeated = probe(
  'the same mistake twice',
  { cost: 2, needs: [walks.employees], control: firstEmployees },
  async ({ api, get }) => {
    const id = unusedId((await get(walks.employees)).ids);
    return [await askOne(api, 'employees', id, { fresh: true }), await askOne(api, 'employees', id, { fresh: true })];
  },
);

const single: AnswerProbes = [
  noTenant,
  noClient,
  noToken,
  unknownPath,
  unknownMethod,
  missing,
  missingVendor,
  badLimit,
  ...unknownItems,
];

const provoked = probe('every provoked error', { cost: 0, needs: [...single, repeated] }, async ({ get }) => {
  const asked = await Promise.all(single.map((p) => attempt(get(p))));
  const twice = await attempt(get(repeated));
  return [...asked.flatMap((a) => ('value' in a ? [a.value] : [])), ...('value' in twice ? twice.value : [])];
});

/** Refusals with one of the documented statuses; others do not promise the object. */
function refusals(answers: readonly Answer[]): Answer[] {
  const refused = answers.filter(({ raw, control }) => control === 'held' && [400, 403, 404].includes(raw.status));
  if (refused.length === 0) undecided('no error with a documented status could be provoked');
  return refused;
}

const members = ['id', 'errorCode', 'message'] as const;

requirement('TG-ERR-01', provoked, (answers, check) => {
  for (const answer of refusals(answers)) {
    const { json, text } = answer.raw;
    if (
      !expectThat(
        check,
        answer,
        isObject(json),
        'an error must be an object',
        'status, id, errorCode and message',
        shorten(text, 160) || 'an empty body',
      ) ||
      !isObject(json)
    )
      continue;
    for (const member of members)
      expectThat(
        check,
        answer,
        typeof json[member] === 'string' && json[member] !== '',
        `${member} of an error must be a text`,
        `${member}: a text`,
        show(json[member], 80),
        `/${member}`,
      );
    expectThat(
      check,
      answer,
      typeof json['status'] === 'number' && Number.isInteger(json['status']),
      'status of an error must be a whole number',
      'status: a whole number',
      show(json['status'], 80),
      '/status',
    );
  }
});

const errorIn = ({ raw }: Answer) => (isObject(raw.json) ? raw.json : {});

requirement('TG-ERR-02', provoked, (answers, check) => {
  for (const answer of refusals(answers)) {
    const said = errorIn(answer)['status'];
    if (said === undefined) continue; // TG-ERR-01 misses it
    expectThat(
      check,
      answer,
      Number(said) === answer.raw.status,
      `the error says status ${show(said, 40)}, the answer ${answer.raw.status}`,
      String(answer.raw.status),
      show(said, 40),
      '/status',
    );
  }
});

requirement('TG-ERR-03', provoked, (answers, check) => {
  const seen = new Map<string, string>();
  // Equal requests are sent once; each exchange counts once, whoever asked for it.
  const once = new Map(refusals(answers).map((answer) => [answer.x, answer]));
  for (const answer of once.values()) {
    const { id } = errorIn(answer);
    if (typeof id !== 'string' || id === '') continue;
    const before = seen.get(id);
    expectThat(
      check,
      answer,
      before === undefined,
      `the error id ${id} stood in exchange ${before ?? ''} already`,
      'an id of its own',
      id,
      '/id',
    );
    seen.set(id, before ?? answer.x);
  }
});

requirement('TG-ERR-04', provoked, (answers, check) => {
  for (const answer of refusals(answers)) {
    const { errorCode } = errorIn(answer);
    const [, prefix] = typeof errorCode === 'string' ? (/^([45]\d\d)\b/.exec(errorCode) ?? []) : [];
    if (prefix === undefined) check.held();
    else
      expectThat(
        check,
        answer,
        prefix === String(answer.raw.status),
        `the error code ${show(errorCode, 60)} came with ${answer.raw.status}`,
        `${answer.raw.status}-…`,
        show(errorCode, 60),
        '/errorCode',
      );
  }
});

/** Beyond the API: identification, pace and gateways. */
const tolerated = [401, 429, 502, 503, 504];

const plain: AnswerProbes = [me, countries, firstEmployees, pinged];

/** Answers of every kind: lists, single things, catalogues, a confirmation, and all mistakes. */
const everyKind = probe(
  'answers of every kind',
  {
    cost: 0,
    needs: [...plain, ...kinds.map((kind) => walks[kind]), plainShelves, wanted, confirmed, provoked, unknownMethod],
  },
  async ({ get }) => {
    const asked = await Promise.all(plain.map((p) => attempt(get(p))));
    const lists = await Promise.all(kinds.map((kind) => attempt(get(walks[kind]))));
    const [shelves, properties, order, mistakes] = [
      await attempt(get(plainShelves)),
      await attempt(get(wanted)),
      await attempt(get(confirmed)),
      await attempt(get(provoked)),
    ];
    return {
      method: (await get(unknownMethod)).x,
      answers: [
        ...asked.flatMap((a) => ('value' in a ? [a.value] : [])),
        ...lists.flatMap((a) => ('value' in a ? a.value.answers : [])),
        ...('value' in shelves ? shelves.value.map(({ answer }) => answer) : []),
        ...('value' in properties ? [properties.value.answer] : []),
        ...('value' in order ? [order.value.answer] : []),
        ...('value' in mistakes ? mistakes.value : []),
      ],
    };
  },
);

requirement('TG-ERR-10', everyKind, ({ method, answers }, check, { contract }) => {
  const supported = contract.facts['statuses'] as readonly number[];
  for (const answer of answers) {
    const { status } = answer.raw;
    if (status === 0 || tolerated.includes(status) || (answer.x === method && [405, 501].includes(status))) continue;
    expectThat(
      check,
      answer,
      supported.includes(status),
      `status ${status} is not among the supported ones`,
      supported.join(', '),
      String(status),
      'status',
    );
  }
});

const bareCatalog = probe('devices of the catalogue, no parameters', { cost: 1, needs: [me, countries] }, ({ api }) =>
  api.listCatalogDevices(),
);

requirement('TG-ERR-11', bareCatalog, (answer, check) => {
  if (answer.raw.status !== 0)
    check.observe(
      'a catalogue without region and service',
      `${answer.raw.status} ${shorten(answer.raw.text, 120)}`,
      answer.x,
    );
});
