/** Tenant and client id, and the headers that tag a call. */
import type { Answer } from '../../src/judges/answer.ts';
import { expectSameIds } from '../../src/judges/lists.ts';
import { expectRefused } from '../../src/judges/refusal.ts';
import { itemsOf, rowIds } from './support/pages.ts';
import { firstEmployees } from './support/walks.ts';
import { probe, requirement } from './suite.ts';

const ten = { query: { limit: 10, offset: 0 } };
/** 401 is not among the documented statuses, but what gateways answer to a client that they do not know. */
const refused = [400, 401, 403];

export const noTenant = probe('employees, no tenant', { cost: 1, control: firstEmployees }, ({ api }) =>
  api.listEmployees(ten, { credentials: { tenant: 'omit' } }),
);

requirement('TG-HEAD-01', noTenant, (answer, check) => {
  expectRefused(check, answer, { because: 'X-TNGO-TENANT is missing', statuses: refused });
});

export const noClient = probe('employees, no client id', { cost: 1, control: firstEmployees }, ({ api }) =>
  api.listEmployees(ten, { credentials: { clientId: 'omit' } }),
);

requirement('TG-HEAD-02', noClient, (answer, check) => {
  expectRefused(check, answer, { because: 'client_id is missing', statuses: refused });
});

const unknownTenant = probe('employees, unknown tenant', { cost: 1, control: firstEmployees }, ({ api, unique }) =>
  api.listEmployees(ten, { credentials: { tenant: { value: unique('NOSUCHTENANT') } } }),
);

requirement('TG-HEAD-03', unknownTenant, (answer, check) => {
  expectRefused(check, answer, { because: 'nobody has this tenant code', statuses: [...refused, 404] });
});

const unknownClient = probe('employees, unknown client id', { cost: 1, control: firstEmployees }, ({ api, unique }) =>
  api.listEmployees(ten, { credentials: { clientId: { value: unique('no-such-client') } } }),
);

requirement('TG-HEAD-04', unknownClient, (answer, check) => {
  expectRefused(check, answer, { because: 'nobody has this client id', statuses: refused });
});

/** The same employees in the same place as the plain twin. */
function expectTwin(
  check: Parameters<typeof expectSameIds>[0],
  { plain, answer }: { plain: Answer; answer: Answer },
  what: string,
): void {
  expectSameIds(check, answer, rowIds(itemsOf(answer).items), rowIds(itemsOf(plain).items), what);
}

const tagged = probe(
  'employees, tagged',
  { cost: 1, needs: [firstEmployees], control: firstEmployees },
  async ({ api, get, unique }) => ({
    plain: await get(firstEmployees),
    answer: await api.listEmployees({
      ...ten,
      headers: {
        'X-TNGO-CONTEXT-ACTIVITYID': unique('activity'),
        'X-TNGO-CONTEXT-CORRELATIONID': unique('correlation'),
      },
    }),
  }),
);

requirement('TG-HEAD-05', tagged, (seen, check) =>
  expectTwin(check, seen, 'a tagged call returns what an untagged one returns'),
);

const otherCase = probe(
  'employees, headers in other letter case',
  { cost: 1, needs: [firstEmployees], control: firstEmployees },
  async ({ api, get, credential }) => ({
    plain: await get(firstEmployees),
    answer: await api.listEmployees(ten, {
      anyway: { headers: { 'x-tngo-tenant': credential('tenant'), CLIENT_ID: credential('clientId') } },
    }),
  }),
);

requirement('TG-HEAD-06', otherCase, (seen, check) =>
  expectTwin(check, seen, 'letter case of header names means nothing'),
);
