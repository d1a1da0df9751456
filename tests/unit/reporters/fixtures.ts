import type { Contract, Requirement } from '../../../src/contract/types.ts';
import type { Exchange, Failure, RecordedRequest, RecordedResponse } from '../../../src/verdict/exchange.ts';
import type { Ledger, Outcome, TargetSummary, Verdict } from '../../../src/verdict/types.ts';
import type { Evidence, Run } from '../../../reporters/run.ts';
import { variablesOf } from '../../../reporters/run.ts';

/** What a hostile vendor would send: terminal escapes, markup of every kind, CI commands, hidden letters. */
export const hostile =
  '\u001b[2J\u001b]0;owned\u0007<script>alert(1)</script><img src=x onerror=alert(1)> ]]> --> & " \' `code` ```fence\n' +
  '::error::injected\r\n| cell | ![image](https://evil.example/x.png) @everyone \u202egnp.exe \u200b\u2028 \ud800 \u0000 ${HOME} $(id) `id`';

/** What no output may hold: whatever a terminal obeys or hides, line feeds apart. */
export const unseen = /[^\P{Cc}\n]|\p{Cf}/u;

export function request(changes: Partial<RecordedRequest> = {}): RecordedRequest {
  return {
    operation: 'listMachines',
    method: 'GET',
    url: 'https://api.example.com/v2/machines',
    headers: [
      ['x-api-key', '«secret:apiKey»'],
      ['size', '2001'],
    ],
    body: null,
    ...changes,
  };
}

export function answered(
  x: string,
  changes: Partial<RecordedResponse> = {},
  asked: Partial<RecordedRequest> = {},
): Exchange {
  const body = changes.body ?? '[]';
  const response = { status: 200, headers: [['size', '2001']] as const, body, bytes: body.length, ms: 12, ...changes };
  return exchange(x, { response }, asked);
}

export function failed(x: string, failure: Failure, asked: Partial<RecordedRequest> = {}): Exchange {
  return exchange(x, { failure }, asked);
}

function exchange(x: string, outcome: Exchange['outcome'], asked: Partial<RecordedRequest>): Exchange {
  return {
    x,
    round: 1,
    key: x,
    nth: 0,
    at: '2026-11-23T09:00:00.000Z',
    attempts: 1,
    request: request(asked),
    outcome,
    secrets: [],
  };
}

export const requirement: Requirement = {
  id: 'VN-PAGE-03',
  vendor: 'vendnovation',
  section: 'Pagination',
  file: 'pagination',
  level: 'must',
  basis: 'vendor',
  class: 'tested',
  text: 'A requested size above 2000 is served as 2000, and the size response header says 2000.',
  source: { document: 'concepts', heading: 'Pagination' },
  sourceUrl: 'https://docs.example.com/concepts',
  writes: false,
  smoke: true,
};

const waiver = {
  owner: 'Jane <b>Doe</b>',
  reason: 'The next release mends it.',
  ticket: 'VEND-17',
  expires: '2027-01-31',
};

export function verdict(outcome: Outcome, changes: Partial<Verdict> = {}): Verdict {
  const broken = ['fail', 'warn', 'known', 'unstable'].includes(outcome);
  const finding = {
    message: 'The size header says 2001.',
    expected: 'header size 2000',
    actual: 'header size 2001',
    where: 'header size',
    exchange: '1-0001',
  };
  return {
    target: 'vendnovation-v2',
    requirement: 'VN-PAGE-03',
    level: 'must',
    outcome,
    reason: broken ? finding.message : `It is ${outcome}.`,
    checks: 1,
    findings: broken ? [finding] : [],
    findingsTotal: broken ? 1 : 0,
    observations: [],
    exchanges: ['1-0001'],
    probe: 'machines, size 2001',
    ...(outcome === 'known' ? { waiver } : {}),
    ...changes,
  };
}

export function target(changes: Partial<TargetSummary> = {}): TargetSummary {
  return {
    name: 'vendnovation-v2',
    vendor: 'vendnovation',
    version: 'v2',
    baseUrl: 'https://api.example.com/v2',
    kind: 'live',
    requestsPlanned: 10,
    requestsSent: 9,
    recording: 'vendnovation-v2.jsonl',
    ...changes,
  };
}

const contract = {
  vendor: 'vendnovation',
  title: 'VendNovation Vendor API',
  credentials: [{ name: 'apiKey', env: 'VENDNOVATION_API_KEY', description: '', required: true, header: 'x-api-key' }],
} as unknown as Contract;

/** A run of verdicts; each requirement id that they name exists, with the text of VN-PAGE-03. */
export function run(
  verdicts: readonly Verdict[],
  exchanges: readonly Exchange[] = [answered('1-0001')],
  targets = [target()],
): Run {
  const ledger: Ledger = {
    format: 1,
    run: '20261123T090000Z-abcd',
    startedAt: '2026-11-23T09:00:00Z',
    targets,
    verdicts,
    inScope: verdicts.length,
    interrupted: false,
  };
  const requirements = new Map(verdicts.map(({ requirement: id, level }) => [id, { ...requirement, id, level }]));
  const byId = new Map(exchanges.map((each) => [each.x, each]));
  return { ledger, contract: () => ({ ...contract, requirements }), exchanges: () => byId };
}

export function evidence(
  one: Verdict,
  exchanges: readonly Exchange[] = [answered('1-0001')],
  changes: Partial<Evidence> = {},
): Evidence {
  return {
    verdict: one,
    requirement,
    target: target(),
    exchanges: new Map(exchanges.map((each) => [each.x, each])),
    variables: variablesOf(contract),
    ...changes,
  };
}
