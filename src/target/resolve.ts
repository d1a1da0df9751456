/** `.env` and environment -> what a run asks: targets, or every problem of the configuration at once. */
import { readEnvFile } from './env-file.ts';
import type { Variables } from './env-file.ts';
import { readHeads } from './heads.ts';
import type { ContractHead } from './heads.ts';
import { isConfigured, liveTargets } from './live.ts';
import { ConfigurationError } from './problems.ts';
import type { Problem } from './problems.ts';
import { oneOf } from './suggest.ts';
import { modes } from './types.ts';
import type { Mode, ReferenceRequest, TargetRequest } from './types.ts';
import { ownerOf, suiteVariables, unknownVariables, vendorVariables } from './variables.ts';
import { chosenVersions, items, nameOf, quote } from './versions.ts';

/** What the caller chooses; whatever is absent comes from the variables `CONFORMANCE_*` (`variables.ts`). */
export interface ResolveOptions {
  /** Usually `process.env`. Its variables win over the file's. */
  readonly env: Variables;
  /** Path of the file; null or absent: `CONFORMANCE_ENV_FILE`, else `.env` if it exists. */
  readonly envFile?: string | null | undefined;
  readonly vendors?: readonly string[] | undefined;
  readonly versions?: readonly string[] | undefined;
  /** Names of targets, as `vendnovation-v2.1`. */
  readonly targets?: readonly string[] | undefined;
  /** Fault ids, joined by `,` or `+`; reference servers only. */
  readonly fault?: string | undefined;
  readonly mode?: Mode | undefined;
}

interface Resolution {
  /** Names of all targets that are meant, also where problems keep them from being complete. */
  readonly names: readonly string[];
  readonly requests: readonly TargetRequest[];
  readonly problems: readonly Problem[];
}

/**
 * The targets of a run, sorted as the contracts' versions are. Sends nothing.
 * @throws ConfigurationError with all problems at once
 */
export function resolveTargets(options: ResolveOptions, heads: readonly ContractHead[] = readHeads()): TargetRequest[] {
  const { requests, problems } = resolve(options, heads);
  if (problems.length > 0) throw new ConfigurationError(problems);
  return [...requests];
}

/**
 * Names of the targets alone, for `playwright.config.ts`: cheap, silent, never throws. Where the configuration is
 * broken these are the names that it seems to mean; `resolveTargets` then says what is wrong.
 */
export function projectNames(env: Variables): string[] {
  try {
    const heads = readHeads();
    const { names } = resolve({ env }, heads);
    return names.length > 0 ? [...names] : heads.flatMap(defaultNames);
  } catch {
    return [];
  }
}

function resolve(options: ResolveOptions, heads: readonly ContractHead[]): Resolution {
  const problems: Problem[] = [];
  const variables = readVariables(options, heads, problems);
  const choice = readChoice(options, variables, problems);
  const emptyInEnvironment = new Set(
    Object.keys(options.env).filter((name) => options.env[name] === '' && !variables[name]),
  );

  const vendors = chooseVendors(choice, heads, problems);
  const named = choice.vendors !== null || choice.targets !== null;
  const configured = vendors.filter((head) => isConfigured(head, variables, emptyInEnvironment));
  const live = choice.mode === 'reference' ? [] : choice.mode === 'live' && named ? vendors : configured;
  const references =
    choice.mode === 'live'
      ? []
      : choice.mode === 'reference' || named || live.length === 0
        ? vendors.filter((head) => !live.includes(head))
        : [];
  if (choice.mode === 'live' && live.length === 0 && problems.length === 0) problems.push(nothingLive(vendors));

  problems.push(
    ...unknownVariables(variables, heads).filter(({ variable }) => isRelevant(variable, heads, live, choice.mode)),
  );

  const names: string[] = [];
  const requests: TargetRequest[] = [];
  for (const head of heads) {
    const isLive = live.includes(head);
    if (!isLive && !references.includes(head)) continue;
    const wanted = versionsOf(head, choice);
    if (wanted?.length === 0) continue;
    const found = isLive
      ? liveTargets(head, variables, wanted, problems)
      : referenceRequests(head, variables, wanted, choice, problems);
    requests.push(...found);
    names.push(
      ...(found.length > 0 ? found.map(({ name }) => name) : (wanted ?? defaults(head)).map((id) => nameOf(head, id))),
    );
  }
  problems.push(...unusedChoices(choice, vendors));
  if (names.length === 0 && problems.length === 0) {
    problems.push({
      variable: choice.from.targets,
      problem: 'the chosen vendors, versions and targets have nothing in common',
      expected: 'at least one target',
    });
  }
  return { names, requests, problems: unique(problems) };
}

