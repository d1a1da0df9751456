import { describe, expect, it } from 'vitest';
import { messageProblems, plainColons, repeatedMessageId } from '../../../src/judges/stomp-messages.ts';
import type { StompFrame, StompTalk } from '../../../src/verdict/conversation.ts';

const frame = (
  from: 'client' | 'server',
  command: string,
  headers: Record<string, string> = {},
  body = '',
): StompFrame => ({ from, at: 0, command, headers: Object.entries(headers), body });
const talk = (frames: readonly StompFrame[]): StompTalk => ({
  protocol: '',
  frames,
  beats: 0,
  listened: null,
  end: { by: 'client', code: 1000, reason: '', at: 1 },
});

const connected = frame('server', 'CONNECTED', { version: '1.2', session: 'a:b' });
const subscribe = frame('client', 'SUBSCRIBE', { id: 'a', destination: '/q' });
const message = (headers: Record<string, string> = {}, body = '') =>
  frame('server', 'MESSAGE', { destination: '/q', 'message-id': 'm1', subscription: 'a', ...headers }, body);

describe('messageProblems', () => {
  const whereOf = (frames: readonly StompFrame[]) => messageProblems(talk(frames)).problems.map(({ where }) => where);

  it('counts messages that are right', () =>
    expect(messageProblems(talk([connected, subscribe, message(), message()]))).toEqual({ messages: 2, problems: [] }));

  it.each([
    ['no destination', [subscribe, message({ destination: '' })], 'header destination'],
    ['no id', [subscribe, message({ 'message-id': '' })], 'header message-id'],
    ['no subscription', [subscribe, message({ subscription: '' })], 'header subscription'],
    ['another subscription', [subscribe, message({ subscription: 'b' })], 'header subscription'],
    ['a message before its subscription', [message(), subscribe], 'header subscription'],
  ])('%s', (_, frames, where) => expect(whereOf(frames)).toEqual([where]));
});

describe('repeatedMessageId', () => {
  it.each([
    ['two ids', [message(), message({ 'message-id': 'm2' })], undefined],
    ['one message for two subscriptions', [message({}, 'x'), message({ subscription: 'b' }, 'x')], undefined],
    ['no ids', [message({ 'message-id': '' }), message({ 'message-id': '' })], undefined],
    ['one id twice', [message({}, 'x'), message({}, 'y')], 'm1'],
    ['other messages for two subscriptions', [message({}, 'x'), message({ subscription: 'b' }, 'y')], 'm1'],
  ])('%s', (_, messages, expected) => expect(repeatedMessageId(messages)).toBe(expected));
});

it('plainColons leaves out CONNECTED, handles and version 1.0', () => {
  const colon = message({ time: '10:00' });
  expect(plainColons(talk([connected, colon]))).toEqual([{ command: 'MESSAGE', name: 'time' }]);
  expect(plainColons(talk([connected, message({ user: '«secret:username»', time: '10\\c00' })]))).toEqual([]);
  expect(plainColons(talk([frame('server', 'CONNECTED'), colon]))).toEqual([]);
});
