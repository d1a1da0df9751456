import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { headOf, readHeads } from '../../../src/target/heads.ts';
import { ConfigurationError } from '../../../src/target/problems.ts';
import { projectNames, resolveTargets } from '../../../src/target/resolve.ts';
import type { ResolveOptions } from '../../../src/target/resolve.ts';
import { heads } from './heads.ts';

const folder = mkdtempSync(join(tmpdir(), 'targets-'));
const emptyFile = fileOf('');
const live = { ACME_BASE_URL: 'https://api.acme.test/{version}/', ACME_API_KEY: 'k-12345' };

function fileOf(text: string): string {
  const path = join(folder, `${Math.random()}.env`);
  writeFileSync(path, text);
  return path;
}

function resolve(env: Record<string, string>, options: Partial<ResolveOptions> = {}) {
  return resolveTargets({ env, envFile: emptyFile, ...options }, heads).requests;
}

function problemsOf(env: Record<string, string>, options: Partial<ResolveOptions> = {}): string[] {
  try {
    resolve(env, options);
  } catch (error) {
    if (error instanceof ConfigurationError)
      return error.problems.map((p) => `${p.variable}: ${p.problem}; ${p.expected}`);
    throw error;
  }
  return [];
}

const names = (env: Record<string, string>, options?: Partial<ResolveOptions>) =>
  resolve(env, options).map((t) => `${t.kind} ${t.name}`);

describe('mode', () => {
  test('nothing configured: reference servers at the default versions of every vendor', () => {
    expect(names({})).toEqual(['reference acme-v2', 'reference acme-v2.1', 'reference tokens-v1']);
  });

  test('a configured vendor is live, and the others are left out', () => {
    expect(names(live)).toEqual(['live acme-v2', 'live acme-v2.1']);
  });

  test('a vendor that is named without being configured is asked at its reference server', () => {
    expect(names(live, { vendors: ['acme', 'tokens'], versions: ['v2', 'v1'] })).toEqual([
      'live acme-v1',
      'live acme-v2',
      'reference tokens-v1',
    ]);
  });

  test('mode reference ignores a live configuration, even a broken one', () => {
    expect(names({ ACME_BASE_URL: 'nonsense', CONFORMANCE_MODE: 'reference' }, { vendors: ['acme'] })).toEqual([
      'reference acme-v2',
      'reference acme-v2.1',
    ]);
  });

  test('mode live never falls back', () => {
    expect(problemsOf({}, { mode: 'live' })).toEqual([
      'CONFORMANCE_MODE: mode is live, but no vendor is configured; at least ACME_BASE_URL, ACME_API_KEY',
    ]);
    expect(problemsOf({}, { mode: 'live', vendors: ['acme'] })).toHaveLength(2);
    expect(problemsOf(live, { mode: 'live', targets: ['tokens-v1'] }).join()).toContain(
      'ACME_TOKENS_BASE_URL: not set',
    );
  });

  test('a partly configured vendor lists what is missing', () => {
    expect(problemsOf({ ACME_API_KEY: 'k' })).toEqual([
      'ACME_BASE_URL: not set, or empty; the URL of the API as https://api.example.com/{version}',
    ]);
    expect(problemsOf({ ACME_PAGES: '3' })).toHaveLength(2);
  });

  test('a credential that is empty in the environment is a missing secret, not a wish for reference servers', () => {
    expect(problemsOf({ ACME_BASE_URL: '', ACME_API_KEY: '' })).toHaveLength(2);
    expect(names({}, { envFile: fileOf('ACME_BASE_URL=\nACME_API_KEY=\n') })).toContain('reference acme-v2');
  });

  test('an unknown mode is refused', () => {
    expect(problemsOf({ CONFORMANCE_MODE: 'Live!' }).join()).toContain('did you mean "live"?');
  });
});

test('every output can say who answered', () => {
  const notes = (env: Record<string, string>) => resolveTargets({ env, envFile: emptyFile }, heads).notes.join(' ');
  expect(notes({})).toContain('reference servers answer for Acme API, Tokens API');
  expect(notes(live)).toBe('Not asked, because not configured or not chosen: Tokens API.');
});

