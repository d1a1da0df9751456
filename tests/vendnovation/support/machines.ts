/** What is known of the account's machines: asked once, used by every case that needs an id, a site or an organisation. */
import type { Answer } from '../../../src/judges/answer.ts';
import { countOf } from '../../../src/judges/headers.ts';
import { type Row, idOf, idsOf, rowsOf } from '../../../src/judges/lists.ts';
import { probe } from '../suite.ts';

export const firstPage = probe('machines, no headers, no filter', { cost: 1 }, ({ api }) => api.listMachines());

export const accounts = probe('accounts, no headers', { cost: 1 }, ({ api }) => api.listAccounts());

/** As many accounts as one page holds; one more is asked for, which must be cut. */
export const manyAccounts = probe('accounts, size 2001', { cost: 1, control: accounts }, ({ api }): Promise<Answer> =>
  api.listAccounts({ headers: { size: 2001 } }),
);

/** Ids of the top of C#'s int that none of the rows has, for records that do not exist. */
export function unknownIds(rows: readonly Row[], member: string, count = 1): number[] {
  const taken = new Set(rows.flatMap((row) => [idOf(row, member), row['prose']]));
  const ids: number[] = [];
  for (let id = 2147483646; ids.length < count; id -= 1) if (!taken.has(String(id))) ids.push(id);
  return ids;
}

export interface Fleet {
  readonly answers: readonly Answer[];
  readonly rows: readonly Row[];
  readonly ids: readonly string[];
  /** All machines are among `rows`. */
  readonly complete: boolean;
}

/** Reads at most `maxPages` pages of the largest size. */
export const fleet = probe('machines, all of them', { cost: 5 }, async ({ api, settings }): Promise<Fleet> => {
  const most = Math.min(5, Number(settings['maxPages'] ?? '5'));
  const answers: Answer[] = [];
  let complete = false;
  for (let page = 1; page <= most && !complete; page += 1) {
    const answer = await api.listMachines({ headers: page === 1 ? { size: 2000 } : { size: 2000, page } });
    answers.push(answer);
    complete = rowsOf(answer).length === 0 || page >= (countOf(answer, 'total-pages') ?? 1);
  }
  const rows = answers.flatMap((a) => rowsOf(a));
  return { answers, rows, ids: idsOf(rows), complete };
});

/** Values of a member with the machines that have it, the smallest group first. */
export function groupsBy(rows: readonly Row[], member: string): { value: number; ids: string[] }[] {
  const groups = new Map<number, string[]>();
  for (const row of rows) {
    const value = row[member];
    const id = idOf(row);
    if (typeof value !== 'number' || !Number.isSafeInteger(value) || id === undefined) continue;
    groups.set(value, [...(groups.get(value) ?? []), id]);
  }
  return [...groups]
    .map(([value, ids]) => ({ value, ids }))
    .sort((a, b) => a.ids.length - b.ids.length || a.value - b.value);
}

/** The group to filter by: of middling size, so that both a dropped and a leaked record show. */
export function middling<T extends { ids: readonly string[] }>(groups: readonly T[]): T | undefined {
  const several = groups.filter((g) => g.ids.length > 1);
  return several[0] ?? groups[0];
}

/** Offset of the clock of each machine from UTC in milliseconds, where its last contact shows it. */
export function clockOffsets(rows: readonly Row[], read: (text: string) => { ms: number } | null): Map<string, number> {
  const offsets = new Map<string, number>();
  for (const row of rows) {
    const id = idOf(row);
    const beat = row['lastHeartBeat'] as { server?: unknown; local?: unknown } | null | undefined;
    if (id === undefined || typeof beat?.server !== 'string' || typeof beat.local !== 'string') continue;
    const [server, local] = [read(beat.server), read(beat.local)];
    if (server === null || local === null || server.ms < 0 || local.ms < 0) continue;
    const offset = local.ms - server.ms;
    if (Math.abs(offset) <= 15 * 3_600_000) offsets.set(id, Math.round(offset / 900_000) * 900_000);
  }
  return offsets;
}
