/** Which answers of a run are judged whoever asked for them. */
import { describe, expect, it } from 'vitest';
import { answerOf } from '../../../src/judges/answer.ts';
import { isOk, isPlain, othersThan, plainAnswersOf } from '../../../src/judges/answers.ts';
import { loadContract } from '../../../src/contract/load.ts';
import type { RecordedRequest } from '../../../src/verdict/exchange.ts';
import { exchangeOf } from './answers.ts';

const contract = loadContract('tier');
const key = ['x-api-key', '«secret:apiKey»'] as const;

const asked = (request: Partial<RecordedRequest>, status = 200, x = '1-0001') => {
  const exchange = exchangeOf({ x, status, body: { data: [] } });
  const plain: RecordedRequest = {
    operation: 'listVehicles',
    method: 'GET',
    url: 'http://127.0.0.1:1/v1/vehicle?zoneId=BERLIN',
    headers: [key, ['accept', 'application/json']],
    body: null,
  };
  return answerOf({ ...exchange, request: { ...plain, ...request } }, () => ({ alive: true, control: 'none' }));
};

const context = (...answers: ReturnType<typeof asked>[]) => ({
  contract,
  version: 'v1',
  settings: {},
  now: 0,
  answers,
});
const isJudged = (request: Partial<RecordedRequest>, status?: number): boolean => {
  const operation = request.operation ?? 'listVehicles';
  return plainAnswersOf(operation, context(asked(request, status))).length === 1;
};

describe('plain answers', () => {
  it('are 2xx answers to requests that keep the contract', () => {
    expect(isJudged({})).toBe(true);
    expect(isJudged({ url: 'http://127.0.0.1:1/v1/vehicle?lat=52.525&lng=-13&radius=100' })).toBe(true);
    expect(isJudged({ url: 'http://127.0.0.1:1/v1/vehicle?zoneId=110112' })).toBe(true);
    expect(isJudged({ operation: 'createCustomer', method: 'POST', body: '{"externalCustomerId":"a"}' })).toBe(true);
  });

  it('are none that were refused or failed', () => {
    for (const status of [199, 300, 302, 401, 404, 500]) expect(isJudged({}, status)).toBe(false);
    expect([199, 200, 299, 300].map((status) => isOk(asked({}, status)))).toEqual([false, true, true, false]);
  });

  it('are none to another operation, or of a version that the contract does not have', () => {
    expect(plainAnswersOf('createCustomer', context(asked({})))).toEqual([]);
    expect(isPlain(asked({}), { ...context(), version: 'v0' })).toBe(false);
  });

  it('are none to requests that break the contract', () => {
    expect(isJudged({ url: 'http://127.0.0.1:1/v1/vehicle?lat=north&lng=13&radius=100' })).toBe(false);
    expect(isJudged({ operation: 'createCustomer', method: 'POST', body: '{"firstName":"a"}' })).toBe(false);
    expect(isJudged({ operation: 'createCustomer', method: 'POST', body: '{' })).toBe(false);
    expect(isJudged({ headers: [key, ['accept', 'text/csv']] })).toBe(false);
    expect(isJudged({ operation: 'follow' })).toBe(false);
  });

  it('are none to requests without a credential, or with another one', () => {
    expect(isJudged({ headers: [] })).toBe(false);
    for (const value of ['«secret:apiKey|altered»', '«secret:jwt»', 'unknown'])
      expect(isJudged({ headers: [['X-API-KEY', value]] })).toBe(false);
    expect(isJudged({ headers: [key, ['x-firebase-auth', 'Bearer «secret:jwt|longer»']] })).toBe(false);
    expect(isJudged({ headers: [['x-firebase-auth', 'Bearer «secret:jwt»']] })).toBe(true);
  });

  it('stand beside those that a requirement asked for itself', () => {
    const [own, other] = [asked({}, 200, '1-0001'), asked({}, 200, '1-0002')];
    expect(othersThan([own], [own, other])).toEqual([other]);
    expect(othersThan([own, other], [own, other])).toEqual([]);
  });
});
