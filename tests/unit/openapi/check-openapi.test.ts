import { createServer, type Server } from 'node:http';
import { readFileSync, writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCheckOpenapi } from '../../../scripts/check-openapi.ts';
import { checkOpenapiOptions } from '../../../scripts/check-openapi/options.ts';
import { UsageError, parseArguments } from '../../../scripts/arguments.ts';

const require = createRequire(import.meta.url);
/** Documents that others wrote: APIs of a film encyclopaedia, of ReadMe and of the US patent office, and two samples. */
const packaged = [
  '3.0/json/star-trek.json',
  '3.0/json/readme-legacy.json',
  '3.0/json/uspto.json',
  '2.0/json/petstore.json',
  '3.1/json/petstore.json',
].map((name) => require.resolve(`@readme/oas-examples/${name}`));

async function check(...words: string[]): Promise<{ code: number; text: string; lines: string[] }> {
  const lines: string[] = [];
  const code = await runCheckOpenapi(
    parseArguments(words, { options: checkOpenapiOptions, positionals: 1, rest: false }),
    (line) => lines.push(line),
  );
  return { code, lines, text: lines.join('\n') };
}

describe('check-openapi on documents of others', () => {
  it.each(packaged)(
    '%s',
    async (file) => {
      const { code, lines, text } = await check(file);
      expect(code).toBe(0);
      expect(text).toMatch(/(?:OpenAPI 3\.[01]|Swagger 2\.0)/);
      expect(text).toMatch(/ {2}lint {2}/);
      expect(text).toMatch(/ {2}operations {2}\d+, \d+ of them read with GET/);
      // A person must be able to read it.
      expect(lines.length).toBeLessThan(130);
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(400);
    },
    120_000,
  );

  it('a document compared with itself has not changed', async () => {
    const [file = ''] = packaged;
    expect((await check(file, '--against', file)).text).toMatch(/changes {2}none/);
  });
});

describe('check-openapi', () => {
  const folder = mkdtempSync(join(tmpdir(), 'check-openapi-'));
  const document = (more: object) => ({
    openapi: '3.0.3',
    info: { title: 'T', version: '1' },
    paths: { '/x': { get: { responses: { 200: { description: 'x', ...more } } } } },
  });
  const file = (name: string, content: unknown) => {
    const path = join(folder, name);
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  };
  let server: Server;
  let origin = '';
  beforeAll(async () => {
    server = createServer((request, response) => {
      const pages: Record<string, [string, string]> = {
        '/ui/': ['text/html', '<script>SwaggerUIBundle({ url: "../openapi.json" })</script>'],
        '/openapi.json': ['application/json', readFileSync(packaged[2] ?? '', 'utf8')],
        '/nothing': ['text/html', '<p>Hello</p>'],
      };
      const page = pages[request.url ?? ''];
      response
        .writeHead(page === undefined ? 404 : 200, { 'content-type': page?.[0] ?? 'text/plain' })
        .end(page?.[1] ?? 'no');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });

  it('finds the document behind a Swagger page', async () => {
    const { code, text } = await check(`${origin}/ui/`);
    expect([code, text.includes('USPTO')]).toEqual([0, true]);
  });

  it('an invalid document is 1', async () => {
    const { code, text } = await check(
      file('invalid.json', { openapi: '3.0.3', info: { title: 'T', version: '1' }, paths: { '/x/{id}': { get: {} } } }),
    );
    expect(code).toBe(1);
    expect(text).toMatch(/error oas3-schema/);
  });

  it('a breaking change is 1, by the policy', async () => {
    const [before, after] = [
      file('before.json', document({ content: { 'application/json': { schema: { type: 'string' } } } })),
      file('after.json', document({ content: { 'application/json': { schema: { type: 'integer' } } } })),
    ];
    const { code, text } = await check(after, '--against', before);
    expect([code, text.includes('breaking (assumed)')]).toEqual([1, true]);
    const lenient = file('policy.yaml', 'response-type-changed: open\n');
    expect((await check(after, '--against', before, '--policy', lenient)).code).toBe(0);
  });

  it('judges the reference server of a vendor with its session', async () => {
    const path = file('vn.json', {
      openapi: '3.0.3',
      info: { title: 'T', version: '1' },
      servers: [{ url: 'https://elsewhere.example/x' }],
      paths: {
        '/machines': {
          get: {
            responses: {
              200: {
                description: 'x',
                content: {
                  'application/json': {
                    schema: { type: 'array', items: { type: 'object', required: ['id', 'noSuchMember'] } },
                  },
                },
              },
            },
          },
        },
      },
    });
    const { code, text } = await check(path, '--target', 'vendnovation-v2.1');
    expect(text).toMatch(/GET \/machines {2}200 {2}\d+ problems/);
    expect(text).toMatch(/noSuchMember must be present/);
    expect(code).toBe(1);
  });

  it.each([
    ['nothing', [], /needs the address/],
    ['no such file', ['/no/such.json'], /There is no file/],
    ['a page without a document', ['ORIGIN/nothing'], /leads to no API document/],
    ['an address where nobody answers', ['http://127.0.0.1:9/x'], /leads to no API document/],
    ['a parameter without value', [packaged[2] ?? '', '--parameter', 'x'], /has no value/],
    ['a count that is none', [packaged[2] ?? '', '--most', 'many'], /no number of reads/],
  ])('%s', async (_, words, message) => {
    const given = words.map((word) => word.replace('ORIGIN', origin));
    const failed = check(...given);
    await expect(failed).rejects.toThrow(UsageError);
    await expect(failed).rejects.toThrow(message);
  });
});
