/** Judges one body of an MDS 0.3 provider. The face of the pack for bodies: `judgeFeed`. */
import { depthLimit } from '../json.ts';
import type { Level } from '../../verdict/types.ts';
import { applyRules } from '../json-api/rule.ts';
import type { LevelOverrides, RuleResult } from '../json-api/rule.ts';
import { brief, deeperThan } from '../json-api/value.ts';
import { feedOf } from './feed.ts';
import type { FeedKind, FeedOptions } from './feed.ts';
import { envelopeRules } from './rules/envelope.ts';
import { placeRules } from './rules/places.ts';
import { providerRules } from './rules/providers.ts';
import { routeRules } from './rules/routes.ts';
import { shapeRules } from './rules/shape.ts';
import { statusChangeRules } from './rules/status-changes.ts';
import { timeRules } from './rules/times.ts';
import { tripChangeRules } from './rules/trip-changes.ts';
import { tripRules } from './rules/trips.ts';
import { tripUnitRules } from './rules/trip-units.ts';
import type { FeedRule } from './table.ts';

/** Every rule over a body, in the order of the reports. */
export const feedTable: readonly FeedRule[] = [
  ...envelopeRules,
  ...shapeRules,
  ...timeRules,
  ...placeRules,
  ...tripRules,
  ...tripUnitRules,
  ...routeRules,
  ...statusChangeRules,
  ...tripChangeRules,
  ...providerRules,
];

const memberRules = ['body-known-members', 'status-changes-known-data', 'links-known-members', 'names-in-snake-case'];

/**
 * Judges a parsed body against MDS provider 0.3.
 * @param document any value that came out of a JSON parser
 * @param kind the endpoint that was asked; `feedKindOf(document)` guesses it
 * @returns one result per rule, in the order of the table; rules that met nothing have 0 checks
 */
export function judgeFeed(document: unknown, kind: FeedKind, options: FeedOptions = {}): readonly RuleResult[] {
  if (deeperThan(document, depthLimit)) return [tooDeep(document, options.exchange)];
  return applyRules(feedTable, feedOf(document, kind, options), {
    exchange: options.exchange,
    levels: levelsOf(options),
  });
}

function levelsOf({ openMembers, levels }: FeedOptions): LevelOverrides {
  const open = openMembers ? memberRules.map((id): [string, Level] => [id, 'may']) : [];
  return { ...Object.fromEntries(open), ...levels };
}

function tooDeep(document: unknown, exchange: string | undefined): RuleResult {
  const message = `The body is nested deeper than ${depthLimit} levels and was not judged.`;
  const finding = { message, expected: `at most ${depthLimit} levels`, actual: brief(document), where: '' };
  return {
    rule: 'body-depth',
    level: 'must',
    statement: `A body is nested no deeper than ${depthLimit} levels: a bound of this suite.`,
    checks: 1,
    findings: [exchange === undefined ? finding : { ...finding, exchange }],
    findingsTotal: 1,
  };
}