describe('versions', () => {
  const fixed = { ...live, ACME_BASE_URL: 'https://api.acme.test/vendor' };

  test('{version} is filled in, the trailing slash removed', () => {
    expect(resolve(live)[1]).toMatchObject({ baseUrl: 'https://api.acme.test/v2.1', version: 'v2.1' });
  });

  test('a URL without placeholder takes the version of its last path segment', () => {
    expect(resolve({ ...live, ACME_BASE_URL: 'https://api.acme.test/v1' })).toMatchObject([
      { name: 'acme-v1', baseUrl: 'https://api.acme.test/v1' },
    ]);
  });

  test('a URL without placeholder and version needs exactly one', () => {
    expect(problemsOf(fixed).join()).toContain('ACME_VERSIONS: the URL does not tell its version');
    expect(problemsOf({ ...fixed, ACME_VERSIONS: 'v1,v2' }).join()).toContain('several versions');
    expect(names({ ...fixed, ACME_VERSIONS: 'v1' })).toEqual(['live acme-v1']);
    expect(names(fixed, { versions: ['v1'] })).toEqual(['live acme-v1']);
  });

  test('the URL and the choice must not contradict each other', () => {
    const url = { ...live, ACME_BASE_URL: 'https://api.acme.test/v1' };
    expect(problemsOf({ ...url, ACME_VERSIONS: 'v2' }).join()).toContain('ends with v1, but version v2 is chosen');
    expect(problemsOf(url, { versions: ['v2'] }).join()).toContain('ends with v1');
    expect(problemsOf({ ...fixed, ACME_VERSIONS: 'v1' }, { versions: ['v2'] }).join()).toContain('of v1, but v2');
  });

  test('unknown versions, vendors and targets come with what was meant', () => {
    expect(problemsOf({ ACME_VERSIONS: 'v2.2' }).join()).toContain('did you mean "v2.1"?');
    expect(problemsOf({}, { versions: ['v9'] }).join()).toContain('there is no version "v9"');
    expect(problemsOf({}, { vendors: ['acmee'] }).join()).toContain('did you mean "acme"?');
    expect(problemsOf({}, { targets: ['acme-2.1'] }).join()).toContain('did you mean "acme-v2.1"?');
    expect(problemsOf({}, { vendors: ['tokens'], versions: ['v2'] })).not.toEqual([]);
  });

  test('a choice that only one vendor offers leaves the others out', () => {
    expect(names({}, { versions: ['v2.1'] })).toEqual(['reference acme-v2.1']);
    expect(names({}, { targets: ['tokens-v1'] })).toEqual(['reference tokens-v1']);
  });
});

describe('values', () => {
  test.each([
    ['http://api.acme.test/{version}', 'plain http'],
    ['https://user:pw@api.acme.test/{version}', 'user name or password'],
    ['https://api.acme.test/{version}?key=1', 'query'],
    ['https://api.acme.test/{version}#', 'fragment'],
    ['api.acme.test/{version}', 'no http or https URL'],
    ['ftp://api.acme.test/{version}', 'no http or https URL'],
    ['https:///v1', 'no http or https URL'],
    ['https://api.acme.test/{stage}', 'unknown placeholder'],
    ['https://api .acme.test/{version}', 'blanks'],
  ])('refuses the URL %s', (url, why) => {
    expect(problemsOf({ ...live, ACME_BASE_URL: url }).join()).toContain(why);
  });

  test.each(['http://127.0.0.1:8080/{version}', 'http://localhost/{version}', 'http://[::1]:1/{version}'])(
    'accepts %s',
    (url) => {
      expect(resolve({ ...live, ACME_BASE_URL: url })).toHaveLength(2);
    },
  );

  test('plain http elsewhere only when allowed', () => {
    const env = { ...live, ACME_BASE_URL: 'http://api.acme.test/{version}' };
    expect(resolve({ ...env, ACME_ALLOW_HTTP: 'true' })).toHaveLength(2);
    expect(problemsOf({ ...env, ACME_ALLOW_HTTP: 'yes' }).join()).toContain('ACME_ALLOW_HTTP');
    expect(problemsOf({ ...live, ACME_BASE_URL: 'http://127.0.0.1.evil.test/{version}' }).join()).toContain(
      'plain http',
    );
  });

  test('settings are checked by their type; defaults stand for what is not set', () => {
    const good = { ACME_PAGES: '7', ACME_RANGE: 'P30D', ACME_ZONES: 'a,b', ACME_STRICT: 'true' };
    expect(resolve({ ...live, ...good })[0]?.settings).toEqual({
      verb: 'GET',
      pages: '7',
      range: 'P30D',
      zones: 'a,b',
      strict: 'true',
    });
    const bad = { ACME_VERB: 'PUT', ACME_PAGES: '1e3', ACME_RANGE: '30 days', ACME_ZONES: 'a,,b', ACME_STRICT: 'TRUE' };
    expect(problemsOf({ ...live, ...bad })).toHaveLength(5);
  });

  test.each(['P', 'PT', 'P0D', 'P1DT', '30D', 'P-1D'])('%s is no duration', (range) => {
    expect(problemsOf({ ...live, ACME_RANGE: range })).toHaveLength(1);
  });

  test.each(['two\nlines', ' qwertz', 'qwertz ', 'tab\t', '<your key>', '${KEY}', 'changeme', 'schlüssel→'])(
    'the credential %j is refused, and not repeated in the message',
    (key) => {
      const text = problemsOf({ ...live, ACME_API_KEY: key }).join();
      expect(text).toContain('ACME_API_KEY');
      expect(text).not.toContain(key);
    },
  );

  test('credentials carry a handle and the only origin that they are sent to', () => {
    expect(resolve(live)[0]).toMatchObject({
      credentials: [{ name: 'apiKey', handle: '«secret:apiKey»', value: 'k-12345', origin: 'https://api.acme.test' }],
    });
  });

  test('a credential issued for another origin than its URL is a problem', () => {
    expect(problemsOf({ ...live, ACME_API_KEY_ORIGIN: 'https://api.acme.test' })).toEqual([]);
    expect(problemsOf({ ...live, ACME_API_KEY_ORIGIN: 'https://other.test' }).join()).toContain('never be sent');
  });

  test('a credential belongs to the origin of the URL that its contract names', () => {
    const env = { ACME_TOKENS_BASE_URL: 'https://api.acme.test/v1', ACME_TOKENS_SECRET: 's3cr3t' };
    expect(problemsOf(env).join()).toContain('ACME_TOKENS_TOKEN_URL: not set');
    const found = resolve({ ...env, ACME_TOKENS_TOKEN_URL: 'https://login.acme.test/token' });
    expect(found[0]).toMatchObject({ credentials: [{ origin: 'https://login.acme.test' }] });
  });
});

