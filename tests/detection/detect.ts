/** Judges worlds of a reference server in process: each fault must be caught, each lawful variation must pass. */
import { loadContract } from '../../src/contract/load.ts';
import { requirementsFor } from '../../src/suite/scope.ts';
import { loadSuite } from '../../src/suite/suites.ts';
import { type Observed, observeTarget } from '../../src/suite/observe.ts';
import type { Target } from '../../src/target/types.ts';
import type { Limits } from '../../src/transport/http.ts';
import { exitCode } from '../../src/verdict/ledger.ts';
import type { Verdict } from '../../src/verdict/types.ts';
import type { Fault, ReferenceServer, RunningReference, Variation } from '../../reference/types.ts';

export interface World {
  readonly faults?: readonly string[];
  readonly variations?: readonly string[];
  readonly outage?: string;
}

export interface JudgedWorld {
  readonly observed: Observed;
  readonly exitCode: number;
  /** Verdicts that accuse the vendor. */
  readonly broken: readonly Verdict[];
  /** Verdicts of level must or should that stayed undecided. */
  readonly undecided: readonly Verdict[];
  readonly errors: readonly Verdict[];
}

/** Whether faults that a write alone shows can be asked. */
export interface JudgeOptions {
  readonly allowWrites?: boolean;
  readonly settings?: Readonly<Record<string, string>>;
  readonly limits?: Partial<Limits>;
  /** Start of the run, milliseconds since the epoch; the present by default. */
  readonly now?: number;
}

let instances = 0;

/** Observes and judges one world of a running reference server, without pacing and without files. */
export async function judgeWorld(
  vendor: string,
  version: string,
  running: RunningReference,
  world: World,
  options: JudgeOptions = {},
): Promise<JudgedWorld> {
  instances += 1;
  const baseUrl = running.baseUrl(version, { ...world, instance: String(instances) });
  return judgeAt(vendor, version, baseUrl, running.credentials, {
    ...options,
    settings: { ...running.settings, ...options.settings },
  });
}

/** Observes and judges any base URL in process. */
export async function judgeAt(
  vendor: string,
  version: string,
  baseUrl: string,
  credentials: Readonly<Record<string, string>>,
  options: JudgeOptions = {},
): Promise<JudgedWorld> {
  const contract = loadContract(vendor);
  const defaults = Object.fromEntries(
    contract.settings.flatMap((s) => (s.default === undefined ? [] : [[s.name, s.default]])),
  );
  const target: Target = {
    name: `${vendor}-${version}`,
    vendor,
    version,
    baseUrl,
    kind: 'reference',
    credentials: Object.entries(credentials).map(([name, value]) => ({
      name,
      handle: `«secret:${name}»`,
      value,
      origin: new URL(baseUrl).origin,
    })),
    settings: { ...defaults, ...options.settings },
    allowWrites: options.allowWrites ?? false,
  };
  const observed = await observeTarget({
    target,
    contract,
    suite: await loadSuite(vendor),
    ids: requirementsFor(contract, version).map((r) => r.id),
    run: {
      id: '20260101T000000Z-0000',
      startedAt: `${new Date(options.now ?? Date.now()).toISOString().slice(0, 19)}Z`,
      folder: '',
    },
    state: null,
    record: false,
    limits: { timeout: 15_000, ...options.limits },
  });
  const { verdicts } = observed;
  const code = exitCode({
    format: 1,
    run: '',
    startedAt: '',
    targets: [observed.summary],
    verdicts,
    inScope: verdicts.length,
    interrupted: observed.interrupted,
  });
  return {
    observed,
    exitCode: code,
    broken: verdicts.filter((v) => v.outcome === 'fail' || v.outcome === 'warn'),
    undecided: verdicts.filter((v) => (v.outcome === 'inconclusive' || v.outcome === 'unstable') && v.level !== 'may'),
    errors: verdicts.filter((v) => v.outcome === 'error'),
  };
}

export interface Detection {
  readonly fault: Fault;
  /** The intended requirement is broken. */
  readonly caught: boolean;
  readonly exitCode: number;
  /** Other requirements that are broken, too. */
  readonly collateral: readonly string[];
  readonly errors: readonly string[];
  readonly undecided: readonly string[];
}

/** Every fault in a world of its own. */
export async function detectFaults(
  reference: ReferenceServer,
  version: string,
  faults = reference.faults,
): Promise<Detection[]> {
  const running = await reference.start({ limits: 'off' });
  const rows: Detection[] = [];
  try {
    for (const fault of faults) {
      const judged = await judgeWorld(
        reference.vendor,
        fault.versions?.includes(version) === false ? (fault.versions[0] ?? version) : version,
        running,
        { faults: [fault.id] },
        { allowWrites: fault.needsWrites ?? false },
      );
      rows.push({
        fault,
        caught: judged.broken.some((v) => v.requirement === fault.requirement),
        exitCode: judged.exitCode,
        collateral: judged.broken.map((v) => v.requirement).filter((id) => id !== fault.requirement),
        errors: judged.errors.map((v) => `${v.requirement}: ${v.reason}`),
        undecided: judged.undecided.map((v) => `${v.requirement}: ${v.reason}`),
      });
    }
  } finally {
    await running.close();
  }
  return rows;
}

export interface Acquittal {
  readonly variation: Variation;
  /** Requirements that are accused though the variation is lawful. */
  readonly accused: readonly string[];
  readonly errors: readonly string[];
  readonly undecided: readonly string[];
  readonly exitCode: number;
}

/** Every lawful variation in a world of its own. */
export async function acquitVariations(
  reference: ReferenceServer,
  version: string,
  variations = reference.variations,
): Promise<Acquittal[]> {
  const running = await reference.start({ limits: 'off' });
  const rows: Acquittal[] = [];
  try {
    for (const variation of variations) {
      const judged = await judgeWorld(
        reference.vendor,
        version,
        running,
        { variations: [variation.id] },
        { allowWrites: true },
      );
      rows.push({
        variation,
        accused: judged.broken.map((v) => `${v.requirement}: ${v.reason}`),
        errors: judged.errors.map((v) => `${v.requirement}: ${v.reason}`),
        undecided: judged.undecided.map((v) => `${v.requirement}: ${v.reason}`),
        exitCode: judged.exitCode,
      });
    }
  } finally {
    await running.close();
  }
  return rows;
}
