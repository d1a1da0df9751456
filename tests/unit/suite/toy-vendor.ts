/** The toy vendor over real HTTP, a small suite for it with everything in it, and its observation. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { rowsOf } from '../../../src/judges/lists.ts';
import { expectRefused } from '../../../src/judges/refusal.ts';
import { type ObserveOptions, type Observed, observeTarget } from '../../../src/suite/observe.ts';
import { exitCode, problemsOf } from '../../../src/verdict/ledger.ts';
import type { Ledger, Verdict } from '../../../src/verdict/types.ts';
import { type Seen, type Served, serve } from '../transport/servers.ts';
import { contractOf, requirement, target, toySuite } from './toy.ts';

export const requirements = [
  requirement('T-LIST'),
  requirement('T-EACH'),
  requirement('T-ITEM'),
  requirement('T-ITEMS'),
  requirement('T-KEY'),
  requirement('T-SHOULD', { level: 'should' }),
  requirement('T-LAW'),
  requirement('T-SEEN', { class: 'observed', level: 'may' }),
  requirement('T-WRITE', { writes: true }),
  requirement('T-NEVER', { class: 'not-testable', why: 'nobody can see it' }),
];
export const ids = requirements.map((r) => r.id);

/** A small suite with everything in it: session, needs, sharing, controls, fresh questions, writes. */
export function suiteOf() {
  const { probe, session, requirement: judge, suite } = toySuite();
  session('login', { cost: 1 }, async ({ api, undecided }) => {
    const answer = await api.login({ body: { key: '«secret:apiKey»' } });
    const token = (answer.data as { token?: unknown }).token;
    return typeof token === 'string' ? { headers: { token } } : undecided('no token');
  });
  const list = probe('list', { cost: 1 }, ({ api }) => api.list());
  const some = probe(
    'an item',
    { cost: 0, needs: [list] },
    async ({ get, undecided }) => rowsOf(await get(list))[0] ?? undecided('there is no item'),
  );
  const item = probe('one item', { cost: 1, needs: [some], control: list }, async ({ api, get }) => ({
    listed: await get(some),
    answer: await api.item({ path: { id: (await get(some))['id'] } }),
  }));
  const items = probe('all items', { cost: 5, needs: [list] }, async ({ api, get }) =>
    Promise.all(rowsOf(await get(list)).map((row) => api.item({ path: { id: row['id'] } }))),
  );
  const wrongKey = probe('a wrong key', { cost: 1, control: list, withoutSession: true }, ({ api }) =>
    api.list({}, { credentials: { apiKey: { value: '«secret:apiKey|altered»' } } }),
  );
  const twice = probe('twice', { cost: 2 }, async ({ api }) => [
    await api.search({}, { fresh: true }),
    await api.search({}, { fresh: true }),
  ]);
  const write = probe('a new item', { cost: 2, writes: true }, async ({ api, undo, unique }) => {
    const name = unique('item');
    undo('item', { operation: 'remove', path: { id: name } });
    return { name, made: await api.create({ body: { id: name } }), list: await api.list() };
  });
  const broken = (message: string, exchange: string) => () => ({ message, expected: 'e', actual: 'a', exchange });
  judge('T-LIST', list, (answer, check) =>
    check.that(rowsOf(answer).length > 0, broken('the list is empty', answer.x)),
  );
  judge('T-EACH', list, (answer, check) =>
    rowsOf(answer).forEach((row) => check.that(typeof row['id'] === 'string', broken('an id is no text', answer.x))),
  );
  judge('T-ITEM', item, ({ listed, answer }, check) =>
    check.that(JSON.stringify(answer.data) === JSON.stringify(listed), broken('the item differs', answer.x)),
  );
  judge('T-ITEMS', items, (answers, check) =>
    answers.forEach((answer) => check.that(answer.header('etag') !== undefined, broken('there is no etag', answer.x))),
  );
  judge('T-KEY', wrongKey, (answer, check) =>
    expectRefused(check, answer, { because: 'the key is wrong', statuses: [401] }),
  );
  judge('T-SHOULD', twice, (answers, check) =>
    answers.forEach((answer) =>
      check.that(answer.header('cache') !== undefined, broken('there is no cache', answer.x)),
    ),
  );
  judge('T-LAW', list, (_, check, { answers }) =>
    answers.forEach((answer) => check.that(answer.raw.status < 500, broken('the server failed', answer.x))),
  );
  judge('T-SEEN', list, (answer, check) => check.observe('server', answer.header('server') ?? 'unnamed'));
  judge('T-WRITE', write, ({ name, made, list: after }, check) =>
    check.that(
      made.status === 201 && rowsOf(after).some((row) => row['id'] === name),
      broken('the new item does not show', after.x),
    ),
  );
  return suite();
}
export const suite = suiteOf();
export const contract = contractOf(requirements);

