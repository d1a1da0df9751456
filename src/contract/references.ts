/** `$ref`s of a contract: every one must lead to something inside it. */
import { formatPointer, parsePointer, partAt } from './pointer.ts';
import { fileOf } from './source.ts';
import type { Source, Sources } from './source.ts';

/** A part of a file. */
export interface Location {
  readonly source: Source;
  readonly path: readonly string[];
}

/** Members whose values are data, not schemas: a `$ref` in them is no reference. */
const data = new Set(['example', 'const', 'enum', 'default', 'value']);

export function valueAt(location: Location): unknown {
  return partAt(location.source.value, location.path);
}

/** Schema id of a part of a file: `vendnovation/v2.1/openapi.yaml#/components/schemas/x`. */
export function idAt({ source, path }: Location): string {
  return path.length === 0 ? source.id : `${source.id}#${formatPointer(path)}`;
}

/** The same place, one or more members deeper. */
export function below(location: Location, ...path: readonly string[]): Location {
  return { source: location.source, path: [...location.path, ...path] };
}

/**
 * Checks all references of these files and of all files that they lead to, which are read as well, and that no part
 * names itself: two tools would resolve that differently. Problems go to `sources`.
 */
export function checkReferences(sources: Sources, files: readonly Source[]): void {
  const waiting = [...files];
  const seen = new Set<Source>();
  for (let source = waiting.pop(); source !== undefined; source = waiting.pop()) {
    if (seen.has(source)) continue;
    seen.add(source);
    for (const { path, node, isData } of objectsIn(source.value)) {
      for (const key of ['$id', '$anchor', '$dynamicAnchor']) {
        if (typeof node[key] !== 'string') continue;
        sources.at(
          source,
          [...path, key],
          'schema-id',
          `remove ${key}; parts are named by file and pointer, this file is ${source.id}`,
        );
      }
      if (isData || typeof node['$ref'] !== 'string') continue;
      const target = step(sources, { source, path });
      if (target === null) continue;
      waiting.push(target.source);
      follow(sources, { source, path });
    }
  }
}

interface Found {
  readonly path: readonly string[];
  readonly node: Readonly<Record<string, unknown>>;
  /** Inside an example or constant, where `$ref` is a member like any other. */
  readonly isData: boolean;
}

function* objectsIn(value: unknown, path: readonly string[] = [], isData = false): Generator<Found> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield { path, node: value as Record<string, unknown>, isData };
  const namesParts = ['properties', '$defs', 'schemas', 'examples', 'parameters', 'responses', 'headers'].includes(
    path.at(-1) ?? '',
  );
  for (const [key, part] of Object.entries(value)) {
    const listsExamples = key === 'examples' && Array.isArray(part);
    yield* objectsIn(part, [...path, key], isData || (!namesParts && (data.has(key) || listsExamples)));
  }
}

/** Follows the one reference at `location`; null, and a problem, where it leads nowhere or out. */
function step(sources: Sources, location: Location): Location | null {
  const { source, path } = location;
  const reference = (valueAt(location) as { $ref: string }).$ref;
  const place = [...path, '$ref'];
  const [name = '', fragment = ''] = reference.split('#', 2);
  const file = name === '' ? source.file : fileOf(source.file, name);
  if (file === null) {
    const fix = 'use a relative path to a file of this vendor or of schemas/standards';
    sources.at(source, place, 'ref-outside', `$ref ${reference} leaves the contract; ${fix}`);
    return null;
  }
  const target = sources.read(file, { source, path: place, rule: 'ref-missing' });
  if (target === null) return null;
  const end = { source: target, path: pathOf(fragment) ?? [''] };
  if (valueAt(end) === undefined) {
    sources.at(
      source,
      place,
      'ref-missing',
      `$ref ${reference} leads to nothing in ${target.file}; correct the pointer after #`,
    );
    return null;
  }
  return end;
}

function pathOf(fragment: string): string[] | null {
  if (fragment === '') return [];
  try {
    return fragment.startsWith('/') ? parsePointer(decodeURIComponent(fragment)) : null;
  } catch {
    return null;
  }
}

/** Follows references until there is none; null, and a problem, where they lead nowhere, out or in a circle. */
export function follow(sources: Sources, start: Location): Location | null {
  const seen = new Set<string>();
  let location: Location | null = start;
  while (location !== null && typeof (valueAt(location) as { $ref?: unknown } | null | undefined)?.$ref === 'string') {
    const id = idAt(location);
    if (seen.has(id)) {
      sources.at(
        location.source,
        [...location.path, '$ref'],
        'ref-cycle',
        'this $ref leads back to itself; let it lead to a definition',
      );
      return null;
    }
    seen.add(id);
    location = step(sources, location);
  }
  return location;
}
