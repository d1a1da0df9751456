/** The reference server of TIER: v1, v2 and the feeds of MDS 0.3, in as many worlds as are asked for. */
import { randomBytes } from 'node:crypto';
import { replyOf } from '../answer.ts';
import { serve, type Incoming, type Reply } from '../http.ts';
import { outages } from '../outages.ts';
import type { ReferenceOptions, ReferenceServer, RunningReference, WorldChoice } from '../types.ts';
import { assertVersion, changesIn, knownIds, universes } from '../universes.ts';
import { writePrefix } from '../worlds.ts';
import { checkDoor, newToken } from './access.ts';
import { behaviourWith } from './behaviour.ts';
import { faults } from './faults/index.ts';
import { fleetFor } from './fleet.ts';
import { peopleFor } from './people.ts';
import { pathOfVersion, routeOf } from './routes.ts';
import { variations } from './variations/index.ts';
import { jsonApi, type Answer, type Call, type Credentials, type World } from './world.ts';

const known = knownIds(faults, variations);

const versions = Object.keys(pathOfVersion);

export const tier: ReferenceServer = { vendor: 'tier', versions, faults, variations, outages, start };

async function start(options: ReferenceOptions = {}): Promise<RunningReference> {
  const clock = options.now ?? Date.now;
  const startedAt = clock();
  const credentials: Credentials = {
    apiKey: randomBytes(24).toString('base64url'),
    jwt: newToken('a-customer', randomBytes(24).toString('hex'), startedAt),
  };
  const worlds = universes(known, (choice) => worldOf(choice, credentials, startedAt, clock));

  const handler = worlds.handler(answerIn);
  const served = await serve(handler, { port: options.port, onRequest: options.onRequest });
  const settings = settingsOf(worlds.plain);
  return {
    origin: served.origin,
    credentials: { ...credentials },
    settings,
    baseUrl: (version, world = {}) => {
      assertVersion(version, versions);
      return `${served.origin}${writePrefix(world, known)}/${pathOfVersion[version] ?? ''}`;
    },
    describe: () => describe(served.origin, credentials, settings),
    close: served.close,
  };
}

/** What on a live system only its user knows. */
function settingsOf({ people }: World): Record<string, string> {
  const [ended] = people.rentals;
  const [invoice, own] = people.invoices;
  return {
    zoneId: 'BERLIN',
    zoneCentre: '52.52,13.405',
    foreignZoneId: 'VIENNA',
    forbiddenPaths: '/pick-up-location?zoneId=BERLIN',
    customerId: people.idle,
    rentingCustomerId: people.renting,
    rentalId: ended?.id ?? '',
    invoiceId: own?.id ?? '',
    foreignInvoiceId: invoice?.id ?? '',
    jwtCustomerId: people.tokenOwner,
    pricingUrl: '{base}',
  };
}

/** The lines that `npm run reference` prints; the values are the server's own. */
function describe(origin: string, { apiKey, jwt }: Credentials, settings: Readonly<Record<string, string>>): string {
  const variable = (name: string) => `TIER_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
  return [
    ...versions.map((version) => `# ${version}: ${origin}/${pathOfVersion[version] ?? ''}`),
    `TIER_BASE_URL=${origin}/{version}`,
    `TIER_API_KEY=${apiKey}`,
    `TIER_JWT=${jwt}`,
    ...Object.entries(settings).map(([name, value]) => `${variable(name)}=${value.replace('{base}', `${origin}/v2`)}`),
  ].join('\n');
}

function worldOf(choice: WorldChoice, credentials: Credentials, startedAt: number, now: () => number): World {
  const behaviour = behaviourWith(changesIn(choice, variations, faults));
  const fleet = fleetFor(behaviour.data, startedAt);
  const people = peopleFor(fleet, startedAt, behaviour.data.freeRides);
  return { behaviour, fleet, people, state: { customers: people.customers, requests: 0 }, credentials, now };
}

/** One request through all gates, and its answer in bytes. */
function answerIn(world: World, incoming: Incoming, prefix: string, rest: string): Reply {
  world.state.requests += 1;
  const [, first = ''] = /^\/([^/]*)/.exec(rest) ?? [];
  const version = Object.values(pathOfVersion).includes(first) ? first : '';
  const path = (version === '' ? rest : rest.slice(first.length + 1)).replace(/\/+$/, '');
  const matched = routeOf(version, incoming.method, path);
  const host = incoming.header('host') ?? '127.0.0.1';
  const call: Call = {
    ...incoming,
    version,
    route: path,
    operation: matched?.route.operation ?? '',
    values: matched?.values ?? {},
    base: `http://${host}${prefix === '' ? '' : `/${prefix}`}${version === '' ? '' : `/${version}`}`,
    world,
  };
  const { behaviour, now } = world;
  return replyOf(behaviour.finish(call, answerOf(call, matched)), {
    now: now(),
    contentType: jsonApi,
    render: behaviour.render,
  });
}

function answerOf(call: Call, matched: ReturnType<typeof routeOf>): Answer {
  const { behaviour } = call.world;
  const early = behaviour.intercept(call);
  if (early !== null) return early;
  if (matched === null || !behaviour.routeOpen(call)) return behaviour.unknownRoute(call);
  const refused = checkDoor(call, matched.route.door) ?? behaviour.notAcceptable(call);
  if (refused !== null) return refused;
  const answer = matched.route.run(call);
  if (answer.json === undefined || answer.status >= 300) return answer;
  return { ...answer, json: behaviour.document(call, answer.json) };
}
