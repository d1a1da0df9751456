/** The Playwright projects: one per target. Cheap and silent, since every worker loads the configuration again. */
import { readHeads } from '../target/heads.ts';
import type { ContractHead } from '../target/heads.ts';
import { projectNames } from '../target/resolve.ts';

export interface TargetProject {
  /** Name of the target, as `vendnovation-v2.1`. */
  readonly name: string;
  readonly vendor: string;
  /** Picks the requirements that hold for the target's version. */
  readonly grep: RegExp;
}

/** Never throws: what is wrong with the configuration is said by the observer, all at once. */
export function targetProjects(env: NodeJS.ProcessEnv): readonly TargetProject[] {
  const heads = headsIfReadable();
  return projectNames(env).flatMap((name) => {
    const owners = heads
      .filter(({ vendor }) => name.startsWith(`${vendor}-`))
      .sort((a, b) => b.vendor.length - a.vendor.length);
    const head = owners[0];
    if (head === undefined) return [];
    const grep = holdsFor(
      name.slice(head.vendor.length + 1),
      head.versions.map(({ id }) => id),
    );
    return [{ name, vendor: head.vendor, grep }];
  });
}

function headsIfReadable(): readonly ContractHead[] {
  try {
    return readHeads();
  } catch {
    return [];
  }
}

/**
 * Matches Playwright's full title, which ends with the tags, of a test that holds for the version: it is tagged with
 * the version, or with none of the vendor's versions.
 */
export function holdsFor(version: string, all: readonly string[]): RegExp {
  const tag = (names: readonly string[]) =>
    `\\s@(?:${names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})(?:\\s|$)`;
  return new RegExp(`^(?!.*${tag(all)})|${tag([version])}`, 's');
}
