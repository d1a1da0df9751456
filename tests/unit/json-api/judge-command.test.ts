/** The command `judge`: files and URLs, exit codes, clear errors. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchSource, usualLimits } from '../../../scripts/judge-source.ts';
import { runJudge } from '../../../scripts/judge.ts';
import { point, end, statusChange, statusChanges, trips } from '../mds/samples.ts';

const folder = mkdtempSync(join(tmpdir(), 'judge-'));
const jsonApi = { 'content-type': 'application/vnd.api+json' };

async function judge(...args: string[]) {
  let out = '';
  let error = '';
  const code = await runJudge(args, { out: (text) => void (out += text), error: (text) => void (error += text) });
  return { code, out, error };
}

function file(name: string, content: string | Buffer | object): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content));
  return path;
}

const answers: Record<string, (response: ServerResponse) => void> = {
  '/right': (response) => response.writeHead(200, jsonApi).end('{"data":[]}'),
  '/plain': (response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":[]}'),
  '/zip': (response) =>
    response.writeHead(200, { ...jsonApi, 'content-encoding': 'gzip' }).end(gzipSync('{"data":[]}')),
  '/bomb': (response) =>
    response.writeHead(200, { ...jsonApi, 'content-encoding': 'gzip' }).end(gzipSync('9'.repeat(2_000_000))),
  '/moved': (response) => response.writeHead(302, { location: '/right' }).end(),
  '/away': (response) => response.writeHead(302, { location: 'http://127.0.0.2:9/x?key=secret' }).end(),
  '/loop': (response) => response.writeHead(302, { location: '/loop' }).end(),
  '/down': (response) => response.writeHead(503).end('no'),
  '/missing': (response) => response.writeHead(404, jsonApi).end('{"errors":[{"status":"404"}]}'),
  '/html': (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
  '/twice': (response) => response.writeHead(200, jsonApi).end('{"data":null,"data":[]}'),
  '/trips': (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
  '/cut': (response) => {
    response.writeHead(200, { ...jsonApi, 'content-length': '100' });
    response.write('{"da', () => response.destroy());
  },
  '/hang': () => undefined,
};

let server: Server;
let base = '';

beforeAll(async () => {
  server = createServer((request, response) =>
    (answers[request.url?.split('?')[0] ?? ''] ?? answers['/down'])?.(response),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

describe('judge json-api', () => {
  it('finds nothing in a right file', async () => {
    const { code, out } = await judge('json-api', file('right.json', { data: [] }));
    expect(code).toBe(0);
    expect(out).toMatch(/JSON:API 1\.0: .*right\.json/);
    expect(out).toContain('Broken: 0 must, 0 should, 0 may.');
  });

  it('prints findings with pointers and gives 1', async () => {
    const { code, out } = await judge(
      'json-api',
      file('wrong.json', { data: [{ type: 'a', id: '1' }, { type: 'a' }] }),
    );
    expect(code).toBe(1);
    expect(out).toContain('must    resource-type-and-id');
    expect(out).toContain('/data/1\n            A resource object has no id.');
  });

  it('gives 1 for a broken should only where asked', async () => {
    const path = file('should.json', { meta: { 'a b': 1 } });
    expect((await judge('json-api', path)).code).toBe(0);
    expect((await judge('json-api', path, '--strict')).code).toBe(1);
  });

  it('takes the version from the call, else from the document', async () => {
    const path = file('at.json', { data: null, '@context': 'x', jsonapi: { version: '1.1' } });
    expect((await judge('json-api', path)).code).toBe(0);
    expect((await judge('json-api', path, '--version', '1.0')).code).toBe(1);
  });

  it('says that 1.1 may be meant where no version is claimed', async () => {
    const later = file('later.json', { data: null, links: { self: null } });
    expect((await judge('json-api', later)).out).toContain('say --version 1.1 if the server has it');
    const wrong = file('neither.json', { data: 1 });
    expect((await judge('json-api', wrong)).out).not.toContain('--version');
    const claimed = file('claimed.json', { data: null, links: { self: null }, jsonapi: { version: '1.0' } });
    expect((await judge('json-api', claimed)).out).not.toContain('--version');
  });

  it('reads the standard input as a process of its own', () => {
    const boot = fileURLToPath(new URL('../../../scripts/boot.mjs', import.meta.url));
    const run = (input: string) =>
      spawnSync(process.execPath, [boot, 'judge', 'json-api', '-'], { input, encoding: 'utf8' });
    expect(run('{"data":[]}')).toMatchObject({ status: 0, stderr: '' });
    expect(run('{"data":[1]}')).toMatchObject({ status: 1, stderr: '' });
    const nothing = run('');
    expect(nothing).toMatchObject({ status: 4, stdout: '' });
    expect(nothing.stderr).toBe('The standard input cannot be judged: it is empty. It has to be one JSON document.\n');
  }, 60_000);

  it('judges what the request asked for', async () => {
    const path = file('fields.json', { data: { type: 'a', id: '1', attributes: { x: 1 } } });
    expect((await judge('json-api', path, '--request-url', 'https://a.example/a?fields[a]=y')).code).toBe(1);
  });

  it('names where a rule comes from', async () => {
    const path = file('source.json', { data: { type: 'a' } });
    const { out } = await judge('json-api', path, '--version', '1.1');
    expect(out).toContain('Source: JSON:API 1.1, Document structure (resource-required-top-level, resource-id-type)');
    expect(out).toContain('https://jsonapi.org/format/1.1/#document-structure');
    const { results } = JSON.parse((await judge('json-api', path, '--json')).out) as { results: { source: unknown }[] };
    expect(results.every(({ source }) => source !== null)).toBe(true);
  });

  it.each<[string, number, ...string[]]>([
    ['{"data":[]}', 0, '--expects', 'collection'],
    ['{"data":{"type":"a","id":"1"}}', 1, '--expects', 'collection'],
    ['{"data":[]}', 0, '--content-type', 'application/vnd.api+json'],
    ['{"data":[]}', 1, '--content-type', 'application/json'],
    ['{"data":[]}', 1, '--status', '201'],
    ['{"errors":[{"status":"404"}]}', 0, '--status', '404', '--situation', 'missing-resource'],
    ['{"errors":[{"status":"400"}]}', 1, '--status', '400', '--situation', 'missing-resource'],
    ['', 0, '--method', 'delete', '--status', '204'],
    ['', 1, '--method', 'delete', '--status', '200'],
    [
      '{"data":{"type":"a","id":"1","links":{"self":"/a/1"}}}',
      0,
      '--status',
      '201',
      '--method',
      'POST',
      '--header',
      'Location: /a/1',
    ],
    [
      '{"data":{"type":"a","id":"1","links":{"self":"/a/1"}}}',
      1,
      '--status',
      '201',
      '--method',
      'POST',
      '--header',
      'Location: /a/2',
    ],
    [
      '{"data":[]}',
      1,
      '--content-type',
      'application/vnd.api+json',
      '--request-header',
      'Accept: application/vnd.api+json; a=1',
    ],
    ['{"data":{"type":"a","id":"1","v:id":"2"}}', 0, '--version', '1.1', '--status', '200'],
  ])('judges what is known of the answer: %s gives %d with %s %s %s %s', async (text, code, ...options) => {
    expect((await judge('json-api', file('known.json', text), ...options)).code).toBe(code);
  });

  it('judges an answer by what was sent', async () => {
    const sent = file('sent.json', { data: { type: 'a', id: '1' } });
    const path = file('came.json', { data: { type: 'a', id: '2' } });
    const { code, out } = await judge('json-api', path, '--method', 'PATCH', '--request-body', sent);
    expect(code).toBe(1);
    expect(out).toContain('must    updated-resource');
  });

  it('judges a file with a byte order mark, and says so', async () => {
    const { code, out } = await judge('json-api', file('mark.json', '\ufeff{"data":null}'));
    expect(code).toBe(0);
    expect(out).toContain('byte order mark');
  });

  it('prints JSON', async () => {
    const { code, out } = await judge(
      'json-api',
      file('open.json', { data: null, more: 1 }),
      '--json',
      '--open-members',
    );
    const { results } = JSON.parse(out) as { results: { rule: string; level: string; findingsTotal: number }[] };
    expect(code).toBe(0);
    expect(results.find(({ rule }) => rule === 'document-known-members')).toMatchObject({
      level: 'may',
      findingsTotal: 1,
    });
  });
});

describe('judge mds-0.3', () => {
  it('finds nothing in a right file, and guesses the feed', async () => {
    const { code, out } = await judge('mds-0.3', file('trips.json', trips()));
    expect(code).toBe(0);
    expect(out).toContain('MDS provider 0.3, trips');
  });

  it('finds swapped coordinates where the centre is given', async () => {
    const path = file('swapped.json', statusChanges([statusChange({ event_location: point(60.45, 22.27, end) })]));
    expect((await judge('mds-0.3', path)).code).toBe(0);
    const { code, out } = await judge('mds-0.3', path, '--centre', '22.27,60.45');
    expect(code).toBe(1);
    expect(out).toContain('/data/status_changes/0/event_location/geometry/coordinates');
  });

  it('judges what is known of the answer', async () => {
    const path = file('typed.json', trips());
    const type = 'application/vnd.mds.provider+json;version=0.3';
    expect((await judge('mds-0.3', path, '--content-type', type)).code).toBe(0);
    expect((await judge('mds-0.3', path, '--content-type', 'application/json')).code).toBe(1);
    expect((await judge('mds-0.3', path, '--status', '200')).code).toBe(0);
    expect((await judge('mds-0.3', path, '--content-type', type, '--request-header', 'Accept: */*')).code).toBe(1);
  });

  it('does not guess what a document is', async () => {
    const path = file('neither.json', { version: '0.3.0', data: {} });
    expect(await judge('mds-0.3', path)).toMatchObject({ code: 4, error: expect.stringContaining('--kind') as string });
    expect((await judge('mds-0.3', path, '--kind', 'trips')).code).toBe(1);
  });
});

