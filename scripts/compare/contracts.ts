/** Reads what the comparison of two versions needs of a contract. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type ApiModel, apiModel } from '../../src/compare/api-model.ts';
import type { Contracts } from '../../src/compare/versions.ts';
import { inspectContract, projectRoot } from '../../src/contract/load.ts';
import { ContractError } from '../../src/contract/problems.ts';
import { requirementsFor } from '../../src/suite/scope.ts';

const known = new Map<string, Contracts>();

/** Read once per process. @throws ContractError when the contract cannot be used */
export function contractsOf(vendor: string, from: string, to: string): Contracts {
  const key = JSON.stringify([vendor, from, to]);
  const made = known.get(key) ?? read(vendor, from, to);
  known.set(key, made);
  return made;
}

function read(vendor: string, from: string, to: string): Contracts {
  const { contract, problems, apis, schemaFiles } = inspectContract(vendor);
  if (contract === null) throw new ContractError(vendor, problems);
  const documents = new Map([...apis, ...schemaFiles].map(({ file, value }) => [file, value]));
  const model = (version: string): ApiModel => apiModel(documents, openapiFile(vendor, version));
  return {
    before: model(from),
    after: model(to),
    requirements: requirementsFor(contract, from),
    requirementsAfter: requirementsFor(contract, to),
  };
}

function openapiFile(vendor: string, version: string): string {
  const folder = `schemas/vendors/${vendor}`;
  const head = parse(readFileSync(join(projectRoot, folder, 'contract.yaml'), 'utf8')) as {
    versions: { id: string; openapi: string }[];
  };
  return `${folder}/${head.versions.find(({ id }) => id === version)?.openapi ?? ''}`;
}
