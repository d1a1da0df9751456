/** The small resources: ping, diagnostics and vendors. */
import { expectSubset } from '../../src/judges/lists.ts';
import { expectSchema } from '../../src/judges/schema.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { inside } from './offsets.ts';
import { places } from './single.ts';
import { configured } from './support/back-end.ts';
import { expectThat, expectValue, isAnswered } from './support/findings.ts';
import { everyMember, everyPair } from './support/me.ts';
import { bodyOf, itemOf, itemsOf, rowIds } from './support/pages.ts';
import { lookAt, plainReads } from './support/plain.ts';
import { expectItems } from './support/shapes.ts';
import { vendors } from './support/vendors.ts';
import { probe, requirement } from './suite.ts';

const echo = probe('ping with a text', { cost: 1 }, async ({ api, unique }) => {
  const text = unique('conformance probe äß&=+');
  return { text, answer: await api.ping({ query: { echoText: text } }) };
});

requirement('TG-AST-10', echo, ({ text, answer }, check) => {
  // Where it stands in the answer is not documented.
  const holds = JSON.stringify(answer.data).includes(JSON.stringify(text).slice(1, -1));
  expectThat(check, answer, holds, 'the text does not come back', text, answer.data);
});

requirement('TG-VER-01', echo, ({ answer }, check) => {
  bodyOf(answer);
  check.held();
});

/** Asked for where the back end is Premium Mobile, as the setting says or the pages show. */
export const diagnostics = probe(
  'diagnostics',
  { cost: 1, needs: [inside] },
  async ({ api, get, settings, version, notTestable }) => {
    const shown = await attempt(get(inside));
    const backEnd = configured(settings, version) ?? ('value' in shown ? shown.value.backEnd : null);
    if (backEnd === 'premium') return api.getDiagnostics();
    return notTestable(
      'only Premium Mobile is documented to have them; set TANGOE_BACK_END=premium if it is the back end',
    );
  },
);

const permissions = ['IS_AUTHENTICATED_USER_APPROVER', 'IS_ACTOR_APPROVER', 'EXECUTE_MOVE_SERVICE_PERMISSION'];

requirement('TG-AST-11', diagnostics, (answer, check) => {
  const body = bodyOf(answer);
  for (const name of permissions) {
    const found = everyMember(body, name)[0] ?? everyPair(body, name)[0];
    expectValue(
      check,
      answer,
      found?.pointer ?? `/${name}`,
      found?.value,
      typeof found?.value === 'boolean',
      'true or false',
    );
  }
});

const carriers = probe('vendors that are carriers', { cost: 1, needs: [vendors], control: vendors }, ({ api }) =>
  api.listVendors({ query: { type: 'CARRIER' } }),
);

const both = probe('vendors, all and carriers', { cost: 0, needs: [vendors, carriers, places] }, async ({ get }) => ({
  all: await get(vendors),
  filtered: await attempt(get(carriers)),
}));

requirement('TG-AST-12', both, ({ all, filtered }, check, context) => {
  const { contract } = context;
  lookAt(check, plainReads(context, /\/vendors$/, [all]), (answer) =>
    expectItems(check, answer, contract, 'vendor.schema.json', () => true),
  );
  lookAt(check, plainReads(context, /\/vendors\/[^/]+$/), (answer) =>
    expectSchema(check, answer, contract, 'tangoe/v1/vendor.schema.json', itemOf(answer), ''),
  );
  // Which values the filter has is not documented: its refusal decides nothing.
  if ('reason' in filtered || !isAnswered(filtered.value)) return;
  const [came, promised] = [filtered.value, all].map((answer) => rowIds(itemsOf(answer).items));
  expectSubset(
    check,
    filtered.value,
    came ?? [],
    promised ?? [],
    'vendors of a type that the list without a filter lacks',
  );
});
