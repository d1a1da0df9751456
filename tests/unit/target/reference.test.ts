import { afterEach, describe, expect, test } from 'vitest';
import { references } from '../../../reference/index.ts';
import { ConfigurationError } from '../../../src/target/problems.ts';
import { startReferences } from '../../../src/target/reference.ts';
import type { RunningReferences } from '../../../src/target/reference.ts';
import { resolveTargets } from '../../../src/target/resolve.ts';
import type { LiveTarget, ReferenceRequest } from '../../../src/target/types.ts';

const live: LiveTarget = {
  name: 'acme-v1',
  vendor: 'acme',
  version: 'v1',
  kind: 'live',
  baseUrl: 'https://api.acme.test',
  credentials: [],
  settings: {},
  allowWrites: false,
};

let running: RunningReferences | undefined;

afterEach(async () => {
  await running?.close();
});

function requests(fault?: string): readonly ReferenceRequest[] {
  const env = { CONFORMANCE_MODE: 'reference' };
  const found = resolveTargets({ env, envFile: '/dev/null', vendors: ['vendnovation'], fault }).requests;
  return found.filter((request) => request.kind === 'reference');
}

async function start(...wanted: Parameters<typeof startReferences>): Promise<RunningReferences> {
  running = await startReferences(...wanted);
  return running;
}

describe('reference targets', () => {
  test('get a server of their own vendor, its credentials and its settings; live ones pass through', async () => {
    const { targets } = await start([...requests(), live]);
    expect(targets.map(({ name, kind }) => `${kind} ${name}`)).toEqual([
      'reference vendnovation-v2',
      'reference vendnovation-v2.1',
      'live acme-v1',
    ]);
    const [first] = targets;
    expect(first?.credentials.map(({ name }) => name).sort()).toEqual(['apiKey', 'password', 'username']);
    for (const { value, origin, handle, name } of first?.credentials ?? []) {
      expect(value).not.toBe('');
      expect(handle).toBe(`«secret:${name}»`);
      expect(first?.baseUrl.startsWith(`${origin}/`)).toBe(true);
    }
    expect(first?.settings).toMatchObject({ readVerb: 'auto', maxPages: '5' });
    expect(targets[2]).toBe(live);
  });

  test('answer, and stop with close', async () => {
    const { targets, close } = await start(requests());
    const url = targets[0]?.baseUrl ?? '';
    expect((await fetch(url)).status).toBeGreaterThan(0);
    await close();
    await expect(fetch(url)).rejects.toThrow();
  });

  test('a fault changes the address of those that have it', async () => {
    const server = await references['vendnovation']?.();
    const fault = server?.faults.find(({ versions }) => versions === undefined)?.id ?? '';
    const healthy = await start(requests());
    const paths = healthy.targets.map(({ baseUrl }) => new URL(baseUrl).pathname);
    await healthy.close();
    const faulty = await start(requests(fault));
    expect(faulty.targets.map(({ baseUrl }) => new URL(baseUrl).pathname)).not.toEqual(paths);
  });

  test('an unknown fault, or a vendor without server, is a configuration problem', async () => {
    await expect(startReferences(requests('no-such-fault'))).rejects.toThrow(ConfigurationError);
    const stranger: ReferenceRequest = { ...live, kind: 'reference', faults: [] };
    await expect(startReferences([stranger])).rejects.toThrow('acme has no reference server');
  });

  test('nothing is started where nothing is asked for', async () => {
    expect((await start([live])).targets).toEqual([live]);
  });
});
