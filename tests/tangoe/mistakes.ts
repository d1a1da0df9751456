/** Mistakes that a client can make, and the status that belongs to each. */
import { expectRefused } from '../../src/judges/refusal.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { shorten, undecided } from '../../src/verdict/check.ts';
import { countries } from './support/catalogs.ts';
import { wanted } from './support/orders.ts';
import { me, unusedId } from './support/people.ts';
import { askOne, firstEmployees, kinds, walks } from './support/walks.ts';
import { probe, requirement } from './suite.ts';

export const unknownItems = kinds.map((kind) =>
  probe(
    `a ${kind.slice(0, -1)} that does not exist`,
    { cost: 1, needs: [walks[kind]], control: walks[kind] },
    async ({ api, get }) => askOne(api, kind, unusedId((await get(walks[kind])).ids)),
  ),
);

const unknownItem = probe('items that do not exist', { cost: 0, needs: unknownItems }, async ({ get }) => {
  const asked = await Promise.all(unknownItems.map((p) => attempt(get(p))));
  return asked.flatMap((a) => ('value' in a && a.value.control === 'held' ? [a.value] : []));
});

requirement('TG-ERR-05', unknownItem, (answers, check) => {
  if (answers.length === 0) undecided('no list was answered, so that a refusal shows nothing');
  for (const answer of answers) expectRefused(check, answer, { because: 'nothing has this id', statuses: [404, 403] });
});

export const unknownPath = probe('a path that does not exist', { cost: 1, control: firstEmployees }, ({ follow }) =>
  follow('conformance-probe-no-such-resource'),
);

requirement('TG-ERR-06', unknownPath, (answer, check) => {
  expectRefused(check, answer, { because: 'there is no such path', statuses: [404] });
});

export const pinged = probe('ping, plain', { cost: 1 }, ({ api }) => api.ping());

/** PUT, because no page has it on this path and nothing there could be changed. */
export const unknownMethod = probe('a method that ping does not have', { cost: 1, control: pinged }, ({ api }) =>
  api.ping({}, { anyway: { method: 'PUT', rawBody: '{}' } }),
);

requirement('TG-ERR-07', unknownMethod, (answer, check) => {
  if (answer.control === 'held' && answer.raw.status === 501) return check.held();
  expectRefused(check, answer, { because: 'the path has no such method', statuses: [405, 404, 403, 400] });
});

export const missing = probe('order properties without parameters', { cost: 1, control: wanted }, ({ api }) =>
  api.listOrderProperties(),
);

export const missingVendor = probe(
  'order properties without vendor and service',
  { cost: 1, control: wanted },
  ({ api }) => api.listOrderProperties({ query: { transactionType: 'SUSPEND' } }),
);

const missingParameters = probe(
  'calls without required parameters',
  { cost: 0, needs: [missing, missingVendor] },
  async ({ get }) => [await get(missing), await get(missingVendor)],
);

requirement('TG-ERR-08', missingParameters, (answers, check) => {
  for (const answer of answers)
    expectRefused(check, answer, { because: 'a required parameter is missing', statuses: [400] });
});

export const badLimit = probe('employees, a limit in words', { cost: 1, control: firstEmployees }, ({ api }) =>
  api.listEmployees({}, { anyway: { query: { limit: 'ten', offset: 0 } } }),
);

requirement('TG-ERR-09', badLimit, (answer, check) => {
  expectRefused(check, answer, { because: 'limit is no number', statuses: [400] });
});

const bareCatalog = probe('devices of the catalogue, no parameters', { cost: 1, needs: [me, countries] }, ({ api }) =>
  api.listCatalogDevices(),
);

requirement('TG-ERR-11', bareCatalog, (answer, check) => {
  if (answer.raw.status !== 0)
    check.observe(
      'a catalogue without region and service',
      `${answer.raw.status} ${shorten(answer.raw.text, 120)}`,
      answer.x,
    );
});
