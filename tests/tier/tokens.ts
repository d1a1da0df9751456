/** Tokens of customers: without, altered, unsigned; and what they open. */
import type { Answer } from '../../src/judges/answer.ts';
import { expectRefused } from '../../src/judges/refusal.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { notTestable, undecided } from '../../src/verdict/check.ts';
import { expectThat, observeAnswer } from './support/findings.ts';
import { freeRides, hasToken } from './support/free-rides.ts';
import { customer, invoice } from './support/people.ts';
import { needed, plain } from './support/questions.ts';
import { isRow, memberOf } from './support/resources.ts';
import { type AnswerProbe, type Context, probe, requirement } from './suite.ts';

const refusals = [401, 403];

const withoutToken = probe('free rides, no token', { cost: 1, control: freeRides }, (context) => {
  hasToken(context);
  return context.api.listFreeRides({}, { credentials: { jwt: 'omit' } });
});

requirement('TI-JWT-01', withoutToken, (answer, check) => {
  expectRefused(check, answer, { because: 'it carries no token', statuses: [400, ...refusals] });
});

/** One character changed, and one more at the end: where the signature stands. */
const alteredTokens = probe('free rides, altered tokens', { cost: 2, control: freeRides }, async (context) => {
  const token = hasToken(context);
  return Promise.all(
    ['altered', 'longer'].map((how) =>
      context.api.listFreeRides({}, { credentials: { jwt: { value: token.replace('»', `|${how}»`) } } }),
    ),
  );
});

requirement('TI-JWT-02', alteredTokens, ([altered, longer], check) => {
  for (const [answer, because] of [
    [altered, 'one character of its token was changed'],
    [longer, 'the signature of its token has one character more'],
  ] as const)
    if (answer !== undefined) expectRefused(check, answer, { because, statuses: [400, ...refusals] });
});

/** `{"alg":"none","typ":"JWT"}` and a subject, in base64url, with an empty signature. */
const unsigned = 'eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.eyJzdWIiOiJ2ZW5kb3ItY29uZm9ybWFuY2UiLCJleHAiOjQxMDI0NDQ4MDB9.';

const unsignedToken = probe('free rides, unsigned token', { cost: 1, control: freeRides }, (context) => {
  hasToken(context);
  return context.api.listFreeRides({}, { credentials: { jwt: { value: unsigned } } });
});

requirement('TI-JWT-03', unsignedToken, (answer, check) => {
  expectRefused(check, answer, { because: 'its token has no signature', statuses: [400, ...refusals] });
});

const keyAlone = probe('free rides, key alone', { cost: 1, control: freeRides }, (context) => {
  hasToken(context);
  return context.api.listFreeRides(
    {},
    { credentials: { jwt: 'omit' }, anyway: { headers: { 'x-api-key': context.credential('apiKey') } } },
  );
});

requirement('TI-JWT-04', keyAlone, (answer, check) => {
  expectRefused(check, answer, {
    because: 'it carries the key of the partner and no token',
    statuses: [400, 401, 403, 404],
  });
});

const byToken = (handle: string) => ({
  credentials: { apiKey: 'omit' as const },
  anyway: { headers: { 'X-Firebase-Auth': `Bearer ${handle}` } },
});

export const customerByToken = probe('a customer by his token', { cost: 1 }, (context) => {
  const handle = hasToken(context);
  const customerId = needed(context.settings, 'jwtCustomerId', 'the customer whose token it is');
  return context.api.getCustomer({ path: { customerId } }, byToken(handle));
});

const eitherWay = probe(
  'a customer by key and by token',
  { cost: 0, needs: [plain, customer, customerByToken] },
  async ({ get }) => {
    await get(plain);
    const ways: readonly AnswerProbe[] = [customer, customerByToken];
    const answers = await Promise.all(ways.map((way) => attempt(get(way))));
    return { key: answers[0], token: answers[1] };
  },
);

type Attempted = { readonly value: Answer } | { readonly reason: string } | undefined;

const said = (found: Attempted): string =>
  found === undefined || 'reason' in found ? (found?.reason ?? 'not asked') : `status ${found.value.raw.status}`;
const opened = (found: Attempted): boolean =>
  found !== undefined &&
  'value' in found &&
  found.value.raw.status === 200 &&
  isRow(memberOf(found.value.raw.json, 'data'));

