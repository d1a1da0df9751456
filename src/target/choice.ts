/** Which part of all targets is wanted: by command line options, else by the variables `CONFORMANCE_*`. */
import type { Variables } from './env-file.ts';
import type { ContractHead } from './heads.ts';
import type { Problem } from './problems.ts';
import { oneOf } from './suggest.ts';
import { modes } from './types.ts';
import type { Mode } from './types.ts';
import { suiteVariables } from './variables.ts';
import { items, nameOf, quote } from './versions.ts';

/** What the caller chooses; whatever is absent comes from the variables `CONFORMANCE_*` (`variables.ts`). */
export interface ResolveOptions {
  /** Its variables win over the file's. Default `process.env`. */
  readonly env?: Variables | undefined;
  /** Path of the file; null or absent: `CONFORMANCE_ENV_FILE`, else the project's `.env` if it exists. */
  readonly envFile?: string | null | undefined;
  readonly vendors?: readonly string[] | undefined;
  readonly versions?: readonly string[] | undefined;
  /** Names of targets, as `vendnovation-v2.1`. */
  readonly targets?: readonly string[] | undefined;
  /** Fault ids, joined by `,` or `+`; reference servers only. */
  readonly fault?: string | undefined;
  readonly mode?: Mode | undefined;
}

/** What was chosen by options and variables; null where it was left open. */
export interface Choice {
  readonly mode: Mode;
  readonly vendors: readonly string[] | null;
  readonly versions: readonly string[] | null;
  readonly targets: readonly string[] | null;
  readonly faults: readonly string[];
  /** What to name in a problem: the option or the variable. */
  readonly from: Readonly<Record<'mode' | 'vendors' | 'versions' | 'targets' | 'fault', string>>;
}

export function readChoice(options: ResolveOptions, variables: Variables, problems: Problem[]): Choice {
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

export function chooseVendors(choice: Choice, heads: readonly ContractHead[], problems: Problem[]): ContractHead[] {
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
export function versionsOf(head: ContractHead, { versions, targets }: Choice): string[] | null {
  if (versions === null && targets === null) return null;
  const all = head.versions.map(({ id }) => id);
  return all.filter((id) => (versions?.includes(id) ?? true) && (targets?.includes(nameOf(head, id)) ?? true));
}

/** Chosen versions that no chosen vendor has, and named vendors that have none of them. */
export function unusedChoices({ vendors, versions, from }: Choice, heads: readonly ContractHead[]): Problem[] {
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

function allNames(head: ContractHead): string[] {
  return head.versions.map(({ id }) => nameOf(head, id));
}
