/** The reference server of TIER: v1, v2 and the feeds of MDS 0.3, in as many worlds as are asked for. */
import { randomBytes } from 'node:crypto';
import { plainText, serve, type Incoming, type Reply } from '../http.ts';
import { outageReply, outages } from '../outages.ts';
import type { ReferenceOptions, ReferenceServer, RunningReference, WorldChoice } from '../types.ts';
import { readPrefix, splitPath, UnknownWorld, writePrefix, type KnownIds } from '../worlds.ts';
import { checkDoor, newToken } from './access.ts';
import { behaviourWith } from './behaviour.ts';
import { faults } from './faults/index.ts';
import { fleetFor } from './fleet.ts';
import { peopleFor } from './people.ts';
import { pathOfVersion, routeOf } from './routes.ts';
import { variations } from './variations/index.ts';
import { jsonApi, type Answer, type Call, type Credentials, type World } from './world.ts';

const known: KnownIds = {
  faults: faults.map(({ id }) => id),
  variations: variations.map(({ id }) => id),
  outages: outages.map(({ id }) => id),
};

const versions = Object.keys(pathOfVersion);

export const tier: ReferenceServer = { vendor: 'tier', versions, faults, variations, outages, start };

async function start(options: ReferenceOptions = {}): Promise<RunningReference> {
  const clock = options.now ?? Date.now;
  const startedAt = clock();
  const credentials: Credentials = {
    apiKey: randomBytes(24).toString('base64url'),
    jwt: newToken('a-customer', randomBytes(24).toString('hex'), startedAt),
  };
  const worlds = new Map<string, World>();
  const makeWorld = (choice: WorldChoice): World => worldOf(choice, credentials, startedAt, clock);
  const plain = makeWorld({});
  worlds.set('', plain);

  const handle = (call: Incoming): Reply => {
    const { prefix, rest } = splitPath(call.path);
    try {
      const made = worlds.get(prefix);
      if (made !== undefined) return replyOf(call, made, prefix, rest);
      const choice = readPrefix(prefix, known);
      if (choice.outage !== '') return outageReply(choice.outage, call);
      const world = makeWorld(choice);
      worlds.set(prefix, world);
      return replyOf(call, world, prefix, rest);
    } catch (error) {
      if (error instanceof UnknownWorld) return plainText(404, `${error.message}\n`);
      throw error;
    }
  };
  const served = await serve(handle, { port: options.port, onRequest: options.onRequest });
  const settings = settingsOf(plain);
  return {
    origin: served.origin,
    credentials: { ...credentials },
    settings,
    baseUrl: (version, world = {}) => {
      const path = pathOfVersion[version];
      if (path === undefined)
        throw new Error(`The reference server has no version '${version}'. It has: ${versions.join(', ')}.`);
      return `${served.origin}${writePrefix(world, known)}/${path}`;
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
  const changes = [
    ...variations.filter(({ id }) => choice.variations?.includes(id)),
    ...faults.filter(({ id }) => choice.faults?.includes(id)),
  ];
  const behaviour = behaviourWith(changes.map(({ change }) => change));
  const fleet = fleetFor(behaviour.data, startedAt);
  const people = peopleFor(fleet, startedAt, behaviour.data.freeRides);
  return { behaviour, fleet, people, state: { customers: people.customers, requests: 0 }, credentials, now };
}

/** One request through all gates, and its answer in bytes. */
function replyOf(incoming: Incoming, world: World, prefix: string, rest: string): Reply {
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
  return bytesOf(call, world.behaviour.finish(call, answerOf(call, matched)));
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

function bytesOf({ world }: Call, { status, json, text, wire, reason, headers = [], contentType }: Answer): Reply {
  const body = text ?? (json === undefined ? undefined : world.behaviour.render(json));
  const type = contentType === undefined ? jsonApi : contentType;
  return {
    status,
    headers: [
      ['Date', new Date(world.now()).toUTCString()],
      ...(type === null || body === undefined ? [] : ([['Content-Type', type]] as const)),
      ...headers,
    ],
    ...(body === undefined ? {} : { body }),
    ...(wire === undefined ? {} : { wire }),
    ...(reason === undefined ? {} : { reason }),
  };
}
