/** Reads the requirement registry of a vendor. */
import type { Requirement, RequirementClass, Basis, Source as DocumentSource } from './types.ts';
import type { Level } from '../verdict/types.ts';
import type { Source, Sources } from './source.ts';

interface RequirementsFile {
  section: string;
  source?: DocumentSource;
  versions?: string[];
  requirements: {
    id: string;
    level: Level;
    basis: Basis;
    class?: RequirementClass;
    text: string;
    source?: DocumentSource;
    versions?: string[];
    writes?: boolean;
    smoke?: boolean;
    note?: string;
    why?: string;
  }[];
}

export interface RegistryContext {
  readonly vendor: string;
  /** Of contract.yaml; null where that is broken, then nothing is checked against them. */
  readonly documents: Readonly<Record<string, { readonly url: string }>> | null;
  readonly versions: readonly string[] | null;
}

/**
 * Requirements of all files by id, in the order of the files. Problems go to `sources`.
 * @param files requirements files that keep schemas/meta/requirements.schema.json
 */
export function readRequirements(
  sources: Sources,
  files: readonly Source[],
  context: RegistryContext,
): Map<string, Requirement> {
  const requirements = new Map<string, Requirement>();
  const places = new Map<string, { source: Source; path: string[] }>();
  for (const source of files) {
    const file = source.value as RequirementsFile;
    checkVersions(sources, source, [], file.versions, context);
    checkDocument(sources, source, [], file.source, context);
    for (const [index, entry] of file.requirements.entries()) {
      const path = ['requirements', String(index)];
      checkEntry(sources, source, path, entry, context);
      const first = places.get(entry.id);
      if (first !== undefined) {
        const where = `${first.source.file}:${first.source.line(first.path)}`;
        sources.at(
          source,
          [...path, 'id'],
          'requirement-id-unique',
          `${entry.id} stands in ${where} already; take a free number`,
        );
        continue;
      }
      places.set(entry.id, { source, path: [...path, 'id'] });
      const from = entry.source ?? file.source;
      if (from === undefined) {
        const fix = 'add source with document and heading, here or at the top of the file';
        sources.at(source, path, 'requirement-source', `${entry.id} does not say where it stands; ${fix}`);
        continue;
      }
      const versions = entry.versions ?? file.versions;
      requirements.set(entry.id, {
        id: entry.id,
        vendor: context.vendor,
        section: file.section,
        file: source.file.replace(/^.*\//, '').replace(/\.yaml$/, ''),
        level: entry.level,
        basis: entry.basis,
        class: entry.class ?? 'tested',
        text: entry.text,
        source: from,
        sourceUrl: context.documents?.[from.document]?.url ?? '',
        ...(entry.note === undefined ? {} : { note: entry.note }),
        ...(entry.why === undefined ? {} : { why: entry.why }),
        ...(versions === undefined ? {} : { versions }),
        writes: entry.writes ?? false,
        smoke: entry.smoke ?? false,
      });
    }
  }
  checkPrefix(sources, places);
  return requirements;
}

function checkEntry(
  sources: Sources,
  source: Source,
  path: string[],
  entry: RequirementsFile['requirements'][number],
  context: RegistryContext,
): void {
  checkVersions(sources, source, path, entry.versions, context);
  checkDocument(sources, source, path, entry.source, context);
  const { id, level, why } = entry;
  const kind = entry.class ?? 'tested';
  const problem = (rule: 'requirement-why' | 'requirement-level', key: string, message: string) =>
    sources.at(source, [...path, key], rule, `${id} ${message}`);
  if (kind === 'not-testable' && why === undefined) problem('requirement-why', 'class', 'is not testable; add why');
  if (kind !== 'not-testable' && why !== undefined) {
    problem('requirement-why', 'why', 'has a why, but is not not-testable; use note, or set class: not-testable');
  }
  if (kind === 'observed' && level !== 'may')
    problem('requirement-level', 'level', `is only observed; its level is may, not ${level}`);
  if (kind === 'tested' && level === 'may')
    problem('requirement-level', 'level', 'is a may and cannot fail; add class: observed');
}

function checkVersions(
  sources: Sources,
  source: Source,
  path: string[],
  versions: readonly string[] | undefined,
  context: RegistryContext,
): void {
  for (const [index, version] of (versions ?? []).entries()) {
    if (context.versions === null || context.versions.includes(version)) continue;
    const known = context.versions.join(', ');
    sources.at(
      source,
      [...path, 'versions', String(index)],
      'requirement-version',
      `there is no version ${version}; contract.yaml lists ${known}`,
    );
  }
}

function checkDocument(
  sources: Sources,
  source: Source,
  path: string[],
  from: DocumentSource | undefined,
  context: RegistryContext,
): void {
  if (from === undefined || context.documents === null || Object.hasOwn(context.documents, from.document)) return;
  const known = Object.keys(context.documents).join(', ');
  sources.at(
    source,
    [...path, 'source', 'document'],
    'requirement-document',
    `there is no document ${from.document}; contract.yaml lists ${known}`,
  );
}

/** The first part of an id is the vendor's; most ids decide which it is. */
function checkPrefix(sources: Sources, places: ReadonlyMap<string, { source: Source; path: string[] }>): void {
  const prefixOf = (id: string) => id.slice(0, id.indexOf('-'));
  const counts = new Map<string, number>();
  for (const id of places.keys()) counts.set(prefixOf(id), (counts.get(prefixOf(id)) ?? 0) + 1);
  const [usual] = [...counts].reduce((most, next) => (next[1] > most[1] ? next : most), ['', 0]);
  for (const [id, { source, path }] of places) {
    if (prefixOf(id) === usual) continue;
    sources.at(
      source,
      path,
      'requirement-id-prefix',
      `${id} begins with ${prefixOf(id)}, all others with ${usual}; take ${usual}`,
    );
  }
}
