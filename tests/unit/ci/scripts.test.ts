/** The shell of the workflows: every script is one, and what tells somebody really does. */
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { root, workflows } from './commands.ts';

interface Script {
  readonly file: string;
  readonly shell: 'bash' | 'sh';
  readonly text: string;
}

/** Scripts as the machine gets them: expressions are values by then. */
function scriptsIn(file: string): Script[] {
  const value = parse(readFileSync(join(root, file), 'utf8')) as unknown;
  const shell = file.startsWith('ci/github/') ? 'bash' : 'sh';
  return [...texts(value, shell === 'bash' ? /^run$/ : /^(?:before_|after_)?script$/)].map((text) => ({
    file,
    shell,
    text: text.replace(/\$\{\{[^}]*\}\}/g, 'VALUE'),
  }));
}

function* texts(value: unknown, name: RegExp, inside = false): Generator<string> {
  if (typeof value === 'string' && inside) yield value;
  else if (typeof value === 'object' && value !== null)
    for (const [key, part] of Object.entries(value))
      yield* texts(part, name, (inside && Array.isArray(value)) || name.test(key));
}

const scripts = workflows().flatMap(scriptsIn);

test('every script is one that its shell understands', () => {
  expect(scripts.length).toBeGreaterThan(15);
  for (const { file, shell, text } of scripts) {
    const { status, stderr } = spawnSync(shell, ['-n', '-c', text], { encoding: 'utf8' });
    expect(status, `${file}: ${text}: ${stderr}`).toBe(0);
  }
  expect(spawnSync('bash', ['-n', '-c', 'if true; then']).status).not.toBe(0);
});

for (const { file, shell, text } of scripts.filter((script) => script.text.includes('CONFORMANCE_WEBHOOK'))) {
  const names = { CONFORMANCE_VENDORS: 'tier', VENDOR: 'tier', CI_JOB_STATUS: 'failed' };
  const links = { RUN_URL: 'https://ci.example/1', CI_JOB_URL: 'https://ci.example/1' };

  test(`${file}: a failed night is told to the webhook, as JSON, with the vendor and a link`, async () => {
    const heard: { method: string; type: string; body: string }[] = [];
    const server = http.createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (part: string) => (body += part));
      request.on('end', () => {
        heard.push({ method: request.method ?? '', type: request.headers['content-type'] ?? '', body });
        response.end('ok');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const webhook = `http://127.0.0.1:${port}/hook`;
    expect(await run(shell, text, { ...names, ...links, CONFORMANCE_WEBHOOK: webhook })).toBe(0);
    await new Promise((resolve) => server.close(resolve));
    expect(heard.length).toBe(1);
    expect(heard[0]).toMatchObject({ method: 'POST', type: 'application/json' });
    const { text: said } = JSON.parse(heard[0]?.body ?? '') as { text: string };
    expect(said).toMatch(/tier .*https:\/\/ci\.example\/1/);
  });

  test(`${file}: without a webhook nobody is told, and nothing fails`, async () => {
    expect(await run(shell, text, { ...names, ...links })).toBe(0);
  });
}

/** As the runner of GitHub and GitLab does: the first failing command ends it. */
const run = (shell: string, text: string, env: Readonly<Record<string, string>>) =>
  new Promise<number | null>((resolve, reject) => {
    const child = spawn(shell, ['-e', '-c', text], {
      env: { PATH: process.env['PATH'], NODE_OPTIONS: '', ...env },
      stdio: 'ignore',
    });
    child.once('error', reject);
    child.once('close', resolve);
  });