describe('writes', () => {
  const writes = (env: Record<string, string>) => resolve({ ...live, ...env }).map((t) => t.allowWrites);

  test('are off by default, and need a named environment', () => {
    expect(writes({})).toEqual([false, false]);
    expect(writes({ ACME_ALLOW_WRITES: 'true', ACME_ENVIRONMENT: 'staging' })).toEqual([true, true]);
    expect(problemsOf({ ...live, ACME_ALLOW_WRITES: 'true' }).join()).toContain('counts as production');
  });

  test('are refused in production unless it is said literally', () => {
    const production = { ACME_ENVIRONMENT: 'production' };
    expect(problemsOf({ ...live, ...production, ACME_ALLOW_WRITES: 'true' })).toHaveLength(1);
    expect(writes({ ...production, ACME_ALLOW_WRITES: 'production' })).toEqual([true, true]);
    expect(problemsOf({ ...live, ACME_ALLOW_WRITES: '1' })).toHaveLength(1);
  });

  test('are off on a reference server, too, unless they are switched on', () => {
    expect(resolve({}, { vendors: ['acme'] }).map((t) => t.allowWrites)).toEqual([false, false]);
    expect(resolve({ ACME_ALLOW_WRITES: 'true' }, { vendors: ['acme'] })[0]?.allowWrites).toBe(true);
  });
});

describe('faults', () => {
  test('belong to reference servers', () => {
    expect(resolve(live, { fault: 'a+b', vendors: ['acme'] })).toMatchObject([
      { kind: 'reference', faults: ['a', 'b'] },
      { kind: 'reference' },
    ]);
    expect(problemsOf(live, { fault: 'a', mode: 'live' }).join()).toContain('only reference servers have faults');
  });
});

describe('names of variables', () => {
  test('a mistyped name is a problem that says what was meant', () => {
    expect(problemsOf({ ...live, ACME_APIKEY: 'x' })).toEqual([
      'ACME_APIKEY: no such variable; did you mean ACME_API_KEY?; a name from .env.example',
    ]);
    expect(problemsOf({ CONFORMANCE_MOD: 'live' }).join()).toContain('CONFORMANCE_MODE');
    expect(problemsOf({ AMCE_TOKENS_SECRET: 'x' }).join()).toContain('did you mean ACME_TOKENS_SECRET');
    expect(problemsOf({ PATH: 'x', HOME: 'y', SOME_BASE_URL: 'z', ACMEX_API_KEY: 'z' })).toEqual([]);
  });

  test('the longest prefix owns a name', () => {
    expect(problemsOf({ ...live, ACME_TOKENS_SECRET: 's' }, { vendors: ['acme'] })).toEqual([]);
  });
});

