/** The Playwright projects: one per target. Cheap and silent, since every worker loads the configuration again. */
import { readHeads } from '../target/heads.ts';
import { projectNames } from '../target/resolve.ts';

export interface TargetProject {
  /** Name of the target, as `vendnovation-v2.1`. */
  readonly name: string;
  readonly vendor: string;
  /** Picks the requirements that hold for the target's version, by their tag. */
  readonly grep: RegExp;
}

/** Never throws: what is wrong with the configuration is said by the observer, all at once. */
export function targetProjects(env: NodeJS.ProcessEnv): readonly TargetProject[] {
  const heads = readHeads();
  return projectNames(env).flatMap((name) => {
    const head = heads.filter(({ vendor }) => name.startsWith(`${vendor}-`)).sort((a, b) => b.vendor.length - a.vendor.length)[0];
    return head === undefined ? [] : [{ name, vendor: head.vendor, grep: tagged(name.slice(head.vendor.length + 1)) }];
  });
}

/** Matches Playwright's full title, which ends with the tags, if one of them is the version. */
export function tagged(version: string): RegExp {
  return new RegExp(`(?:^|\\s)@${version.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?:\\s|$)`);
}
