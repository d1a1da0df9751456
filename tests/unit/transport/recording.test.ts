import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  RecordingError,
  type RecordingHeader,
  RecordingWriter,
  readRecording,
} from '../../../src/transport/recording.ts';
import type { Exchange } from '../../../src/verdict/exchange.ts';

const header: RecordingHeader = {
  format: 1,
  run: '20260101T000000Z-0000',
  startedAt: '2026-01-01T00:00:00Z',
  target: {
    name: 'toy-v1',
    vendor: 'toy',
    version: 'v1',
    baseUrl: 'http://127.0.0.1',
    kind: 'live',
    settings: { a: 'b' },
    allowWrites: false,
    credentials: { key: '«secret:key»' },
  },
  requirements: ['T-1'],
  requestsPlanned: 3,
};

const exchange = (n: number, body = 'ä\u2028\n"'): Exchange => ({
  x: `1-000${n}`,
  round: 1,
  key: `key${n}`,
  nth: 0,
  at: '2026-01-01T00:00:00.000Z',
  attempts: 1,
  request: { operation: 'get', method: 'GET', url: 'http://127.0.0.1/a', headers: [['a', 'b']], body: null },
  outcome: { response: { status: 200, headers: [['c', 'd']], body, bytes: body.length, ms: 1 } },
  secrets: [],
});

const end = { end: true, requestsSent: 2, interrupted: false } as const;
const place = () => join(mkdtempSync(join(tmpdir(), 'conformance-')), 'recording.jsonl');

function written(lines: readonly unknown[], tail = ''): string {
  const path = place();
  writeFileSync(
    path,
    lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join('') + tail,
  );
  return path;
}

test('what is written is read again', () => {
  const path = place();
  const writer = new RecordingWriter(path, header);
  writer.add(exchange(1));
  writer.add({ ...exchange(2), outcome: { failure: { kind: 'timeout', message: 'm' } } });
  writer.close(end);
  const recording = readRecording(path);
  expect(recording.header).toEqual(header);
  expect(recording.exchanges.map((e) => e.x)).toEqual(['1-0001', '1-0002']);
  expect(recording.exchanges[0]).toEqual(exchange(1));
  expect(recording.end).toEqual(end);
});

test('the file grows line by line, and is never rewritten', () => {
  const path = place();
  const writer = new RecordingWriter(path, header);
  const before = readFileSync(path, 'utf8');
  writer.add(exchange(1));
  expect(readFileSync(path, 'utf8')).toBe(`${before}${JSON.stringify(exchange(1))}\n`);
  expect(readRecording(path)).toMatchObject({ exchanges: [exchange(1)], end: null });
  writer.close(end);
});

test('a run that was killed loses at most its last line', () => {
  const cuts = [exchange(2), end].map((line) => JSON.stringify(line));
  for (const cut of cuts)
    for (const length of [1, 10, cut.length - 1, cut.length]) {
      const recording = readRecording(written([header, exchange(1)], cut.slice(0, length)));
      expect(recording.exchanges.map((e) => e.x)).toEqual(['1-0001']);
      expect(recording.end).toBeNull();
    }
});

test('a cut inside a character of several bytes is tolerated', () => {
  const path = written([header]);
  const bytes = Buffer.from(JSON.stringify(exchange(1, 'ä')));
  writeFileSync(path, Buffer.concat([readFileSync(path), bytes.subarray(0, bytes.indexOf(0xc3) + 1)]));
  expect(readRecording(path).exchanges).toEqual([]);
});

const response = (change: object) => ({
  ...exchange(2),
  outcome: { response: { status: 200, headers: [], body: '', bytes: 0, ms: 0, ...change } },
});

test.each([
  ['a line that is no JSON', ['{"x":'], 'no JSON'],
  ['an empty line', [''], 'no JSON'],
  ['something else', [{ a: 1 }], 'no exchange'],
  ['null', ['null'], 'no exchange'],
  ['a second header', [header], 'no exchange'],
  ['an exchange without a request', [{ ...exchange(2), request: undefined }], 'no exchange'],
  ['an exchange without an outcome', [{ ...exchange(2), outcome: {} }], 'no exchange'],
  ['a status that is no number', [response({ status: '200' })], 'no exchange'],
  ['a body that is no text', [response({ body: null })], 'no exchange'],
  ['headers that are no pairs', [response({ headers: [['a']] })], 'no exchange'],
  ['a third round', [{ ...exchange(2), round: 3 }], 'no exchange'],
  ['a header that is no text', [response({ headers: [['a', 1]] })], 'no exchange'],
  ['a header of three', [response({ headers: [['a', 'b', 'c']] })], 'no exchange'],
  ['a count that is no number', [{ ...exchange(2), nth: '0' }], 'no exchange'],
  ...['x', 'key', 'at'].map((member): [string, unknown[], string] => [
    `an exchange without ${member}`,
    [{ ...exchange(2), [member]: 1 }],
    'no exchange',
  ]),
  ...['operation', 'method', 'url'].map((member): [string, unknown[], string] => [
    `a request without ${member}`,
    [{ ...exchange(2), request: { ...exchange(2).request, [member]: undefined } }],
    'no exchange',
  ]),
  ...['kind', 'message'].map((member): [string, unknown[], string] => [
    `a failure without ${member}`,
    [{ ...exchange(2), outcome: { failure: { kind: 'reset', message: 'm', [member]: 1 } } }],
    'no exchange',
  ]),
  ['no list of secrets', [{ ...exchange(2), secrets: undefined }], 'no exchange'],
  ['the same id twice', [{ ...exchange(2), x: '1-0001' }], 'a second time'],
  ['the same question twice', [{ ...exchange(2), key: 'key1' }], 'a second time'],
])('%s in the middle is named with file and line', (_, lines, why) => {
  const path = written([header, exchange(1), ...lines, exchange(3), end]);
  expect(() => readRecording(path)).toThrow(RecordingError);
  expect(() => readRecording(path)).toThrow(new RegExp(`^${path}:3: .*${why}`));
});

