/** Runs on disk, as small as they can be. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ledgerText } from '../../../src/verdict/ledger.ts';
import type { Ledger, Outcome } from '../../../src/verdict/types.ts';

export interface Place {
  readonly target?: string;
  readonly kind?: 'live' | 'reference';
}

export function ledgerOf(
  run: string,
  outcomes: Readonly<Record<string, Outcome>>,
  { target = 'acme-v2', kind = 'live' }: Place = {},
): Ledger {
  const verdicts = Object.entries(outcomes).map(([requirement, outcome]) => ({
    target,
    requirement,
    level: 'must' as const,
    outcome,
    reason: '',
    checks: 1,
    findings: outcome === 'fail' ? [{ message: 'm', expected: 'e', actual: 'a' }] : [],
    findingsTotal: outcome === 'fail' ? 1 : 0,
    observations: [],
    exchanges: [],
    probe: 'p',
  }));
  return {
    format: 1,
    run,
    startedAt: run.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z.*$/, '$1-$2-$3T$4:$5:$6Z'),
    targets: [
      {
        name: target,
        vendor: 'acme',
        version: 'v2',
        baseUrl: 'https://api.example.com/v2',
        kind,
        requestsPlanned: 1,
        requestsSent: 1,
        recording: `recording-${target}.jsonl`,
      },
    ],
    verdicts,
    inScope: verdicts.length,
    interrupted: false,
  };
}

/** @param filling text that a recorded answer holds; no recording without it */
export function writeRun(folder: string, ledger: Ledger, filling?: string): string {
  const at = join(folder, ledger.run);
  mkdirSync(at, { recursive: true });
  writeFileSync(join(at, 'ledger.json'), ledgerText(ledger));
  for (const { name, vendor, version, baseUrl, kind, recording } of filling === undefined ? [] : ledger.targets) {
    const header = {
      format: 1,
      run: ledger.run,
      startedAt: ledger.startedAt,
      target: { name, vendor, version, baseUrl, kind, settings: {}, allowWrites: false, credentials: {} },
      requirements: [],
      requestsPlanned: 1,
    };
    const body = JSON.stringify([{ id: 1, text: filling }]);
    const exchange = {
      x: '1-0001',
      round: 1,
      key: 'k',
      nth: 0,
      at: ledger.startedAt,
      attempts: 1,
      request: { operation: 'list', method: 'GET', url: `${baseUrl}/list`, headers: [], body: null },
      outcome: { response: { status: 200, headers: [], body, bytes: body.length, ms: 1 } },
      secrets: [],
    };
    const end = { end: true, requestsSent: 1, interrupted: false };
    writeFileSync(join(at, recording), [header, exchange, end].map((line) => `${JSON.stringify(line)}\n`).join(''));
  }
  return at;
}
