/** Every read that the suite knows, each with its plain question: what holds for one read is asked of all. */
import type { Answer } from '../../../src/judges/answer.ts';
import { attempt } from '../../../src/suite/attempt.ts';
import type { CallOptions, LooseCall, Probe, ProbeContext } from '../../../src/suite/types.ts';
import type { VendNovationApi } from '../../../src/contract/generated/vendnovation.ts';
import { probe } from '../suite.ts';
import { accounts, firstPage } from './machines.ts';
import { reportPage, selections } from './reports.ts';

type Context = ProbeContext<VendNovationApi>;
type Needs = readonly Probe<unknown, VendNovationApi>[];

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

/** As a filtered read is asked. v1 is not known to take a body. */
const filtered = ({ version }: Context): LooseCall =>
  version === 'v1' ? {} : { headers: { size: 20 }, body: { requestFilter: { machineIdentifiers: ['1'] } } };

/**
 * Asks every read in a way that must be refused; reads whose plain question was not answered are left out.
 * @param form bare, or with a filter and a page size: one may lead past a check that the other meets
 */
export function onEveryRead(name: string, form: 'bare' | 'filtered', how: (context: Context) => CallOptions) {
  const probes = reads.map((read) =>
    probe(`${read.name}, ${name}`, { cost: 1, control: read.plain }, (context): Promise<Answer> => {
      const asked = how(context);
      const more = form === 'filtered' ? filtered(context) : {};
      const headers = { ...more.headers, ...asked.anyway?.headers };
      return read.ask(context, { ...asked, anyway: { ...more, ...asked.anyway, headers } });
    }),
  );
  return probe(`every read, ${name}`, { cost: 0, needs: probes }, async ({ get }) => {
    const answers = await Promise.all(probes.map((p) => attempt(get(p))));
    return answers.flatMap((a) => ('value' in a && a.value.control === 'held' ? [a.value] : []));
  });
}

/** The reads beside that of the machines, each with a body that must change nothing, and their plain answers. */
export function onOtherReads(name: string, body: (context: Context) => object | Promise<object>, needs: Needs = []) {
  const others = reads.filter(({ plain }) => plain !== firstPage);
  const probes = others.map((read) =>
    probe(
      `${read.name}, ${name}`,
      { cost: 1, needs: [read.plain, ...needs], control: read.plain },
      async (context) => ({
        plain: await context.get<Answer>(read.plain),
        answer: await read.ask(context, { anyway: { body: await body(context) } }),
      }),
    ),
  );
  return probe(`other reads, ${name}`, { cost: 0, needs: probes }, async ({ get }) => {
    const asked = await Promise.all(probes.map((p) => attempt(get(p))));
    return asked.flatMap((a) => ('value' in a && a.value.answer.control === 'held' ? [a.value] : []));
  });
}
