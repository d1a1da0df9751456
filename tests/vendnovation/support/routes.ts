/** Every read that the suite knows, each with its plain question: what holds for one read is asked of all. */
import type { Answer } from '../../../src/judges/answer.ts';
import { attempt } from '../../../src/suite/attempt.ts';
import type { CallOptions, ProbeContext } from '../../../src/suite/types.ts';
import type { VendNovationApi } from '../../../src/contract/generated/vendnovation.ts';
import { probe } from '../suite.ts';
import { accounts, firstPage } from './machines.ts';
import { reportPage, selections } from './reports.ts';

type Context = ProbeContext<VendNovationApi>;

const reads = [
  { name: 'machines', plain: firstPage, ask: ({ api }: Context, how: CallOptions) => api.listMachines({}, how) },
  { name: 'accounts', plain: accounts, ask: ({ api }: Context, how: CallOptions) => api.listAccounts({}, how) },
  {
    name: 'transactions',
    plain: reportPage,
    ask: ({ api }: Context, how: CallOptions) => api.listTransactions({}, how),
  },
  { name: 'selections', plain: selections, ask: ({ api }: Context, how: CallOptions) => api.listSelections({}, how) },
] as const;

/** The plain answers of every read that is there. */
export const everyRead = probe(
  'every read, no headers',
  { cost: 0, needs: reads.map((r) => r.plain) },
  async ({ get }) => {
    const asked = await Promise.all([
      attempt<Answer>(get(firstPage)),
      attempt<Answer>(get(accounts)),
      attempt<Answer>(get(reportPage)),
      attempt<Answer>(get(selections)),
    ]);
    return asked.flatMap((a) => ('value' in a ? [a.value] : []));
  },
);

/** Asks every read in a way that must be refused; reads whose plain question was not answered are left out. */
export function onEveryRead(name: string, how: (context: Context) => CallOptions) {
  const probes = reads.map((read) =>
    probe(`${read.name}, ${name}`, { cost: 1, control: read.plain }, (context): Promise<Answer> =>
      read.ask(context, how(context)),
    ),
  );
  return probe(`every read, ${name}`, { cost: 0, needs: probes }, async ({ get }) => {
    const answers = await Promise.all(probes.map((p) => attempt(get(p))));
    return answers.flatMap((a) => ('value' in a && a.value.control === 'held' ? [a.value] : []));
  });
}
