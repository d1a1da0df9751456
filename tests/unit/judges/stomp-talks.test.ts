/** What is read of a talk over STOMP: who said what, who ended it, and what was made of it. */
import { describe, expect, it } from 'vitest';
import {
  brokenHandshake,
  framesOf,
  headerOf,
  isConnected,
  isCutOff,
  isShutOut,
  saidBy,
  stompFinding,
  subscriptionsOf,
  talkOf,
} from '../../../src/judges/stomp.ts';
import { Undecided } from '../../../src/verdict/check.ts';
import type { StompFrame, StompTalk } from '../../../src/verdict/conversation.ts';
import { answer } from './answers.ts';

const frame = (from: 'client' | 'server', command: string, headers: StompFrame['headers'] = []): StompFrame => ({
  from,
  at: 0,
  command,
  headers,
  body: '',
});
const said = (command: string, ...headers: StompFrame['headers']) => frame('server', command, headers);
const asked = (command: string, ...headers: StompFrame['headers']) => frame('client', command, headers);
const talk = (by: 'client' | 'server', ...frames: StompFrame[]): StompTalk => ({
  protocol: 'v12.stomp',
  frames,
  beats: 0,
  listened: null,
  end: { by, code: 1000, reason: '', at: 1 },
});
const heard = (of: StompTalk) => answer({ status: 101, body: of });
const failed = (message: string) => answer({ failure: { kind: 'unreachable', message } });

describe('a talk', () => {
  it('is connected where the server said so', () => {
    expect(isConnected(talk('client', said('CONNECTED')))).toBe(true);
    expect(isConnected(talk('client', said('ERROR')))).toBe(false);
    expect(isConnected(talk('client', asked('CONNECTED')))).toBe(false);
    expect(framesOf(talk('client', asked('X'), said('X'), said('Y')), 'X')).toEqual([said('X')]);
  });

  it('has the subscriptions of the client', () => {
    const of = talk(
      'client',
      said('SUBSCRIBE', ['id', 'server']),
      asked('SEND', ['id', 'send']),
      asked('SUBSCRIBE'),
      asked('SUBSCRIBE', ['id', 'a']),
      said('RECEIPT', ['receipt-id', 'receipt-a']),
    );
    expect(subscriptionsOf(of)).toEqual({ asked: ['a'], received: ['a'] });
  });

  it('is cut off where the server ends it before the client said DISCONNECT', () => {
    expect(isCutOff(talk('server', asked('CONNECT')))).toBe(true);
    expect(isCutOff(talk('server', said('DISCONNECT')))).toBe(true);
    expect(isCutOff(talk('server', asked('DISCONNECT')))).toBe(false);
    expect(isCutOff(talk('client'))).toBe(false);
  });

  it('shuts out by ERROR, or by an end without a receipt', () => {
    const taken = [asked('SUBSCRIBE', ['id', 'a']), said('RECEIPT', ['receipt-id', 'receipt-a'])];
    expect(isShutOut(heard(talk('client', ...taken, said('ERROR'))))).toBe(true);
    expect(isShutOut(heard(talk('server', ...taken)))).toBe(false);
    expect(isShutOut(heard(talk('server', taken[0] as StompFrame)))).toBe(true);
    expect(isShutOut(heard(talk('client', taken[0] as StompFrame)))).toBe(false);
  });

  it('names in its reason what came in its place', () => {
    expect(() => talkOf(failed('nobody there'))).toThrow('unreachable: nobody there');
    expect(() => talkOf(answer({ status: 503 }))).toThrow(Undecided);
  });

  it('undoes escapes in headers', () => {
    expect(headerOf(said('MESSAGE', ['a', '\\r\\n\\c\\\\\\t']), 'a')).toBe('\r\n:\\\\t');
  });
});

describe('in few words', () => {
  it('a talk is what the server said', () => {
    expect(saidBy(heard(talk('client', asked('CONNECT'))))).toBe('no frame, closed by the client with 1000');
    expect(saidBy(heard(talk('server', asked('CONNECT'), said('CONNECTED'))))).toBe(
      'CONNECTED, closed by the server with 1000',
    );
  });

  it('a handshake that broke tells how', () => {
    const why = 'Server sent no subprotocol\nat all';
    expect(brokenHandshake(failed(`it did not open: ${why}`))).toBe(why);
    expect(brokenHandshake(failed('it did not open: Invalid Sec-WebSocket-Accept header'))).toMatch(/^Invalid/);
    expect(brokenHandshake(failed('it did not open: ECONNREFUSED'))).toBeUndefined();
    expect(brokenHandshake(answer({ status: 101 }))).toBeUndefined();
    expect(saidBy(failed(`it did not open: ${why}`))).toBe(why);
    expect(saidBy(failed('something else'))).toBe('nothing came');
  });

  it('a finding says so, with its place where it has one', () => {
    const finding = { message: 'm', expected: 'e', actual: 'status 401', exchange: '1-0001' };
    expect(stompFinding(answer({ status: 401 }), 'm', 'e')).toStrictEqual(finding);
    expect(stompFinding(answer({ status: 401 }), 'm', 'e', 'body')).toStrictEqual({ ...finding, where: 'body' });
  });
});
