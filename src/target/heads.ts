/** The few lines of each contract that name targets: read without compiling anything, because every Playwright worker does it. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { ContractError } from '../contract/problems.ts';
import type { Contract, Credential, Setting } from '../contract/types.ts';

export interface ContractHead {
  readonly vendor: string;
  readonly title: string;
  /** As `VENDNOVATION`. */
  readonly envPrefix: string;
  readonly versions: readonly {
    readonly id: string;
    readonly default: boolean;
    /** What stands for `{version}` in a base URL; the id where it is left out. */
    readonly path?: string;
    /** A second face of the reference server: nothing that a live system has. */
    readonly referenceOnly?: boolean;
  }[];
  /** All versions are reached at one base URL; requests name theirs further on. */
  readonly oneBaseUrl?: boolean;
  readonly credentials: readonly Credential[];
  readonly settings: readonly Setting[];
}

const vendorsFolder = fileURLToPath(new URL('../../schemas/vendors/', import.meta.url));

/**
 * Heads of all contracts under `schemas/vendors/`, sorted by vendor.
 * The contract loader checks the whole files; this reads what it needs and no more.
 * @throws ContractError when a contract.yaml cannot be read
 */
export function readHeads(folder = vendorsFolder): ContractHead[] {
  const vendors = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return vendors.map(({ name }) => readHead(folder, name)).sort(byVendor);
}

function readHead(folder: string, vendor: string): ContractHead {
  let head: Partial<ContractHead> | null = null;
  try {
    head = parse(readFileSync(join(folder, vendor, 'contract.yaml'), 'utf8')) as Partial<ContractHead> | null;
  } catch {
    // said below: what is wrong is the business of the contract loader
  }
  if (head?.vendor === vendor && typeof head.envPrefix === 'string') {
    const { versions, credentials, settings = [] } = head;
    const lists = [versions, credentials, settings];
    if (lists.every((list) => Array.isArray(list))) return { ...head, settings } as ContractHead;
  }
  const file = `schemas/vendors/${vendor}/contract.yaml`;
  const message = 'the contract cannot be read; "npm run check" says what is wrong with it';
  throw new ContractError(vendor, [{ file, line: 1, rule: 'file-shape', message }]);
}

/** The same of a loaded contract. */
export function headOf(contract: Contract): ContractHead {
  return { ...contract, versions: [...contract.versions.values()] };
}

function byVendor(a: ContractHead, b: ContractHead): number {
  return a.vendor < b.vendor ? -1 : 1;
}
