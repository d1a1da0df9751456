/** The services behind the documents. */
import type { Generation, ServiceName } from './behaviour.ts';
import type { AccountRow, ServiceRow } from './data.ts';
import type { Answer, Call, Json, JsonObject } from './world.ts';
import { ok } from './world.ts';

export interface Route {
  readonly operation: string;
  /** The document asks for a token. */
  readonly secured: boolean;
  readonly run: (call: Call, generation: Generation, values: readonly string[]) => Answer | null;
}

interface Entry extends Route {
  readonly service: ServiceName;
  readonly method: string;
  readonly path: RegExp;
  readonly since?: Generation;
}

const entry = (
  service: ServiceName,
  method: string,
  path: string,
  operation: string,
  run: Route['run'],
  more: { secured?: boolean; since?: Generation } = {},
): Entry => ({
  service,
  method,
  path: new RegExp(`^${path.replace(/\{\w+\}/g, '([^/]+)')}$`),
  operation,
  run,
  secured: more.secured ?? true,
  ...(more.since === undefined ? {} : { since: more.since }),
});

const entries: readonly Entry[] = [
  entry('usage', 'GET', '/org/{crmId}/metallic/usageReport', 'getMetallicUsage', usageReport),
  entry('usage', 'GET', '/services', 'listServices', (call, generation) =>
    ok(
      call.world.data.services.map((row) => service(row, generation)),
      [['X-Request-Id', `req-${call.world.state.requests}`]],
    ),
  ),
  entry('usage', 'GET', '/services/{serviceId}', 'getService', (call, generation, [id]) =>
    found(
      call.world.data.services,
      (row) => row.id === id,
      (row) => service(row, generation),
    ),
  ),
  entry('usage', 'GET', '/services/{serviceId}/history', 'getServiceHistory', (call, _generation, [id]) =>
    found(
      call.world.data.services,
      (row) => row.id === id,
      (row) => months(row.cost),
    ),
  ),
  entry('usage', 'POST', '/exports', 'startExport', (call) => startExport(call)),
  entry('usage', 'GET', '/exports/{operationId}', 'getExport', (call, _generation, [id]) =>
    found(
      call.world.state.operations,
      (row) => row.operationId === id,
      ({ operationId, state }) => ({ operationId, state }),
    ),
  ),
  entry('usage', 'GET', '/status', 'getStatus', () => ok({ status: 'UP' }), { secured: false }),
  entry('usage', 'GET', '/forecast', 'getForecast', () => ok({ months: months(100) }), { since: 3 }),
  entry('accounts', 'GET', '/accounts', 'listAccounts', (call, generation) =>
    ok({
      items: call.world.data.accounts.map((row) => account(row, generation)),
      total: call.world.data.accounts.length,
    }),
  ),
  entry('accounts', 'GET', '/accounts/{accountId}', 'getAccount', (call, generation, [id]) =>
    found(
      call.world.data.accounts,
      (row) => String(row.accountId) === id,
      (row) => account(row, generation),
    ),
  ),
  entry('accounts', 'GET', '/accounts/{accountId}/contacts', 'listContacts', (call, _generation, [id]) =>
    found(
      call.world.data.accounts,
      (row) => String(row.accountId) === id,
      (row) => row.contacts,
    ),
  ),
  entry('accounts', 'GET', '/invoices/{number}', 'getInvoice', (_call, _generation, [number]) =>
    number === 'INV-0001' ? { status: 200, contentType: 'application/pdf', text: '%PDF-1.4\n%%EOF\n' } : null,
  ),
];

/** The route of a call with the values of its path, or undefined where the service has none. */
export function routeOf(call: Call, generation: Generation): { route: Route; values: readonly string[] } | undefined {
  for (const each of entries) {
    if (each.service !== call.service || each.method !== call.method || generation < (each.since ?? 1)) continue;
    const match = each.path.exec(call.route);
    if (match !== null) return { route: each, values: match.slice(1).map(decodeURIComponent) };
  }
  return undefined;
}

function found<T>(rows: readonly T[], matches: (row: T) => boolean, shown: (row: T) => Json): Answer | null {
  const row = rows.find(matches);
  return row === undefined ? null : ok(shown(row));
}

function service({ id, name, category, active, since, parent, tags }: ServiceRow, generation: Generation): JsonObject {
  return {
    id,
    name,
    category,
    since,
    parent,
    ...(generation === 1 ? { active } : { state: active ? 'ACTIVE' : 'SUSPENDED', tags }),
  };
}

function account({ accountId, name, currency, createdAt }: AccountRow, generation: Generation): JsonObject {
  return { accountId, name, currency, parentId: null, ...(generation === 1 ? {} : { createdAt }) };
}

const months = (cost: number): JsonObject[] =>
  ['2026-01', '2026-02'].map((month, i) => ({ month, cost: Math.round(cost * (i + 1) * 100) / 100 }));

function usageReport(call: Call, generation: Generation, [crmId]: readonly string[]): Answer | null {
  if (crmId !== 'self' || !/^\d{4}-\d{2}$/.test(call.query.get('month') ?? '')) return null;
  const lines = call.world.data.services
    .filter((row) => row.category === 'metallic')
    .map((row) => ({
      name: row.name,
      sku: row.sku,
      description: null,
      currency: 'USD',
      totalCost: generation === 1 ? row.cost.toFixed(2) : row.cost,
    }));
  return ok({ currency: 'USD', usageOverview: lines });
}

/** Starts an export and notifies its end. */
function startExport({ world }: Call): Answer {
  const { behaviour, state, broker } = world;
  const operation = {
    operationId: `op-${state.operations.length + 1}-${world.keys.kid.slice(-4)}`,
    state: 'PENDING' as 'PENDING' | 'COMPLETED',
  };
  state.operations.push(operation);
  const finish = () => {
    operation.state = 'COMPLETED';
    for (const body of behaviour.notifications({ ...operation })) broker.publish(body);
  };
  const started = { ...operation };
  if (behaviour.operationTime === null) finish();
  else setTimeout(finish, behaviour.operationTime).unref();
  return { status: 202, json: started };
}
