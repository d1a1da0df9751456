/** Error lists, unknown endpoints, formats that are not served. */
import type { Answer } from '../../src/judges/answer.ts';
import { expectRefused } from '../../src/judges/refusal.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { undecided } from '../../src/verdict/check.ts';
import { unknownKey } from './access.ts';
import { documentsErrors, expectErrorList, expectSameStatus, otherErrors } from './support/errors.ts';
import { expectThat, observeAnswer } from './support/findings.ts';
import { idleCustomer } from './support/people.ts';
import { plain } from './support/questions.ts';
import { probe, requirement } from './suite.ts';

/** @throws Undecided unless the answer is the refusal that the page documents */
export function documented(answer: Answer): Answer {
  const { status } = answer;
  return status === 404 || status === 400
    ? answer
    : undecided(`${answer.asked} was answered with ${status}, not with the documented error`);
}

requirement('TI-ERR-01', idleCustomer, (answer, check, context) => {
  for (const refused of [documented(answer), ...otherErrors([answer], documentsErrors, context)])
    expectErrorList(check, refused, context);
});
requirement('TI-ERR-02', idleCustomer, (answer, check, context) => {
  for (const refused of [documented(answer), ...otherErrors([answer], documentsErrors, context)])
    expectSameStatus(check, refused);
});

const unknownEndpoint = probe('an endpoint that does not exist', { cost: 1, control: plain }, ({ follow, unique }) =>
  follow(unique('conformance-nothing'), { credentials: { jwt: 'omit' } }),
);

requirement('TI-ERR-03', unknownEndpoint, (answer, check) => {
  expectRefused(check, answer, { because: 'there is no such endpoint', statuses: [404] });
});

const noJson = probe('the plain question, no JSON accepted', { cost: 1, control: plain }, ({ api }) =>
  api.listZones({ query: { type: 'root' } }, { anyway: { headers: { accept: 'text/csv' } } }),
);

requirement('TI-ERR-04', noJson, (answer, check) => {
  expectRefused(check, answer, { because: 'it accepts no JSON', statuses: [406] });
});

const malformedIds = probe(
  'ids that are no UUIDs',
  { cost: 2, control: plain },
  async ({ api, version }): Promise<Answer[]> => {
    if (version === 'v2') return [await api.getRootZone({ path: { id: 'no-uuid' } })];
    return Promise.all([
      api.getRental({ path: { rentalId: 'no-uuid' } }),
      api.getCustomer({ path: { customerId: "no'uuid" } }),
    ]);
  },
);

requirement('TI-ERR-05', malformedIds, (answers, check) => {
  for (const answer of answers) {
    if (answer.control !== 'held') undecided('the plain question was not answered, so that a failure shows nothing');
    if (answer.status === 429) undecided(`${answer.asked} was answered with 429: too many requests`);
    if (answer.status < 300) undecided(`${answer.asked} was answered with ${answer.status}, as if it were an id`);
    expectThat(
      check,
      answer,
      answer.status < 500,
      `an id that is no UUID made the server fail with ${answer.status}`,
      'status 4xx',
      `status ${answer.status}`,
      'status',
    );
  }
});

const refusals = probe('refusals', { cost: 0, needs: [unknownKey, unknownEndpoint] }, async ({ get }) =>
  Promise.all([unknownKey, unknownEndpoint].map((one) => attempt(get(one)))),
);

requirement('TI-ERR-06', refusals, (found, check) => {
  for (const one of found) if ('value' in one) observeAnswer(check, one.value.asked, one.value);
});
