/** The reference server of VendNovation: the documented behaviour per stage, in as many worlds as are asked for. */
import { randomBytes } from 'node:crypto';
import { plainText, serve, type Incoming, type Reply } from '../http.ts';
import { outageReply, outages } from '../outages.ts';
import type { ReferenceOptions, ReferenceServer, RunningReference, WorldChoice } from '../types.ts';
import { readPrefix, splitPath, UnknownWorld, writePrefix, type KnownIds } from '../worlds.ts';
import { checkKey, checkToken } from './access.ts';
import { behaviourWith } from './behaviour.ts';
import { dataFor } from './data.ts';
import { faults } from './faults/index.ts';
import { fullBucket, throttle } from './gateway.ts';
import { routeOf, stages } from './routes.ts';
import { variations } from './variations/index.ts';
import { gateway, type Answer, type Call, type Credentials, type World } from './world.ts';

const known: KnownIds = {
  faults: faults.map(({ id }) => id),
  variations: variations.map(({ id }) => id),
  outages: outages.map(({ id }) => id),
};

export const vendnovation: ReferenceServer = {
  vendor: 'vendnovation',
  versions: stages,
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
  const limited = options.limits !== 'off';
  const makeWorld = (choice: WorldChoice): World => worldOf(choice, credentials, startedAt, clock, limited);
  const plain = makeWorld({});
  worlds.set('', plain);

  const handle = (call: Incoming): Reply => {
    const { prefix, rest } = splitPath(call.path);
    try {
      const made = worlds.get(prefix);
      if (made !== undefined) return replyOf(callIn(made, call, rest));
      const choice = readPrefix(prefix, known);
      if (choice.outage !== '') return outageReply(choice.outage, call);
      const world = makeWorld(choice);
      worlds.set(prefix, world);
      return replyOf(callIn(world, call, rest));
    } catch (error) {
      if (error instanceof UnknownWorld) return plainText(404, `${error.message}\n`);
      throw error;
    }
  };
  const served = await serve(handle, { port: options.port, onRequest: options.onRequest });
  const settings = { foreignOrganizationId: String(plain.data.foreignOrganizationId) };
  return {
    origin: served.origin,
    credentials: { ...credentials },
    settings,
    baseUrl: (version, world = {}) => {
      if (!stages.some((stage) => stage === version))
        throw new Error(`The reference server has no version '${version}'. It has: ${stages.join(', ')}.`);
      return `${served.origin}${writePrefix(world, known)}/${version}`;
    },
    describe: () => describe(served.origin, credentials, settings),
    close: served.close,
  };
}

/** The lines that `npm run reference` prints; the values are the server's own. */
function describe(origin: string, credentials: Credentials, settings: Readonly<Record<string, string>>): string {
  return [
    ...stages.map((stage) => `# ${stage}: ${origin}/${stage}`),
    `VENDNOVATION_BASE_URL=${origin}/{version}`,
    `VENDNOVATION_API_KEY=${credentials.apiKey}`,
    `VENDNOVATION_USERNAME=${credentials.username}`,
    `VENDNOVATION_PASSWORD=${credentials.password}`,
    `VENDNOVATION_FOREIGN_ORGANIZATION_ID=${settings['foreignOrganizationId']}`,
  ].join('\n');
}

/** Random values in the forms of real ones. */
function newCredentials(): Credentials {
  const text = (length: number) =>
    randomBytes(length * 2)
      .toString('base64')
      .replace(/[^A-Za-z0-9]/g, '')
      .slice(0, length);
  return { apiKey: text(40), username: `api@${text(8).toLowerCase()}.example`, password: text(24) };
}

function worldOf(
  choice: WorldChoice,
  credentials: Credentials,
  startedAt: number,
  clock: () => number,
  limited: boolean,
): World {
  const changes = [
    ...variations.filter(({ id }) => choice.variations?.includes(id)),
    ...faults.filter(({ id }) => choice.faults?.includes(id)),
  ];
  const behaviour = behaviourWith(changes.map(({ change }) => change));
  const data = dataFor(behaviour.data, startedAt);
  const now = () => clock() + behaviour.clockOffset;
  const state = { rows: data.rows, sessions: [], requests: 0, bucket: fullBucket(now()) };
  return { behaviour, data, state, credentials, limited, now };
}

function callIn(world: World, call: Incoming, rest: string): Call {
  const [, version = '', below = ''] = /^\/([^/]*)(.*)$/s.exec(rest) ?? [];
  return { ...call, version, route: below.replace(/\/+$/, ''), world };
}

/** One request through all gates, and its answer in bytes. */
function replyOf(call: Call): Reply {
  const { behaviour, state, now } = call.world;
  state.requests += 1;
  const answer = behaviour.finish(call, answerOf(call));
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
  // API Gateway answers so for a stage that is not deployed.
  if (!stages.some((stage) => stage === call.version)) return gateway(403, 'Forbidden');
  const route = routeOf(call);
  if (route === undefined || !behaviour.routeOpen(call)) return behaviour.unknownRoute(call);
  return checkKey(call) ?? throttle(call) ?? (route.token ? checkToken(call) : null) ?? route.run(call);
}