describe('the file', () => {
  test('gives what the environment does not', () => {
    const envFile = fileOf(
      '\ufeffACME_BASE_URL=https://file.test/{version}\r\nACME_API_KEY=from-file\r\nACME_VERSIONS=v1\r\n',
    );
    expect(resolve({ ACME_API_KEY: 'from-env' }, { envFile })).toMatchObject([
      { baseUrl: 'https://file.test/v1', credentials: [{ value: 'from-env' }] },
    ]);
    expect(resolve({ ACME_API_KEY: '', CONFORMANCE_ENV_FILE: envFile }, { envFile: null })).toHaveLength(1);
  });

  test('that is missing or no text is a problem', () => {
    expect(problemsOf({}, { envFile: join(folder, 'no.env') }).join()).toContain('cannot be read (ENOENT)');
    expect(problemsOf({}, { envFile: folder }).join()).toContain('EISDIR');
    const utf16 = fileOf(Buffer.from('ACME_API_KEY=x', 'utf16le').toString('latin1'));
    expect(problemsOf({}, { envFile: utf16 }).join()).toContain('no UTF-8 text');
  });

  test.each([
    ['ACME_API_KEY=pass#word', 'cut at "#"'],
    ['ACME_API_KEY=#password', 'cut at "#"'],
    ['ACME_API_KEY password', 'has no "="'],
    ['ACME_API_KEY="password', 'does not end'],
  ])('reports the line %s without its value', (line, why) => {
    const text = problemsOf(
      {},
      { envFile: fileOf(`# first\n${line}\nACME_BASE_URL=https://a.test/{version}\n`) },
    ).join();
    expect(text).toContain(why);
    expect(text).toContain('line 2');
    expect(text).not.toMatch(/pass|word/);
  });

  test.each(["ACME_API_KEY='pass#word'", 'ACME_API_KEY=password # a comment', 'export ACME_API_KEY="a b"'])(
    'accepts the line %s',
    (line) => {
      expect(problemsOf({ ACME_BASE_URL: 'https://a.test/{version}' }, { envFile: fileOf(line) })).toEqual([]);
    },
  );
});

test('the time-out of an answer is checked, and folders are refused in a file', () => {
  const timeout = (text: string) =>
    resolveTargets({ env: { CONFORMANCE_TIMEOUT: text }, envFile: emptyFile }, heads).timeout;
  expect(timeout('')).toBeNull();
  expect(timeout('1.5')).toBe(1500);
  for (const text of ['0', '-1', '1e9', 'ten', '5000'])
    expect(problemsOf({ CONFORMANCE_TIMEOUT: text })).toHaveLength(1);
  expect(problemsOf({}, { envFile: fileOf('CONFORMANCE_STATE=/x') })).toHaveLength(1);
  expect(problemsOf({ CONFORMANCE_STATE: '/x' })).toEqual([]);
});

test('all problems come at once, each once, and no secret is among them', () => {
  const secret = 'S3cr3t value ';
  const text = problemsOf({
    ACME_BASE_URL: `https://user:${secret.trim()}@api.acme.test/{version}`,
    ACME_API_KEY: secret,
    ACME_EXTRA: `${secret}\n`,
    ACME_PAGES: secret,
    ACME_VERB: secret,
    ACME_ENVIRONMENT: secret,
    ACME_ALLOW_WRITES: secret,
    ACME_TYPO: secret,
  });
  expect(text.map((line) => line.split(':')[0]).sort()).toEqual([
    'ACME_ALLOW_WRITES',
    'ACME_API_KEY',
    'ACME_BASE_URL',
    'ACME_ENVIRONMENT',
    'ACME_EXTRA',
    'ACME_PAGES',
    'ACME_TYPO',
    'ACME_VERB',
  ]);
  expect(text.join('\n')).not.toContain('S3cr3t');
});

describe('the contracts that ship', () => {
  test('have distinct prefixes and variables', () => {
    const all = readHeads().flatMap((head) => [...head.credentials, ...head.settings].map(({ env }) => env));
    expect(all.length).toBeGreaterThan(0);
    expect(new Set(all).size).toBe(all.length);
    for (const head of readHeads())
      expect(all.filter((env) => env.startsWith(`${head.envPrefix}_`)).length).toBeGreaterThan(0);
  });

  test('project names are those of the targets', () => {
    expect(projectNames({ CONFORMANCE_ENV_FILE: emptyFile, CONFORMANCE_VENDORS: 'vendnovation' })).toEqual([
      'vendnovation-v2',
      'vendnovation-v2.1',
    ]);
  });

  test('project names survive every broken configuration', () => {
    for (const env of [
      { CONFORMANCE_ENV_FILE: '/nowhere/.env' },
      { CONFORMANCE_VENDORS: 'nobody' },
      { CONFORMANCE_MODE: 'live', VENDNOVATION_BASE_URL: 'x' },
    ]) {
      expect(projectNames({ CONFORMANCE_ENV_FILE: emptyFile, ...env })).toContain('vendnovation-v2');
    }
  });
});

test('the head of a loaded contract lists its versions', () => {
  const versions = new Map([['v1', { id: 'v1', default: true, operations: new Map() }]]);
  expect(headOf({ versions } as never).versions).toEqual([{ id: 'v1', default: true, operations: new Map() }]);
});
