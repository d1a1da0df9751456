/** Requests that together show everything which a section of the documentation promises. */
import type { RunningReference, WorldChoice } from '../../../reference/types.ts';
import { asking, loggedIn, parsed, type Ask, type Json } from './ask.ts';

type Step = readonly [method: string, path: string, body?: unknown, headers?: Record<string, string | null>];

const large = { size: '2000' };
const tokenless = { 'access-token': null, authorization: null };
const filter = (requestFilter: object, headers: Record<string, string> = large): Step => [
  'GET',
  '/machines',
  { requestFilter },
  headers,
];
const report = (startDate?: string, endDate?: string): Step => [
  'GET',
  '/reports/transactions',
  { requestFilter: { startDate, endDate } },
  { size: '300' },
];

const known = new WeakMap<RunningReference, ReturnType<typeof readIds>>();

/** Ids of the data of a server, read once from its plain world. */
function knownIds(running: RunningReference): ReturnType<typeof readIds> {
  const ids = known.get(running) ?? readIds(running);
  known.set(running, ids);
  return ids;
}

async function readIds(running: RunningReference) {
  const plain = await loggedIn(running, 'v2.1', { instance: 'ids' });
  const list = async (path: string) => (await plain('GET', path, {}, large)).json as Json[];
  const machines = await list('/machines');
  const [first] = machines;
  const other = machines.find(({ organizationId }) => organizationId !== first?.['organizationId']);
  const [selection, otherSelection] = (await list('/selections')).filter(({ count }) => Number(count) > 2);
  return { machines, first, other, selection, otherSelection, templates: await list('/templates') };
}

