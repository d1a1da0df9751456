/** Changes want key and token as reads do. What is sent says what stands there already, or names what nobody has, so that nothing changes where it is let through. */
import type { Answer } from '../../src/judges/answer.ts';
import { idOf, rowsOf } from '../../src/judges/lists.ts';
import { attempt } from '../../src/suite/attempt.ts';
import type { CallOptions, ProbeContext } from '../../src/suite/types.ts';
import type { VendNovationApi } from '../../src/contract/generated/vendnovation.ts';
import { expectErrors, named, nobodys } from './support/bulk.ts';
import { expectError, expectKeyRefused } from './support/errors.ts';
import { firstPage } from './support/machines.ts';
import { selections } from './support/reports.ts';
import { probe, requirement } from './suite.ts';

type Context = ProbeContext<VendNovationApi>;

/** Every change that can be sent without changing anything. */
async function updates({ api, get, undecided }: Context, how: CallOptions): Promise<readonly Answer[]> {
  const machines = rowsOf(await get(firstPage));
  const [machine] = named(machines);
  if (machine === undefined) return undecided('the account has no machine with a name');
  const renamed = { id: Number(idOf(machine)), name: String(machine['name']) };
  const answers: Answer[] = [await api.updateMachines({ body: { body: [renamed] } }, how)];
  const known = await attempt(get(selections));
  const [selection] = 'value' in known && known.value.raw.status === 200 ? rowsOf(known.value) : [];
  const selectionId = Number(idOf(selection ?? {}) ?? 0);
  if (selectionId > 0)
    answers.push(await api.applySelectionDelta({ body: { body: [{ selectionId, delta: 0 }] } }, how));
  if (selectionId > 0 && Number.isInteger(selection?.['count']))
    answers.push(
      await api.updateSelections({ body: { body: [{ id: selectionId, count: Number(selection?.['count']) }] } }, how),
    );
  return answers;
}

/** Those, and the calls that name a machine and a template that do not exist. */
async function everyChange(context: Context, how: CallOptions): Promise<readonly Answer[]> {
  const { api, get } = context;
  const { organizationIds, machineIdentifiers } = nobodys(rowsOf(await get(firstPage)), 1);
  const template = { requestFilter: { machineIdentifiers }, routeFilter: { templateIds: [2147483646] } };
  return [
    ...(await updates(context, how)),
    await api.applyTemplates({ body: template }, how),
    await api.provisionMachine({ body: { requestFilter: { organizationIds, machineIdentifiers } } }, how),
  ];
}

const options = { needs: [firstPage, selections], control: firstPage, writes: true };

const keyless = probe('changes, no key', { ...options, cost: 5 }, (context) =>
  everyChange(context, { credentials: { apiKey: 'omit' } }),
);

const wrongKey = probe('changes, wrong key', { ...options, cost: 3 }, (context) =>
  updates(context, { credentials: { apiKey: { value: context.unique('unknownkeyofvendorconformance') } } }),
);

const keys = probe(
  'changes, no or wrong keys',
  { cost: 0, needs: [keyless, wrongKey], writes: true },
  async ({ get }) => [...(await get(keyless)), ...(await get(wrongKey))],
);

requirement('VN-KEY-07', keys, (answers, check) => {
  for (const answer of answers) expectKeyRefused(check, answer, 'its x-api-key is missing or wrong');
});

const withToken = ({ settings }: Context, value: string | null) => ({
  anyway: { headers: { [settings['tokenHeader'] ?? '']: value } },
});

const tokenless = probe('changes, no token', { ...options, cost: 5 }, (context) =>
  everyChange(context, withToken(context, null)),
);

const madeUpToken = probe('changes, made-up token', { ...options, cost: 3 }, (context) => {
  const token = `00000000-0000-4000-8000-00000000${context.unique('').slice(1)}`;
  return updates(context, withToken(context, `${context.settings['tokenPrefix'] ?? ''}${token}`));
});

const tokens = probe(
  'changes, no or made-up tokens',
  { cost: 0, needs: [tokenless, madeUpToken], writes: true },
  async ({ get }) => [...(await get(tokenless)), ...(await get(madeUpToken))],
);

requirement('VN-AUTH-18', tokens, (answers, check) => {
  for (const answer of answers) {
    expectError(check, answer, {
      because: 'its access token is missing or was never issued',
      statuses: [401],
      codes: ['API_TOKEN'],
    });
    expectErrors(check, answer);
  }
});
