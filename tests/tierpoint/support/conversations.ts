/** Conversations with the notification service, as the settings describe it. */
import type { Answer } from '../../../src/judges/answer.ts';
import type { Conversation } from '../../../src/suite/types.ts';
import type { StompScript } from '../../../src/verdict/conversation.ts';
import { type Context, probe } from '../suite.ts';
import { documentation } from './documentation.ts';
import { alteredToken, expiredToken } from './session.ts';
import { type Settings, listed, milliseconds } from './settings.ts';

const noAddress = 'no page names the address of notifications; set TIERPOINT_NOTIFICATION_URL';
const noDestination = 'no page names a destination of notifications; set TIERPOINT_NOTIFICATION_DESTINATIONS';
const noOperation = 'no page names a long operation; set TIERPOINT_LONG_OPERATION_PATH';

/** Headers that carry a token, in the configured places; null carries none. */
function placed(
  settings: Settings,
  token: string | null,
  host: string,
): { handshake: Record<string, string>; connect: Record<string, string> } {
  const way = settings['notificationAuth'] ?? 'both';
  const bearer = token === null ? {} : { Authorization: `Bearer ${token}` };
  if (way === 'passcode')
    return {
      handshake: {},
      connect: { host, login: settings['notificationLogin'] ?? '', ...(token === null ? {} : { passcode: token }) },
    };
  return { handshake: way === 'connect' ? {} : bearer, connect: { host, ...(way === 'handshake' ? {} : bearer) } };
}

const plain = {
  acceptVersion: '1.2,1.1,1.0',
  heartBeat: [0, 0],
  frames: [],
  until: 'nothing',
  listen: 0,
  quiet: 0,
} as const;

/** What is said with a token; `script` departs from the plain way. */
function conversation(
  { settings, notTestable }: Context,
  token: string | null,
  script: Partial<StompScript> = {},
): Conversation {
  const url = settings['notificationUrl'] ?? '';
  if (url === '') return notTestable(noAddress);
  const address = url.replace('{base}', 'http://base.invalid');
  const host = settings['notificationHost'] ?? '';
  const { handshake, connect } = placed(settings, token, host === '' ? new URL(address).hostname : host);
  const subscribe = listed(settings, 'notificationDestinations').map((destination, i) => ({
    id: `sub-${i + 1}`,
    destination,
  }));
  return { url, handshake, script: { ...plain, connect, subscribe, ...script } };
}

function needDestination({ settings, notTestable }: Context): void {
  if (listed(settings, 'notificationDestinations').length === 0) notTestable(noDestination);
}

const own = ({ settings }: Context) => settings['token'] ?? '';

/** The plain conversation; it asks for heart-beats, because some servers promise them to those only who want them. */
const plainly = (context: Context): Promise<Answer> =>
  context.converse(conversation(context, own(context), { heartBeat: [0, wantedBeat(context.settings)] }));

export const connected = probe('notifications, with the token', { cost: 1 }, plainly);

export const again = probe('notifications, a second time', { cost: 1, needs: [connected] }, async (context) => {
  await context.get(connected);
  return plainly(context);
});

export const withoutToken = probe('notifications, no token', { cost: 1 }, (context) => {
  needDestination(context);
  return context.converse(conversation(context, null));
});

const withTokenAltered = (name: string, how: 'altered' | 'head') =>
  probe(name, { cost: 1 }, (context) => {
    needDestination(context);
    return context.converse(conversation(context, alteredToken(context.settings, how)));
  });

export const withAlteredToken = withTokenAltered('notifications, altered token', 'altered');
export const withAlteredHead = withTokenAltered('notifications, token altered near its beginning', 'head');

export const withNoRealToken = probe('notifications, no real token', { cost: 1 }, (context) => {
  needDestination(context);
  return context.converse(conversation(context, context.unique('not-a-token')));
});

export const withExpiredToken = probe('notifications, expired token', { cost: 1 }, async (context) => {
  needDestination(context);
  const { value } = await expiredToken(context);
  return context.converse(conversation(context, value));
});

