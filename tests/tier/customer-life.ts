/** The life of a customer: created, read, updated, deleted. It writes, and runs only where the target allows it. */
import type { Answer } from '../../src/judges/answer.ts';
import { expectRefused } from '../../src/judges/refusal.ts';
import { isUuid } from '../../src/judges/formats.ts';
import { only } from './support/json-api.ts';
import { exchangeOf } from '../../src/judges/json-api/exchange.ts';
import { judgeAnswer } from '../../src/judges/json-api/judge-answer.ts';
import { intoCheck } from '../../src/judges/json-api/rule.ts';
import type { Situation } from '../../src/judges/json-api/situations.ts';
import { type Check, undecided } from '../../src/verdict/check.ts';
import { expectAnswered, expectThat, observeAnswer } from './support/findings.ts';
import { type Details, detailsFor, make } from './support/made.ts';
import { plain } from './support/questions.ts';
import { attributesOf, objectAt } from './support/resources.ts';
import { probe, requirement } from './suite.ts';

interface Life {
  readonly sent: Required<Details>;
  readonly changed: Required<Details>;
  readonly id: string | undefined;
  readonly created: Answer;
  readonly read?: Answer;
  /** Current rental under the id of the partner. */
  readonly byExternalId?: Answer;
  readonly updated?: Answer;
  readonly reread?: Answer;
  readonly deleted?: Answer;
  readonly after?: Answer;
}

const life = probe(
  'the life of a customer',
  { cost: 8, writes: true, control: plain },
  async (context): Promise<Life> => {
    const { api, unique } = context;
    const sent = detailsFor(unique, 'life');
    const changed = { ...sent, firstName: 'Constance', email: `${unique('changed')}@vendor-conformance.example` };
    const { answer: created, id } = await make(context, sent);
    if (id === undefined) return { sent, changed, id, created };
    const path = { customerId: id };
    const read = await api.getCustomer({ path });
    const byExternalId = await api.getCurrentRental({ path: { customerId: sent.externalCustomerId } });
    const updated = await api.updateCustomer({ path, body: changed });
    const reread = await api.getCustomer({ path });
    const deleted = await api.deleteCustomer({ path });
    const after = await api.getCustomer({ path });
    return { sent, changed, id, created, read, byExternalId, updated, reread, deleted, after };
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

requirement('TI-CUST-03', life, ({ read, sent, id }, check) => {
  const answer = step(read);
  if (answer.status === 401 || answer.status === 403)
    undecided('the key may not read customers; the text of the page wants a token');
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
});

requirement('TI-CUST-04', life, ({ updated, reread, changed }, check) => {
  const answer = step(updated);
  if (!expectAnswered(check, answer, 'it changes a customer of the partner')) return;
  const later = step(reread);
  if (later.status === 401 || later.status === 403)
    undecided('the key may not read customers, so that the update cannot be seen');
  expectMembers(check, later, changed, ['firstName', 'email']);
});

requirement('TI-CUST-05', life, ({ reread, sent, id, updated }, check) => {
  step(updated).header('date');
  const answer = step(reread);
  if (answer.status === 401 || answer.status === 403)
    undecided('the key may not read customers, so that the update cannot be seen');
  expectMembers(check, answer, sent, ['lastName', 'externalCustomerId']);
  const { row, at } = objectAt(answer, 'data');
  expectThat(check, answer, row['id'] === id, 'the update changed the id', id ?? '', row['id'], `${at}/id`);
});

requirement('TI-CUST-06', life, ({ deleted, after, read, changed, sent }, check) => {
  if (!expectAnswered(check, step(deleted), 'a partner can delete the customers that it created')) return;
  const answer = step(after);
  const { status, text } = answer.raw;
  if (read?.raw.status !== 200) undecided('the key may not read customers, so that the deletion cannot be seen');
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

requirement('TI-CUST-09', life, ({ byExternalId }, check) => {
  const answer = step(byExternalId);
  expectRefused(check, answer, {
    because: 'an externalCustomerId is no id of a customer',
    statuses: [400, 403, 404, 422],
  });
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
      answer,
      read: id === undefined ? undefined : await context.api.getCustomer({ path: { customerId: id } }),
    };
  },
);

requirement('TI-CUST-08', longId, ({ details, answer, read }, check) => {
  if (!expectAnswered(check, answer, 'any text of up to 255 characters may be an externalCustomerId')) return;
  expectMembers(check, answer, details, ['externalCustomerId']);
  if (read !== undefined && read.raw.status === 200) expectMembers(check, read, details, ['externalCustomerId']);
});

const twins = probe('two customers with one externalCustomerId', { cost: 4, writes: true }, async (context) => {
  const externalCustomerId = context.unique('conformance-twin');
  const first = await make(context, { externalCustomerId });
  return { first, second: await make(context, { externalCustomerId }) };
});

requirement('TI-CUST-10', twins, ({ first, second }, check) => {
  observeAnswer(check, 'the second customer', second.answer);
  check.observe('ids', first.id === second.id ? 'the same customer' : 'another customer', second.answer.x);
});
