/** The reference server of VendNovation: the documented behaviour per stage, in as many worlds as are asked for. */
import { randomBytes } from 'node:crypto';
import { replyOf } from '../answer.ts';
import { serve, type Incoming, type Reply } from '../http.ts';
import { outages } from '../outages.ts';
import type { ReferenceOptions, ReferenceServer, RunningReference, WorldChoice } from '../types.ts';
import { assertVersion, changesIn, knownIds, universes } from '../universes.ts';
import { writePrefix } from '../worlds.ts';
import { checkKey, checkToken } from './access.ts';
import { behaviourWith } from './behaviour.ts';
import { dataFor } from './data.ts';
import { faults } from './faults/index.ts';
import { fullBucket, throttle } from './gateway.ts';
import { routeOf, stages } from './routes.ts';
import { variations } from './variations/index.ts';
import { gateway, type Answer, type Call, type Credentials, type World } from './world.ts';

const known = knownIds(faults, variations);

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
  const limited = options.limits !== 'off';
  const worlds = universes(known, (choice) => worldOf(choice, credentials, startedAt, clock, limited));

  const handler = worlds.handler((world, call, _, rest) => answerIn(callIn(world, call, rest)));
  const served = await serve(handler, { port: options.port, onRequest: options.onRequest });
  const settings = { foreignOrganizationId: String(worlds.plain.data.foreignOrganizationId) };
  return {
    origin: served.origin,
    credentials: { ...credentials },
    settings,
    baseUrl: (version, world = {}) => {
      assertVersion(version, stages);
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
  const behaviour = behaviourWith(changesIn(choice, variations, faults));
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
function answerIn(call: Call): Reply {
  const { behaviour, state, now } = call.world;
  state.requests += 1;
  const answer = behaviour.finish(call, answerOf(call));
  return replyOf(answer, { now: now(), contentType: 'application/json; charset=utf-8', render: behaviour.render });
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
