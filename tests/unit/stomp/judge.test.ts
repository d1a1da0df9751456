import { describe, expect, it } from 'vitest';
import { answerOf } from '../../../src/judges/answer.ts';
import { headerOf, isConnected, isShutOut, saidBy, subscriptionsOf, talkOf } from '../../../src/judges/stomp.ts';
import type { StompFrame, StompTalk } from '../../../src/verdict/conversation.ts';
import { Undecided } from '../../../src/verdict/check.ts';

const frame = (
  from: 'client' | 'server',
  command: string,
  headers: readonly (readonly [string, string])[] = [],
  body = '',
): StompFrame => ({ from, at: 1, command, headers, body });
const talk = (frames: readonly StompFrame[], by: 'client' | 'server' = 'client'): StompTalk => ({
  protocol: 'v12.stomp',
  frames,
  beats: 0,
  listened: null,
  end: { by, code: 1000, reason: '', at: 2 },
});

function answer(status: number, body?: StompTalk) {
  const request = { operation: 'converse', method: 'STOMP', url: 'http://127.0.0.1/n', headers: [], body: '{}' };
  const outcome =
    status === 0
      ? { failure: { kind: 'timeout' as const, message: 'm' } }
      : { response: { status, headers: [], body: body === undefined ? '' : JSON.stringify(body), bytes: 1, ms: 1 } };
  return answerOf(
    { x: '1-0001', round: 1, key: 'k', nth: 0, at: '', attempts: 1, request, outcome, secrets: [] },
    () => ({ alive: true, control: 'none' }),
  );
}

const connected = frame('server', 'CONNECTED', [['version', '1.2']]);
const subscribe = frame('client', 'SUBSCRIBE', [
  ['id', 'sub-1'],
  ['receipt', 'receipt-sub-1'],
]);
const receipt = frame('server', 'RECEIPT', [['receipt-id', 'receipt-sub-1']]);

describe('talkOf', () => {
  it.each([0, 500, 503, 429])('%s decides nothing', (status) =>
    expect(() => talkOf(answer(status))).toThrow(Undecided),
  );
  it.each([401, 403, 404, 200])('%s is no talk', (status) => expect(talkOf(answer(status))).toBeNull());
  it('101 is one', () => expect(isConnected(talkOf(answer(101, talk([connected]))) as StompTalk)).toBe(true));
});

describe('isShutOut', () => {
  it.each([
    ['the WebSocket is refused', answer(401), true],
    ['ERROR instead of CONNECTED', answer(101, talk([frame('server', 'ERROR', [['message', 'no']])], 'server')), true],
    ['the end instead of CONNECTED', answer(101, talk([], 'server')), true],
    ['ERROR instead of a receipt', answer(101, talk([connected, subscribe, frame('server', 'ERROR')], 'server')), true],
    [
      'the end after DISCONNECT',
      answer(101, talk([connected, subscribe, frame('client', 'DISCONNECT')], 'server')),
      false,
    ],
    ['a receipt', answer(101, talk([connected, subscribe, receipt])), false],
    ['no word against the subscription', answer(101, talk([connected, subscribe])), false],
    ['the WebSocket is not there for them', answer(404), true],
    ['they are led elsewhere', answer(302), true],
  ])('%s', (_, of, expected) => expect(isShutOut(of)).toBe(expected));
});

it('subscriptionsOf ties receipts to what asked for them', () => {
  const other = frame('client', 'SUBSCRIBE', [
    ['id', 'sub-2'],
    ['receipt', 'receipt-sub-2'],
  ]);
  expect(subscriptionsOf(talk([connected, subscribe, other, receipt]))).toEqual({
    asked: ['sub-1', 'sub-2'],
    received: ['sub-1'],
  });
});

it('headerOf takes the first of repeated headers and undoes escapes, but not in CONNECTED', () => {
  expect(
    headerOf(
      frame('server', 'MESSAGE', [
        ['a', 'x\\cy\\n\\\\'],
        ['a', 'z'],
      ]),
      'a',
    ),
  ).toBe('x:y\n\\');
  expect(headerOf(frame('server', 'CONNECTED', [['a', 'x\\cy']]), 'a')).toBe('x\\cy');
  expect(headerOf(frame('server', 'MESSAGE'), 'a')).toBeUndefined();
});

it('saidBy is short', () => {
  expect(saidBy(answer(401))).toBe('status 401');
  expect(saidBy(answer(101, talk([frame('server', 'ERROR', [['message', 'no']])])))).toBe('ERROR "no"');
  expect(saidBy(answer(101, talk([connected, receipt], 'server')))).toBe(
    'CONNECTED, RECEIPT, closed by the server with 1000',
  );
});
