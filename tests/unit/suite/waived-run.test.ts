import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openEngine } from '../../../src/suite/engine.ts';
import { rejudgeRun } from '../../../src/suite/rejudge.ts';
import { ConfigurationError } from '../../../src/target/problems.ts';
import { exitCode, ledgerText, problemsOf } from '../../../src/verdict/ledger.ts';

const target = 'vendnovation-v2.1';

let folder: string;
let before: string | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'waived-'));
  before = process.env['CONFORMANCE_STATE'];
  process.env['CONFORMANCE_STATE'] = folder;
});
afterEach(() => {
  if (before === undefined) delete process.env['CONFORMANCE_STATE'];
  else process.env['CONFORMANCE_STATE'] = before;
  rmSync(folder, { recursive: true });
});

async function runWith(expires: string) {
  const file = join(folder, 'waivers.yaml');
  const entry = { requirement: 'VN-PAGE-03', target, owner: 'Jane', reason: 'Mended soon.', ticket: 'V-17', expires };
  writeFileSync(file, JSON.stringify({ waivers: [entry] }));
  const env = {
    CONFORMANCE_MODE: 'reference',
    CONFORMANCE_TARGETS: target,
    CONFORMANCE_FAULT: 'oversized-400',
    CONFORMANCE_WAIVERS: file,
    CONFORMANCE_ENV_FILE: '/dev/null',
  };
  const engine = await openEngine({ env });
  try {
    const run = engine.run(new Map([[target, ['VN-PAGE-03', 'VN-PAGE-01']]]));
    const ledger = await run.ledger;
    return { ledger, result: await run.result(target), folder: run.info.folder };
  } finally {
    await engine.close();
  }
}

describe('a run with a waiver', () => {
  test('knows the deviation, and judging it again gives the same bytes', async () => {
    const { ledger, result, folder: made } = await runWith('2999-01-01');
    const known = ledger.verdicts.find((v) => v.requirement === 'VN-PAGE-03');
    expect(known).toMatchObject({ outcome: 'known', waiver: { owner: 'Jane', ticket: 'V-17' } });
    expect(known?.findingsTotal).toBeGreaterThan(0);
    expect(result.verdicts).toEqual(ledger.verdicts);
    expect(problemsOf(ledger)).toEqual([]);
    expect(exitCode(ledger)).toBe(0);
    expect(ledgerText(await rejudgeRun(made))).toBe(ledgerText(ledger));
  });

  test('fails where it is over, and judging it again gives the same bytes', async () => {
    const { ledger, folder: made } = await runWith('2020-01-01');
    expect(ledger.verdicts.find((v) => v.requirement === 'VN-PAGE-03')?.outcome).toBe('fail');
    expect(exitCode(ledger)).toBe(1);
    expect(ledgerText(await rejudgeRun(made))).toBe(ledgerText(ledger));
  });

  test('does not start with a waiver that is malformed', async () => {
    await expect(runWith('soon')).rejects.toThrow(ConfigurationError);
  });
});
