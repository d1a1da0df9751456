/** The few lines of each contract that name targets: read without compiling anything, because every Playwright worker does it. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { Contract, Credential, Setting } from '../contract/types.ts';

export interface ContractHead {
  readonly vendor: string;
  readonly title: string;
  /** As `VENDNOVATION`. */
  readonly envPrefix: string;
  readonly versions: readonly { readonly id: string; readonly default: boolean }[];
  readonly credentials: readonly Credential[];
  readonly settings: readonly Setting[];
}

const vendorsFolder = fileURLToPath(new URL('../../schemas/vendors/', import.meta.url));

/**
 * Heads of all contracts under `schemas/vendors/`, sorted by vendor.
 * Their full form is checked by the contract loader; this reads what it needs and no more.
 * @throws Error when a contract.yaml cannot be read
 */
export function readHeads(folder = vendorsFolder): ContractHead[] {
  const vendors = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return vendors
    .map(({ name }) => parse(readFileSync(join(folder, name, 'contract.yaml'), 'utf8')) as ContractHead)
    .sort(byVendor);
}

/** The same of a loaded contract. */
export function headOf(contract: Contract): ContractHead {
  return { ...contract, versions: [...contract.versions.values()] };
}

function byVendor(a: ContractHead, b: ContractHead): number {
  return a.vendor < b.vendor ? -1 : 1;
}
