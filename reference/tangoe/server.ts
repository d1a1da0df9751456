/** The reference server of Tangoe: the documented behaviour of both back ends, in as many worlds as are asked for. */
import { randomBytes } from 'node:crypto';
import { plainText, serve, type Incoming, type Reply } from '../http.ts';
import { outageReply, outages } from '../outages.ts';
import type { ReferenceOptions, ReferenceServer, RunningReference, WorldChoice } from '../types.ts';
import { readPrefix, splitPath, UnknownWorld, writePrefix, type KnownIds } from '../worlds.ts';
import { behaviourWith } from './behaviour.ts';
import { checkHeaders } from './context.ts';
import { dataFor } from './data.ts';
import { faults } from './faults/index.ts';
import type { Data } from './model.ts';
import { routeOf } from './routes.ts';
import { checkToken, requestToken } from './tokens.ts';
import { variations } from './variations/index.ts';
import type { Answer, BackEnd, Call, Credentials, World } from './world.ts';

const known: KnownIds = {
  faults: faults.map(({ id }) => id),
  variations: variations.map(({ id }) => id),
  outages: outages.map(({ id }) => id),
};

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
  const worlds = new Map<string, World>();
  const makeWorld = (choice: WorldChoice): World => worldOf(choice, credentials, startedAt, clock);
  const plain = makeWorld({});
  worlds.set('', plain);

  const handle = (call: Incoming): Reply => {
    const { prefix, rest } = splitPath(call.path);
    try {
      const made = worlds.get(prefix);
      if (made !== undefined) return replyOf(call, rest, prefix, made);
      const choice = readPrefix(prefix, known);
      if (choice.outage !== '') return outageReply(choice.outage, call);
      const world = makeWorld(choice);
      worlds.set(prefix, world);
      return replyOf(call, rest, prefix, world);
    } catch (error) {
      if (error instanceof UnknownWorld) return plainText(404, `${error.message}\n`);
      throw error;
    }
  };
  const served = await serve(handle, { port: options.port, onRequest: options.onRequest });
  const settings = settingsOf(plain.data);
  return {
    origin: served.origin,
    credentials: { ...credentials },
    settings,
    baseUrl: (version, world = {}) => {
      const face = faces[version];
      if (face === undefined)
        throw new Error(`The reference server has no version '${version}'. It has: ${Object.keys(faces).join(', ')}.`);
      return `${served.origin}${writePrefix(world, known)}${face.path}`;
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
  const changes = [
    ...variations.filter(({ id }) => choice.variations?.includes(id)),
    ...faults.filter(({ id }) => choice.faults?.includes(id)),
  ];
  const behaviour = behaviourWith(changes.map(({ change }) => change));
  const data = dataFor(behaviour.data, startedAt);
  const state = { issued: [], orders: data.orders, services: data.services, requests: 0, lastActor: null };
  return { behaviour, data, state, credentials, now: () => clock() + behaviour.clockOffset };
}

/** One request through all gates, and its answer in bytes. */
function replyOf(incoming: Incoming, rest: string, prefix: string, world: World): Reply {
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
  const { status, json, text, wire, reason } = answer;
  const type = answer.contentType === undefined ? 'application/json; charset=utf-8' : answer.contentType;
  const body = text ?? (json === undefined ? undefined : behaviour.render(json));
  return {
    status,
    headers: [
      ['Date', new Date(now()).toUTCString()],
      ...(type === null || body === undefined ? [] : ([['Content-Type', type]] as const)),
      ...(answer.headers ?? []),
    ],
    ...(body === undefined ? {} : { body }),
    ...(wire === undefined ? {} : { wire }),
    ...(reason === undefined ? {} : { reason }),
  };
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