requirement('TI-JWT-05', eitherWay, ({ key, token }, check) => {
  const asked = [key, token].flatMap((found) => (found !== undefined && 'value' in found ? [found.value] : []));
  const [first] = asked;
  if (first === undefined) notTestable(`neither was asked: ${said(key)}; ${said(token)}`);
  // One way alone that is refused shows nothing: the other may be the right one.
  const open = opened(key) || opened(token);
  if (!open && asked.length < 2) undecided(`one way is refused, the other was not asked: ${said(key)}; ${said(token)}`);
  const failed = asked.find(({ raw }) => raw.status === 0 || raw.status >= 500 || raw.status === 429);
  if (!open && failed !== undefined) failed.header('date'); // undecided by itself
  expectThat(
    check,
    first,
    open,
    'neither key nor token reads a customer',
    'status 200 for one of them',
    `key: ${said(key)}; token: ${said(token)}`,
    'status',
  );
});

requirement('TI-JWT-06', eitherWay, ({ key, token }, check) => {
  for (const [name, found] of [
    ['key', key],
    ['token', token],
  ] as const) {
    if (found !== undefined && 'value' in found) observeAnswer(check, name, found.value);
    else check.observe(name, said(found));
  }
});

const foreignInvoice = probe('an invoice of somebody else, by token', { cost: 1, control: freeRides }, (context) => {
  const handle = hasToken(context);
  const invoiceId = needed(context.settings, 'foreignInvoiceId', 'an invoice of somebody else');
  return context.api.getInvoice({ path: { invoiceId } }, byToken(handle));
});

requirement('TI-JWT-07', foreignInvoice, (answer, check) => {
  expectRefused(check, answer, {
    because: 'the invoice is not of the customer whose token it is',
    statuses: [401, 403, 404],
  });
});

const otherCustomer = probe('another customer, by token', { cost: 1, control: freeRides }, (context) => {
  const handle = hasToken(context);
  const customerId = needed(context.settings, 'customerId', 'a customer of the partner');
  const own = needed(context.settings, 'jwtCustomerId', 'the customer whose token it is');
  if (customerId.toLowerCase() === own.toLowerCase())
    context.notTestable('TIER_CUSTOMER_ID is the customer whose token it is; name another one');
  return context.api.getCustomer({ path: { customerId } }, byToken(handle));
});

requirement('TI-JWT-09', otherCustomer, (answer, check) => {
  expectRefused(check, answer, {
    because: 'the customer is not the one whose token it is',
    statuses: [401, 403, 404],
  });
});

/** A token opens a customer and his invoices, too. Each is asked for where its plain twin was answered. */
const alteredAt = (name: string, control: AnswerProbe, ask: (context: Context, handle: string) => Promise<Answer>) =>
  probe(`${name}, altered token`, { cost: 1, needs: [control], control }, (context) =>
    ask(context, hasToken(context).replace('»', '|altered»')),
  );

const alteredElsewhere: readonly AnswerProbe[] = [
  alteredAt('a customer', customerByToken, ({ api, settings }, handle) =>
    api.getCustomer({ path: { customerId: settings['jwtCustomerId'] ?? '' } }, byToken(handle)),
  ),
  alteredAt('an invoice', invoice, ({ api, settings }, handle) =>
    api.getInvoice({ path: { invoiceId: settings['invoiceId'] ?? '' } }, byToken(handle)),
  ),
];

const alteredTokensElsewhere = probe(
  'customers and invoices, altered token',
  { cost: 0, needs: alteredElsewhere },
  async ({ get }) => {
    const found = await Promise.all(alteredElsewhere.map((one) => attempt(get(one))));
    const asked = found.flatMap((one) => ('value' in one && one.value.control === 'held' ? [one.value] : []));
    const reasons = found.flatMap((one) => ('reason' in one ? [one.reason] : []));
    return asked.length > 0 ? asked : notTestable(reasons[0] ?? 'neither customer nor invoice can be read');
  },
);

requirement('TI-JWT-10', alteredTokensElsewhere, (answers, check) => {
  for (const answer of answers)
    expectRefused(check, answer, {
      because: 'one character of its token was changed',
      statuses: [400, ...refusals, 404],
    });
});
