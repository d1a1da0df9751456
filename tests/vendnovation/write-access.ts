/** Changes want key and token as reads do. What is sent says what stands there already, so that nothing changes where it is let through. */
import type { Answer } from '../../src/judges/answer.ts';
import { idOf, rowsOf } from '../../src/judges/lists.ts';
import { expectRefused } from '../../src/judges/refusal.ts';
import { attempt } from '../../src/suite/attempt.ts';
import type { CallOptions, ProbeContext } from '../../src/suite/types.ts';
import type { VendNovationApi } from '../../src/contract/generated/vendnovation.ts';
import { expectErrors } from './support/bulk.ts';
import { expectError } from './support/errors.ts';
import { firstPage } from './support/machines.ts';
import { selections } from './support/reports.ts';
import { probe, requirement } from './suite.ts';

/** Every change that can be sent without changing anything. */
async function ask(
  { api, get, undecided }: ProbeContext<VendNovationApi>,
  how: CallOptions,
): Promise<readonly Answer[]> {
  const machines = rowsOf(await get(firstPage));
  const machine = machines.find((row) => typeof row['name'] === 'string' && idOf(row) !== undefined);
  if (machine === undefined) return undecided('the account has no machine with a name');
  const renamed = { id: Number(idOf(machine)), name: String(machine['name']) };
  const answers: Answer[] = [await api.updateMachines({ body: { body: [renamed] } }, how)];
  const known = await attempt(get(selections));
  const [selection] = 'value' in known && known.value.raw.status === 200 ? rowsOf(known.value) : [];
  const selectionId = Number(idOf(selection ?? {}) ?? 0);
  if (selectionId > 0)
    answers.push(await api.applySelectionDelta({ body: { body: [{ selectionId, delta: 0 }] } }, how));
  if (selectionId > 0 && typeof selection?.['count'] === 'number')
    answers.push(await api.updateSelections({ body: { body: [{ id: selectionId, count: selection['count'] }] } }, how));
  return answers;
}

const keyless = probe(
  'changes, no key',
  { cost: 3, needs: [firstPage, selections], control: firstPage, writes: true },
  (context) => ask(context, { credentials: { apiKey: 'omit' } }),
);

requirement('VN-KEY-07', keyless, (answers, check) => {
  for (const answer of answers)
    expectRefused(check, answer, { because: 'it carries no x-api-key', statuses: [401, 403] });
});

const tokenless = probe(
  'changes, no token',
  { cost: 3, needs: [firstPage, selections], control: firstPage, writes: true },
  (context) => ask(context, { anyway: { headers: { [context.settings['tokenHeader'] ?? '']: null } } }),
);

requirement('VN-AUTH-18', tokenless, (answers, check) => {
  for (const answer of answers) {
    expectError(check, answer, { because: 'it carries no access token', statuses: [401], codes: ['API_TOKEN'] });
    expectErrors(check, answer);
  }
});
