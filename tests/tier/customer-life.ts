/** The life of a customer: created, read, updated, deleted. It writes, and runs only where the target allows it. */
import type { Answer } from '../../src/judges/answer.ts';
import { expectRefused } from '../../src/judges/refusal.ts';
import { isUuid } from '../../src/judges/formats.ts';
import { only } from './support/json-api.ts';
import { exchangeOf } from '../../src/judges/json-api/exchange.ts';
import { judgeAnswer } from '../../src/judges/json-api/judge-answer.ts';
import { intoCheck } from '../../src/judges/json-api/rule.ts';
import type { Situation } from '../../src/judges/json-api/situations.ts';
import { type Check, notTestable, undecided } from '../../src/verdict/check.ts';
import { otherResources } from './support/every.ts';
import { expectAnswered, expectThat, observeAnswer } from './support/findings.ts';
import { type Details, detailsFor, idIn, make } from './support/made.ts';
import { nobodysId, plain } from './support/questions.ts';
import { attributesOf, expectShape, objectAt } from './support/resources.ts';
import { probe, requirement } from './suite.ts';

interface Life {
  readonly sent: Required<Details>;
  readonly changed: Required<Details>;
  readonly id: string | undefined;
  readonly created: Answer;
  readonly read?: Answer;
  /** Current rental under the id of the partner. */
  readonly byExternalId?: Answer;
  /** The customer himself under the id of the partner. */
  readonly readByExternalId?: Answer;
  readonly updated?: Answer;
  readonly reread?: Answer;
  readonly deleted?: Answer;
  readonly after?: Answer;
}

const life = probe(
  'the life of a customer',
  { cost: 9, writes: true, control: plain },
  async (context): Promise<Life> => {
    const { api, unique } = context;
    const sent = detailsFor(unique, 'life');
    const changed = {
      ...sent,
      firstName: 'Constance',
      email: `${unique('changed')}@vendor-conformance.example`,
      externalCustomerId: unique('conformance-changed'),
    };
    const { answer: created, id } = await make(context, sent);
    if (id === undefined) return { sent, changed, id, created };
    const path = { customerId: id };
    const read = await api.getCustomer({ path });
    const byExternalId = await api.getCurrentRental({ path: { customerId: sent.externalCustomerId } });
    const readByExternalId = await api.getCustomer({ path: { customerId: sent.externalCustomerId } });
    const updated = await api.updateCustomer({ path, body: changed });
    const reread = await api.getCustomer({ path });
    const deleted = await api.deleteCustomer({ path });
    const after = await api.getCustomer({ path });
    return { sent, changed, id, created, read, byExternalId, readByExternalId, updated, reread, deleted, after };
  },
);

/** @throws Undecided for a step that was not taken because nothing was created */
const step = (answer: Answer | undefined): Answer =>
  answer ?? undecided('no customer was created; TI-CUST-01 judges that');

const members = ['firstName', 'lastName', 'email', 'externalCustomerId'] as const;

function expectMembers(check: Check, answer: Answer, details: Details, names: readonly (keyof Details)[]): void {
  const placed = objectAt(answer, 'data');
  for (const name of names) {
    const came = attributesOf(placed)[name];
    expectThat(
      check,
      answer,
      came === details[name],
      `${name} is not what was sent`,
      details[name] ?? 'nothing',
      came,
      `${placed.at}/attributes/${name}`,
    );
  }
}

requirement('TI-CUST-01', life, ({ created }, check) => {
  if (!expectAnswered(check, created, 'all documented members were sent')) return;
  const { row, at } = objectAt(created, 'data');
  expectThat(
    check,
    created,
    typeof row['id'] === 'string' && isUuid(row['id']),
    'the created customer has no UUID as id',
    'a UUID',
    row['id'],
    `${at}/id`,
  );
  expectThat(
    check,
    created,
    row['type'] === 'customer',
    'the created resource is no customer',
    'type: customer',
    row['type'],
    `${at}/type`,
  );
});

requirement('TI-CUST-02', life, ({ created, sent }, check) => expectMembers(check, created, sent, members));

requirement('TI-CUST-03', life, ({ read, sent, id }, check, context) => {
  const answer = step(read);
  if (answer.status === 401 || answer.status === 403)
    notTestable('the key may not read customers; the text of the page wants a token');
  expectMembers(check, answer, sent, members);
  const { row, at } = objectAt(answer, 'data');
  expectThat(
    check,
    answer,
    row['id'] === id,
    'another customer came than the one that was created',
    id ?? '',
    row['id'],
    `${at}/id`,
  );
  // Whatever was done to a customer before he was read.
  for (const { asked, answer: other, placed } of otherResources(check, [], 'getCustomer', context)) {
    expectShape(check, other, [placed], 'v1/customer', context);
    const came = placed.row['id'];
    const same = String(came).toLowerCase() === asked.toLowerCase();
    expectThat(check, other, same, 'another customer came than the one asked for', asked, came, `${placed.at}/id`);
  }
});

