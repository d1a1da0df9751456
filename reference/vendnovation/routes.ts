/** Routes per stage. Reads answer to GET, as the page writes, and to POST, as working clients send. */
import { login } from './access.ts';
import { applyTemplate, provision } from './commands.ts';
import type { Kind } from './model.ts';
import { list } from './lists.ts';
import { applyDelta, update } from './writes.ts';
import type { Answer, Call } from './world.ts';

export const stages = ['v1', 'v2', 'v2.1', 'rc'] as const;

export interface Route {
  readonly run: (call: Call) => Answer;
  /** The key test and the login need no access token. */
  readonly token: boolean;
}

const read = (kind: Kind): Route => ({ token: true, run: (call) => list(call, kind) });
const write = (run: (call: Call) => Answer): Route => ({ token: true, run });

const session: Readonly<Record<string, Route>> = {
  'POST /authenticate': { token: false, run: login },
  'POST /token-test': { token: false, run: (call) => call.world.behaviour.keyTest(call) },
};

const readsOfV1: Readonly<Record<string, Kind>> = { '/machines': 'machines', '/accounts': 'accounts' };
const readsOfV2: Readonly<Record<string, Kind>> = {
  ...readsOfV1,
  '/organizations': 'organizations',
  '/sites': 'sites',
  '/selections': 'selections',
  '/templates': 'templates',
  '/reports/transactions': 'transactions',
  '/reports/inventory-adjustments': 'adjustments',
};

const writesOfV2: Readonly<Record<string, Route>> = {
  'PATCH /machines': write((call) => update(call, 'machines')),
  'PATCH /selections': write((call) => update(call, 'selections')),
  'POST /selections/apply-delta': write(applyDelta),
  'POST /templates/apply': write(applyTemplate),
  'POST /machines/provision': write(provision),
};

function routesOf(version: string): ReadonlyMap<string, Route> {
  const routes = new Map(Object.entries(session));
  for (const [path, kind] of Object.entries(version === 'v1' ? readsOfV1 : readsOfV2))
    for (const method of ['GET', 'POST']) routes.set(`${method} ${path}`, read(kind));
  if (version !== 'v1') for (const [key, route] of Object.entries(writesOfV2)) routes.set(key, route);
  return routes;
}

const routes = new Map(stages.map((stage) => [stage as string, routesOf(stage)]));

/** The route of a call, or undefined where the stage has none. */
export function routeOf({ version, method, route }: Call): Route | undefined {
  return routes.get(version)?.get(`${method} ${route}`);
}
