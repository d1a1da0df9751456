/** Forms of headers, escapes and bodies in the frames of a STOMP server, at their edges. */
import { describe, expect, it } from 'vitest';
import { frameProblems, isNewerThanFirst } from '../../../src/judges/stomp-frames.ts';
import type { StompFrame, StompTalk } from '../../../src/verdict/conversation.ts';

type Headers = readonly (readonly [string, string])[];
const frame = (from: 'client' | 'server', command: string, headers: Headers = [], body = ''): StompFrame => ({
  from,
  at: 0,
  command,
  headers,
  body,
});
const talk = (frames: readonly StompFrame[], more: Partial<StompTalk> = {}): StompTalk => ({
  protocol: 'v12.stomp',
  frames,
  beats: 0,
  listened: null,
  end: { by: 'server', code: 1000, reason: '', at: 1 },
  ...more,
});
const connected = (...headers: Headers) => frame('server', 'CONNECTED', headers);
const v12 = connected(['version', '1.2']);
const message = (headers: Headers, body = '') => frame('server', 'MESSAGE', headers, body);
const problems = (...frames: StompFrame[]) => frameProblems(talk(frames));
const where = (...frames: StompFrame[]) => problems(...frames).map((problem) => problem.where);

describe('a version', () => {
  it('is newer than the first where CONNECTED of the server says so', () => {
    const newer = (...frames: StompFrame[]) => isNewerThanFirst(talk(frames));
    expect(newer(frame('client', 'CONNECT'), connected(['version', '1.1']))).toBe(true);
    expect(newer(v12, message([]))).toBe(true);
    for (const version of ['1.0', '1.3', '11.2', '1.21', ''])
      expect(newer(connected(['version', version]))).toBe(false);
    expect(newer(connected())).toBe(false);
    expect(newer(frame('client', 'CONNECTED', [['version', '1.2']]))).toBe(false);
    expect(newer(message([['version', '1.2']]))).toBe(false);
  });

  it('may be any that the client offered', () => {
    const offer = frame('client', 'CONNECT', [['accept-version', '1.2,1.3']]);
    expect(where(offer, connected(['version', '1.3']))).toEqual([]);
    expect(where(offer, connected(['version', ' 1.2 ']))).toEqual([]);
    expect(where(offer, connected(['version', '1.4']))).toEqual(['header version']);
    expect(where(frame('client', 'CONNECT', [['other', '1.3']]), connected(['version', '1.3']))).toEqual([
      'header version',
    ]);
  });

  it('must be named where the sub-protocol is newer than the first', () => {
    const unnamed = (protocol: string) => frameProblems(talk([connected()], { protocol })).length;
    expect(['v11.stomp', 'v12.stomp', 'v10.stomp', 'xv12.stomp', 'v12.stompx', ''].map(unnamed)).toEqual([
      1, 1, 0, 0, 0, 0,
    ]);
  });
});

describe('heart-beats', () => {
  it.each(['0,0', ' 10 , 20 ', '1000,25000'])('%j are two numbers', (beat) =>
    expect(where(connected(['version', '1.2'], ['heart-beat', beat]))).toEqual([]),
  );
  it.each(['', '0', '0,', ',0', '0,0,0', 'x0,0', '0,0x', '-1,0', '1.5,0', '0;0', '0 0,0'])('%j are none', (beat) =>
    expect(where(connected(['version', '1.2'], ['heart-beat', beat]))).toEqual(['header heart-beat']),
  );
});

describe('a length or type', () => {
  it.each([
    [['content-length', '0']],
    [['content-length', ' 120 ']],
    [['content-type', 'text/plain']],
    [['content-type', ' text/plain ; charset=utf-8']],
  ] as Headers[])('%j has the form', (header) =>
    expect(where(v12, message([header as unknown as [string, string]]))).toEqual([]),
  );
  it.each([
    ['content-length', ''],
    ['content-length', '1x'],
    ['content-length', 'x1'],
    ['content-length', '-1'],
    ['content-type', ''],
    ['content-type', 'text'],
    ['content-type', 'text/'],
    ['content-type', '/plain'],
    ['content-type', 'te xt/plain'],
  ] as [string, string][])('%s: %j has not', (name, value) =>
    expect(where(v12, message([[name, value]]))).toEqual([`header ${name}`]),
  );

  it.each([
    ['application/json', '{', true],
    ['application/json;charset=utf-8', '{', true],
    [' application/json ;a=b', '{', true],
    ['a/b+JSON', '{', true],
    ['application/json', '{}', false],
    ['application/json', '', false],
    ['application/json', '{«secret:1»', false],
    ['application/jsonl', '{', false],
    ['text/plain', '{', false],
    ['text/plain;x=/json', '{', false],
  ])('%s with the body %j is a problem: %s', (type, body, wrong) =>
    expect(where(v12, message([['content-type', type]], body))).toEqual(wrong ? ['body'] : []),
  );
});

