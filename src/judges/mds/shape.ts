/** Shape of single records: the schemas of `schemas/standards/mds/0.3`, compiled once. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ErrorObject, ValidateFunction } from 'ajv';
import common from '../../../schemas/standards/mds/0.3/common.schema.json' with { type: 'json' };
import statusChanges from '../../../schemas/standards/mds/0.3/status_changes.schema.json' with { type: 'json' };
import trips from '../../../schemas/standards/mds/0.3/trips.schema.json' with { type: 'json' };
import { brief, isObject, member, nameList } from '../json-api/value.ts';
import type { FeedKind } from './feed.ts';

/** Which rule a problem belongs to. */
export type ShapeAspect = 'required' | 'type' | 'enum' | 'uuid' | 'uuid-case' | 'null-trip' | 'range';

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

interface Validators {
  readonly records: Readonly<Record<FeedKind, ValidateFunction>>;
  readonly pointFeature: ValidateFunction;
}

let validators: Validators | null = null;

/**
 * Problems of one record, at most 50, in the order of the schema. The points of a route are validated one by one: Ajv
 * copies its list of errors at every reference, so that a route of a hundred thousand wrong points would take minutes.
 */
export function shapeProblems(kind: FeedKind, record: unknown): readonly ShapeProblem[] {
  const { records, pointFeature } = (validators ??= compile());
  const problems = problemsIn(records[kind], record, '').map(asNullTrip);
  const route = kind === 'trips' && isObject(record) ? member(record, 'route') : undefined;
  const features = isObject(route) ? member(route, 'features') : undefined;
  if (!Array.isArray(features)) return problems;
  for (let index = 0; index < features.length && problems.length < problemLimit; index += 1) {
    problems.push(...problemsIn(pointFeature, features[index], `/route/features/${index}`));
  }
  return problems.slice(0, problemLimit);
}

/** A trip that is null is told apart: vendors write it so where there is none. */
function asNullTrip(problem: ShapeProblem): ShapeProblem {
  const isNull = problem.aspect === 'type' && problem.pointer === '/associated_trip' && problem.actual === 'null';
  return isNull ? { ...problem, aspect: 'null-trip' } : problem;
}

function problemsIn(validate: ValidateFunction, value: unknown, pointer: string): ShapeProblem[] {
  if (validate(value)) return [];
  return (validate.errors ?? []).slice(0, problemLimit).map((error) => problemOf(error, pointer));
}

function compile(): Validators {
  const ajv = new Ajv2020({ strict: true, allErrors: true, verbose: true, ownProperties: true });
  const tripsWithoutPoints = structuredClone(trips) as {
    $defs: { route: { properties: { features: { items?: object } } } };
  };
  delete tripsWithoutPoints.$defs.route.properties.features.items;
  for (const [name, schema] of Object.entries({ common, trips: tripsWithoutPoints, status_changes: statusChanges })) {
    ajv.addSchema({ ...schema, $id: `${base}${name}.schema.json` });
  }
  const get = (reference: string) => {
    const validate = ajv.getSchema(`${base}${reference}`);
    if (validate === undefined) throw new Error(`The schema ${reference} is not there.`);
    return validate;
  };
  return {
    records: {
      trips: get('trips.schema.json#/$defs/trip'),
      status_changes: get('status_changes.schema.json#/$defs/statusChange'),
    },
    pointFeature: get('common.schema.json#/$defs/pointFeature'),
  };
}

function problemOf(error: ErrorObject, before: string): ShapeProblem {
  const params = error.params as Record<string, unknown>;
  const at = `${before}${error.instancePath}`;
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
        const isUuid = new RegExp(String(params['pattern'])).test(String(error.data).toLowerCase());
        const aspect = isUuid ? 'uuid-case' : 'uuid';
        const message = isUuid ? 'is a UUID in capitals' : 'is no UUID';
        return { aspect, pointer: at, message, expected: 'a UUID in lower case', actual };
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
