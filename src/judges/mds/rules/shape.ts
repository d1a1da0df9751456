/** Shape of the records, aspect by aspect: one pass over the schema, several promises. */
import type { FeedRule } from '../table.ts';
import type { Finding } from '../../../verdict/types.ts';
import { pointer } from '../../json-api/value.ts';
import type { ShapeAspect } from '../shape.ts';

function shapeRule(id: string, aspect: ShapeAspect, statement: string): FeedRule {
  return {
    id,
    level: 'must',
    statement,
    judge: ({ records, problemsOf, kind }, check) => {
      for (const record of records) {
        const found = problemsOf(record).filter((problem) => problem.aspect === aspect);
        if (found.length === 0) check.held();
        for (const { pointer: inside, message, expected, actual } of found) {
          const name = inside === '' ? `A record of ${kind}` : `The member ${inside.slice(1).replaceAll('/', '.')}`;
          const finding: Finding = {
            message: `${name} ${message}.`,
            expected,
            actual,
            where: `${pointer(record.place)}${inside}`,
          };
          check.that(false, () => finding);
        }
      }
    },
  };
}

export const shapeRules: readonly FeedRule[] = [
  shapeRule('required-members', 'required', 'Every record has the members that MDS 0.3 requires.'),
  shapeRule(
    'member-types',
    'type',
    'Every member has the JSON type that MDS 0.3 names; times and amounts are whole numbers.',
  ),
  shapeRule(
    'known-values',
    'enum',
    'Vehicle types, propulsion types, event types, reasons and GeoJSON types are known ones.',
  ),
  shapeRule('uuids', 'uuid', 'Ids are UUIDs.'),
  shapeRule('uuids-in-lower-case', 'uuid-case', 'UUIDs are written in lower case.'),
  shapeRule('no-null-trip', 'null-trip', '`associated_trip` is left out where there is none; it is never null.'),
  shapeRule(
    'value-ranges',
    'range',
    'Values keep their bounds: battery from 0 to 1, at least one propulsion type, two points of a route, two coordinates.',
  ),
];
