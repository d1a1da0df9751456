/** Customers, rentals and invoices that only the user of the suite knows. */
import { probe } from '../suite.ts';
import { needed } from './questions.ts';

export const customer = probe('a customer', { cost: 1 }, ({ api, settings }) =>
  api.getCustomer({ path: { customerId: needed(settings, 'customerId', 'a customer of the partner') } }),
);

/** The rental of a customer who is not riding: there is none. */
export const idleCustomer = probe('current rental of a customer who is not riding', { cost: 1 }, ({ api, settings }) =>
  api.getCurrentRental({ path: { customerId: needed(settings, 'customerId', 'a customer of the partner') } }),
);

export const currentRental = probe('current rental', { cost: 1 }, ({ api, settings }) =>
  api.getCurrentRental({ path: { customerId: needed(settings, 'rentingCustomerId', 'a customer who is riding') } }),
);

export const rental = probe('a rental', { cost: 1 }, ({ api, settings }) =>
  api.getRental({ path: { rentalId: needed(settings, 'rentalId', 'a rental') } }),
);

export const invoice = probe('an invoice', { cost: 1 }, ({ api, settings }) =>
  api.getInvoice({ path: { invoiceId: needed(settings, 'invoiceId', 'an invoice') } }),
);
