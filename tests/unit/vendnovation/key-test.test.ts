/** The key test promises a plain string; a server that says one to everything has not been seen to keep that. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { judgeAt } from '../../detection/detect.ts';

let server: Server | undefined;
afterEach(() => server?.close());

/** @param login body of the answer to a login; everything else is answered with a plain string */
async function verdictOf(login: string): Promise<string | undefined> {
  const started = createServer((request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(request.url?.startsWith('/v2.1/authenticate') === true ? login : '"hello"');
  });
  server = started;
  await new Promise<void>((listening) => started.listen(0, '127.0.0.1', listening));
  const { port } = started.address() as AddressInfo;
  const credentials = { apiKey: 'k'.repeat(40), username: 'api@test.example', password: 'not-a-real-one' };
  const judged = await judgeAt('vendnovation', 'v2.1', `http://127.0.0.1:${port}/v2.1`, credentials);
  return judged.observed.verdicts.find(({ requirement }) => requirement === 'VN-KEY-03')?.outcome;
}

it('a server that says one string to everything leaves VN-KEY-03 undecided', async () => {
  expect(await verdictOf('"hello"')).toBe('inconclusive');
});

it('a plain string beside a login that gives a token keeps VN-KEY-03', async () => {
  const token = { accessToken: '5b2f6c1e-83a4-4d07-9c55-0f7e2a9b41d3', userName: 'a', issued: '', expires: '' };
  expect(await verdictOf(JSON.stringify(token))).toBe('pass');
});