requirement('TI-CUST-04', life, ({ updated, reread, changed }, check) => {
  const answer = step(updated);
  if (!expectAnswered(check, answer, 'it changes a customer of the partner')) return;
  const later = step(reread);
  if (later.status === 401 || later.status === 403)
    notTestable('the key may not read customers, so that the update cannot be seen');
  expectMembers(check, later, changed, ['firstName', 'email', 'externalCustomerId']);
});

requirement('TI-CUST-05', life, ({ reread, sent, id, updated }, check) => {
  step(updated).header('date');
  const answer = step(reread);
  if (answer.status === 401 || answer.status === 403)
    notTestable('the key may not read customers, so that the update cannot be seen');
  expectMembers(check, answer, sent, ['lastName']);
  const { row, at } = objectAt(answer, 'data');
  expectThat(check, answer, row['id'] === id, 'the update changed the id', id ?? '', row['id'], `${at}/id`);
});

requirement('TI-CUST-06', life, ({ deleted, after, read, changed, sent }, check) => {
  if (!expectAnswered(check, step(deleted), 'a partner can delete the customers that it created')) return;
  const answer = step(after);
  const { status, text } = answer.raw;
  if (read?.raw.status === 401 || read?.raw.status === 403)
    notTestable('the key may not read customers, so that the deletion cannot be seen');
  if (read?.raw.status !== 200) undecided('the customer could not be read before; TI-CUST-03 judges that');
  if (status === 0 || status >= 500 || status === 429) answer.header('date'); // undecided by itself
  for (const value of [changed.email, sent.email, changed.firstName, sent.lastName])
    expectThat(
      check,
      answer,
      !text.includes(value),
      'a deleted customer still shows personal data',
      'nothing of it',
      value,
      '/data/attributes',
    );
});

const noId = { because: 'an externalCustomerId is no id of a customer', statuses: [400, 401, 403, 404, 422] };

requirement('TI-CUST-09', life, ({ byExternalId, readByExternalId }, check) => {
  for (const answer of [byExternalId, readByExternalId]) expectRefused(check, step(answer), noId);
});

/** What is sent by the way of the page, without the members that it calls optional. */
const partial = probe('an update of some members', { cost: 4, writes: true }, async (context) => {
  const { api, unique } = context;
  const sent = detailsFor(unique, 'partial');
  const { id } = await make(context, sent);
  if (id === undefined) return undecided('no customer was created; TI-CUST-01 judges that');
  const path = { customerId: id };
  const { externalCustomerId } = sent;
  const updated = await api.updateCustomer({ path, body: { externalCustomerId, firstName: 'Clara' } });
  return { sent, updated, reread: await api.getCustomer({ path }) };
});

requirement('TI-CUST-15', partial, ({ sent, updated, reread }, check) => {
  if (updated.status < 200 || updated.status > 299)
    notTestable(`an update without names and e-mail was answered with ${updated.status}`);
  if (reread.status === 401 || reread.status === 403)
    notTestable('the key may not read customers, so that the update cannot be seen');
  expectMembers(check, reread, sent, ['lastName', 'email']);
});

/** Statuses that JSON:API has for what was done, and the documents that belong to them. */
const written: readonly (readonly [keyof Life, Situation])[] = [
  ['created', 'created-without-id'],
  ['updated', 'updated-as-asked'],
  ['deleted', 'deleted'],
];
const rulesOfWrites = [
  'created-document',
  'no-content-empty',
  'deleted-without-data',
  'updated-document',
  ...written.map(([, situation]) => `status-${situation}`),
];

requirement('TI-JSON-13', life, (seen, check) => {
  for (const [name, situation] of written) {
    const answer = seen[name] as Answer | undefined;
    if (answer === undefined || answer.raw.status < 200 || answer.raw.status > 299) continue; // TI-CUST judges that
    if (answer.raw.status === 202) continue; // accepted, and done later: the standard allows it for all three
    intoCheck(
      check,
      only([...judgeAnswer(exchangeOf(answer), { version: '1.0', exchange: answer.x, situation })], rulesOfWrites),
    );
  }
});

/** The least that a customer needs; the plain twin of creations that must be refused. */
export const bare = probe('a customer without names', { cost: 2, writes: true }, async (context) => {
  const externalCustomerId = context.unique('conformance-bare');
  return { externalCustomerId, ...(await make(context, { externalCustomerId })) };
});

requirement('TI-CUST-07', bare, ({ answer, externalCustomerId }, check) => {
  if (!expectAnswered(check, answer, 'names and e-mail are optional')) return;
  expectMembers(check, answer, { externalCustomerId }, ['externalCustomerId']);
});

