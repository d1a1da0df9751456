/** Judges one JSON:API document of a server. The face of the pack for documents: `judgeDocument`. */
import { depthLimit } from '../json.ts';
import type { Level } from '../../verdict/types.ts';
import { outlineOf } from './outline.ts';
import type { Extensions, JsonApiVersion, Outline } from './outline.ts';
import { askedQuery } from './query.ts';
import { applyRules } from './rule.ts';
import type { LevelOverrides, RuleResult } from './rule.ts';
import { documentRules } from './rules/document.ts';
import { errorRules } from './rules/errors.ts';
import { fieldRules } from './rules/fields.ts';
import { identityRules } from './rules/identity.ts';
import { includedRules } from './rules/included.ts';
import { linkRules } from './rules/links.ts';
import { metaRules } from './rules/meta.ts';
import { nameRules } from './rules/names.ts';
import { paginationRules } from './rules/pagination.ts';
import { relationshipRules } from './rules/relationships.ts';
import { resourceRules } from './rules/resources.ts';
import { rulesOf } from './table.ts';
import type { DocumentRule } from './table.ts';
import { brief, deeperThan, isObject, member } from './value.ts';

export interface DocumentOptions {
  readonly version: JsonApiVersion;
  /** Id of the exchange that brought the document. */
  readonly exchange?: string;
  /** URL of the request, absolute or relative: what it asked for in `fields`, `include` and `sort` is judged, too. */
  readonly requestUrl?: string;
  /** Value of the `Content-Type` header, if known: tells whether an extension is applied. */
  readonly contentType?: string;
  /** Members that the standard does not name are observed, not findings: the vendor may add members by its policy. */
  readonly openMembers?: boolean;
  /** Levels by rule id that differ from the standard's; `off` leaves a rule out. */
  readonly levels?: LevelOverrides;
}

/** Every rule over a document, in the order of the reports. */
export const documentTable: readonly DocumentRule[] = [
  ...documentRules,
  ...resourceRules,
  ...identityRules,
  ...relationshipRules,
  ...linkRules,
  ...includedRules,
  ...fieldRules,
  ...metaRules,
  ...nameRules,
  ...errorRules,
  ...paginationRules,
];

/** Rules against members that the standard does not name: what `openMembers` turns into observations. */
const memberRules = documentTable
  .map(({ id }) => id)
  .filter((id) => /-known-members$|^link-object-members$|^links-known-names$/.test(id));

/**
 * Judges a parsed document against JSON:API 1.0 or 1.1.
 * @param document any value that came out of a JSON parser
 * @returns one result per rule, in the order of the table; rules that met nothing have 0 checks
 */
export function judgeDocument(document: unknown, options: DocumentOptions): readonly RuleResult[] {
  const { version, exchange } = options;
  if (deeperThan(document, depthLimit)) return [tooDeep(document, exchange)];
  return applyRules(rulesOf(documentTable, version), outlineFor(document, options), {
    exchange,
    levels: levelsOf(options),
  });
}

/** The walk over a document that the rules look at, for callers with rules of their own. */
export function outlineFor(document: unknown, options: DocumentOptions): Outline {
  return outlineOf(document, {
    version: options.version,
    extensions: options.version === '1.0' ? 'none' : extensionsOf(document, options.contentType),
    query: options.requestUrl === undefined ? null : askedQuery(options.requestUrl),
  });
}

/** The version that a document claims in `jsonapi.version`, 1.1 for a later one; null where it claims none that we know. */
export function claimedVersion(document: unknown): JsonApiVersion | null {
  const jsonapi = isObject(document) ? member(document, 'jsonapi') : undefined;
  const version = isObject(jsonapi) ? member(jsonapi, 'version') : undefined;
  if (version === '1.0') return '1.0';
  return typeof version === 'string' && /^1\.[1-9]\d*$/.test(version) ? '1.1' : null;
}

function levelsOf({ openMembers, levels }: DocumentOptions): LevelOverrides {
  const open = openMembers ? memberRules.map((id): [string, Level] => [id, 'may']) : [];
  return { ...Object.fromEntries(open), ...levels };
}

function extensionsOf(document: unknown, contentType: string | undefined): Extensions {
  const jsonapi = isObject(document) ? member(document, 'jsonapi') : undefined;
  const named = isObject(jsonapi) ? member(jsonapi, 'ext') : undefined;
  if (Array.isArray(named) && named.length > 0) return 'applied';
  if (contentType === undefined) return 'unknown';
  return /;\s*ext\s*=/i.test(contentType) ? 'applied' : 'none';
}

function tooDeep(document: unknown, exchange: string | undefined): RuleResult {
  const message = `The document is nested deeper than ${depthLimit} levels and was not judged.`;
  const finding = { message, expected: `at most ${depthLimit} levels`, actual: brief(document), where: '' };
  return {
    rule: 'document-depth',
    level: 'must',
    statement: `A document is nested no deeper than ${depthLimit} levels: a bound of this suite.`,
    checks: 1,
    findings: [exchange === undefined ? finding : { ...finding, exchange }],
    findingsTotal: 1,
  };
}