async function steps(running: RunningReference, section: string): Promise<readonly Step[]> {
  const { username, password } = running.credentials;
  const { machines, first, other, selection, otherSelection, templates } = await knownIds(running);
  // Deleted machines stand between the living ones.
  const everyId = Array.from({ length: 200 }, (_, n) => String(Number(first?.['id']) + n));
  const [org, site, id] = [first?.['organizationId'], first?.['siteId'], String(first?.['id'])];
  const login = (body: unknown): Step => ['POST', '/authenticate/', body];
  const failures: Step[] = [
    login({ username, password: 'no' }),
    login({ username }),
    filter({ siteIds: 'x' }),
    ['GET', '/machines', {}, tokenless],
  ];
  const bySection: Readonly<Record<string, readonly Step[]>> = {
    KEY: ['/token-test/', '/authenticate/', '/machines', '/accounts']
      .flatMap((path) =>
        [null, 'wrong', undefined].map((key): Step => {
          const headers = key === undefined ? {} : { 'x-api-key': key };
          return [
            'POST',
            path,
            { username, password },
            path === '/token-test/' ? { ...headers, ...tokenless } : headers,
          ];
        }),
      )
      .concat([
        ['PATCH', '/machines', { body: [{ id: first?.['id'], name: 'A' }] }, { 'x-api-key': null }],
        [
          'POST',
          '/selections/apply-delta',
          { body: [{ selectionId: selection?.['id'], delta: 0 }] },
          { 'x-api-key': null },
        ],
      ]),
    AUTH: [
      login({ username, password }),
      login({ username: 'nobody', password }),
      ...failures,
      ['GET', '/machines'],
      ['PATCH', '/selections', { body: [{ id: selection?.['id'], alertLevel: 0 }] }, tokenless],
      ['POST', '/selections/apply-delta', { body: [{ selectionId: selection?.['id'], delta: 0 }] }, tokenless],
    ],
    ERR: [
      ...failures,
      filter({ machineIdentifiers: ['999999'] }),
      ['GET', '/accounts', { requestFilter: { organizationIds: 'all' } }],
    ],
    STAGE: [['POST', '/token-test/']],
    DATE: [
      report('2026-11-01', '2026-11-03'),
      report('2026-11-01T00:00:00', '2026-11-03T12:00:00'),
      report('2026-10-01', '2026-11-20'),
      report('2026-10-01'),
      report(undefined, '2026-10-31'),
      report(),
      report('2026-10-01T00:00:00', '2026-10-31T00:00:00'),
      report('2026-10-01T00:00:00', '2026-10-31T00:00:01'),
      report('2026-11-02', '2026-11-01'),
      report('yesterday-ish'),
      report('2026-11-22T06:30:00'),
      report('2026-11-02T12:00:00', '2026-11-02T12:00:00'),
      ['GET', '/reports/transactions', {}, { size: '20', page: '2' }],
    ],
    FIL: [
      filter({}),
      filter({}),
      ['GET', '/machines'],
      ['GET', '/machines'],
      filter({ machineIdentifiers: [id] }),
      filter({ machineIdentifiers: [first?.['prose']] }),
      filter({ organizationIds: [org] }),
      filter({ siteIds: [site] }),
      filter({ siteIds: [site, other?.['siteId']] }),
      filter({ siteIds: [site], organizationIds: [other?.['organizationId']] }),
      filter({ colour: 'red' }),
      filter({ siteIds: null }),
      filter({ includeDeleted: true }),
      filter({ startDate: '2026-11-01' }),
      filter({ machineIdentifiers: everyId }),
      ['GET', '/accounts', { requestFilter: { organizationIds: [org] } }],
      ['GET', '/accounts', { requestFilter: { organizationIds: [org, other?.['organizationId']] } }],
      ['GET', '/accounts', { requestFilter: { machineIdentifiers: [id] } }],
      filter({ machineIdentifiers: ['999999'] }),
      filter({ organizationIds: [Number(running.settings['foreignOrganizationId'])] }),
      ['GET', '/machines', { requestFilter: {}, routeFilter: {}, body: [] }],
      ['GET', '/accounts'],
      [
        'GET',
        '/reports/transactions',
        { requestFilter: { startDate: '2026-11-01', endDate: '2026-11-10', machineIdentifiers: [id] } },
      ],
    ],
    PAGE: [
      ['GET', '/machines'],
      ...['1', '2', '3', '4'].map((page): Step => filter({}, { page, size: '40' })),
      filter({}, { page: '1', size: '10' }),
      filter({}, { Page: '2', Size: '10' }),
      filter({}, { size: '2000' }),
      filter({}, { size: '2001' }),
      filter({ organizationIds: [org] }, { page: '2', size: '40' }),
      filter({ organizationIds: [org] }, { page: '3', size: '10' }),
      filter({ machineIdentifiers: ['999999'] }),
      ['GET', '/machines', {}, { page: '3' }],
      ['GET', '/accounts', {}, { size: '5' }],
      ['GET', '/accounts', {}, { size: '4', page: '3' }],
      ['GET', '/reports/transactions', {}, { size: '5' }],
    ],
    SHAPE: [filter({}), ['GET', '/selections'], report('2026-11-01', '2026-11-03')],
    BULK: [
      [
        'PATCH',
        '/machines',
        { body: [{ id: first?.['id'], name: 'A' }, { id: 999_999 }, { id: other?.['id'], name: 'B' }] },
      ],
      filter({ machineIdentifiers: [id, String(other?.['id'])] }),
      ['PATCH', '/machines', { body: [{ id: 999_999, name: 'B' }] }],
      ['PATCH', '/machines', { body: [{ id: machines[1]?.['id'], name: 'C' }] }],
      filter({ machineIdentifiers: [String(machines[1]?.['id'])] }),
      [
        'POST',
        '/selections/apply-delta',
        { body: [selection, otherSelection].map((each) => ({ selectionId: each?.['id'], delta: -2 })) },
      ],
      ['PATCH', '/machines', { body: [first, other].map((machine, n) => ({ id: machine?.['id'], name: `D${n}` })) }],
      filter({ machineIdentifiers: [id, String(other?.['id'])] }),
      ...[
        [selection, otherSelection],
        [selection, { id: 999_999 }],
      ].map((chosen, n): Step => [
        'PATCH',
        '/selections',
        { body: chosen.map((each) => ({ id: each?.['id'], alertLevel: n })) },
      ]),
      ['GET', '/selections', {}, large],
      [
        'POST',
        '/templates/apply',
        {
          requestFilter: { machineIdentifiers: [id] },
          routeFilter: { templateIds: templates.slice(0, 2).map((template) => template['id']) },
        },
      ],
    ],
  };
  const found = bySection[section];
  if (found === undefined) throw new Error(`no battery for section ${section}`);
  return found;
}

/**
 * Asks one world the battery of a section, one request per step.
 * @yields answers as texts that are equal when nothing differs but tokens
 */
export async function* battery(running: RunningReference, section: string, world: WorldChoice): AsyncGenerator<string> {
  const ask = await loggedIn(running, 'v2.1', world);
  for (const step of await steps(running, section)) yield await answerOf(ask, step);
  if (section === 'AUTH') yield* tokens(running, world);
}

async function answerOf(ask: Ask, [method, path, body, headers]: Step): Promise<string> {
  const { status, headers: received, text } = await ask(method, path, body, headers);
  const kept = Object.entries(received).filter(([name]) => !/^(date|content-length|connection|keep-alive)$/.test(name));
  return JSON.stringify([status, kept, masked(text)]);
}

/** A text without the random part of a token; its form stays. */
function masked(text: string): string {
  return text.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(?=","userName)/g, '<uuid>');
}

/** Reads with an altered token and with one that was made up. */
async function* tokens(running: RunningReference, world: WorldChoice): AsyncGenerator<string> {
  const ask = asking(running, 'v2.1', world);
  const { username, password } = running.credentials;
  const login = (parsed((await ask('POST', '/authenticate/', { username, password })).text) ?? {}) as Json;
  const token = String(login['accessToken']);
  const altered = (token.startsWith('0') ? '1' : '0') + token.slice(1);
  const madeUp = '00000000-0000-4000-8000-000000000000';
  const read = (value: string) => answerOf(ask, ['GET', '/machines', {}, { 'access-token': value }]);
  yield await read(altered);
  yield await read(madeUp);
}