describe('sources that cannot be judged', () => {
  it.each([
    ['empty.json', '', 'it is empty'],
    ['page.json', '<!doctype html><p>', 'it is HTML'],
    [
      'cut.json',
      '{"data":',
      'cut.json cannot be judged: it cannot be parsed; it begins with "{\\"data\\":"; it ends too early',
    ],
    ['cut-string.json', '{"data":"}]', 'it ends too early'],
    ['lines.json', '{"data":null}\n{"data":null}\n', 'several JSON documents, one a line (NDJSON)'],
    ['pair.json', '{"data":null}{"data":null}', 'it cannot be parsed; it begins with'],
    ['twice.json', '{"data":[{"a":{}},{"a\\"":":","b":1,"\\u0062":2}]}', 'has the member "b" twice'],
    ['deep-objects.json', '{"a":'.repeat(100_000), 'nested deeper'],
    ['zip.json', gzipSync('{"data":null}'), 'UTF-8'],
    ['deep.json', '['.repeat(1000), 'nested deeper'],
    ['latin.json', Buffer.from([0x22, 0xe9, 0x22]), 'UTF-8'],
  ])('%s', async (name, content, problem) => {
    expect(await judge('json-api', file(name, content))).toEqual({
      code: 4,
      out: '',
      error: expect.stringContaining(problem) as string,
    });
  });

  it('says so in JSON, too', async () => {
    const { code, out, error } = await judge('json-api', file('void.json', ''), '--json');
    expect(code).toBe(4);
    expect(JSON.parse(out)).toEqual({ error: expect.stringContaining('it is empty') as string });
    expect(error).toContain('it is empty');
  });

  it('takes no equal names of different objects for repeated ones', async () => {
    const text = '{"data":[{"type":"a","id":"1"},{"type":"a","id":"2","attributes":{"id2":["type","type"]}}]}';
    expect((await judge('json-api', file('equal.json', text))).code).toBe(0);
  });

  it('a missing file, a folder', async () => {
    expect(await judge('json-api', join(folder, 'none.json'))).toMatchObject({
      code: 4,
      error: expect.stringContaining('ENOENT') as string,
    });
    expect(await judge('json-api', folder)).toMatchObject({
      code: 4,
      error: expect.stringContaining('is no file') as string,
    });
  });

  it.each([
    [[], 'Name a standard'],
    [['gbfs', 'a.json'], 'Name a standard'],
    [['json-api'], 'Name a file or a URL'],
    [['json-api', 'a', 'b'], 'Name one file'],
    [['json-api', 'a', '--version', '2'], '--version is 1.0 or 1.1'],
    [['mds-0.3', 'a', '--kind', 'x'], '--kind is'],
    [['mds-0.3', 'a', '--centre', '24.94'], '--centre is'],
    [['mds-0.3', 'a', '--centre', '60,95'], '--centre is'],
    [['json-api', 'a', '--request-url', 'x'], '--request-url is'],
    [['json-api', 'a', '--nope'], '--nope'],
    [['json-api', 'a', '--kind', 'trips'], '--kind does not belong to json-api'],
    [['mds-0.3', 'a', '--version', '1.0'], '--version does not belong to mds-0.3'],
    [['json-api', 'https://a.example', '--status', '200'], '--status tells of a file'],
    [['json-api', 'a', '--status', 'ok'], '--status is an HTTP status'],
    [['json-api', 'a', '--method', 'a b'], '--method is a word'],
    [['json-api', 'a', '--header', 'nothing'], '--header is a name and a value'],
    [['json-api', 'a', '--expects', 'x'], '--expects is one of resource'],
    [['json-api', 'a', '--situation', 'x'], '--situation is one of missing-resource'],
  ])('%j', async (args, problem) => {
    const { code, error } = await judge(...args);
    expect(code).toBe(4);
    expect(error).toContain(problem);
    expect(error).toContain('Usage:');
  });

  it('prints its usage', async () =>
    expect(await judge('--help')).toMatchObject({ code: 0, out: expect.stringContaining('Usage:') as string }));
});