const longId = probe(
  'a customer with a long externalCustomerId',
  { cost: 3, writes: true, control: bare },
  async (context) => {
    const start = `${context.unique('conformance-long')} "Zürich" <b>&amp; 'Ελλάδα' \\ / 🛴 `;
    const details = { externalCustomerId: start.padEnd(255, 'x') };
    const { answer, id } = await make(context, details);
    return {
      details,
      id,
      answer,
      read: id === undefined ? undefined : await context.api.getCustomer({ path: { customerId: id } }),
    };
  },
);

/** Digits, with zeros in front: a text all the same. */
const digits = (unique: (label: string) => string): string =>
  `00${parseInt(unique('').replace(/[^0-9a-f]/g, '') || '7', 16)}`;

const numeric = probe(
  'a customer with digits as externalCustomerId',
  { cost: 3, writes: true, control: bare },
  async (context) => {
    const details = { externalCustomerId: digits(context.unique) };
    const { answer, id } = await make(context, details);
    const read = id === undefined ? undefined : await context.api.getCustomer({ path: { customerId: id } });
    return { details, answer, read };
  },
);

const anyTexts = probe(
  'customers with odd externalCustomerIds',
  { cost: 0, needs: [longId, numeric], writes: true },
  async ({ get }) => [await get(longId), await get(numeric)],
);

requirement('TI-CUST-08', anyTexts, (made, check) => {
  for (const { details, answer, read } of made) {
    if (!expectAnswered(check, answer, 'any text of up to 255 characters may be an externalCustomerId')) continue;
    expectMembers(check, answer, details, ['externalCustomerId']);
    if (read !== undefined && read.raw.status === 200) expectMembers(check, read, details, ['externalCustomerId']);
  }
});

const unknownUpdate = probe('an update of nobody', { cost: 2, writes: true, control: bare }, async (context) => {
  const { api, undo, unique } = context;
  const path = { customerId: nobodysId(unique) };
  const answer = await api.updateCustomer({ path, body: detailsFor(unique, 'nobody') });
  if (idIn(answer) !== undefined)
    undo('a customer of the conformance suite', { operation: 'deleteCustomer', path }, { made: true });
  return answer;
});

requirement('TI-CUST-18', unknownUpdate, (answer, check) => {
  expectRefused(check, answer, { because: 'nobody has this id', statuses: [400, 403, 404, 410, 422] });
});

const twins = probe('two customers with one externalCustomerId', { cost: 6, writes: true }, async (context) => {
  const externalCustomerId = context.unique('conformance-twin');
  const first = await make(context, { externalCustomerId });
  const second = await make(context, { externalCustomerId });
  if (first.id === undefined || second.id === undefined || first.id === second.id) return { first, second };
  const deleted = await context.api.deleteCustomer({ path: { customerId: first.id } });
  return { first, second, deleted, other: await context.api.getCustomer({ path: { customerId: second.id } }) };
});

requirement('TI-CUST-10', twins, ({ first, second }, check) => {
  observeAnswer(check, 'the second customer', second.answer);
  check.observe('ids', first.id === second.id ? 'the same customer' : 'another customer', second.answer.x);
});

requirement('TI-CUST-16', twins, ({ second, deleted, other }, check) => {
  if (deleted === undefined || other === undefined)
    notTestable('two customers with one externalCustomerId could not be made; nothing is promised of that');
  if (deleted.status < 200 || deleted.status > 299) undecided('the first was not deleted; TI-CUST-06 judges that');
  if (other.status === 401 || other.status === 403)
    notTestable('the key may not read customers, so that the other one cannot be seen');
  const { row, at } = objectAt(other, 'data');
  const is = String(row['id']).toLowerCase() === second.id?.toLowerCase();
  expectThat(check, other, is, 'the other customer is gone', second.id ?? '', row['id'], `${at}/id`);
});

const ids = probe('ids of new customers', { cost: 0, needs: [life, bare, longId], writes: true }, async ({ get }) => [
  { id: (await get(life)).id, answer: (await get(life)).created },
  { id: (await get(bare)).id, answer: (await get(bare)).answer },
  { id: (await get(longId)).id, answer: (await get(longId)).answer },
]);

requirement('TI-CUST-17', ids, (made, check) => {
  const known = made.filter(({ id }) => id !== undefined);
  if (known.length < 2) undecided('no two customers were created; TI-CUST-01 judges that');
  known.forEach(({ id, answer }, i) => {
    const before = known.slice(0, i).some((other) => other.id?.toLowerCase() === id?.toLowerCase());
    expectThat(
      check,
      answer,
      !before,
      'the new customer has the id of another one',
      'an id of its own',
      id,
      '/data/id',
    );
  });
});
