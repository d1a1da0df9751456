/** Names of all environment variables that the suite knows, and mistakes in names. */
import type { Credential } from '../contract/types.ts';
import type { ContractHead } from './heads.ts';
import type { Problem } from './problems.ts';
import type { Variables } from './env-file.ts';
import { editDistance, nearest } from './suggest.ts';

/** Variables of the suite itself, in the words of the command line's options; lists are separated by commas. */
export const suiteVariables = {
  mode: 'CONFORMANCE_MODE',
  envFile: 'CONFORMANCE_ENV_FILE',
  vendors: 'CONFORMANCE_VENDORS',
  versions: 'CONFORMANCE_VERSIONS',
  targets: 'CONFORMANCE_TARGETS',
  fault: 'CONFORMANCE_FAULT',
} as const;

/** Most seconds that one answer may take. */
export const timeoutVariable = 'CONFORMANCE_TIMEOUT';

/** Names that other rooms read straight from the environment: in a file they have no effect. */
export const environmentOnly: readonly string[] = [
  suiteVariables.envFile,
  'CONFORMANCE_STATE',
  'CONFORMANCE_REPORTS',
  'CONFORMANCE_KEEP_RUNS',
  'CONFORMANCE_KEEP_MEGABYTES',
  'CONFORMANCE_WAIVERS',
  'CONFORMANCE_OBSERVER',
];

/** Variables that every vendor has, by what they say. */
export function vendorVariables(head: ContractHead) {
  const prefix = head.envPrefix;
  return {
    baseUrl: `${prefix}_BASE_URL`,
    versions: `${prefix}_VERSIONS`,
    environment: `${prefix}_ENVIRONMENT`,
    allowWrites: `${prefix}_ALLOW_WRITES`,
    allowHttp: `${prefix}_ALLOW_HTTP`,
  };
}

/** Optional variable that says which origin a credential was issued for. */
export function originVariable(credential: Credential): string {
  return `${credential.env}_ORIGIN`;
}

/** Every variable of one vendor. */
export function knownVariables(head: ContractHead): string[] {
  return [
    ...Object.values(vendorVariables(head)),
    ...head.credentials.flatMap((credential) => [credential.env, originVariable(credential)]),
    ...head.settings.map((setting) => setting.env),
  ];
}

/** The vendor whose prefix a variable's name has; the longest prefix wins (`TIER_MDS_` before `TIER_`). */
export function ownerOf(name: string, heads: readonly ContractHead[]): ContractHead | undefined {
  const owners = heads.filter((head) => name.startsWith(`${head.envPrefix}_`));
  return owners.sort((a, b) => b.envPrefix.length - a.envPrefix.length)[0];
}

/** Set variables whose names look like ours and are not: typing mistakes would silently change the run. */
export function unknownVariables(variables: Variables, heads: readonly ContractHead[]): Problem[] {
  const ofSuite = [...Object.values(suiteVariables), timeoutVariable, ...environmentOnly];
  const all = [...ofSuite, ...heads.flatMap(knownVariables)];
  const known = new Set(all);
  const problems: Problem[] = [];
  for (const name of Object.keys(variables).sort()) {
    if (known.has(name) || (variables[name] ?? '') === '') continue;
    const owner = ownerOf(name, heads);
    const near = nearest(name, owner ? knownVariables(owner) : name.startsWith('CONFORMANCE_') ? ofSuite : all);
    const ours = owner !== undefined || name.startsWith('CONFORMANCE_');
    // A name without our prefix is only suspected when it is one slip of a finger away from a long name of ours.
    if (!ours && (near === null || near.length < 16 || editDistance(name, near, 2) > 1)) continue;
    problems.push({
      variable: name,
      problem: near === null ? 'no such variable' : `no such variable; did you mean ${near}?`,
      expected: 'a name from .env.example',
    });
  }
  return problems;
}
