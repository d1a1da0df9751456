import { describe, expect, it } from 'vitest';
import { frameProblems } from '../../../src/judges/stomp-frames.ts';
import type { StompFrame, StompTalk } from '../../../src/verdict/conversation.ts';

const frame = (from: 'client' | 'server', command: string, headers: Record<string, string> = {}): StompFrame => ({
  from,
  at: 0,
  command,
  headers: Object.entries(headers),
  body: '',
});
const said = (command: string, headers?: Record<string, string>) => frame('server', command, headers);

const subscribe = frame('client', 'SUBSCRIBE', { id: 'a', receipt: 'r\\c1' });
const connected = said('CONNECTED', { version: '1.2', 'heart-beat': '0, 100' });

const whereOf = (frames: readonly StompFrame[], protocol = 'v12.stomp') => {
  const talk: StompTalk = {
    protocol,
    frames,
    beats: 0,
    listened: null,
    end: { by: 'server', code: 1000, reason: '', at: 1 },
  };
  return frameProblems(talk).map(({ where }) => where);
};

describe('frames of a server', () => {
  it.each<[string, readonly StompFrame[], string?]>([
    ['a plain talk', [connected, subscribe, said('RECEIPT', { 'receipt-id': 'r\\c1' }), said('MESSAGE')]],
    ['an ERROR at once', [said('ERROR', { 'content-length': '0', 'content-type': 'text/plain;charset=utf-8' })]],
    ['no version in STOMP 1.0', [said('CONNECTED', { 'heart-beat': 'none' })], 'v10.stomp'],
    ['no version without a sub-protocol', [said('CONNECTED')], ''],
    ['another version than the sub-protocol', [said('CONNECTED', { version: '1.1' })]],
    ['escapes', [connected, said('MESSAGE', { a: 'x\\cy\\\\t\\n' })]],
    ['a backslash in CONNECTED', [said('CONNECTED', { version: '1.2', user: 'CORP\\x' })]],
    ['a backslash in STOMP 1.0', [said('CONNECTED'), said('MESSAGE', { file: 'C\\x' })], ''],
    ['a body of JSON', [connected, { ...said('MESSAGE', { 'content-type': 'application/json' }), body: '[1]' }]],
    ['a body with a handle', [connected, { ...said('MESSAGE', { 'content-type': 'a/b+json' }), body: '[«secret:1»]' }]],
    ['unknown headers', [said('CONNECTED', { version: '1.2', session: '', 'x-any': 'a b' })]],
  ])('%s is lawful', (_, frames, protocol) => expect(whereOf(frames, protocol)).toEqual([]));

  it.each<[string, readonly StompFrame[], string]>([
    ['an unknown command', [connected, said('MESSAGES')], 'command'],
    ['a message before CONNECTED', [said('MESSAGE')], 'command'],
    ['CONNECTED twice', [connected, connected], 'command'],
    ['no version in STOMP 1.2', [said('CONNECTED')], 'header version'],
    ['a version that nobody offered', [said('CONNECTED', { version: '2.0' })], 'header version'],
    ['a heart-beat in words', [said('CONNECTED', { version: '1.2', 'heart-beat': '5' })], 'header heart-beat'],
    ['a receipt without id', [connected, subscribe, said('RECEIPT')], 'header receipt-id'],
    ['a receipt of nothing', [connected, said('RECEIPT', { 'receipt-id': 'r:1' }), subscribe], 'header receipt-id'],
    ['a length in words', [connected, said('MESSAGE', { 'content-length': 'two' })], 'header content-length'],
    [
      'a receipt that comes twice',
      [connected, subscribe, said('RECEIPT', { 'receipt-id': 'r\\c1' }), said('RECEIPT', { 'receipt-id': 'r\\c1' })],
      'header receipt-id',
    ],
    ['an unknown escape', [connected, said('MESSAGE', { a: 'x\\ty' })], 'header a'],
    ['CONNECTED with a body', [{ ...connected, body: 'hi' }], 'body'],
    ['JSON that is none', [connected, { ...said('MESSAGE', { 'content-type': 'text/json' }), body: 'hi' }], 'body'],
    ['what the parser saw', [connected, { ...said('MESSAGE'), flaws: ['a line has no colon'] }], 'frame'],
    ['a type that is none', [connected, said('MESSAGE', { 'content-type': 'json' })], 'header content-type'],
  ])('%s is a problem', (_, frames, where) => expect(whereOf(frames)).toEqual([where]));
});

it('a frame that never ended is a problem', () => {
  const end = { by: 'client', code: 1000, reason: '', at: 1 } as const;
  const problems = frameProblems({ protocol: '', frames: [connected], beats: 0, listened: null, end, unfinished: 7 });
  expect(problems.map(({ message }) => message).join()).toContain('7 octets');
});
