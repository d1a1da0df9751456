/** The reference server of TierPoint: index page, documents, tokens, services and notifications, in as many worlds as are asked for. */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { replyOf } from '../answer.ts';
import { serve, type Incoming, type Reply } from '../http.ts';
import { outages } from '../outages.ts';
import type { ReferenceOptions, ReferenceServer, RunningReference, WorldChoice } from '../types.ts';
import { assertVersion, changesIn, knownIds, universes } from '../universes.ts';
import { splitPath, writePrefix } from '../worlds.ts';
import { answerOf } from './answers.ts';
import { type ChangeOfBehaviour, behaviourWith } from './behaviour.ts';
import { Broker, destination } from './broker.ts';
import { dataFor } from './data.ts';
import { faults } from './faults/index.ts';
import { newKeys, problemOf, sign, type TokenKeys } from './tokens.ts';
import { variations } from './variations/index.ts';
import type { Call, Credentials, World } from './world.ts';

const labels = ['v1', 'v2', 'latest', 'beta'] as const;

const known = knownIds(faults, variations);

export const tierpoint: ReferenceServer = {
  vendor: 'tierpoint',
  versions: labels,
  faults,
  variations,
  outages,
  start: (options = {}) => startWith(options, {}),
};

/** What a test may change in all worlds of a server. */
export interface Inside {
  readonly keys?: TokenKeys;
  readonly change?: ChangeOfBehaviour;
}

/** As `tierpoint.start`. */
export async function startWith(options: ReferenceOptions, inside: Inside): Promise<RunningReference> {
  const clock = options.now ?? Date.now;
  const startedAt = clock();
  const keys = inside.keys ?? (await newKeys());
  const credentials = await newCredentials(keys, startedAt);
  const { change = () => ({}) } = inside;
  const shared: Shared = { keys, credentials, startedAt, clock, change };
  const worlds = universes(known, (choice, prefix) => worldOf(prefix, choice, shared));
  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => undefined);
    const { prefix, rest } = splitPath((request.url ?? '/').split('?', 1)[0] ?? '/');
    try {
      const world = worlds.at(prefix);
      if (typeof world === 'string' || rest !== '/notifications') socket.destroy();
      else void world.broker.upgrade(request, socket, head);
    } catch {
      socket.destroy();
    }
  };
  const handler = worlds.handler((world, call, _, rest) => answerIn(callIn(world, call, rest)));
  const served = await serve(handler, { port: options.port, onRequest: options.onRequest, onUpgrade });
  const settings = {
    earlierDocuments: '/archive/{version}/{service}.json',
    notificationUrl: '{base}/notifications',
    notificationDestinations: destination,
    notificationHeartBeat: '100',
    notificationWait: 'PT1.5S',
    longOperationPath: '/api/{version}/usage/exports',
    longOperationBody: '{"month":"2026-01"}',
  };
  return {
    origin: served.origin,
    credentials: { ...credentials },
    settings,
    baseUrl: (version, world: WorldChoice = {}) => {
      assertVersion(version, labels);
      return `${served.origin}${writePrefix(world, known)}`;
    },
    describe: () => describe(served.origin, credentials),
    close: async () => {
      for (const { broker } of worlds.all()) broker.close();
      await served.close();
    },
  };
}

/** The lines that `npm run reference` prints; the values are the server's own. */
function describe(origin: string, { username, password, expiredToken }: Credentials): string {
  return [
    `# index page with links: ${origin}/`,
    `TIERPOINT_BASE_URL=${origin}`,
    `TIERPOINT_USERNAME=${username}`,
    `TIERPOINT_PASSWORD=${password}`,
    `TIERPOINT_EXPIRED_TOKEN=${expiredToken}`,
    `TIERPOINT_NOTIFICATION_URL=${origin}/notifications`,
    `TIERPOINT_NOTIFICATION_DESTINATIONS=${destination}`,
    'TIERPOINT_LONG_OPERATION_PATH=/api/{version}/usage/exports',
  ].join('\n');
}

/** Random values in the forms of real ones, and a token that expired an hour ago. */
async function newCredentials(keys: TokenKeys, startedAt: number): Promise<Credentials> {
  const text = (length: number) =>
    randomBytes(length * 2)
      .toString('base64')
      .replace(/[^A-Za-z0-9]/g, '')
      .slice(0, length);
  const exp = Math.floor(startedAt / 1000) - 3600;
  return {
    username: `api-${text(8).toLowerCase()}@customer.example`,
    password: text(24),
    expiredToken: await sign(keys, { sub: 'api-user', iat: exp - 3600, exp }),
  };
}

interface Shared {
  readonly keys: TokenKeys;
  readonly credentials: Credentials;
  readonly startedAt: number;
  readonly clock: () => number;
  readonly change: ChangeOfBehaviour;
}

function worldOf(
  prefix: string,
  choice: WorldChoice,
  { keys, credentials, startedAt, clock, change: inside }: Shared,
): World {
  const behaviour = behaviourWith([inside, ...changesIn(choice, variations, faults)]);
  const world: World = {
    prefix: prefix === '' ? '' : `/${prefix}`,
    behaviour,
    data: dataFor(behaviour.data, startedAt),
    credentials,
    keys,
    broker: new Broker({ behaviour, problemOf: (token) => problemOf(world, token) }),
    state: { requests: 0, operations: [], opaque: new Map() },
    now: () => clock() + behaviour.clockOffset,
  };
  return world;
}

function callIn(world: World, call: Incoming, path: string): Call {
  const rest = path.length > 1 ? path.replace(/\/+$/, '') : path;
  const [, label = '', service = '', route = ''] = /^\/api\/([^/]+)\/([^/]+)(\/.*)?$/s.exec(rest) ?? [];
  return { ...call, rest, label, service, route, world };
}

async function answerIn(call: Call): Promise<Reply> {
  const { behaviour, state, now } = call.world;
  state.requests += 1;
  const answer = behaviour.finish(await answerOf(call), call);
  return replyOf(answer, { now: now(), contentType: 'application/json', render: behaviour.render });
}
