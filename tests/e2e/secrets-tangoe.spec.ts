/** What a run of Tangoe knows and learns – tokens above all – stands in nothing that it leaves, however it is written. */
import { readFileSync, readdirSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { tangoe } from '../../reference/tangoe/server.ts';
import { expect, test } from './support/run.ts';

/** Stands before the reference server: learns the tokens that it issues, and sends secrets back in whatever it answers. */
interface Gossip {
  readonly origin: string;
  /** Every access and refresh token that was issued. */
  readonly issued: ReadonlySet<string>;
  /** Secrets that came in requests: tokens, client secret, password. */
  readonly asked: readonly string[];
  close(): void;
}

async function startGossip(behind: string): Promise<Gossip> {
  const issued = new Set<string>();
  const asked: string[] = [];
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      void forward(request, Buffer.concat(chunks)).then(({ status, headers, text }) => {
        response.writeHead(status, headers);
        response.end(text);
      });
    });
  });

  async function forward({ method = 'GET', url = '/', headers }: http.IncomingMessage, body: Buffer) {
    const answer = await new Promise<{ status: number; headers: http.IncomingHttpHeaders; text: string }>((resolve) => {
      // The host of the caller stays, so that the links of the answers lead here.
      const passed = http.request(new URL(url, behind), { method, headers }, (came) => {
        let text = '';
        came.setEncoding('utf8').on('data', (part: string) => (text += part));
        came.on('end', () => resolve({ status: came.statusCode ?? 502, headers: came.headers, text }));
      });
      passed.end(body);
    });
    const said = JSON.parse(answer.text || '{}') as Record<string, unknown>;
    for (const name of ['access_token', 'refresh_token'])
      if (url.includes('/token.oauth2') && typeof said[name] === 'string') issued.add(said[name]);
    const token = (headers.authorization ?? '').replace(/^Bearer /, '');
    const heard = [token, ...new URL(url, behind).searchParams.values()].filter((value) => value.length > 15);
    asked.push(...heard);
    const echo = heard.flatMap((value) => [value, encodeURIComponent(value), Buffer.from(value).toString('base64')]);
    const { 'content-length': _length, 'transfer-encoding': _chunked, ...kept } = answer.headers;
    const text = JSON.stringify({ ...said, message_for_nobody: { echo, query: url } });
    return { ...answer, headers: { ...kept, 'x-echo': encodeURIComponent(echo.join(' ')) }, text };
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    issued,
    asked,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Base64 of bytes in which a text stands anywhere: its three alignments, without what its neighbours decide. */
const base64Anywhere = (text: string): string[] =>
  [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), Buffer.from(text)])
      .toString('base64')
      .replace(/=+$/, '');
    return encoded.slice(before === 0 ? 0 : before + 1, -1);
  });

/** A text as any writer of ours or of a report may have written it. */
function formsOf(secret: string): string[] {
  const html = secret.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;').replace(/'/g, '&#39;');
  const words = [
    secret,
    encodeURIComponent(secret),
    encodeURIComponent(encodeURIComponent(secret)),
    new URLSearchParams({ '': secret }).toString().slice(1),
    JSON.stringify(secret).slice(1, -1),
    JSON.stringify(JSON.stringify(secret)).slice(3, -3),
    html,
    [...secret].reverse().join(''),
  ];
  const base64 = words.flatMap(base64Anywhere);
  const hex = Buffer.from(secret).toString('hex');
  const all = [
    ...words,
    ...base64,
    ...base64.map((b) => b.replace(/\+/g, '-').replace(/\//g, '_')),
    hex,
    hex.toUpperCase(),
  ];
  return [...new Set(all)];
}

/** Every file below a folder as text; what is compressed is shown as it is and unpacked. */
function textsUnder(folder: string): { file: string; text: string }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const whole = path.join(entry.parentPath, entry.name);
      const bytes = readFileSync(whole);
      const packed = bytes[0] === 0x1f && bytes[1] === 0x8b;
      const file = path.relative(folder, whole);
      return [bytes, ...(packed ? [gunzipSync(bytes)] : [])].map((b) => ({
        file,
        text: `${file}\n${b.toString('latin1')}`,
      }));
    });
}

test('tokens, passwords and secrets of a run stand in nothing that it leaves, in any encoding', async ({ sandbox }) => {
  test.setTimeout(600_000); // a whole run at the pace of a live target
  const reference = await tangoe.start({ limits: 'off' });
  const gossip = await startGossip(reference.origin);
  const base = `${gossip.origin}/v1`;
  const { credentials, settings } = reference;
  const { output } = await sandbox.conformance(['--vendor', 'tangoe'], {
    env: {
      CONFORMANCE_TARGETS: 'tangoe-v1',
      CONFORMANCE_MODE: 'live',
      TANGOE_BASE_URL: base,
      TANGOE_ALLOW_HTTP: 'true',
      TANGOE_TOKEN_URL: `${base}/as/token.oauth2`,
      TANGOE_VALIDATOR_URL: `${base}/as/validator`,
      TANGOE_TENANT: credentials['tenant'] ?? '',
      TANGOE_CLIENT_ID: credentials['clientId'] ?? '',
      TANGOE_CLIENT_SECRET: credentials['clientSecret'] ?? '',
      TANGOE_USERNAME: credentials['username'] ?? '',
      TANGOE_PASSWORD: credentials['password'] ?? '',
      TANGOE_EXPIRED_TOKEN: credentials['expiredToken'] ?? '',
      TANGOE_ACTOR_EMPLOYEE_ID: settings['actorEmployeeId'] ?? '',
      TANGOE_FOREIGN_EMPLOYEE_ID: settings['foreignEmployeeId'] ?? '',
    },
    allure: true,
  });
  gossip.close();
  await reference.close();

  // The run was a whole one: it bought tokens by both grants and used them.
  expect(sandbox.ledger().verdicts.length).toBeGreaterThan(100);
  expect(gossip.issued.size).toBeGreaterThanOrEqual(6);
  const known = ['clientSecret', 'password', 'expiredToken', 'username', 'clientId', 'tenant'] as const;
  const secrets = [...gossip.issued, ...known.map((name) => credentials[name] ?? '')];
  for (const secret of secrets.slice(0, -1)) expect(secret.length).toBeGreaterThan(15);
  expect(gossip.asked).toEqual(expect.arrayContaining([credentials['clientSecret'], credentials['password']]));

  const written = [{ file: 'output', text: output }, ...textsUnder(sandbox.folder)];
  expect(written.length).toBeGreaterThan(10);
  for (const [i, secret] of secrets.entries())
    for (const form of formsOf(secret)) {
      const found = written.filter(({ text }) => text.includes(form)).map(({ file }) => file);
      expect(found, `secret ${i} as ${form.slice(0, 3)}… of ${form.length} characters`).toEqual([]);
    }
});
