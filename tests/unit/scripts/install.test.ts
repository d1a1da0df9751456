import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { InstallError, ensureInstalled, isStale, missingNode, writeStamp } from '../../../scripts/install.mjs';

let root = '';
const file = (name: string) => join(root, name);

/** Writes a file whose time is `age` seconds ago. */
function write(name: string, text: string, age: number): void {
  mkdirSync(join(file(name), '..'), { recursive: true });
  writeFileSync(file(name), text);
  const time = Date.now() / 1000 - age;
  utimesSync(file(name), time, time);
}

const lock = (age: number, text = 'lock') => write('package-lock.json', text, age);
const marker = (age: number, text = 'marker') => write('node_modules/.package-lock.json', text, age);

function holdGuard(owner: string, age = 0): void {
  write('.conformance/install.lock/owner', owner, age);
  const time = Date.now() / 1000 - age;
  utimesSync(file('.conformance/install.lock'), time, time);
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'install-'));
});

describe('staleness', () => {
  test('nothing installed', () => {
    lock(10);
    expect(isStale(root)).toBe(true);
  });

  test('installed after the lock file was written, or before', () => {
    lock(10);
    marker(5);
    expect(isStale(root)).toBe(false);
    lock(1);
    expect(isStale(root)).toBe(true);
  });

  test('a checkout renews the time of the lock file, not its content', () => {
    lock(10);
    marker(5);
    writeStamp(root);
    lock(0);
    expect(isStale(root)).toBe(false);
    lock(0, 'other packages');
    expect(isStale(root)).toBe(true);
  });

  test('a stamp is void once somebody else has installed', () => {
    lock(10);
    marker(8);
    writeStamp(root);
    lock(6, 'branch');
    marker(4, 'packages of the branch');
    expect(isStale(root)).toBe(false);
    lock(2);
    expect(isStale(root)).toBe(true);
  });

  test('without a lock file there is nothing to compare with', () => {
    expect(isStale(root)).toBe(false);
  });
});

describe('installing', () => {
  test('happens once, however many start at the same time', async () => {
    lock(10);
    let installs = 0;
    const install = async () => {
      installs += 1;
      await new Promise((resolve) => setTimeout(resolve, 20));
      marker(0);
    };
    await Promise.all([ensureInstalled(root, install), ensureInstalled(root, install), ensureInstalled(root, install)]);
    expect(installs).toBe(1);
    expect(isStale(root)).toBe(false);
    expect(readdirSync(file('.conformance'))).toEqual([]);
  });

  test('is left alone when fresh', async () => {
    lock(10);
    marker(5);
    await ensureInstalled(root, () => expect.unreachable());
    lock(0);
    expect(isStale(root)).toBe(false);
  });

  test('takes over the lock of a dead process, and an expired one', async () => {
    for (const [owner, age] of [
      [`${hostname()} 999999999`, 0],
      ['another-host 1', 120],
    ] as const) {
      lock(10);
      rmSync(file('node_modules'), { recursive: true, force: true });
      holdGuard(owner, age);
      await ensureInstalled(root, () => marker(0));
      expect(isStale(root)).toBe(false);
    }
  });

  test('waits for a living process, and does not install again after it', async () => {
    lock(10);
    holdGuard(`${hostname()} ${process.pid}`);
    setTimeout(() => {
      marker(0);
      rmSync(file('.conformance/install.lock'), { recursive: true });
    }, 50);
    await ensureInstalled(root, () => expect.unreachable());
  });

  test('frees the lock when it fails', async () => {
    lock(10);
    const fail = () => {
      throw new InstallError('no network');
    };
    await expect(ensureInstalled(root, fail)).rejects.toThrow('no network');
    expect(readdirSync(file('.conformance'))).toEqual([]);
    await ensureInstalled(root, () => marker(0));
  });

  test('says so when the folder cannot be written', async () => {
    lock(10);
    write('.conformance', 'a file where a folder should be', 0);
    await expect(ensureInstalled(root, () => marker(0))).rejects.toThrow(InstallError);
  });
});

test('an old Node is named', () => {
  expect(missingNode('20.19.0')).toBeNull();
  expect(missingNode('24.0.0')).toBeNull();
  expect(missingNode('20.18.3')).toContain('Node 20.19 or newer');
  expect(missingNode('18.20.0')).toContain('Node 18.20.0');
});
