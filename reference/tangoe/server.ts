/** The reference server of Tangoe: the documented behaviour of both back ends, in as many worlds as are asked for. */
import { randomBytes } from 'node:crypto';
import { replyOf } from '../answer.ts';
import { serve, type Incoming, type Reply } from '../http.ts';
import { outages } from '../outages.ts';
import type { ReferenceOptions, ReferenceServer, RunningReference, WorldChoice } from '../types.ts';
import { assertVersion, changesIn, knownIds, universes } from '../universes.ts';
import { writePrefix } from '../worlds.ts';
import { behaviourWith } from './behaviour.ts';
import { checkHeaders } from './context.ts';
import { dataFor } from './data.ts';
import { faults } from './faults/index.ts';
import type { Data } from './model.ts';
import { routeOf } from './routes.ts';
import { checkToken, requestToken } from './tokens.ts';
import { variations } from './variations/index.ts';
import type { Answer, BackEnd, Call, Credentials, World } from './world.ts';

const known = knownIds(faults, variations);

/** Base paths of the two faces; the version in the URL is the same, as one vendor has it. */
const faces: Readonly<Record<string, { readonly path: string; readonly backEnd: BackEnd }>> = {
  v1: { path: '/v1', backEnd: 'rivermine' },
  'v1-premium': { path: '/premium/v1', backEnd: 'premium' },
};

export const tangoe: ReferenceServer = {
  vendor: 'tangoe',
  versions: Object.keys(faces),
  faults,
  variations,
  outages,
  start,
};

async function start(options: ReferenceOptions = {}): Promise<RunningReference> {
  const clock = options.now ?? Date.now;
  const credentials = newCredentials();
  const startedAt = clock();
  const worlds = universes(known, (choice) => worldOf(choice, credentials, startedAt, clock));

  const handler = worlds.handler(answerIn);
  const served = await serve(handler, { port: options.port, onRequest: options.onRequest });
  const settings = settingsOf(worlds.plain.data);
  return {
    origin: served.origin,
    credentials: { ...credentials },
    settings,
    baseUrl: (version, world = {}) => {
      assertVersion(version, Object.keys(faces));
      return `${served.origin}${writePrefix(world, known)}${faces[version]?.path ?? ''}`;
    },
    describe: () => describe(served.origin, credentials, settings),
    close: served.close,
  };
}

/** What only the server can know. */
function settingsOf({ traveller, stranger, devices, services, orders }: Data): Record<string, string> {
  const own = <T extends { readonly ownerId: string; readonly id: string }>(rows: readonly T[]) =>
    rows.find(({ ownerId }) => ownerId === stranger.id);
  const paths = [
    ['/assets/devices', own(devices)],
    ['/assets/services', own(services)],
    ['/orders', own(orders)],
  ] as const;
  return {
    tokenUrl: '{base}/as/token.oauth2',
    validatorUrl: '{base}/as/validator',
    actorEmployeeId: traveller.id,
    narrowCatalogs: 'devices,plans,accessories,regions',
    foreignEmployeeId: stranger.id,
    foreignPaths: paths.flatMap(([path, row]) => (row === undefined ? [] : [`${path}/${row.id}`])).join(','),
  };
}

/** The lines that `npm run reference` prints; the values are the server's own. */
function describe(origin: string, credentials: Credentials, settings: Readonly<Record<string, string>>): string {
  return [
    ...Object.entries(faces).map(([version, { path }]) => `# ${version}: ${origin}${path}`),
    `TANGOE_BASE_URL=${origin}/v1`,
    `TANGOE_TOKEN_URL=${origin}/v1/as/token.oauth2`,
    `TANGOE_VALIDATOR_URL=${origin}/v1/as/validator`,
    `TANGOE_TENANT=${credentials.tenant}`,
    `TANGOE_CLIENT_ID=${credentials.clientId}`,
    `TANGOE_CLIENT_SECRET=${credentials.clientSecret}`,
    `TANGOE_USERNAME=${credentials.username}`,
    `TANGOE_PASSWORD=${credentials.password}`,
    `TANGOE_EXPIRED_TOKEN=${credentials.expiredToken}`,
    `TANGOE_ACTOR_EMPLOYEE_ID=${settings['actorEmployeeId']}`,
    `TANGOE_NARROW_CATALOGS=${settings['narrowCatalogs']}`,
    `TANGOE_FOREIGN_EMPLOYEE_ID=${settings['foreignEmployeeId']}`,
    `TANGOE_FOREIGN_PATHS=${settings['foreignPaths']}`,
  ].join('\n');
}

/** Random values in the forms of real ones. */
function newCredentials(): Credentials {
  const hex = (bytes: number) => randomBytes(bytes).toString('hex');
  return {
    tenant: `T${hex(5).toUpperCase()}`,
    clientId: hex(16),
    clientSecret: randomBytes(24).toString('base64url'),
    username: `command://api.account.${hex(4)}`,
    password: randomBytes(18).toString('base64url'),
    expiredToken: randomBytes(21).toString('base64url'),
  };
}

function worldOf(choice: WorldChoice, credentials: Credentials, startedAt: number, clock: () => number): World {
  const behaviour = behaviourWith(changesIn(choice, variations, faults));
  const data = dataFor(behaviour.data, startedAt);
  const state = { issued: [], orders: data.orders, services: data.services, requests: 0, lastActor: null };
  return { behaviour, data, state, credentials, now: () => clock() + behaviour.clockOffset };
}

/** One request through all gates, and its answer in bytes. */
function answerIn(world: World, incoming: Incoming, prefix: string, rest: string): Reply {
  const face = Object.values(faces).find(({ path }) => rest === path || rest.startsWith(`${path}/`));
  const path = face?.path ?? '';
  const base = `http://${incoming.header('host') ?? 'localhost'}${prefix === '' ? '' : `/${prefix}`}${path}`;
  const call: Call = {
    ...incoming,
    world,
    backEnd: face?.backEnd ?? 'rivermine',
    base,
    route: rest.slice(path.length).replace(/\/+$/, ''),
  };
  const { behaviour, state, now } = world;
  state.requests += 1;
  const answer = behaviour.finish(call, face === undefined ? behaviour.unknownRoute(call) : answerOf(call));
  return replyOf(answer, { now: now(), contentType: 'application/json; charset=utf-8', render: behaviour.render });
}

function answerOf(call: Call): Answer {
  const { behaviour } = call.world;
  const intercepted = behaviour.intercept(call);
  if (intercepted !== null) return intercepted;
  if (call.route === '/as/token.oauth2')
    return call.method === 'POST' ? requestToken(call) : behaviour.unknownMethod(call);
  if (call.route === '/as/validator') return behaviour.validation(call, call.query.get('access_token') ?? '');
  const refused = checkHeaders(call) ?? checkToken(call);
  if (refused !== null) return refused;
  const route = routeOf(call);
  if (route === null) return behaviour.unknownRoute(call);
  return route === 'path' ? behaviour.unknownMethod(call) : route.run(call);
}