export type Fault = (
  request: Seen,
  nth: number,
) => { status: number; body?: unknown; headers?: Record<string, string> } | 'reset' | 'hang' | undefined;

/** Keeps its promises, except where `fault` answers. Answers come after a random while. */
export async function toyVendor(
  fault: Fault = () => undefined,
  latency = 4,
): Promise<Served & { readonly stored: Set<string> }> {
  const stored = new Set(['a', 'b', 'c']);
  const counts = new Map<string, number>();
  let tokens = 0;
  const server = await serve((res, request) => {
    const name = `${request.method} ${request.url}`;
    const nth = counts.get(name) ?? 0;
    counts.set(name, nth + 1);
    const plain = (): ReturnType<Fault> => {
      if (request.headers['x-api-key'] !== 'toy-key-0123456789') return { status: 401, body: { error: 'key' } };
      if (request.url === '/login') return { status: 200, body: { token: `token-${(tokens += 1)}-0123456789` } };
      if (request.url === '/search') return { status: 200, headers: { cache: 'yes' } };
      const id = request.url.split('/')[2];
      if (request.method === 'POST') {
        stored.add((JSON.parse(request.body) as { id: string }).id);
        return { status: 201, body: {} };
      }
      if (request.method === 'DELETE') return { status: stored.delete(id ?? '') ? 204 : 404 };
      if (id === undefined)
        return { status: 200, body: [...stored].map((one) => ({ id: one })), headers: { server: 'toy' } };
      return stored.has(id) ? { status: 200, body: { id }, headers: { etag: '"1"' } } : { status: 404 };
    };
    const said = fault(request, nth) ?? plain();
    setTimeout(() => {
      if (said === 'hang') return;
      if (said === 'reset' || said === undefined) res.destroy();
      else
        res
          .writeHead(said.status, said.headers ?? {})
          .end(said.status === 204 ? undefined : JSON.stringify(said.body ?? []));
    }, Math.random() * latency);
  });
  return Object.assign(server, { stored });
}

export const temporary = () => mkdtempSync(join(tmpdir(), 'conformance-'));

export async function observe(
  server: Served,
  change: Partial<ObserveOptions> = {},
): Promise<Observed & { folder: string; by: ReadonlyMap<string, Verdict>; code: number }> {
  const folder = temporary();
  const observed = await observeTarget({
    target: target(server.origin),
    contract,
    suite,
    ids,
    run: { id: '20260101T000000Z-abcd', startedAt: '2026-01-01T00:00:00Z', folder },
    state: null,
    limits: { timeout: 3000 },
    ...change,
  });
  const made = ledger(observed);
  expect(problemsOf(made)).toEqual([]);
  return { ...observed, folder, by: new Map(observed.verdicts.map((v) => [v.requirement, v])), code: exitCode(made) };
}

export const ledger = (observed: Observed): Ledger => ({
  format: 1,
  run: 'r',
  startedAt: '2026-01-01T00:00:00Z',
  targets: [observed.summary],
  verdicts: observed.verdicts,
  inScope: ids.length,
  interrupted: observed.interrupted,
});

export const outcomes = (by: ReadonlyMap<string, Verdict>) =>
  Object.fromEntries([...by].map(([id, v]) => [id.slice(2), v.outcome]));
export const healthy = {
  EACH: 'pass',
  ITEM: 'pass',
  ITEMS: 'pass',
  KEY: 'pass',
  LAW: 'pass',
  LIST: 'pass',
  NEVER: 'not-testable',
  SEEN: 'observed',
  SHOULD: 'pass',
  WRITE: 'pass',
};
