/** Mutants of a recorded conversation: what the server said, frame by frame. The rest of the talk is our own record. */
import type { StompFrame, StompTalk } from '../verdict/conversation.ts';
import type { Kind } from './types.ts';

export interface TalkChange {
  readonly kind: Kind;
  readonly where: string;
  readonly change: string;
  make(): string;
}

export function talkChanges(talk: StompTalk): TalkChange[] {
  return talk.frames.flatMap((frame, at) => (frame.from === 'server' ? frameChanges(talk, frame, at) : []));
}

function frameChanges(talk: StompTalk, frame: StompFrame, at: number): TalkChange[] {
  const where = `/frames/${frame.command}`;
  const to = (kind: Kind, place: string, what: string, next: StompFrame | null): TalkChange => ({
    kind,
    where: place,
    change: `frame ${at + 1}, ${frame.command}: ${what}`,
    make: () =>
      JSON.stringify({
        ...talk,
        frames: talk.frames.flatMap((each, i) => (i !== at ? [each] : next === null ? [] : [next])),
      }),
  });
  const command = frame.command === 'ERROR' ? 'MESSAGE' : 'ERROR';
  const withHeaders = (headers: StompFrame['headers']) => ({ ...frame, headers });
  return [
    to('item-missing', where, 'is gone', null),
    to('other-text', where, `becomes ${command}`, { ...frame, command }),
    ...frame.headers.flatMap(([name, value], n) => [
      to('header-dropped', `${where}/${name}`, `has no ${name}`, withHeaders(frame.headers.filter((_, i) => i !== n))),
      to(
        'header-other',
        `${where}/${name}`,
        `its ${name} ${value} becomes unexpected`,
        withHeaders(frame.headers.map((header, i) => (i === n ? [name, 'unexpected'] : header))),
      ),
    ]),
  ];
}
