/** Reads contracts from `schemas/vendors/<vendor>/`. */
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readDeclarations } from './declarations.ts';
import { keepsShape } from './meta.ts';
import { readOperations } from './operations.ts';
import type { PlacedOperation } from './operations.ts';
import { ContractError, tidy } from './problems.ts';
import type { ContractProblem } from './problems.ts';
import { checkReferences } from './references.ts';
import { readRequirements } from './requirements.ts';
import { createSchemas } from './schemas.ts';
import type { SchemaStore } from './schemas.ts';
import { Sources } from './source.ts';
import type { Source } from './source.ts';
import type { Contract, Version } from './types.ts';

export interface LoadOptions {
  /** Folder that holds `schemas/`; the project's by default. */
  readonly root?: string;
}

/** Everything that was found out about a contract, usable or not; for lint and generators. */
export interface Inspection {
  /** Null if there is any problem. */
  readonly contract: Contract | null;
  /** All problems, sorted by place. */
  readonly problems: readonly ContractProblem[];
  /** Every OpenAPI file that could be read. */
  readonly apis: readonly Source[];
  /** Every schema file that could be read. */
  readonly schemaFiles: readonly Source[];
  readonly schemas: SchemaStore;
  /** Schemas that the loader made for parameters, by id. */
  readonly made: ReadonlyMap<string, unknown>;
  /** Operations with the places of their parts, by version and id. */
  readonly operations: ReadonlyMap<string, ReadonlyMap<string, PlacedOperation>>;
}

/** The project's own folder. */
export const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

const cache = new Map<string, Contract>();

/**
 * The contract of a vendor. Loaded once per vendor and root; its schemas are compiled when they are first used.
 * @throws ContractError that lists every problem of the contract with file, line, rule and what to do
 */
export function loadContract(vendor: string, { root = projectRoot }: LoadOptions = {}): Contract {
  const key = `${resolve(root)}\n${vendor}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const { contract, problems } = inspectContract(vendor, root);
  if (contract === null) throw new ContractError(vendor, problems);
  cache.set(key, contract);
  return contract;
}

/** Names of the folders under `schemas/vendors`, sorted. A folder without contract.yaml is listed; loading it says what is wrong. */
export function listVendors(root: string = projectRoot): string[] {
  return folderOf(root, 'schemas/vendors')
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => entry.name)
    .sort();
}

function folderOf(root: string, folder: string) {
  try {
    return readdirSync(join(root, ...folder.split('/')), { withFileTypes: true });
  } catch {
    return [];
  }
}

/** Reads a contract and reports on it. Never throws for what the files hold. */
export function inspectContract(vendor: string, root: string = projectRoot): Inspection {
  const sources = new Sources(root);
  const folder = `schemas/vendors/${vendor}`;
  const vendors = listVendors(root);
  if (!vendors.includes(vendor)) {
    sources.report(
      `${folder}/contract.yaml`,
      1,
      'file-missing',
      `there is no vendor ${vendor}; there are: ${vendors.join(', ') || 'none'}`,
    );
    return finish(sources, null);
  }
  const main = sources.read(`${folder}/contract.yaml`);
  const declarations =
    main !== null && keepsShape(sources, main, 'contract') ? readDeclarations(sources, main, vendor) : null;
  const requirements = readRequirements(sources, readFolder(sources, `${folder}/requirements`), {
    vendor,
    documents: declarations?.documents ?? null,
    versions: declarations?.versions.map(({ id }) => id) ?? null,
  });
  if (main === null || declarations === null) return finish(sources, null);

  const { settings, credentials } = declarations;
  const names = {
    settings: settings.map(({ name }) => name),
    urlSettings: settings.filter(({ type }) => type === 'url').map(({ name }) => name),
    headerCredentials: credentials.filter(({ header }) => header !== undefined).map(({ name }) => name),
  };
  const documents = declarations.versions.map(({ openapi }, index) =>
    sources.read(`${folder}/${openapi}`, {
      source: main,
      path: ['versions', String(index), 'openapi'],
      rule: 'file-missing',
    }),
  );
  for (const { openapi } of declarations.versions)
    readSchemaFiles(sources, `${folder}/${openapi}`.replace(/\/[^/]*$/, ''));
  checkReferences(
    sources,
    sources.all.filter((source) => isApi(source) || isSchema(source)),
  );
  checkSchemaFiles(sources);
  const wellFormed = new Set(sources.all.filter((source) => isApi(source) && keepsShape(sources, source, 'openapi')));
  // Path items may lead into other files of the vendor; operations are read only where all of them have their shape.
  const readable = sources.all.filter(isApi).length === wellFormed.size;

  const made = new Map<string, unknown>();
  const operations = new Map<string, ReadonlyMap<string, PlacedOperation>>();
  for (const [index, version] of declarations.versions.entries()) {
    const document = documents[index];
    if (document === null || document === undefined || !readable) continue;
    const context = { version: version.id, folder: document.id.replace(/\/[^/]*$/, ''), ...names };
    const read = readOperations(sources, document, context);
    operations.set(version.id, read.operations);
    for (const [id, schema] of read.schemas) made.set(id, schema);
  }
  const versions = new Map<string, Version>(
    declarations.versions.map(({ id, default: runs, path }) => [
      id,
      { id, default: runs, ...(path === undefined ? {} : { path }), operations: operations.get(id) ?? new Map() },
    ]),
  );
  return finish(sources, { ...declarations, versions, requirements }, made, operations);
}

function finish(
  sources: Sources,
  parts: Omit<Contract, 'validate'> | null,
  made: ReadonlyMap<string, unknown> = new Map(),
  operations: Inspection['operations'] = new Map(),
): Inspection {
  const apis = sources.all.filter(isApi);
  const schemaFiles = sources.all.filter(isSchema);
  const schemas = createSchemas(
    new Map([...[...apis, ...schemaFiles].map(({ id, value }) => [id, value] as const), ...made]),
  );
  const problems = tidy(sources.problems);
  const contract = parts === null || problems.length > 0 ? null : { ...parts, validate: schemas.validate };
  return { contract, problems, apis, schemaFiles, schemas, made, operations };
}

/** Requirements files that have their shape; a folder without any is a problem. */
function readFolder(sources: Sources, folder: string): Source[] {
  const files = folderOf(sources.root, folder)
    .map((entry) => entry.name)
    .filter((name) => !name.startsWith('.'))
    .sort();
  if (files.length === 0)
    sources.report(folder, 1, 'file-missing', 'there is no requirements file; add <section>.yaml');
  return files.flatMap((name) => {
    if (!name.endsWith('.yaml')) {
      sources.report(`${folder}/${name}`, 1, 'file-shape', 'requirements files end with .yaml; rename or remove it');
      return [];
    }
    const source = sources.read(`${folder}/${name}`);
    return source !== null && keepsShape(sources, source, 'requirements') ? [source] : [];
  });
}

/** Schema files beside an OpenAPI file are part of the contract even where nothing refers to them. */
function readSchemaFiles(sources: Sources, folder: string): void {
  for (const { name } of folderOf(sources.root, folder))
    if (name.endsWith('.schema.json')) sources.read(`${folder}/${name}`);
}

function checkSchemaFiles(sources: Sources): void {
  for (const source of sources.all) {
    if (!isSchema(source)) continue;
    const { value } = source;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      sources.at(source, [], 'file-shape', 'a schema file must be an object');
    }
  }
}

const isApi = ({ id }: Source) => id.endsWith('.yaml') && !/^[^/]+\/(contract\.yaml$|requirements\/)/.test(id);
const isSchema = ({ id }: Source) => id.endsWith('.json');
