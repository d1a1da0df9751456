/** Judgements on conversations over STOMP 1.2. */
import { show, undecided } from '../verdict/check.ts';
import type { StompFrame, StompTalk } from '../verdict/conversation.ts';
import type { Finding } from '../verdict/types.ts';
import type { Answer } from './answer.ts';

/** The talk of a conversation; null where the WebSocket was refused. @throws Undecided when nothing came, and for 5xx and 429 */
export function talkOf(answer: Answer): StompTalk | null {
  const { status, json } = answer.raw;
  if (status === 0)
    undecided(
      `no WebSocket was opened at ${answer.url} (${answer.raw.failure?.kind ?? ''}: ${answer.raw.failure?.message ?? ''})`,
    );
  if (status === 101) return json as StompTalk;
  if (status >= 500 || status === 429) undecided(`the WebSocket at ${answer.url} was refused with ${status}`);
  return null;
}

/** Frames of the server with a command. */
export const framesOf = ({ frames }: StompTalk, command: string): StompFrame[] =>
  frames.filter((frame) => frame.from === 'server' && frame.command === command);

/** The first value of a header (STOMP 1.2, Repeated Header Entries), with its escapes undone. */
export function headerOf({ headers, command }: StompFrame, name: string): string | undefined {
  const value = headers.find(([n]) => n === name)?.[1];
  return command === 'CONNECTED'
    ? value
    : value?.replace(/\\([rnc\\])/g, (_, c: string) => ({ r: '\r', n: '\n', c: ':', '\\': '\\' })[c] ?? '');
}

export const isConnected = (talk: StompTalk): boolean => framesOf(talk, 'CONNECTED').length > 0;

/** Ids of subscriptions that were asked for, and those whose receipt came. */
export function subscriptionsOf(talk: StompTalk): {
  readonly asked: readonly string[];
  readonly received: readonly string[];
} {
  const asked = talk.frames
    .filter(({ from, command }) => from === 'client' && command === 'SUBSCRIBE')
    .flatMap((frame) => headerOf(frame, 'id') ?? []);
  const receipts = framesOf(talk, 'RECEIPT').map((frame) => headerOf(frame, 'receipt-id'));
  return { asked, received: asked.filter((id) => receipts.includes(`receipt-${id}`)) };
}

/** The server ended the connection by itself: the client had not said DISCONNECT. */
export const isCutOff = ({ end, frames }: StompTalk): boolean =>
  end.by === 'server' && !frames.some(({ from, command }) => from === 'client' && command === 'DISCONNECT');

/** What became of a conversation, in few words. */
export function saidBy(answer: Answer): string {
  const { status } = answer.raw;
  if (status !== 101) return status === 0 ? (brokenHandshake(answer) ?? 'nothing came') : `status ${status}`;
  const talk = answer.raw.json as StompTalk;
  const [error] = framesOf(talk, 'ERROR');
  if (error !== undefined) return `ERROR ${show(headerOf(error, 'message') ?? error.body, 120)}`;
  const commands = talk.frames.filter(({ from }) => from === 'server').map(({ command }) => command);
  return `${commands.join(', ') || 'no frame'}, closed by the ${talk.end.by} with ${talk.end.code}`;
}

/** The server answered the handshake, but not as RFC 6455 has it: with a sub-protocol that nobody offered, or a wrong key. */
export const brokenHandshake = ({ raw: { failure } }: Answer): string | undefined =>
  /did not open: ((?:Server sent|Invalid) .*)$/s.exec(failure?.message ?? '')?.[1];

/** A finding about a conversation. */
export const stompFinding = (answer: Answer, message: string, expected: string, where?: string): Finding => ({
  message,
  expected,
  actual: saidBy(answer),
  ...(where === undefined ? {} : { where }),
  exchange: answer.x,
});

/** Nobody was let in: no WebSocket was opened, or the connection was refused, or every subscription. */
export function isShutOut(answer: Answer): boolean {
  const talk = talkOf(answer);
  if (talk === null) return true;
  if (framesOf(talk, 'ERROR').length > 0) return true;
  return isCutOff(talk) && subscriptionsOf(talk).received.length === 0;
}
