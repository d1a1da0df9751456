/** Customers that the suite makes, and takes away again. */
import type { Answer } from '../../../src/judges/answer.ts';
import type { CallOptions } from '../../../src/suite/types.ts';
import type { Context } from '../suite.ts';
import { type Row, textIn, within } from './resources.ts';

export interface Details {
  readonly firstName?: string;
  readonly lastName?: string;
  readonly email?: string;
  readonly externalCustomerId: string;
}

/** Id of the customer in an answer; undefined where there is none. Never throws. */
export const idIn = (answer: Answer): string | undefined => {
  const data: unknown = within(answer.raw.json, 'data');
  return answer.raw.status >= 200 && answer.raw.status < 300 ? textIn((data ?? {}) as Row, 'id') : undefined;
};

/** Makes a customer; whatever was made is taken away when the probe is over, or by the next run. */
export async function make(
  { api, undo }: Context,
  details: Details,
  options: CallOptions = {},
): Promise<{ answer: Answer; id: string | undefined }> {
  const answer = await api.createCustomer({ body: { ...details } }, options);
  const id = idIn(answer);
  if (id !== undefined)
    undo(
      'a customer of the conformance suite',
      { operation: 'deleteCustomer', path: { customerId: id } },
      { made: true },
    );
  return { answer, id };
}

export const detailsFor = (unique: (label: string) => string, label: string): Required<Details> => ({
  firstName: 'Conny',
  lastName: 'Formance',
  email: `${unique(label)}@vendor-conformance.example`,
  externalCustomerId: unique(`conformance-${label}`),
});