test('both rounds and all kinds of outcomes are read', () => {
  const failed = { failure: { kind: 'reset', message: 'm' } } as const;
  const all: Exchange[] = [exchange(1), { ...exchange(2), round: 2 }, { ...exchange(3), outcome: failed }];
  expect(readRecording(written([header, ...all, end])).exchanges).toEqual(all);
});

test('text behind the end is named with file and line', () => {
  for (const path of [written([header, end, exchange(1)]), written([header, end, end]), written([header, end], '{"x"')])
    expect(() => readRecording(path)).toThrow(`${path}:3: there is text behind the end`);
});

test.each([
  ['nothing', ''],
  ['no JSON', 'hello\n'],
  ['another format', `${JSON.stringify({ ...header, format: 2 })}\n`],
  ['a list', '[]\n'],
  ['no target', `${JSON.stringify({ ...header, target: {} })}\n`],
  ...['name', 'vendor', 'version'].map((member): [string, string] => [
    `a target without ${member}`,
    `${JSON.stringify({ ...header, target: { ...header.target, [member]: 1 } })}\n`,
  ]),
  ['no target at all', `${JSON.stringify({ ...header, target: null })}\n`],
  ['settings that are none', `${JSON.stringify({ ...header, target: { ...header.target, settings: 'a' } })}\n`],
  [
    'settings that are no texts',
    `${JSON.stringify({ ...header, target: { ...header.target, settings: { a: 1 } } })}\n`,
  ],
  ['a run that is no text', `${JSON.stringify({ ...header, run: 1 })}\n`],
  ['a base URL that is none', `${JSON.stringify({ ...header, target: { ...header.target, baseUrl: '/' } })}\n`],
  ['a start that is no time', `${JSON.stringify({ ...header, startedAt: 'now' })}\n`],
  ['requirements that are no texts', `${JSON.stringify({ ...header, requirements: [1] })}\n`],
  ['a header that was cut', JSON.stringify(header).slice(0, 40)],
])('a file that begins with %s is no recording', (_, text) => {
  const path = place();
  writeFileSync(path, text);
  expect(() => readRecording(path)).toThrow(RecordingError);
  expect(() => readRecording(path)).toThrow(`${path}:1: `);
});

test('a missing file and a folder are named', () => {
  const path = place();
  expect(() => readRecording(path)).toThrow(`${path}: no such recording`);
  mkdirSync(path);
  expect(() => readRecording(path)).toThrow(RecordingError);
});

test('two runs cannot write one file', () => {
  const path = place();
  const first = new RecordingWriter(path, header);
  expect(() => new RecordingWriter(path, { ...header, run: 'other' })).toThrow(RecordingError);
  first.close(end);
  expect(readRecording(path).header.run).toBe(header.run);
});

test('a place that cannot be written says where, why and what to do', () => {
  const file = place();
  writeFileSync(file, '');
  const path = join(file, 'runs', 'recording.jsonl');
  expect(() => new RecordingWriter(path, header)).toThrow(RecordingError);
  expect(() => new RecordingWriter(path, header)).toThrow(/cannot be written \(.*(ENOTDIR|EEXIST).*CONFORMANCE_STATE/);
});

// A limit on the size of files is the nearest thing to a full disk.
test.runIf(process.platform !== 'win32')('a disk that is full fails the whole recording, and says what to do', () => {
  const path = place();
  const program = `
    import { RecordingWriter } from ${JSON.stringify(new URL('../../../src/transport/recording.ts', import.meta.url).href)};
    const writer = new RecordingWriter(${JSON.stringify(path)}, ${JSON.stringify(header)});
    const exchange = ${JSON.stringify(exchange(1, 'x'.repeat(50_000)))};
    for (const act of [() => writer.add(exchange), () => writer.add({ ...exchange, x: '2' }), () => writer.close(${JSON.stringify(end)})])
      try { act(); console.log('written'); } catch (error) { console.log(error.name, error.message); }
  `;
  const command = 'ulimit -f 8 && exec "$0" --import tsx --input-type=module --eval "$1"';
  const { stdout, stderr } = spawnSync('bash', ['-c', command, process.execPath, program], {
    cwd: process.cwd(),
    encoding: 'utf8',
  });
  const said = stdout.trim().split('\n');
  expect(said, stderr).toHaveLength(3);
  for (const line of said)
    expect(line).toMatch(
      /^RecordingError .*recording\.jsonl: the recording cannot be written \(EFBIG.*CONFORMANCE_STATE/,
    );
  expect(readRecording(path)).toMatchObject({ exchanges: [], end: null });
});
