/** Credentials of every vendor stand in nothing that a run leaves, though the server quotes them in every spelling. */
import { readFileSync, readdirSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { loadContract } from '../../src/contract/load.ts';
import { encodings } from '../unit/transport/encodings.ts';
import { expect, test } from './support/run.ts';

/** As the suite knows them in recordings: spellings that change the letters themselves (case) are compared as they are. */
const spellings = [
  'raw',
  'JSON string',
  'JSON in JSON',
  'percent',
  'double percent',
  'percent of a form',
  'base64, first alignment',
  'base64url',
  'hex, lower case',
  'hex, upper case',
  'HTML entities, decimal',
  'JSON \\u escapes',
] as const;

/** A selection that sends each credential; Tangoe has a test of its own, VendNovation one in reports.spec.ts. */
const targets = {
  tier: { version: 'v1', grep: 'TI-(KEY|AUTH|VEH|FREE|CUST)-0[1-3]' },
  tierpoint: { version: 'latest', grep: 'TP-(TOKEN|DOC|NOTE)-0[1-4]' },
} as const;

/** One canary per credential; each looks like nothing else and holds what encodings change. */
function canariesOf(vendor: string): Readonly<Record<string, string>> {
  const { credentials } = loadContract(vendor);
  return Object.fromEntries(credentials.map(({ env }, i) => [env, `Zq7${vendor}+${i}/kE9&xW"canary=`]));
}

async function startEcho(secrets: readonly string[]): Promise<{ origin: string; heard: Set<string>; close(): void }> {
  const heard = new Set<string>();
  const quoted = secrets.flatMap((secret) => spellings.map((name) => encodings[name]?.(secret) ?? ''));
  const body = JSON.stringify({ message: 'refused', quoted, items: [{ id: 1, name: secrets[0] }] });
  const header = encodeURIComponent(secrets.join(' '));
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const asked = [request.url, JSON.stringify(request.rawHeaders), Buffer.concat(chunks).toString('utf8')].join(
        '\n',
      );
      for (const secret of secrets)
        if ([secret, ...Object.values(encodings).map((spell) => spell(secret))].some((form) => asked.includes(form)))
          heard.add(secret);
      response.writeHead(heard.size % 2 === 0 ? 200 : 400, { 'content-type': 'application/json', 'x-echo': header });
      response.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, heard, close };
}

for (const [vendor, { version, grep }] of Object.entries(targets))
  test(`${vendor}: no credential stands in anything that a run leaves, in any of ${spellings.length} spellings`, async ({
    sandbox,
  }) => {
    const canaries = canariesOf(vendor);
    const { envPrefix } = loadContract(vendor);
    const echo = await startEcho(Object.values(canaries));
    const { output } = await sandbox.playwright(['-g', grep], {
      env: {
        ...canaries,
        [`${envPrefix}_BASE_URL`]: `${echo.origin}/{version}`,
        [`${envPrefix}_ALLOW_HTTP`]: 'true',
        CONFORMANCE_MODE: 'live',
        CONFORMANCE_TARGETS: `${vendor}-${version}`,
        CONFORMANCE_TIMEOUT: '2',
      },
      allure: true,
    });
    echo.close();
    expect(echo.heard.size, `the server must have heard a credential:\n${output.slice(0, 2000)}`).toBeGreaterThan(0);
    const written = readdirSync(sandbox.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => ({ file: path.relative(sandbox.folder, file), text: readFileSync(file, 'utf8') }));
    expect(written.length).toBeGreaterThan(10);
    for (const [name, secret] of Object.entries(canaries))
      for (const spelling of spellings) {
        const form = encodings[spelling]?.(secret).replace(/=+$/, '') ?? '';
        const leaks = [{ file: 'the console', text: output }, ...written].filter(({ text }) => text.includes(form));
        expect(
          leaks.map(({ file }) => file),
          `${name}, ${spelling}`,
        ).toEqual([]);
      }
  });
