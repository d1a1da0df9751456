import { describe, expect, test } from 'vitest';
import { answerOf, isAbsent, isAnswered } from '../../../src/judges/answer.ts';
import { Broken, Undecided } from '../../../src/verdict/check.ts';
import type { Exchange, RecordedResponse } from '../../../src/verdict/exchange.ts';
import { answer, exchangeOf } from './answers.ts';

const timeout = { failure: { kind: 'timeout', message: 'no complete answer within 30 s' } } as const;

describe('a 2xx answer', () => {
  test.each([200, 201, 202, 206, 299])('%i opens body and headers', (status) => {
    const seen = answer({ status, body: [1], headers: { Size: '50' } });
    expect([seen.data, seen.header('size'), seen.header('SIZE'), seen.header('page'), seen.status]).toEqual([
      [1],
      '50',
      '50',
      undefined,
      status,
    ]);
  });

  test('names the question without its host', () => {
    expect(answer({ url: 'https://api.example.com/v2/machines?page=1' }).asked).toBe('GET /v2/machines?page=1');
    expect(answer({ url: `https://h/${'x'.repeat(500)}` }).asked.length).toBeLessThan(130);
    expect(answer({ url: 'https://h/a\u001b[31m' }).asked).toBe('GET /a\\u001b[31m');
  });

  test.each([
    ['', 'an empty body', 'it is empty'],
    ['  \n', ' ', 'it is empty'],
    ['<!DOCTYPE html><html>', '<!DOCTYPE html><html>', 'it is HTML'],
    ['<error/>', '<error/>', 'it is markup'],
    ['{"a":', '{"a":', 'it cannot be parsed'],
    [`${'['.repeat(100_000)}`, expect.stringMatching(/^\[{100,}…$/) as string, 'nested deeper'],
  ])('whose body is %j breaks the promise of JSON', (body, actual, why) => {
    const seen = answer({ body });
    expect(() => seen.data).toThrow(Broken);
    expect(() => seen.data).toThrow(why);
    try {
      void seen.data;
    } catch (error) {
      if (actual !== ' ')
        expect((error as Broken).finding).toMatchObject({
          actual,
          where: 'body',
          exchange: '1-0001',
          expected: 'a JSON body',
        });
    }
    expect(seen.raw.json).toBeUndefined();
    expect(seen.status).toBe(200);
  });

  test.each(['null', '0', '"text"', 'false'])('whose body is %s is JSON', (body) => {
    expect(answer({ body }).data).toEqual(JSON.parse(body));
  });
});

describe('what nothing can be concluded from', () => {
  test.each([500, 502, 503, 504, 599])('%i without a control that was answered is undecided', (status) => {
    for (const control of ['none', 'failed'] as const) {
      const seen = answer({ status, body: 'oops' }, { control });
      expect(() => seen.data).toThrow(Undecided);
      expect(() => seen.header('size')).toThrow(`was answered with ${status}: the server failed (oops)`);
      expect([seen.status, seen.raw.text]).toEqual([status, 'oops']);
    }
  });

  test.each([401, 403, 407, 408, 425, 429])('%i is undecided, even with a control that was answered', (status) => {
    expect(() => answer({ status }).data).toThrow(Undecided);
    expect(() => answer({ status }).header('a')).toThrow(Undecided);
    expect(answer({ status }).status).toBe(status);
  });

  test.each([404, 405])('%i where nothing else was answered is undecided', (status) => {
    expect(() => answer({ status }, { alive: false }).data).toThrow(Undecided);
    expect(() => answer({ status }, { alive: false }).data).toThrow('check the base URL');
  });

  test('no answer is undecided for data, header and status', () => {
    const seen = answer(timeout);
    for (const touch of [() => seen.data, () => seen.header('a'), () => seen.status]) {
      expect(touch).toThrow(Undecided);
      expect(touch).toThrow('got no answer (timeout: no complete answer within 30 s)');
    }
    expect([seen.raw.status, seen.raw.text, seen.raw.json, seen.raw.failure?.kind, seen.raw.header('a')]).toEqual([
      0,
      '',
      undefined,
      'timeout',
      undefined,
    ]);
  });
});

test('a body is parsed once', () => {
  const seen = answer({ body: [{ id: 1 }] });
  expect(seen.data).toBe(seen.data);
});

test('bytes that are no UTF-8 are told of', () => {
  const exchange = exchangeOf({});
  const { response } = exchange.outcome as { response: RecordedResponse };
  const broken = { ...exchange, outcome: { response: { ...response, malformedUtf8: true as const } } };
  const read = (one: Exchange) => answerOf(one, () => ({ alive: true, control: 'none' })).raw;
  expect(read(broken).malformedUtf8).toBe(true);
  expect(read(exchange)).not.toHaveProperty('malformedUtf8');
});

describe('a route that is not there', () => {
  const gateway = { message: 'Missing Authentication Token' };

  test.each([
    [404, [], true],
    [405, [], true],
    [403, gateway, true],
    [403, { message: 'you may not: MISSING authentication token' }, true],
    [403, { message: 'Forbidden' }, false],
    [403, { message: ['Missing Authentication Token'] }, false],
    [403, 'null', false],
    [403, 'Forbidden', false],
    [401, gateway, false],
    [200, gateway, false],
  ])('%i with %j: %s', (status, body, absent) => {
    expect(isAbsent(answer({ status, body }).raw)).toBe(absent);
  });

  test('as a gateway says it is broken where something else was answered, else undecided', () => {
    const seen = (alive: boolean) => answer({ status: 403, body: gateway }, { alive });
    expect(() => seen(true).data).toThrow(Broken);
    expect(() => seen(false).data).toThrow('check the base URL');
    expect(() => answer({ status: 403 }).data).toThrow('check the credentials');
  });
});

describe('what breaks a promise', () => {
  test('5xx to a provoked question whose plain twin was answered', () => {
    const seen = answer({ status: 500, body: 'oops' }, { control: 'held' });
    expect(() => seen.data).toThrow(Broken);
    expect(() => seen.data).toThrow('although the plain question was answered');
  });

  test.each([404, 405])('%i where something else was answered', (status) => {
    expect(() => answer({ status }).data).toThrow(Broken);
    expect(() => answer({ status }).data).toThrow('although the documentation names this operation');
  });

  test.each([300, 302, 304, 400, 402, 406, 409, 410, 415, 418, 422, 451])('%i to a plain question', (status) => {
    const seen = answer({ status, body: 'why' });
    expect(() => seen.data).toThrow(Broken);
    expect(() => seen.header('a')).toThrow(Broken);
    expect(seen.status).toBe(status);
    expect(() => answer({ status }, { alive: false }).data).toThrow(Broken);
  });

  test('names the status and what came with it', () => {
    const finding = (said: Parameters<typeof answer>[0]): unknown => {
      try {
        return answer(said).data;
      } catch (error) {
        return (error as Broken).finding;
      }
    };
    const place = { expected: 'status 2xx', where: 'status', exchange: '1-0001' };
    expect(finding({ status: 418, body: '' })).toMatchObject({ ...place, actual: 'status 418: an empty body' });
    expect(finding({ status: 199, body: 'why' })).toMatchObject({ ...place, actual: 'status 199: why' });
  });
});

test('the ungated view has every value of a header', () => {
  const seen = answer({
    status: 500,
    headers: [
      ['Link', 'a'],
      ['link', 'b'],
    ],
  });
  expect([seen.raw.headers('LINK'), seen.raw.header('link'), seen.raw.headers('other')]).toEqual([
    ['a', 'b'],
    'a, b',
    [],
  ]);
});

test('a vendor’s text in a reason is cut', () => {
  expect(() => answer({ status: 418, body: `\u001b[2J${'x'.repeat(100_000)}` }).data).toThrow(Broken);
  try {
    void answer({ status: 418, body: `\u001b[2J${'x'.repeat(100_000)}` }).data;
  } catch (error) {
    expect((error as Broken).finding.actual.length).toBeLessThan(300);
    expect((error as Broken).finding.actual).not.toContain('\u001b');
  }
});

test('answered means 2xx', () => {
  expect([199, 200, 299, 300, 404, 500].map((status) => isAnswered(exchangeOf({ status })))).toEqual([
    false,
    true,
    true,
    false,
    false,
    false,
  ]);
  expect(isAnswered(exchangeOf(timeout))).toBe(false);
  const { request, ...rest } = exchangeOf({});
  expect(isAnswered({ ...rest, request: { ...request, method: 'REMEMBER' } })).toBe(false);
});
