/** Versions whose URL has another word than their id. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ContractHead } from '../../../src/target/heads.ts';
import { resolveTargets } from '../../../src/target/resolve.ts';
import { acme } from './heads.ts';

const feeds: ContractHead = {
  ...acme,
  versions: [
    { id: 'v1', default: true },
    { id: 'feeds-0.3', path: 'feeds', default: true },
  ],
};

const envFile = join(mkdtempSync(join(tmpdir(), 'paths-')), '.env');
writeFileSync(envFile, '');

const urls = (baseUrl: string, more: Readonly<Record<string, string>> = {}) =>
  resolveTargets({ env: { ACME_BASE_URL: baseUrl, ACME_API_KEY: 'k-12345', ...more }, envFile }, [feeds]).requests.map(
    (target) => [target.name, 'baseUrl' in target ? target.baseUrl : ''],
  );

describe('a version with a path of its own', () => {
  test('is reached there', () => {
    expect(urls('https://api.acme.test/{version}')).toEqual([
      ['acme-v1', 'https://api.acme.test/v1'],
      ['acme-feeds-0.3', 'https://api.acme.test/feeds'],
    ]);
  });

  test('is known by its path in a URL without placeholder', () => {
    expect(urls('https://api.acme.test/feeds')).toEqual([['acme-feeds-0.3', 'https://api.acme.test/feeds']]);
  });

  test('is chosen by its id', () => {
    expect(urls('https://api.acme.test/{version}', { ACME_VERSIONS: 'feeds-0.3' })).toEqual([
      ['acme-feeds-0.3', 'https://api.acme.test/feeds'],
    ]);
  });
});
