/** What the options choose: targets, and requirements of the registry. */
import { resolve } from 'node:path';
import { references } from '../reference/index.ts';
import type { Fault } from '../reference/types.ts';
import { loadContract } from '../src/contract/load.ts';
import type { Contract, Requirement } from '../src/contract/types.ts';
import { readHeads } from '../src/target/heads.ts';
import { modes } from '../src/target/types.ts';
import type { ResolveOptions } from '../src/target/choice.ts';
import { refuseUnknown, unknownWord } from './arguments.ts';
import type { Arguments } from './arguments.ts';

const levels = ['must', 'should', 'may'];

/**
 * Options that choose targets, for `resolveTargets` and `openEngine`.
 * With `--fault` alone the vendor and versions that have the fault are chosen.
 * @throws UsageError
 */
export async function targetOptions(given: Arguments): Promise<ResolveOptions> {
  const mode = given.text('mode');
  if (mode !== undefined) refuseUnknown('mode', mode, modes);
  const file = given.text('env-file');
  const fault = given.text('fault');
  const home = fault === undefined ? null : await homeOf(fault, given);
  return {
    mode: modes.find((known) => known === mode),
    envFile: file === undefined ? undefined : resolve(file),
    fault,
    vendors: given.list('vendor') ?? home?.vendors,
    versions: given.list('version') ?? home?.versions,
    targets: given.list('target'),
  };
}

/** Who has the faults. @throws UsageError when nobody has one */
async function homeOf(list: string, given: Arguments): Promise<{ vendors?: string[]; versions?: string[] }> {
  const all = await faultsByVendor();
  const known = [...all.values()].flat();
  const chosen = list.split(/[,+]/).map((id) => {
    const fault = known.find((each) => each.id === id.trim());
    if (fault === undefined)
      throw unknownWord(
        'fault',
        id,
        known.map((each) => each.id),
      );
    return fault;
  });
  if (given.list('vendor') !== undefined || given.list('target') !== undefined) return {};
  const vendors = [...all]
    .filter(([, faults]) => chosen.some((fault) => faults.includes(fault)))
    .map(([vendor]) => vendor);
  const shown = chosen.flatMap(({ versions }) => versions ?? []);
  if (shown.length === 0) return { vendors };
  const defaults = readHeads().flatMap((head) =>
    head.versions.filter((version) => version.default).map(({ id }) => id),
  );
  const usual = shown.filter((id) => defaults.includes(id));
  return { vendors, versions: usual.length > 0 ? usual : shown };
}

/** Faults of all reference servers, by vendor. */
export async function faultsByVendor(): Promise<Map<string, readonly Fault[]>> {
  const entries = Object.entries(references).map(async ([vendor, load]) => [vendor, (await load()).faults] as const);
  return new Map(await Promise.all(entries));
}

/** Contracts of the chosen vendors, all by default. @throws UsageError for an unknown one, ContractError for a broken one */
export function chosenContracts(given: Arguments): Contract[] {
  const known = readHeads().map(({ vendor }) => vendor);
  const chosen = given.list('vendor');
  for (const vendor of chosen ?? []) refuseUnknown('vendor', vendor, known);
  return known.filter((vendor) => chosen?.includes(vendor) ?? true).map((vendor) => loadContract(vendor));
}

/**
 * Which requirements `--section`, `--requirement`, `--level` and `--smoke` choose, or null when none of them is given.
 * @throws UsageError for a name that no contract has
 */
export function requirementFilter(
  given: Arguments,
  contracts: readonly Contract[],
): ((requirement: Requirement) => boolean) | null {
  const all = contracts.flatMap((contract) => [...contract.requirements.values()]);
  const ids = given.list('requirement');
  const sections = given.list('section')?.map((name) => name.toLowerCase());
  const wantedLevels = given.list('level');
  for (const level of wantedLevels ?? []) refuseUnknown('level', level, levels);
  const patterns = ids?.map((id) =>
    patternOf(
      id,
      all.map((requirement) => requirement.id),
    ),
  );
  for (const section of sections ?? []) refuseUnknown('section', section, [...new Set(all.flatMap(sectionNames))]);
  const smoke = given.on('smoke');
  if (ids === undefined && sections === undefined && wantedLevels === undefined && !smoke) return null;
  return (requirement) =>
    (patterns?.some((pattern) => pattern.test(requirement.id)) ?? true) &&
    (sections?.some((name) => sectionNames(requirement).includes(name)) ?? true) &&
    (wantedLevels?.includes(requirement.level) ?? true) &&
    (!smoke || requirement.smoke);
}

/** A section goes by the heading of the documentation or by its file's name. */
function sectionNames({ section, file }: Requirement): string[] {
  return [...new Set([section.toLowerCase(), file.toLowerCase()])];
}

/** `VN-PAGE-*` for all ids that begin so. @throws UsageError when it matches nothing */
function patternOf(id: string, known: readonly string[]): RegExp {
  const escaped = id.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('*', '.*');
  const pattern = new RegExp(`^${escaped}$`, 'i');
  if (!known.some((each) => pattern.test(each))) throw unknownWord('requirement', id, known);
  return pattern;
}
