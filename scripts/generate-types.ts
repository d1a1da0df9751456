/** Generates `src/contract/generated/<vendor>.ts` from the contracts: one type per operation and resource. */
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { compile } from 'json-schema-to-typescript';
import * as prettier from 'prettier';
import { inspectContract, listVendors, projectRoot } from '../src/contract/load.ts';
import type { Inspection } from '../src/contract/load.ts';
import type { PlacedOperation } from '../src/contract/operations.ts';
import { below, valueAt } from '../src/contract/references.ts';
import type { Location } from '../src/contract/references.ts';
import { ContractError } from '../src/contract/problems.ts';
import type { Contract } from '../src/contract/types.ts';

const folder = 'src/contract/generated';

/**
 * Text of every generated file by its path, relative to `root`, with `/`.
 * @param root folder that holds `schemas/`; the project's by default
 * @throws ContractError if a contract is broken
 */
export async function generateTypes(root: string = projectRoot): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const vendor of listVendors(root)) files.set(`${folder}/${vendor}.ts`, await typesOf(vendor, root));
  return files;
}

/** Paths of generated files that are missing, out of date, or belong to no vendor. */
export async function staleTypes(root: string = projectRoot): Promise<string[]> {
  const files = await generateTypes(root);
  const present = existsSync(join(root, folder))
    ? readdirSync(join(root, folder)).map((name) => `${folder}/${name}`)
    : [];
  return [...changed(files, root), ...present.filter((path) => !files.has(path))].sort();
}

/** Writes what is out of date; returns the paths written. Files that belong to no vendor are left alone. */
export async function writeTypes(root: string = projectRoot): Promise<string[]> {
  const files = await generateTypes(root);
  const paths = changed(files, root);
  for (const path of paths) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), files.get(path) ?? '');
  }
  return paths;
}

function changed(files: ReadonlyMap<string, string>, root: string): string[] {
  const onDisk = (path: string) => (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : null);
  return [...files].flatMap(([path, text]) => (onDisk(path) === text ? [] : [path]));
}

async function typesOf(vendor: string, root: string): Promise<string> {
  const inspection = inspectContract(vendor, root);
  if (inspection.contract === null) throw new ContractError(vendor, inspection.problems);
  const operations = everyOperation(inspection, inspection.contract);
  const name = (inspection.contract.title.split(/\s/)[0] ?? vendor).replace(/[^A-Za-z0-9]/g, '');
  const schema = rootSchema(inspection, [...operations.values()], `${name}Operations`);
  const types = await compile(schema, `${name}Operations`, {
    additionalProperties: true,
    bannerComment: '',
    // References are file paths of the contract; the loader has checked that none leaves it.
    cwd: join(root, 'schemas', sep),
    $refOptions: { resolve: { http: false } },
    format: false,
    ignoreMinAndMaxItems: true,
    unknownAny: true,
  });
  const text = [
    `/**\n * Generated from the contract of ${vendor}, ${versionsOf(operations)}. Do not edit: run \`npm run generate\`.\n */`,
    "import type { ApiOf } from '../api.ts';",
    '',
    types,
    `/** The operations of ${inspection.contract.title} as functions; for \`defineSuite\`. */`,
    `export type ${name}Api = ApiOf<${name}Operations>;`,
  ].join('\n');
  return prettier.format(text, { parser: 'typescript', printWidth: 120, singleQuote: true });
}

type Operations = ReadonlyMap<string, { readonly operation: PlacedOperation; readonly version: string }>;

/** Operations of the versions that run by default, by id; of those with one id the last version's. */
function everyOperation(inspection: Inspection, contract: Contract): Operations {
  const operations = new Map<string, { operation: PlacedOperation; version: string }>();
  const versions = [...contract.versions.values()].filter((version) => version.default).map(({ id }) => id);
  for (const version of versions.reverse()) {
    for (const [id, operation] of inspection.operations.get(version) ?? [])
      if (!operations.has(id)) operations.set(id, { operation, version });
  }
  return operations;
}

function versionsOf(operations: Operations): string {
  const versions = [...new Set([...operations.values()].map(({ version }) => version))];
  return `version${versions.length === 1 ? '' : 's'} ${versions.join(', ')}`;
}

/** One schema with a member per operation, so that shared types are named once. */
function rootSchema(
  inspection: Inspection,
  operations: readonly { readonly operation: PlacedOperation }[],
  title: string,
): object {
  return closed(
    Object.fromEntries(operations.map(({ operation }) => [operation.id, operationSchema(inspection, operation)])),
    { title },
  );
}

function operationSchema({ made }: Inspection, operation: PlacedOperation): object {
  const parts: Record<string, unknown> = {};
  const required = ['data'];
  for (const part of ['path', 'query', 'headers'] as const) {
    const id = operation.parameters[part];
    if (id === undefined) continue;
    const schema = made.get(id) as { required?: string[] };
    parts[part] = withFilePaths(schema, '');
    if (schema.required !== undefined) required.push(part);
  }
  if (operation.body !== null) {
    parts['body'] = schemaAt(operation.body);
    if (operation.bodyRequired) required.push('body');
  }
  parts['data'] = dataSchema(operation);
  return closed(parts, { required });
}

/** What a 2xx answer holds; nothing where no 2xx answer has a body. */
function dataSchema({ answers }: PlacedOperation): object {
  const bodies = Object.entries(answers).flatMap(([status, media]) =>
    /^2/.test(status) && media !== null ? [media] : [],
  );
  const [first, ...others] = bodies.map(schemaAt);
  if (first === undefined) return { tsType: 'undefined' };
  return others.length === 0 ? first : { anyOf: [first, ...others] };
}

/** The schema of a media object, as it stands there. */
function schemaAt(media: Location): object {
  const { source } = media;
  return withFilePaths(valueAt(below(media, 'schema')), source.file.replace(/^schemas\//, '')) as object;
}

/** A copy whose references are paths below `schemas/`, which is where the generator resolves them. */
function withFilePaths(schema: unknown, file: string): unknown {
  const text = JSON.stringify(schema, (key, value: unknown) => {
    if (key !== '$ref' || typeof value !== 'string') return value;
    const address = new URL(value, `https://schemas.invalid/${file}`);
    return address.pathname.slice(1) + address.hash;
  });
  return JSON.parse(text) as unknown;
}

function closed(properties: Record<string, unknown>, more: { title?: string; required?: string[] }): object {
  return { type: 'object', additionalProperties: false, properties, required: Object.keys(properties), ...more };
}