describe('judge a URL', () => {
  it.each([
    ['/right', 0, ''],
    ['/zip', 0, ''],
    ['/moved', 0, ''],
    ['/missing', 0, ''],
    ['/plain', 1, 'must    media-type:'],
    ['/html', 1, 'must    media-type:'],
  ])('%s gives %d', async (path, expected, printed) => {
    const { code, out } = await judge('json-api', `${base}${path}?key=secret`);
    expect(code).toBe(expected);
    expect(out).toContain(printed);
    expect(out).not.toContain('secret');
  });

  it.each([
    ['/down', 'answered with 503'],
    ['/away', 'redirects to another origin, http://127.0.0.2:9.'],
    ['/loop', 'redirects more than 5 times'],
    ['/cut', 'could not be asked'],
  ])('%s cannot be judged', async (path, problem) => {
    const { code, error } = await judge('json-api', `${base}${path}?key=secret`);
    expect(code).toBe(4);
    expect(error).toContain(problem);
    expect(error).not.toContain('secret');
  });

  it('says why a body cannot be read', async () => {
    const { code, out } = await judge('json-api', `${base}/twice`);
    expect(code).toBe(1);
    expect(out).toContain('The body cannot be read: one of its objects has the member "data" twice');
    expect(out).toContain('must    media-type-json');
  });

  it('knows the feed by the URL where the body does not tell', async () => {
    const { code, out } = await judge('mds-0.3', `${base}/trips`);
    expect(code).toBe(1);
    expect(out).toContain('The body cannot be read: it is HTML.');
    expect(out).toContain('must    body-is-json');
  });

  it('sends no credentials, and does not show them', async () => {
    const { code, error } = await judge('json-api', base.replace('//', '//user:secret@'));
    expect(code).toBe(4);
    expect(error).toContain('holds credentials');
    expect(error).not.toContain('secret');
  });

  it('bounds size after decompression, and time', async () => {
    await expect(fetchSource(`${base}/bomb`, '*/*', { ...usualLimits, bytes: 1_000_000 })).rejects.toThrow(
      'more than 1000000 bytes',
    );
    await expect(fetchSource(`${base}/hang`, '*/*', { ...usualLimits, ms: 200 })).rejects.toThrow(
      'did not answer within 0.2 s',
    );
    await expect(fetchSource('http://127.0.0.1:1/', '*/*')).rejects.toThrow(/could not be asked/);
    await expect(fetchSource('http://[', '*/*')).rejects.toThrow('cannot be parsed');
  });
});