/** File and environment together; notes mistakes of the file. */
function readVariables(
  { env, envFile }: ResolveOptions,
  heads: readonly ContractHead[],
  problems: Problem[],
): Variables {
  const isOurs = (name: string) => name.startsWith('CONFORMANCE_') || ownerOf(name, heads) !== undefined;
  const file = readEnvFile(envFile ?? (env[suiteVariables.envFile] || null), isOurs);
  problems.push(...file.problems);
  const set = Object.entries(env).filter(([, value]) => (value ?? '') !== '');
  return { ...file.variables, ...Object.fromEntries(set) };
}

interface Choice {
  readonly mode: Mode;
  readonly vendors: readonly string[] | null;
  readonly versions: readonly string[] | null;
  readonly targets: readonly string[] | null;
  readonly faults: readonly string[];
  /** What to name in a problem: the option or the variable. */
  readonly from: Readonly<Record<'mode' | 'vendors' | 'versions' | 'targets' | 'fault', string>>;
}

function readChoice(options: ResolveOptions, variables: Variables, problems: Problem[]): Choice {
  const list = (given: readonly string[] | undefined, variable: string) => {
    const chosen = given ?? items(variables[variable] ?? '');
    return chosen.length === 0 ? null : chosen;
  };
  const from = {
    mode: options.mode ? '--mode' : suiteVariables.mode,
    vendors: options.vendors ? '--vendor' : suiteVariables.vendors,
    versions: options.versions ? '--version' : suiteVariables.versions,
    targets: options.targets ? '--target' : suiteVariables.targets,
    fault: options.fault ? '--fault' : suiteVariables.fault,
  };
  const typed = options.mode ?? variables[suiteVariables.mode]?.trim() ?? '';
  const asked = modes.find((mode) => mode === (typed === '' ? 'auto' : typed));
  if (asked === undefined)
    problems.push({ variable: from.mode, problem: `there is no mode ${quote(typed)}`, expected: oneOf(typed, modes) });
  const faults = (options.fault ?? variables[suiteVariables.fault] ?? '')
    .split(/[,+]/)
    .map((id) => id.trim())
    .filter((id) => id !== '');
  if (faults.length > 0 && asked === 'live') {
    problems.push({
      variable: from.fault,
      problem: 'only reference servers have faults',
      expected: 'no fault with mode live',
    });
  }
  return {
    mode: faults.length > 0 ? 'reference' : (asked ?? 'auto'),
    vendors: list(options.vendors, suiteVariables.vendors),
    versions: list(options.versions, suiteVariables.versions),
    targets: list(options.targets, suiteVariables.targets),
    faults,
    from,
  };
}

function chooseVendors(choice: Choice, heads: readonly ContractHead[], problems: Problem[]): ContractHead[] {
  const known = heads.map(({ vendor }) => vendor);
  for (const vendor of choice.vendors ?? []) {
    if (known.includes(vendor)) continue;
    problems.push({
      variable: choice.from.vendors,
      problem: `there is no vendor ${quote(vendor)}`,
      expected: oneOf(vendor, known),
    });
  }
  const targets = heads.flatMap(allNames);
  for (const target of choice.targets ?? []) {
    if (targets.includes(target)) continue;
    problems.push({
      variable: choice.from.targets,
      problem: `there is no target ${quote(target)}`,
      expected: oneOf(target, targets),
    });
  }
  return heads.filter(
    (head) =>
      (choice.vendors?.includes(head.vendor) ?? true) &&
      (choice.targets === null || allNames(head).some((name) => choice.targets?.includes(name))),
  );
}