describe('escapes', () => {
  it.each([
    ['a\\tb', true],
    ['a\\', true],
    ['\\\\\\t', true],
    ['\\r\\n\\c\\\\', false],
    ['plain', false],
  ])('%j in a value or a name is a problem: %s', (text, wrong) => {
    expect(
      where(
        v12,
        message([
          ['ok', 'ok'],
          ['a', text],
        ]),
      ),
    ).toEqual(wrong ? ['header a'] : []);
    expect(where(v12, message([[text, 'a']]))).toEqual(wrong ? [`header ${text}`] : []);
    expect(where(v12, frame('client', 'SEND', [['a', text]]))).toEqual([]);
    expect(where(connected(['version', '1.2'], ['a', text]))).toEqual([]);
    expect(where(v12, frame('server', 'ERROR', [['a', text]]))).toEqual(wrong ? ['header a'] : []);
  });
});

describe('frames', () => {
  it('of some commands have no body', () => {
    const ask = frame('client', 'SUBSCRIBE', [['receipt', 'r']]);
    const receipt = (body: string) => frame('server', 'RECEIPT', [['receipt-id', 'r']], body);
    expect(where(v12, ask, receipt(''))).toEqual([]);
    expect(where(v12, ask, receipt('x'))).toEqual(['body']);
    expect(where({ ...v12, body: 'x' })).toEqual(['body']);
    expect(where(v12, message([], 'x'), frame('server', 'ERROR', [], 'x'))).toEqual([]);
  });

  it('come in their order', () => {
    expect(where(frame('server', 'RECEIPT', [['receipt-id', 'r']]))).toEqual(['command', 'header receipt-id']);
    expect(where(frame('server', 'ERROR'))).toEqual([]);
    expect(where(v12, v12)).toEqual(['command']);
  });

  it('that the parser found flaws in are told with each of them', () => {
    expect(problems(v12, { ...message([]), flaws: ['one', 'two'] })).toMatchObject([
      { message: '"MESSAGE": one', where: 'frame' },
      { message: '"MESSAGE": two', where: 'frame' },
    ]);
  });

  it('end with a NUL', () => {
    expect(frameProblems(talk([v12], { unfinished: 0 }))).toMatchObject([{ where: 'body' }]);
    expect(frameProblems(talk([v12]))).toEqual([]);
  });
});

describe('receipts', () => {
  const ask = (id: string) => frame('client', 'SUBSCRIBE', [['receipt', id]]);
  const receipt = (...id: string[]) =>
    frame(
      'server',
      'RECEIPT',
      id.map((one) => ['receipt-id', one] as const),
    );

  it('come once for each that was asked for', () => {
    expect(problems(v12, ask('a'), ask('b'), receipt('b'), receipt('a'))).toEqual([]);
    expect(problems(v12, ask('a'), receipt('a'), ask('a'), receipt('a'))).toEqual([]);
    expect(problems(v12, ask('a'), receipt('a'), receipt('a'))).toMatchObject([
      { message: expect.stringContaining('came twice') as string },
    ]);
  });

  it('of nothing that was asked for name what was', () => {
    expect(problems(v12, ask('a'), ask('b'), receipt('c'), receipt('c'))).toMatchObject(
      [1, 2].map(() => ({
        message: expect.stringContaining('nothing that was asked') as string,
        expected: expect.stringContaining(': a, b') as string,
      })),
    );
    expect(problems(v12, frame('client', 'SEND'), receipt('c'))).toMatchObject([
      { expected: expect.stringContaining('none was') as string },
    ]);
    expect(problems(v12, receipt())).toMatchObject([{ message: expect.stringContaining('no receipt-id') as string }]);
  });
});
