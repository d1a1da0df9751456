/** `.env` and environment -> what a run asks: targets, or every problem of the configuration at once. */
import { readEnvFile } from './env-file.ts';
import { chooseVendors, readChoice, unusedChoices, versionsOf } from './choice.ts';
import type { Choice, ResolveOptions } from './choice.ts';
import type { Variables } from './env-file.ts';
import { readHeads } from './heads.ts';
import type { ContractHead } from './heads.ts';
import { isConfigured, liveTargets } from './live.ts';
import { ConfigurationError } from './problems.ts';
import type { Problem } from './problems.ts';
import type { ReferenceRequest, TargetRequest } from './types.ts';
import {
  environmentOnly,
  ownerOf,
  suiteVariables,
  timeoutVariable,
  unknownVariables,
  vendorVariables,
} from './variables.ts';
import { chosenVersions, nameOf } from './versions.ts';

export type { ResolveOptions };

interface Resolution {
  /** Names of all targets that are meant, also where problems keep them from being complete. */
  readonly names: readonly string[];
  readonly requests: readonly TargetRequest[];
  readonly problems: readonly Problem[];
  readonly notes: readonly string[];
  readonly timeout: number | null;
}

export interface ResolvedTargets {
  /** By vendor, then in the order of the contract's versions or as they were listed. */
  readonly requests: readonly TargetRequest[];
  /** Sentences about the configuration that whoever reads the results should know. */
  readonly notes: readonly string[];
  /** Most milliseconds that one answer may take, where `CONFORMANCE_TIMEOUT` says so. */
  readonly timeout: number | null;
}

/**
 * The targets of a run. Sends nothing.
 * @throws ConfigurationError with all problems at once
 */
export function resolveTargets(options: ResolveOptions, heads: readonly ContractHead[] = readHeads()): ResolvedTargets {
  const { requests, problems, notes, timeout } = resolve(options, heads);
  if (problems.length > 0) throw new ConfigurationError(problems);
  return { requests, notes, timeout };
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
  const env = options.env ?? process.env;
  const emptyInEnvironment = new Set(Object.keys(env).filter((name) => env[name] === '' && !variables[name]));

  const vendors = chooseVendors(choice, heads, problems);
  const named = choice.vendors !== null || choice.targets !== null;
  const configured = vendors.filter((head) => isConfigured(head, variables, emptyInEnvironment, heads));
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
  const timeout = readTimeout(variables, problems);
  return { names, requests, problems: unique(problems), notes: notesOn(heads, live, references, choice), timeout };
}

/** File and environment together; notes mistakes of the file. */
function readVariables(
  { env = process.env, envFile }: ResolveOptions,
  heads: readonly ContractHead[],
  problems: Problem[],
): Variables {
  const isOurs = (name: string) => name.startsWith('CONFORMANCE_') || ownerOf(name, heads) !== undefined;
  const file = readEnvFile(envFile ?? (env[suiteVariables.envFile] || null), isOurs);
  problems.push(...file.problems);
  for (const name of environmentOnly.filter((each) => file.variables[each])) {
    problems.push({ variable: name, problem: 'it has no effect in a file', expected: 'it in the environment' });
  }
  const set = Object.entries(env).filter(([, value]) => (value ?? '') !== '');
  return { ...file.variables, ...Object.fromEntries(set) };
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
    allowWrites: variables[names.allowWrites] === 'true',
  }));
}

function readTimeout(variables: Variables, problems: Problem[]): number | null {
  const text = variables[timeoutVariable]?.trim() ?? '';
  if (text === '') return null;
  const seconds = Number(text);
  if (/^\d+(?:\.\d+)?$/.test(text) && seconds > 0 && seconds <= 3600) return Math.round(seconds * 1000);
  problems.push({
    variable: timeoutVariable,
    problem: 'this is no number of seconds',
    expected: 'seconds up to 3600, as 30',
  });
  return null;
}

/** Mistyped names matter where they could change this run: variables of the suite, and of vendors that are asked live. */
function isRelevant(
  variable: string,
  heads: readonly ContractHead[],
  live: readonly ContractHead[],
  mode: Choice['mode'],
): boolean {
  if (variable.startsWith('CONFORMANCE_')) return true;
  const owner = ownerOf(variable, heads);
  return owner === undefined ? mode !== 'reference' : live.includes(owner);
}

/** Who answers, and who was left out. */
function notesOn(
  heads: readonly ContractHead[],
  live: readonly ContractHead[],
  references: readonly ContractHead[],
  { mode }: Choice,
): string[] {
  const titles = (some: readonly ContractHead[]) => some.map(({ title }) => title).join(', ');
  const left = heads.filter((head) => !live.includes(head) && !references.includes(head));
  const notes: string[] = [];
  if (references.length > 0) {
    const why = mode === 'reference' ? 'as chosen' : 'because no live system is configured for them';
    notes.push(
      `Embedded reference servers answer for ${titles(references)}, ${why}: nothing is learnt about the live vendor.`,
    );
  }
  if (live.length > 0 && mode === 'auto' && left.length > 0) {
    notes.push(`Not asked, because not configured or not chosen: ${titles(left)}.`);
  }
  return notes;
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

/** Two versions of one vendor share their credentials and so their problems. */
function unique(problems: readonly Problem[]): Problem[] {
  const seen = new Map(problems.map((problem) => [JSON.stringify(problem), problem]));
  return [...seen.values()];
}
