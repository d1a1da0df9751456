/** Customers, read: the ones that are there, and nobody. What is written stands in `customer-life.ts`. */
import { expectRefused } from '../../src/judges/refusal.ts';
import { expectThat } from './support/findings.ts';
import { customer } from './support/people.ts';
import { nobodysId, plain } from './support/questions.ts';
import { expectShape, objectAt } from './support/resources.ts';
import { probe, requirement } from './suite.ts';

requirement('TI-CUST-11', customer, (answer, check, context) =>
  expectShape(check, answer, [objectAt(answer, 'data')], 'v1/customer', context),
);

requirement('TI-CUST-12', customer, (answer, check, { settings }) => {
  const { row, at } = objectAt(answer, 'data');
  const asked = settings['customerId'] ?? '';
  expectThat(
    check,
    answer,
    String(row['id']).toLowerCase() === asked.toLowerCase(),
    'another customer came than the one asked for',
    asked,
    row['id'],
    `${at}/id`,
  );
});

const unknownCustomer = probe('a customer who does not exist', { cost: 1, control: plain }, ({ api, unique }) =>
  api.getCustomer({ path: { customerId: nobodysId(unique) } }),
);

requirement('TI-CUST-13', unknownCustomer, (answer, check) => {
  expectRefused(check, answer, { because: 'nobody has this id', statuses: [403, 404] });
});
