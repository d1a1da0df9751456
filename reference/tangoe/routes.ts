/** Which resource answers to a method and a path. */
import { decide, move, orderTail } from './after-orders.ts';
import { catalog, catalogSingle, listRegions, listVendors, singleRegion, singleVendor } from './catalog.ts';
import { actorOf, me } from './context.ts';
import { list, single } from './lists.ts';
import type { CatalogKind, Kind } from './model.ts';
import { order } from './ordering.ts';
import { listAcknowledgements, listProperties } from './properties.ts';
import { pathOf } from './render.ts';
import { isAnswer, ok, type Answer, type Call } from './world.ts';

export interface Route {
  readonly method: string;
  /** `*` stands for one path element. */
  readonly path: string;
  readonly run: (call: Call) => Answer;
}

const get = (path: string, run: Route['run']): Route => ({ method: 'GET', path, run });
const post = (path: string, run: Route['run']): Route => ({ method: 'POST', path, run });

function diagnostics(call: Call): Answer {
  const actor = actorOf(call);
  return isAnswer(actor) ? actor : ok(call.world.behaviour.diagnostics(call, actor));
}

const kinds: readonly Kind[] = ['employees', 'devices', 'services', 'orders'];
const shelves: readonly CatalogKind[] = ['devices', 'plans', 'accessories', 'features'];

/** In the order in which they are tried: fixed paths before those with an id. */
const routes: readonly Route[] = [
  get('/ping', (call) => ok(call.world.behaviour.ping(call))),
  get('/me', me),
  get('/diagnostics', diagnostics),
  get('/orders/properties', listProperties),
  get('/acknowledgements', listAcknowledgements),
  ...kinds.flatMap((kind) => [
    get(pathOf[kind], (call) => list(call, kind)),
    get(`${pathOf[kind]}/*`, (call) => single(call, kind)),
  ]),
  ...shelves.flatMap((kind) => [
    get(`/catalog/${kind}`, (call) => catalog(call, kind)),
    get(`/catalog/${kind}/*`, (call) => catalogSingle(call, kind)),
  ]),
  get('/regions', listRegions),
  get('/regions/*', singleRegion),
  get('/vendors', listVendors),
  get('/vendors/*', singleVendor),
  get('/orders/*/history', (call) => orderTail(call, 'history')),
  get('/orders/*/shipments', (call) => orderTail(call, 'shipments')),
  post('/orders', order),
  post('/orders/*/approval', decide),
  post('/orders/*/approve', decide),
  post('/assets/services/*/move', move),
];

const patterns = routes.map((route) => ({ route, pattern: new RegExp(`^${route.path.replaceAll('*', '[^/]+')}$`) }));

/** The route of a call; `path` where the path is known, but not with this method. */
export function routeOf({ method, route: path }: Call): Route | 'path' | null {
  const there = patterns.filter(({ pattern }) => pattern.test(path)).map(({ route }) => route);
  return there.find((route) => route.method === method) ?? (there.length > 0 ? 'path' : null);
}
