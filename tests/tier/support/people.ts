/** Customers, rentals and invoices that only the user of the suite knows. */
import { probe } from '../suite.ts';
import { codesOf } from './errors.ts';
import { needed } from './questions.ts';

export const customer = probe('a customer', { cost: 1 }, ({ api, settings }) =>
  api.getCustomer({ path: { customerId: needed(settings, 'customerId', 'a customer of the partner') } }),
);

/** The rental of a customer who is not riding: there is none. */
export const idleCustomer = probe('current rental of a customer who is not riding', { cost: 1 }, ({ api, settings }) =>
  api.getCurrentRental({ path: { customerId: needed(settings, 'customerId', 'a customer of the partner') } }),
);

export const currentRental = probe('current rental', { cost: 1 }, async ({ api, settings, undecided }) => {
  const customerId = needed(settings, 'rentingCustomerId', 'a customer who is riding');
  const answer = await api.getCurrentRental({ path: { customerId } });
  if (answer.raw.status === 404 && codesOf(answer).includes('RentalNotFound'))
    undecided('the customer of TIER_RENTING_CUSTOMER_ID is not riding; name one who is');
  return answer;
});

export const rental = probe('a rental', { cost: 1 }, ({ api, settings }) =>
  api.getRental({ path: { rentalId: needed(settings, 'rentalId', 'a rental') } }),
);

export const invoice = probe('an invoice', { cost: 1 }, ({ api, settings }) =>
  api.getInvoice({ path: { invoiceId: needed(settings, 'invoiceId', 'an invoice') } }),
);
