/** Where a rule comes from: the section and the statements of the standard that it judges. */
import type { RuleResult } from '../src/judges/json-api/rule.ts';
import { standardDocs, statementsOf } from './standard-docs.ts';

export interface RuleSource {
  /** The standard and its section, as `JSON:API 1.1, Document structure`. */
  readonly section: string;
  /** Ids of statements; `docs/json-api.md` and `docs/mds-0.3.md` list them. */
  readonly statements: readonly string[];
  readonly url: string;
}

/** Null for a bound of this suite. */
export type SourcedResult = RuleResult & { readonly source: RuleSource | null };

const standards = {
  'json-api': {
    doc: 0,
    title: (version: string) => `JSON:API ${version}`,
    url: (version: string) => `https://jsonapi.org/format/${version}/`,
  },
  'mds-0.3': {
    doc: 1,
    title: () => 'MDS provider 0.3',
    url: () => 'https://github.com/openmobilityfoundation/mobility-data-specification/blob/0.3.2/provider/README.md',
  },
};

/** Adds to each result where its rule comes from. */
export function withSources(
  results: readonly RuleResult[],
  pack: keyof typeof standards,
  version: string,
): readonly SourcedResult[] {
  const own = sourcesIn(pack, version);
  // what one version only observes, the other demands
  const other = pack === 'json-api' ? sourcesIn(pack, version === '1.0' ? '1.1' : '1.0') : own;
  return results.map((result) => ({ ...result, source: own.get(result.rule) ?? other.get(result.rule) ?? null }));
}

function sourcesIn(pack: keyof typeof standards, version: string): ReadonlyMap<string, RuleSource> {
  const { doc, title, url } = standards[pack];
  const sources = new Map<string, RuleSource>();
  for (const section of standardDocs[doc] === undefined ? [] : statementsOf(standardDocs[doc])) {
    for (const statement of section.statements) {
      if (statement.versions.length > 0 && !statement.versions.includes(version)) continue;
      for (const rule of statement.rules) {
        const before = sources.get(rule);
        sources.set(rule, {
          section: before?.section ?? `${title(version)}, ${section.title}`,
          statements: [...(before?.statements ?? []), statement.id],
          url: before?.url ?? `${url(version)}#${section.anchor}`,
        });
      }
    }
  }
  return sources;
}
