/** Writing wants the key, too. It writes, should it be let through, and runs only where the target allows it. */
import { expectRefused } from '../../src/judges/refusal.ts';
import type { CallOptions } from '../../src/suite/types.ts';
import { undecided } from '../../src/verdict/check.ts';
import { bare } from './customer-life.ts';
import { detailsFor, make } from './support/made.ts';
import { probe, requirement } from './suite.ts';

const keyless: CallOptions = { credentials: { apiKey: 'omit', jwt: 'omit' } };

const withoutKey = probe('writes, no key', { cost: 6, writes: true, control: bare }, async (context) => {
  const { api, unique, credential } = context;
  const details = detailsFor(unique, 'keyless');
  const wrong = { credentials: { apiKey: { value: credential('apiKey').replace('»', '|altered»') } } };
  const answers = [(await make(context, details, keyless)).answer, (await make(context, details, wrong)).answer];
  const { id } = await make(context, details);
  if (id === undefined) return undecided('no customer was created; TI-CUST-01 judges that');
  const path = { customerId: id };
  answers.push(await api.updateCustomer({ path, body: { ...details, firstName: 'Nobody' } }, keyless));
  answers.push(await api.deleteCustomer({ path }, wrong));
  answers.push(await api.deleteCustomer({ path }, keyless));
  return answers;
});

requirement('TI-KEY-17', withoutKey, (answers, check) => {
  for (const answer of answers)
    expectRefused(check, answer, { because: 'it carries no x-api-key, or an altered one', statuses: [400, 401, 403] });
});
