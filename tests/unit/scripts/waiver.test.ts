import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import type { Arguments } from '../../../scripts/arguments.ts';
import { run } from '../../../scripts/commands/waiver.ts';
import { parseWaivers } from '../../../src/suite/waiver-file.ts';
import { writeLedger } from '../../../src/verdict/ledger.ts';
import type { Verdict } from '../../../src/verdict/types.ts';

let printed = '';
let before: string | undefined;
beforeEach(() => {
  printed = '';
  before = process.env['CONFORMANCE_STATE'];
  process.env['CONFORMANCE_STATE'] = mkdtempSync(join(tmpdir(), 'conformance-waiver-'));
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  if (before === undefined) delete process.env['CONFORMANCE_STATE'];
  else process.env['CONFORMANCE_STATE'] = before;
});

const words = (id: string, options: Readonly<Record<string, string>> = {}): Arguments => ({
  positionals: [id],
  rest: [],
  list: () => undefined,
  text: (name) => options[name],
  on: () => false,
});

function keepRun(...broken: readonly [requirement: string, target: string][]): void {
  const folder = join(process.env['CONFORMANCE_STATE'] ?? '', 'runs', '20261123T100000Z-abcd');
  mkdirSync(folder, { recursive: true });
  const verdicts = broken.map(([requirement, target]): Verdict => ({
    target,
    requirement,
    level: 'must',
    outcome: 'fail',
    reason: 'it is broken\u001b[2J',
    checks: 1,
    findings: [],
    findingsTotal: 1,
    observations: [],
    exchanges: [],
    probe: 'p',
  }));
  const startedAt = '2026-11-23T10:00:00Z';
  writeLedger(join(folder, 'ledger.json'), {
    format: 1,
    run: '20261123T100000Z-abcd',
    startedAt,
    targets: [],
    verdicts,
    inScope: verdicts.length,
    interrupted: false,
  });
}

test('prints an entry that holds for thirty days, and is refused until a person has filled it in', async () => {
  keepRun(['VN-PAGE-03', 'vendnovation-v2.1']);
  expect(await run(words('vn-page-03'))).toBe(0);
  expect(printed).toContain('# it is broken');
  expect(printed).not.toContain('\u001b');
  expect((parse(printed) as { waivers: object[] }).waivers).toEqual([
    {
      requirement: 'VN-PAGE-03',
      target: 'vendnovation-v2.1',
      owner: '',
      reason: '',
      ticket: '',
      expires: '2026-12-23',
    },
  ]);
  expect(() => parseWaivers(printed, 'waivers.yaml')).toThrow(/owner/);
});

test('is ready where everything was told', async () => {
  keepRun(['VN-PAGE-03', 'vendnovation-v2.1']);
  await run(words('VN-PAGE-03', { owner: 'Ada', reason: 'known', ticket: 'T-1', expires: '2027-01-31' }));
  expect(parseWaivers(printed, 'waivers.yaml')).toEqual([
    {
      requirement: 'VN-PAGE-03',
      target: 'vendnovation-v2.1',
      owner: 'Ada',
      reason: 'known',
      ticket: 'T-1',
      expires: '2027-01-31',
    },
  ]);
});

test('tells mistakes at once: nothing of that name broken, several targets, a day that does not exist', async () => {
  await expect(run(words('VN-PAGE-03'))).rejects.toThrow(/There is no run/);
  keepRun(['VN-PAGE-03', 'vendnovation-v2'], ['VN-PAGE-03', 'vendnovation-v2.1']);
  await expect(run(words('VN-PAGE-04'))).rejects.toThrow(/VN-PAGE-03/);
  await expect(run(words('VN-PAGE-03'))).rejects.toThrow(/--target/);
  await expect(run(words('VN-PAGE-03', { target: 'vendnovation-v2.1', expires: '2027-02-30' }))).rejects.toThrow(
    /no day/,
  );
});
