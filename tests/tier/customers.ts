/** Customers, read: the ones that are there, and nobody. What is written stands in `customer-life.ts`. */
import { expectRefused } from '../../src/judges/refusal.ts';
import { isUuid } from '../../src/judges/formats.ts';
import { notTestable } from '../../src/verdict/check.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { otherResources } from './support/every.ts';
import { expectThat } from './support/findings.ts';
import { currentRental, customer } from './support/people.ts';
import { needed, nobodysId, plain } from './support/questions.ts';
import { attributesOf, expectShape, objectAt, textIn } from './support/resources.ts';
import { customerByToken } from './tokens.ts';
import { probe, requirement } from './suite.ts';

/** Read with the key, or with the token of the customer: the text of the page says one thing, its example the other. */
const someCustomer = probe(
  'a customer, by key or token',
  { cost: 0, needs: [customer, customerByToken] },
  async ({ get, settings }) => {
    const byKey = await attempt(get(customer));
    const open = 'value' in byKey && ![401, 403].includes(byKey.value.raw.status);
    const byToken = open ? null : await attempt(get(customerByToken));
    return byToken !== null && 'value' in byToken && byToken.value.raw.status === 200
      ? { asked: settings['jwtCustomerId'] ?? '', answer: byToken.value }
      : { asked: settings['customerId'] ?? '', answer: await get(customer) };
  },
);

requirement('TI-CUST-11', someCustomer, ({ answer }, check, context) => {
  expectShape(check, answer, [objectAt(answer, 'data')], 'v1/customer', context);
  for (const other of otherResources(check, [answer], 'getCustomer', context))
    expectShape(check, other.answer, [other.placed], 'v1/customer', context);
});

requirement('TI-CUST-12', someCustomer, ({ asked, answer }, check, context) => {
  const own = { asked, answer, placed: objectAt(answer, 'data') };
  for (const one of [own, ...otherResources(check, [answer], 'getCustomer', context)])
    expectThat(
      check,
      one.answer,
      String(one.placed.row['id']).toLowerCase() === one.asked.toLowerCase(),
      'another customer came than the one asked for',
      one.asked,
      one.placed.row['id'],
      `${one.placed.at}/id`,
    );
});

const unknownCustomer = probe('a customer who does not exist', { cost: 1, control: plain }, ({ api, unique }) =>
  api.getCustomer({ path: { customerId: nobodysId(unique) } }),
);

requirement('TI-CUST-13', unknownCustomer, (answer, check) => {
  if (answer.status === 401) notTestable('the key may not read customers; the text of the page wants a token');
  expectRefused(check, answer, { because: 'nobody has this id', statuses: [403, 404] });
});

/** The id of the partner for a customer who is riding: his rental would come if it were looked up. */
const rentalByExternalId = probe(
  'current rental under an externalCustomerId',
  { cost: 2, needs: [currentRental], control: currentRental },
  async ({ api, settings, notTestable: stop }) => {
    const customerId = needed(settings, 'rentingCustomerId', 'a customer who is riding');
    const known = await api.getCustomer({ path: { customerId } });
    if (known.raw.status !== 200) stop('the key may not read the customer who is riding');
    const external = textIn(attributesOf(objectAt(known, 'data')), 'externalCustomerId') ?? '';
    if (external.trim() === '' || isUuid(external)) stop('the externalCustomerId of who is riding could be an id');
    return api.getCurrentRental({ path: { customerId: external } });
  },
);

requirement('TI-CUST-14', rentalByExternalId, (answer, check) => {
  expectRefused(check, answer, {
    because: 'an externalCustomerId is no id of a customer',
    statuses: [400, 401, 403, 404, 422],
  });
});
