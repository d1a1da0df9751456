/** Whether the notifications of a server are MESSAGE frames of STOMP. */
import { show } from '../verdict/check.ts';
import type { StompFrame, StompTalk } from '../verdict/conversation.ts';
import { type FrameProblem, isNewerThanFirst } from './stomp-frames.ts';
import { headerOf } from './stomp.ts';

/** What each MESSAGE must name, and the subscription that it is for (STOMP 1.2, MESSAGE). */
export function messageProblems(talk: StompTalk): { readonly messages: number; readonly problems: FrameProblem[] } {
  const problems: FrameProblem[] = [];
  const asked = new Set<string>();
  let messages = 0;
  for (const frame of talk.frames) {
    if (frame.from === 'client' && frame.command === 'SUBSCRIBE') asked.add(headerOf(frame, 'id') ?? '');
    if (frame.from === 'client' || frame.command !== 'MESSAGE') continue;
    messages += 1;
    for (const name of ['destination', 'message-id', 'subscription'])
      if ((headerOf(frame, name) ?? '') === '')
        problems.push({
          message: `a MESSAGE has no ${name}`,
          expected: `a header ${name}`,
          where: `header ${name}`,
        });
    const subscription = headerOf(frame, 'subscription') ?? '';
    if (subscription !== '' && !asked.has(subscription))
      problems.push({
        message: `a MESSAGE is for the subscription ${show(subscription, 40)}, which nobody asked for`,
        expected: `subscription ${[...asked].join(' or ')}`,
        where: 'header subscription',
      });
  }
  return { messages, problems };
}

/** A message that has the id of another one. One message may come for several subscriptions. */
export function repeatedMessageId(messages: readonly StompFrame[]): string | undefined {
  const isTwin = (a: StompFrame, b: StompFrame) =>
    headerOf(a, 'message-id') === headerOf(b, 'message-id') &&
    (headerOf(a, 'subscription') === headerOf(b, 'subscription') || a.body !== b.body);
  const named = messages.filter((frame) => (headerOf(frame, 'message-id') ?? '') !== '');
  const again = named.find((frame, i) => named.findIndex((other) => isTwin(other, frame)) !== i);
  return again === undefined ? undefined : headerOf(again, 'message-id');
}

/** Values with a colon that is not escaped, in a version that has escapes (STOMP 1.2, Value Encoding). */
export function plainColons(talk: StompTalk): readonly { readonly command: string; readonly name: string }[] {
  if (!isNewerThanFirst(talk)) return [];
  return talk.frames
    .filter(({ from, command }) => from === 'server' && command !== 'CONNECTED')
    .flatMap(({ command, headers }) =>
      headers.filter(([, value]) => withoutHandles(value).includes(':')).map(([name]) => ({ command, name })),
    );
}

/** Handles that stand for secrets hold colons of their own. */
const withoutHandles = (text: string) => text.replaceAll(/«[^«»]*»/g, '');
