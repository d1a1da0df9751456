/** Calls that answer with 204, asked in ways that must be refused: nothing that they would do could be undone. */
import { fleet } from './support/machines.ts';
import { shorten, undecided } from '../../src/verdict/check.ts';
import { expectErrors, nobodys } from './support/bulk.ts';
import { errorsOf, expectError, expectMembers } from './support/errors.ts';
import { probe, requirement } from './suite.ts';

const twoTemplates = probe(
  'two templates at once',
  { cost: 1, needs: [fleet], control: fleet, writes: true },
  async ({ api, get, undecided }) => {
    const id = (await get(fleet)).ids[0] ?? undecided('the account has no machine');
    return api.applyTemplates(
      { body: { requestFilter: { machineIdentifiers: [id] }, routeFilter: { templateIds: [1] } } },
      {
        anyway: {
          body: {
            requestFilter: { machineIdentifiers: [id] },
            routeFilter: { templateIds: [2147483646, 2147483645] },
          },
        },
      },
    );
  },
);

requirement('VN-BULK-04', twoTemplates, (answer, check) => {
  expectError(check, answer, { because: 'two templates are named', statuses: [422], codes: ['MULTIPLE_TEMPLATES'] });
  expectErrors(check, answer);
});

/** Two organisations and two machines, none of which exist: whatever a vendor does with it, it claims nothing. */
const twoMachines = probe(
  'provision of two machines at once',
  { cost: 1, needs: [fleet], control: fleet, writes: true },
  async ({ api, get }) => {
    const { organizationIds, machineIdentifiers } = nobodys((await get(fleet)).rows, 2);
    const one = { organizationIds: organizationIds.slice(0, 1), machineIdentifiers: machineIdentifiers.slice(0, 1) };
    const body = { requestFilter: { organizationIds, machineIdentifiers } };
    return api.provisionMachine({ body: { requestFilter: one } }, { anyway: { body } });
  },
);

requirement('VN-BULK-15', twoMachines, (answer, check) => {
  const { status } = answer;
  if (status === 429) undecided(`${answer.asked} was answered with 429: too many requests`);
  check.that(status >= 400 && status < 500, () => ({
    message: `${answer.asked}: exactly one organisation and one machine may be named; two of each, none of which exist, were answered with ${status}`,
    expected: 'status 4xx',
    actual: `status ${status}`,
    where: 'status',
    exchange: answer.x,
  }));
  // The page speaks of an error object, the concepts of a list.
  check.that(errorsOf(answer).length > 0, () => ({
    message: `${answer.asked}: an error object is promised`,
    expected: 'an object with code and message, alone or in a list',
    actual: shorten(answer.raw.text, 160) || 'an empty body',
    where: '',
    exchange: answer.x,
  }));
  expectMembers(check, answer);
});
