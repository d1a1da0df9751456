/** What `--from` and `--to` may name. */
import { afterEach, expect, test, vi } from 'vitest';
import { type SidesOptions, openSides } from '../../../scripts/compare/sides.ts';

afterEach(() => vi.unstubAllEnvs());

const none = { version: undefined, mode: undefined, envFile: undefined, toEnvFile: undefined, fault: undefined };
const options = (given: Partial<SidesOptions>): SidesOptions => ({
  vendor: 'vendnovation',
  from: 'v2',
  to: 'v2.1',
  ...none,
  ...given,
});

function live(): void {
  for (const name of ['API_KEY', 'USERNAME', 'PASSWORD']) vi.stubEnv(`VENDNOVATION_${name}`, `test-${name}`);
  vi.stubEnv('VENDNOVATION_ALLOW_HTTP', 'true');
  vi.stubEnv('CONFORMANCE_ENV_FILE', '/dev/null');
}

test('two base URLs, judged by the contract of one version', async () => {
  live();
  const urls = { from: 'http://127.0.0.1:9/old', to: 'http://127.0.0.1:9/new', version: 'v2' };
  const { before, after, close } = await openSides(options({ ...urls, mode: 'live' }));
  await close();
  expect([before.baseUrl, after.baseUrl]).toEqual([urls.from, urls.to]);
  expect([before.version, after.version]).toEqual(['v2', 'v2']);
  expect(before.name).not.toBe(after.name);
});

test('base URLs that end with a version say themselves which contracts hold', async () => {
  live();
  const urls = { from: 'http://127.0.0.1:9/v2', to: 'http://127.0.0.1:9/next/v2.1/' };
  const { before, after, close } = await openSides(options({ ...urls, mode: 'live' }));
  await close();
  expect([before.version, after.version]).toEqual(['v2', 'v2.1']);
  expect(after.baseUrl).toBe('http://127.0.0.1:9/next/v2.1');
});

test('a version and a base URL: the version says which contract holds', async () => {
  live();
  vi.stubEnv('VENDNOVATION_BASE_URL', 'http://127.0.0.1:9/{version}');
  const { before, after, close } = await openSides(options({ to: 'http://127.0.0.1:9/next', mode: 'live' }));
  await close();
  expect([before.baseUrl, after.baseUrl]).toEqual(['http://127.0.0.1:9/v2', 'http://127.0.0.1:9/next']);
  expect(after.version).toBe('v2');
});

for (const [from, to] of [
  ['v2.1', 'rc'],
  ['v1', 'v2'],
])
  test(`stages that no run asks by default are compared when named: ${from}, ${to}`, async () => {
    vi.stubEnv('CONFORMANCE_ENV_FILE', '/dev/null');
    const { before, after, close } = await openSides(options({ from: from ?? '', to: to ?? '', mode: 'reference' }));
    await close();
    expect([before.version, after.version]).toEqual([from, to]);
  });

test('what is missing or misspelt is told before anything is asked', async () => {
  live();
  const urls = { from: 'http://127.0.0.1:9/old', to: 'http://127.0.0.1:9/new' };
  await expect(openSides(options(urls))).rejects.toThrow(/Two base URLs need --version/);
  await expect(openSides(options({ from: 'v2.2' }))).rejects.toThrow(/v2\.1/);
  await expect(openSides(options({ vendor: 'vendnovatoin' }))).rejects.toThrow(/vendnovation/);
});

test('what the environment chooses for runs does not matter', async () => {
  vi.stubEnv('CONFORMANCE_ENV_FILE', '/dev/null');
  vi.stubEnv('CONFORMANCE_TARGETS', 'vendnovation-v2.1');
  vi.stubEnv('CONFORMANCE_VENDORS', 'tier');
  const { before, after, close } = await openSides(options({ mode: 'reference' }));
  await close();
  expect([before.version, after.version]).toEqual(['v2', 'v2.1']);
});
