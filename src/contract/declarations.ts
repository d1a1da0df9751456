/** Reads contract.yaml: documents, versions, credentials, settings, limits. */
import { isUri } from '../judges/formats.ts';
import type { Contract, Credential, Limits, Setting } from './types.ts';
import type { Source, Sources } from './source.ts';

export interface Declarations {
  readonly vendor: string;
  readonly title: string;
  readonly envPrefix: string;
  readonly documents: Contract['documents'];
  readonly versions: readonly {
    readonly id: string;
    readonly default: boolean;
    readonly referenceOnly?: boolean;
    readonly path?: string;
    readonly openapi: string;
  }[];
  readonly oneBaseUrl?: boolean;
  readonly credentials: readonly Credential[];
  readonly settings: readonly Setting[];
  readonly limits: Limits;
  readonly facts: Readonly<Record<string, unknown>>;
}

/**
 * Contents of contract.yaml. Problems go to `sources`.
 * @param source file that keeps schemas/meta/contract.schema.json
 */
export function readDeclarations(sources: Sources, source: Source, vendor: string): Declarations {
  const value = source.value as Declarations;
  const declarations = { ...value, settings: value.settings ?? [], facts: value.facts ?? {} };
  if (value.vendor !== vendor) {
    sources.at(
      source,
      ['vendor'],
      'vendor-name',
      `vendor is ${value.vendor}, but the folder is ${vendor}; write vendor: ${vendor}`,
    );
  }
  checkVersions(sources, source, declarations);
  checkVariables(sources, source, declarations);
  for (const [index, setting] of declarations.settings.entries())
    checkSetting(sources, source, setting, ['settings', String(index)]);
  for (const [index, { originOf }] of declarations.credentials.entries()) {
    if (originOf === undefined || declarations.settings.some(({ name, type }) => name === originOf && type === 'url'))
      continue;
    const message = `there is no setting ${originOf} of type url; add it, or leave originOf out for the base URL`;
    sources.at(source, ['credentials', String(index), 'originOf'], 'credential-origin', message);
  }
  for (const [index, { alsoTo = [] }] of declarations.credentials.entries()) {
    for (const [at, wanted] of alsoTo.entries()) {
      if (declarations.settings.some(({ name, type }) => name === wanted && type === 'url')) continue;
      const message = `there is no setting ${wanted} of type url; add it, or leave it out`;
      sources.at(source, ['credentials', String(index), 'alsoTo', String(at)], 'credential-origin', message);
    }
  }
  return declarations;
}

function checkVersions(sources: Sources, source: Source, { versions }: Declarations): void {
  for (const [index, { id }] of versions.entries()) {
    if (versions.findIndex((other) => other.id === id) === index) continue;
    sources.at(
      source,
      ['versions', String(index)],
      'version-unique',
      `the version ${id} stands here twice; remove one`,
    );
  }
  if (!versions.some((version) => version.default)) {
    sources.at(
      source,
      ['versions'],
      'version-default',
      'no version runs by default; set default: true for at least one',
    );
  }
}

function checkVariables(sources: Sources, source: Source, { credentials, settings, envPrefix }: Declarations): void {
  const names = new Set<string>();
  const variables = new Set<string>();
  for (const [kind, entries] of [
    ['credentials', credentials],
    ['settings', settings],
  ] as const) {
    for (const [index, { name, env }] of entries.entries()) {
      const path = [kind, String(index)];
      if (names.has(name))
        sources.at(source, [...path, 'name'], 'name-unique', `the name ${name} is taken; choose another`);
      if (variables.has(env))
        sources.at(source, [...path, 'env'], 'name-unique', `the variable ${env} is taken; choose another`);
      names.add(name);
      variables.add(env);
      if (env.startsWith(`${envPrefix}_`)) continue;
      sources.at(source, [...path, 'env'], 'variable-prefix', `${env} does not begin with ${envPrefix}_; rename it`);
    }
  }
}

/** What the default of a setting must look like, by type. */
const defaults: Record<Setting['type'], { words: string; test: (text: string, setting: Setting) => boolean }> = {
  string: { words: 'a text', test: () => true },
  list: { words: 'a list with commas', test: () => true },
  integer: { words: 'a whole number', test: (text) => /^-?\d+$/.test(text) },
  boolean: { words: 'true or false', test: (text) => text === 'true' || text === 'false' },
  url: { words: 'an absolute URL', test: isUri },
  duration: {
    words: 'an ISO 8601 duration, as P30D',
    test: (text) => /^P(?=.)(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?(?:T(?=.)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?$/.test(text),
  },
  enum: { words: 'one of its values', test: (text, { values }) => values?.includes(text) ?? true },
};

function checkSetting(sources: Sources, source: Source, setting: Setting, path: string[]): void {
  const { name, type, values } = setting;
  if (type === 'enum' && values === undefined)
    sources.at(source, path, 'setting-values', `${name} is an enum; list its values`);
  if (type !== 'enum' && values !== undefined) {
    sources.at(source, [...path, 'values'], 'setting-values', `${name} has values; make it an enum, or remove them`);
  }
  const { words, test } = defaults[type];
  for (const key of ['default', 'example'] as const) {
    const text = setting[key];
    if (text === undefined || test(text, setting)) continue;
    sources.at(source, [...path, key], 'setting-default', `the ${key} of ${name} must be ${words}`);
  }
}
