/** Shape of single records: the schemas of `schemas/standards/mds/0.3`, compiled once. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ErrorObject, ValidateFunction } from 'ajv';
import common from '../../../schemas/standards/mds/0.3/common.schema.json' with { type: 'json' };
import statusChanges from '../../../schemas/standards/mds/0.3/status_changes.schema.json' with { type: 'json' };
import trips from '../../../schemas/standards/mds/0.3/trips.schema.json' with { type: 'json' };
import { brief, nameList } from '../json-api/value.ts';
import type { FeedKind } from './feed.ts';

/** Which rule a problem belongs to. */
export type ShapeAspect = 'required' | 'type' | 'enum' | 'uuid' | 'range';

export interface ShapeProblem {
  readonly aspect: ShapeAspect;
  /** JSON pointer into the record. */
  readonly pointer: string;
  /** As `is no integer`. */
  readonly message: string;
  readonly expected: string;
  readonly actual: string;
}

/** More problems of one record are not told. */
const problemLimit = 50;

const base = 'https://schemas.invalid/';
const recordSchema: Readonly<Record<FeedKind, string>> = {
  trips: `${base}trips.schema.json#/$defs/trip`,
  status_changes: `${base}status_changes.schema.json#/$defs/statusChange`,
};

let validators: Readonly<Record<FeedKind, ValidateFunction>> | null = null;

/** Problems of one record, at most 50. The order is that of the schema. */
export function shapeProblems(kind: FeedKind, record: unknown): readonly ShapeProblem[] {
  const validate = (validators ??= compile())[kind];
  if (validate(record)) return [];
  return (validate.errors ?? []).slice(0, problemLimit).map(problemOf);
}

function compile(): Readonly<Record<FeedKind, ValidateFunction>> {
  const ajv = new Ajv2020({ strict: true, allErrors: true, verbose: true, ownProperties: true });
  for (const [name, schema] of Object.entries({ common, trips, status_changes: statusChanges })) {
    ajv.addSchema({ ...schema, $id: `${base}${name}.schema.json` });
  }
  const get = (kind: FeedKind) => {
    const validate = ajv.getSchema(recordSchema[kind]);
    if (validate === undefined) throw new Error(`The schema ${recordSchema[kind]} is not there.`);
    return validate;
  };
  return { trips: get('trips'), status_changes: get('status_changes') };
}

function problemOf(error: ErrorObject): ShapeProblem {
  const params = error.params as Record<string, unknown>;
  const at = error.instancePath;
  const actual = brief(error.data);
  switch (error.keyword) {
    case 'required':
      return {
        aspect: 'required',
        pointer: at,
        message: `has no ${String(params['missingProperty'])}`,
        expected: `a member ${String(params['missingProperty'])}`,
        actual,
      };
    case 'type': {
      const expected = [params['type']].flat().join(' or ');
      return { aspect: 'type', pointer: at, message: `is ${actual}`, expected, actual };
    }
    case 'enum': {
      const allowed = (params['allowedValues'] as readonly unknown[]).map(String);
      return {
        aspect: 'enum',
        pointer: at,
        message: 'is none of the known values',
        expected: allowed.join(', '),
        actual,
      };
    }
    case 'pattern':
      if (error.schemaPath.includes('/uuid/')) {
        return { aspect: 'uuid', pointer: at, message: 'is no UUID in lower case', expected: 'a UUID', actual };
      }
      return {
        aspect: 'range',
        pointer: at,
        message: 'has not the promised form',
        expected: String(params['pattern']),
        actual,
      };
    default:
      return {
        aspect: 'range',
        pointer: at,
        message: limitMessage(error),
        expected: String(error.message ?? error.keyword),
        actual,
      };
  }
}

function limitMessage({ keyword, params }: ErrorObject): string {
  const limit = String((params as Record<string, unknown>)['limit']);
  if (keyword === 'minItems') return `has fewer than ${limit} items`;
  if (keyword === 'minimum') return `is below ${limit}`;
  if (keyword === 'maximum') return `is above ${limit}`;
  return `breaks ${nameList([keyword])}`;
}
