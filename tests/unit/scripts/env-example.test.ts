import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'dotenv';
import { expect, test } from 'vitest';
import { envExample } from '../../../scripts/env-example.ts';
import { readHeads } from '../../../src/target/heads.ts';
import { resolveTargets } from '../../../src/target/resolve.ts';
import { knownVariables } from '../../../src/target/variables.ts';
import { heads } from '../target/heads.ts';

const text = envExample(heads);
const uncommented = text.replaceAll(/^#(?=[A-Z_]+=)/gm, '');

function asFile(content: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'env-')), '.env');
  writeFileSync(file, content);
  return file;
}

test('names every variable that the suite knows, each once', () => {
  const names = [...uncommented.matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toEqual(expect.arrayContaining(heads.flatMap(knownVariables)));
  expect(Object.keys(parse(text)).sort()).toEqual([
    'ACME_API_KEY',
    'ACME_BASE_URL',
    'ACME_TOKENS_BASE_URL',
    'ACME_TOKENS_SECRET',
  ]);
});

test('copied as it is it changes nothing: reference servers answer', () => {
  const kinds = resolveTargets({ env: {}, envFile: asFile(text) }, heads).requests.map(({ kind }) => kind);
  expect(new Set(kinds)).toEqual(new Set(['reference']));
});

test('filled in at the required places it is a live configuration, with all shown defaults switched on, too', () => {
  for (const content of [text, uncommented]) {
    const filled = content
      .replace('ACME_BASE_URL=', 'ACME_BASE_URL=https://api.acme.test/{version}')
      .replace('ACME_API_KEY=', 'ACME_API_KEY=k-1');
    const { requests } = resolveTargets({ env: {}, envFile: asFile(filled) }, heads);
    expect(requests.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['live acme-v2', 'live acme-v2.1']);
  }
});

test('no line is too long to read, and no comment is lost', () => {
  for (const line of envExample(readHeads()).split('\n')) expect(line.length).toBeLessThanOrEqual(120);
  for (const { description } of heads.flatMap((head) => [...head.credentials, ...head.settings]))
    expect(text).toContain(description);
});
