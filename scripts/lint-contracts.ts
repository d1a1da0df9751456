/** Lints every contract: what the loader demands, the OpenAPI ruleset and rules of ours. */
import { existsSync, readFileSync, readdirSync, realpathSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Document, Spectral } from '@stoplight/spectral-core';
import type { RulesetDefinition } from '@stoplight/spectral-core';
import parsers from '@stoplight/spectral-parsers';
import { Resolver } from '@stoplight/spectral-ref-resolver';
import { inspectContract, listVendors, projectRoot } from '../src/contract/load.ts';
import type { Inspection } from '../src/contract/load.ts';
import { printProblem, tidy } from '../src/contract/problems.ts';
import { below, idAt, valueAt } from '../src/contract/references.ts';
import type { Location } from '../src/contract/references.ts';
import { apiRuleset, schemaRuleset } from '../src/contract/ruleset.ts';
import type { ExampleCheck } from '../src/contract/ruleset.ts';

export interface LintProblem {
  /** Relative to the root, with `/`. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly rule: string;
  readonly message: string;
}

/**
 * All problems of all contracts under `root`, sorted by place; empty when all is well.
 * Reads files under `schemas/` only and never asks the network, whatever the contracts refer to.
 */
export async function lintContracts(root: string = projectRoot): Promise<LintProblem[]> {
  const problems: LintProblem[] = [];
  for (const vendor of listVendors(root)) problems.push(...(await lintVendor(inspectContract(vendor, root), root)));
  for (const file of standardSchemas(root)) problems.push(...(await lintFile(file, schemaRuleset, root)));
  return tidy(problems);
}

/** One line per problem: `file:line  rule  message`. */
export function printLint(problems: readonly LintProblem[]): string {
  return problems.map(printProblem).join('\n');
}

/** Schema files of ours under `schemas/standards`, whether a vendor refers to them or not. */
function standardSchemas(root: string): string[] {
  const folder = join(root, 'schemas', 'standards');
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => name.split(sep).join('/'));
  return names.filter((name) => name.endsWith('.schema.json')).map((name) => `schemas/standards/${name}`);
}

async function lintVendor(inspection: Inspection, root: string): Promise<LintProblem[]> {
  const problems: LintProblem[] = [...inspection.problems, ...uncompilable(inspection)];
  const rulesets = { api: apiRuleset(exampleCheck(inspection, root)), schema: schemaRuleset };
  for (const { file } of inspection.apis) problems.push(...(await lintFile(file, rulesets.api, root)));
  for (const { file } of inspection.schemaFiles) problems.push(...(await lintFile(file, rulesets.schema, root)));
  return problems;
}

async function lintFile(file: string, ruleset: RulesetDefinition, root: string): Promise<LintProblem[]> {
  const path = join(root, ...file.split('/'));
  const spectral = new Spectral({ resolver: resolverFor(root) });
  spectral.setRuleset(ruleset);
  const text = readFileSync(path, 'utf8');
  const results = await spectral.run(
    file.endsWith('.json') ? new Document(text, parsers.Json, path) : new Document(text, parsers.Yaml, path),
  );
  return results.map(({ source, range, code, message }) => ({
    file: source === undefined ? file : relative(root, source).split(sep).join('/'),
    line: range.start.line + 1,
    rule: String(code),
    message,
  }));
}

/** Schemas that Ajv refuses in strict mode, each definition for itself, so that one fault does not hide another. */
function uncompilable({ schemaFiles, operations, schemas }: Inspection): LintProblem[] {
  const parts: { readonly id: string; readonly place: Location }[] = [];
  const add = (place: Location, id = idAt(place)) => parts.push({ id, place });
  for (const source of schemaFiles) {
    add({ source, path: [] });
    const { $defs = {} } = (source.value ?? {}) as { $defs?: object };
    for (const name of Object.keys($defs)) add({ source, path: ['$defs', name] });
  }
  for (const operation of [...operations.values()].flatMap((version) => [...version.values()])) {
    for (const id of Object.values(operation.parameters)) add(operation.place, id);
    for (const media of [operation.body, ...Object.values(operation.answers)]) {
      if (media !== null && valueAt(below(media, 'schema')) !== undefined) add(below(media, 'schema'));
    }
  }
  return parts.flatMap(({ id, place }) => {
    try {
      schemas.compile(id);
      return [];
    } catch (error) {
      const line = place.source.line(place.path);
      return [{ file: place.source.file, line, rule: 'schema-compiles', message: (error as Error).message }];
    }
  });
}

/** Validates examples with the same compiled schemas as a run. */
function exampleCheck({ apis, schemas }: Inspection, root: string): ExampleCheck {
  return (file, path, example) => {
    const source = apis.find((api) => join(root, ...api.file.split('/')) === file);
    if (source === undefined) return [];
    try {
      return schemas.validate(idAt({ source, path: [...path, 'schema'] }), example);
    } catch {
      return []; // `schema-compiles` tells of it.
    }
  };
}

/** Spectral's own resolver would fetch http and read any file. */
function resolverFor(root: string): Resolver {
  const refuse = { resolve: (uri: unknown) => Promise.reject(new Error(`${String(uri)} is outside schemas/`)) };
  const folder = realpathSync(join(root, 'schemas')) + sep;
  const file = {
    resolve: async (uri: unknown) => {
      const address = String(uri);
      const path = realpathSync(address.startsWith('file:') ? fileURLToPath(address) : decodeURIComponent(address));
      if (!path.startsWith(folder)) return refuse.resolve(uri);
      return readFileSync(path, 'utf8');
    },
  };
  return new Resolver({ resolvers: { file, http: refuse, https: refuse } });
}
