/** Customers that cannot be stored. They write, should they be accepted, and run only where the target allows it. */
import type { Answer } from '../../src/judges/answer.ts';
import { expectRefused } from '../../src/judges/refusal.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { type Check, notTestable, undecided } from '../../src/verdict/check.ts';
import { bare } from './customer-life.ts';
import { codesOf, errorsOf, expectErrorList, expectSameStatus } from './support/errors.ts';
import { expectThat } from './support/findings.ts';
import { detailsFor, idIn, make } from './support/made.ts';
import { attributesOf, objectAt } from './support/resources.ts';
import { type Context, probe, requirement } from './suite.ts';

const malformed = 'malformed-email';

/** Sends what a customer cannot be made of; takes away what was made of it all the same. */
async function tryToMake(context: Context, body: Readonly<Record<string, string>>): Promise<Answer> {
  const { api, undo, unique } = context;
  const answer = await api.createCustomer(
    { body: { externalCustomerId: unique('conformance-wrong') } },
    { anyway: { body } },
  );
  const id = idIn(answer);
  if (id !== undefined)
    undo(
      'a customer of the conformance suite',
      { operation: 'deleteCustomer', path: { customerId: id } },
      { made: true },
    );
  return answer;
}

const wrongMail = probe('a customer with a malformed e-mail', { cost: 2, writes: true, control: bare }, (context) =>
  tryToMake(context, { ...detailsFor(context.unique, 'mail'), email: malformed }),
);

/** An at sign alone makes no e-mail. */
const mailWithoutDomain = probe(
  'a customer with an e-mail without a domain',
  { cost: 2, writes: true, control: bare },
  (context) => tryToMake(context, { ...detailsFor(context.unique, 'domain'), email: 'conformance@' }),
);

const wrongMails = probe(
  'customers with malformed e-mails',
  { cost: 0, needs: [wrongMail, mailWithoutDomain], writes: true },
  async ({ get }) => [await get(wrongMail), await get(mailWithoutDomain)],
);

function expectValidationError(check: Check, answer: Answer, because: string): void {
  if (!expectRefused(check, answer, { because, statuses: [400] })) return;
  const codes = codesOf(answer);
  expectThat(
    check,
    answer,
    codes.includes('ValidationError'),
    `because ${because}, the code ValidationError is promised`,
    'ValidationError',
    codes.join(', ') || 'no code',
    '/errors/0/code',
  );
}

requirement('TI-VALID-01', wrongMails, (answers, check) => {
  for (const answer of answers) expectValidationError(check, answer, 'the e-mail is malformed');
});

const noExternalId = probe(
  'a customer without externalCustomerId',
  { cost: 2, writes: true, control: bare },
  (context) => {
    const { firstName, lastName, email } = detailsFor(context.unique, 'missing');
    return tryToMake(context, { firstName, lastName, email });
  },
);

const isAccepted = ({ status }: Answer): boolean => status >= 200 && status < 300;

requirement('TI-VALID-02', noExternalId, (answer, check) => {
  if (answer.control === 'held' && isAccepted(answer)) {
    if (idIn(answer) === undefined) undecided('a customer without externalCustomerId is neither refused nor created');
    check.held();
    check.observe('externalCustomerId', 'is not required any more', answer.x);
  } else expectValidationError(check, answer, 'externalCustomerId is missing');
});

const bothMistakes = probe(
  'a customer with two mistakes',
  { cost: 2, needs: [wrongMail, noExternalId], writes: true, control: bare },
  async (context) => {
    const { firstName, lastName } = detailsFor(context.unique, 'both');
    const alone = [await context.get(wrongMail), await context.get(noExternalId)];
    return { alone, answer: await tryToMake(context, { email: malformed, firstName, lastName, locale: 'es_ES' }) };
  },
);

requirement('TI-VALID-03', bothMistakes, ({ alone, answer }, check) => {
  const mistakes = alone.filter((one) => one.status === 400).length;
  if (alone.some((one) => idIn(one) !== undefined))
    notTestable('one of the mistakes is none any more, as the policy allows');
  if (mistakes < 2) undecided('not both mistakes are refused by themselves, so that one answer need not tell both');
  if (!expectRefused(check, answer, { because: 'it has two mistakes', statuses: [400] })) return;
  const errors = errorsOf(answer).filter(({ row }) => row['code'] === 'ValidationError');
  expectThat(
    check,
    answer,
    errors.length >= 2,
    `two mistakes, and ${errors.length} errors ValidationError`,
    'an error ValidationError for each mistake',
    `${errorsOf(answer).length} errors: ${codesOf(answer).join(', ')}`,
    '/errors',
  );
});

const wrongUpdate = probe(
  'an update with a malformed e-mail',
  { cost: 4, writes: true, control: bare },
  async (context) => {
    const details = detailsFor(context.unique, 'update');
    const { id } = await make(context, details);
    if (id === undefined) return undecided('no customer was created; TI-CUST-01 judges that');
    const path = { customerId: id };
    const answer = await context.api.updateCustomer(
      { path, body: details },
      { anyway: { body: { ...details, firstName: 'Nobody', email: malformed } } },
    );
    return { details, answer, after: await context.api.getCustomer({ path }) };
  },
);

requirement('TI-VALID-04', wrongUpdate, ({ details, answer, after }, check) => {
  expectRefused(check, answer, { because: 'the e-mail is malformed', statuses: [400, 422] });
  if (after.raw.status !== 200) return;
  const placed = objectAt(after, 'data');
  for (const name of ['firstName', 'email'] as const) {
    const came = attributesOf(placed)[name];
    expectThat(
      check,
      after,
      came === details[name],
      `a refused update changed ${name}`,
      details[name],
      came,
      `${placed.at}/attributes/${name}`,
    );
  }
});

const refusedWrites = probe(
  'creations and updates that are refused',
  { cost: 0, needs: [wrongMail, noExternalId, bothMistakes, wrongUpdate], writes: true },
  async ({ get }) => {
    const found = await Promise.all([
      attempt(get(wrongMail)),
      attempt(get(noExternalId)),
      attempt(get(bothMistakes).then(({ answer }) => answer)),
      attempt(get(wrongUpdate).then(({ answer }) => answer)),
    ]);
    return found.flatMap((one) => ('value' in one && one.value.raw.status === 400 ? [one.value] : []));
  },
);

requirement('TI-VALID-05', refusedWrites, (answers, check, context) => {
  if (answers.length === 0) undecided('nothing was refused with 400; TI-VALID-01 judges that');
  for (const answer of answers) {
    expectErrorList(check, answer, context);
    expectSameStatus(check, answer);
  }
});