export const withBadFrame = probe('notifications, a SUBSCRIBE without headers', { cost: 1 }, (context) =>
  context.converse(
    conversation(context, own(context), {
      subscribe: [],
      frames: [{ command: 'SUBSCRIBE', headers: {}, body: '' }],
      until: 'end',
      listen: 3000,
    }),
  ),
);

export const withBadVersion = probe('notifications, a version that does not exist', { cost: 1 }, (context) =>
  context.converse(conversation(context, own(context), { acceptVersion: '9.9', subscribe: [] })),
);

/** Milliseconds between heart-beats that the suite asks for. */
export const wantedBeat = (settings: Settings): number =>
  Math.max(1, Number(settings['notificationHeartBeat'] ?? 10_000));

const longestBeat = 60_000;

/** Milliseconds for two heart-beats: half as much again as was agreed, and a moment for the way. */
export const beatWait = (agreed: number): number => 3 * agreed + 500;

export const idle = probe('notifications, silence', { cost: 1, needs: [connected] }, async (context) => {
  const promised = promisedBeat(await context.get(connected));
  if (promised === null || promised === 0) return context.notTestable('the server promises no heart-beats');
  const agreed = Math.max(promised, wantedBeat(context.settings));
  if (agreed > longestBeat)
    return context.undecided(
      `the server promises a heart-beat every ${promised} ms, which is longer than the suite waits`,
    );
  const answer = await context.converse(
    conversation(context, own(context), {
      subscribe: [],
      heartBeat: [0, wantedBeat(context.settings)],
      until: 'beats',
      listen: beatWait(agreed),
    }),
  );
  return { answer, agreed };
});

/** The first number of the heart-beat header of CONNECTED; null where there is none. */
export function promisedBeat({ raw }: Answer): number | null {
  const frames =
    (raw.json as { frames?: { command: string; headers: [string, string][] }[] } | undefined)?.frames ?? [];
  const header = frames
    .find(({ command }) => command === 'CONNECTED')
    ?.headers.find(([name]) => name === 'heart-beat')?.[1];
  const number = /^(\d+),\d+$/.exec(header?.trim() ?? '')?.[1];
  return number === undefined ? null : Number(number);
}

/** The id of what was started: a member that the settings name, or the last element of Location. */
function idOf({ raw }: Answer, settings: Settings): string | null {
  const json = raw.json as Readonly<Record<string, unknown>> | null | undefined;
  for (const name of listed(settings, 'longOperationId')) {
    const value = typeof json === 'object' ? json?.[name] : undefined;
    if ((typeof value === 'string' && value !== '') || typeof value === 'number') return String(value);
  }
  return (
    raw
      .header('location')
      ?.split(/[?#]/, 1)[0]
      ?.split('/')
      .filter((part) => part !== '')
      .at(-1) ?? null
  );
}

export interface Completion {
  readonly talk: Answer;
  readonly started: Answer;
  readonly id: string | null;
}

/** Subscribes, then starts the long operation, then waits for its notification. */
export const completion = probe(
  'notifications, end of a long operation',
  { cost: 2, writes: true, needs: [documentation] },
  async (context): Promise<Completion> => {
    const { settings, api, version, notTestable } = context;
    needDestination(context);
    if (version === 'beta') await context.get(documentation); // not testable where the label is not there
    const path = settings['longOperationPath'] ?? '';
    if (path === '') return notTestable(noOperation);
    const wait = milliseconds(settings['notificationWait'], 60_000);
    const body = settings['longOperationBody'] ?? '';
    let started: { answer: Answer; id: string | null } | undefined;
    const talk = await context.converse(
      conversation(context, own(context), {
        until: 'message',
        listen: wait,
        quiet: Math.min(3000, Math.round(wait / 5)),
      }),
      async () => {
        const answer = await api.startLongOperation(
          { path: { version } },
          body === '' ? {} : { anyway: { rawBody: body, headers: { 'content-type': 'application/json' } } },
        );
        started = { answer, id: idOf(answer, settings) };
        return started.id;
      },
    );
    if (started === undefined)
      return context.undecided(
        'the long operation was not started, because the notification service could not be reached',
      );
    return { talk, started: started.answer, id: started.id };
  },
);
