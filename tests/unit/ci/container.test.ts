/** No container is built here: its file is read, and what it copies is tried in a folder of its own. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './commands.ts';

const text = readFileSync(join(root, 'Containerfile'), 'utf8');
/** Instructions with their arguments; lines that end in a backslash are one. */
const instructions = text
  .replace(/\\\n/g, ' ')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => {
    const [, name = '', rest = ''] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    return { name, rest: rest.trim() };
  });
const all = (name: string) => instructions.filter((each) => each.name === name).map(({ rest }) => rest);
const copied = all('COPY').flatMap((rest) => rest.split(/\s+/).slice(0, -1));

test('every line is an instruction that is known', () => {
  const known = ['ARG', 'FROM', 'ENV', 'WORKDIR', 'COPY', 'RUN', 'USER', 'VOLUME', 'ENTRYPOINT', 'CMD'];
  for (const { name, rest } of instructions) {
    expect(known, `${name} ${rest}`).toContain(name);
    expect(rest).not.toBe('');
  }
  for (const name of ['ENTRYPOINT', 'CMD', 'USER', 'WORKDIR', 'FROM']) expect(all(name).length, name).toBe(1);
});

test('the base is pinned to one release, new enough for the suite', () => {
  const [, version = ''] =
    /^BASE=docker\.io\/library\/node:(\d+\.\d+\.\d+)-[a-z]+-slim$/.exec(all('ARG')[0] ?? '') ?? [];
  expect(all('FROM')).toEqual(['${BASE}']);
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { engines: { node: string } };
  const [leastMajor = 0, leastMinor = 0] = (/\d+\.\d+/.exec(engines.node)?.[0] ?? '').split('.').map(Number);
  expect(major).toBe(leastMajor);
  expect(minor).toBeGreaterThanOrEqual(leastMinor);
});

test('it runs as an ordinary user, who is chosen after all installation', () => {
  expect(all('USER')).toEqual(['node']);
  const names = instructions.map(({ name }) => name);
  expect(names.lastIndexOf('RUN')).toBeLessThan(names.indexOf('USER'));
  expect(all('ENTRYPOINT')).toEqual(['["node", "scripts/boot.mjs"]']);
});

test('no secret can come along: nothing is copied as a whole, no credential is a part of the file', () => {
  expect(copied.length).toBeGreaterThan(5);
  for (const path of copied) {
    expect(path).not.toMatch(/^\.\/?$|\*|\.env|\.conformance|reports?$|node_modules/);
    expect(existsSync(join(root, path)), path).toBe(true);
  }
  expect(text).not.toMatch(/_(?:KEY|PASSWORD|SECRET|TOKEN)\b/);
  const ignored = readFileSync(join(root, '.containerignore'), 'utf8').split('\n');
  expect(ignored).toEqual(expect.arrayContaining(['.env', '.env.*', 'node_modules', '.conformance', 'reports']));
});

test('what is copied suffices to plan a run of every vendor', () => {
  const folder = mkdtempSync(join(tmpdir(), 'container-'));
  try {
    for (const path of copied)
      cpSync(join(root, path), join(folder, path), { recursive: true, preserveTimestamps: true });
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    const env = { PATH: process.env['PATH'], HOME: folder, CONFORMANCE_STATE: join(folder, 'state') };
    const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/boot.mjs', 'plan'], {
      cwd: folder,
      env: { ...env, NODE_ENV: 'production', CONFORMANCE_ENV_FILE: '/dev/null' },
      encoding: 'utf8',
    });
    expect(status, stderr).toBe(0);
    for (const vendor of ['vendnovation', 'tier', 'tangoe', 'tierpoint']) expect(stdout + stderr).toContain(vendor);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 120_000);