/** Versions of a vendor that `--version` and `--target` leave, or null where they leave it open. */
function versionsOf(head: ContractHead, { versions, targets }: Choice): string[] | null {
  if (versions === null && targets === null) return null;
  const all = head.versions.map(({ id }) => id);
  return all.filter((id) => (versions?.includes(id) ?? true) && (targets?.includes(nameOf(head, id)) ?? true));
}

/** Chosen versions that no chosen vendor has, and named vendors that have none of them. */
function unusedChoices({ vendors, versions, from }: Choice, heads: readonly ContractHead[]): Problem[] {
  if (versions === null || heads.length === 0) return [];
  const known = [...new Set(heads.flatMap((head) => head.versions.map(({ id }) => id)))];
  const unknown = versions.filter((id) => !known.includes(id));
  const without =
    vendors === null ? [] : heads.filter((head) => !head.versions.some(({ id }) => versions.includes(id)));
  return [
    ...unknown.map((id) => ({
      variable: from.versions,
      problem: `there is no version ${quote(id)}`,
      expected: oneOf(id, known),
    })),
    ...(unknown.length > 0 ? [] : without).map((head) => ({
      variable: from.versions,
      problem: `${head.title} has none of the chosen versions`,
      expected: `one of ${head.versions.map(({ id }) => id).join(', ')}`,
    })),
  ];
}

/** Nothing can be damaged on an embedded server, so writes are judged there unless switched off. */
function referenceRequests(
  head: ContractHead,
  variables: Variables,
  wanted: readonly string[] | null,
  { faults }: Choice,
  problems: Problem[],
): ReferenceRequest[] {
  const names = vendorVariables(head);
  const listed = chosenVersions(head, variables[names.versions] ?? '', names.versions, problems);
  if (listed === 'wrong') return [];
  const settings = head.settings.flatMap((setting) =>
    setting.default === undefined ? [] : [[setting.name, String(setting.default)]],
  );
  return (wanted ?? listed ?? defaults(head)).map((version) => ({
    name: nameOf(head, version),
    vendor: head.vendor,
    version,
    kind: 'reference',
    faults,
    settings: Object.fromEntries(settings) as Record<string, string>,
    allowWrites: variables[names.allowWrites] !== 'false',
  }));
}

/** Mistyped names matter where they could change this run: variables of the suite, and of vendors that are asked live. */
function isRelevant(
  variable: string,
  heads: readonly ContractHead[],
  live: readonly ContractHead[],
  mode: Mode,
): boolean {
  if (variable.startsWith('CONFORMANCE_')) return true;
  const owner = ownerOf(variable, heads);
  return owner === undefined ? mode !== 'reference' : live.includes(owner);
}

function nothingLive(vendors: readonly ContractHead[]): Problem {
  const first = vendors[0];
  const needed =
    first === undefined
      ? ''
      : [vendorVariables(first).baseUrl, ...first.credentials.filter((c) => c.required).map((c) => c.env)].join(', ');
  return {
    variable: suiteVariables.mode,
    problem: 'mode is live, but no vendor is configured',
    expected: `at least ${needed}`,
  };
}

function defaults(head: ContractHead): string[] {
  return head.versions.filter((version) => version.default).map(({ id }) => id);
}

function defaultNames(head: ContractHead): string[] {
  return defaults(head).map((id) => nameOf(head, id));
}

function allNames(head: ContractHead): string[] {
  return head.versions.map(({ id }) => nameOf(head, id));
}

/** Two versions of one vendor share their credentials and so their problems. */
function unique(problems: readonly Problem[]): Problem[] {
  const seen = new Map(problems.map((problem) => [JSON.stringify(problem), problem]));
  return [...seen.values()];
}
