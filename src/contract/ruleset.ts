/**
 * Rules for Spectral: what makes a contract good, beyond what `loadContract` needs to read it. (That every operation
 * has an x-effect and every requirement a source are rules of the loader; lint reports them as well.)
 */
import type { RulesetDefinition, RulesetFunction } from '@stoplight/spectral-core';
import { truthy } from '@stoplight/spectral-functions';
import { oas } from '@stoplight/spectral-rulesets';
import { checkDialect, schemasIn } from './dialect.ts';
import type { SchemaProblem } from './types.ts';

/** Problems of an example by the schema beside it; `path` leads to the media object that holds both. */
export type ExampleCheck = (file: string, path: readonly string[], example: unknown) => readonly SchemaProblem[];

const responses = ['$.paths[*][*].responses[*]', '$.components.responses[*]'];
const media = (of: readonly string[]) => of.map((place) => `${place}.content[*]`);
const bodies = ['$.paths[*][*].requestBody', '$.components.requestBodies[*]'];
const parameters = ['$.paths[*].parameters[*]', '$.paths[*][*].parameters[*]', '$.components.parameters[*]'];
const headers = [...responses.map((place) => `${place}.headers[*]`), '$.components.headers[*]'];
const schemas = [
  '$.components.schemas[*]',
  ...[...media(responses), ...media(bodies), ...parameters, ...headers].map((place) => `${place}.schema`),
];

/**
 * Rules of the OpenAPI ruleset that do not fit: prose for readers of portals; examples, which our own Ajv checks; the
 * document's shape, where the rule refuses a `$ref` of a path item (lawful in 3.1) and schemas/meta is stricter.
 */
const off = [
  'info-contact',
  'operation-description',
  'operation-tags',
  'oas3-api-servers',
  'oas3-schema',
  'oas3-unused-component',
  'oas3-valid-media-example',
  'oas3-valid-schema-example',
  'path-keys-no-trailing-slash',
];

const dialect: RulesetFunction = (schema, _, { path }) =>
  checkDialect(schema).map((problem) => ({ message: problem.message, path: [...path, ...problem.path] }));

const open: RulesetFunction = (schema, _, { path }) =>
  [...schemasIn(schema)]
    .filter((part) => part.schema['additionalProperties'] === false)
    .map((part) => ({
      message: 'answers are open: a new member is no broken promise; remove additionalProperties: false',
      path: [...path, ...part.path, 'additionalProperties'],
    }));

const hasExample: RulesetFunction = (value, _, { path }) =>
  isObject(value) && !('example' in value) && !('examples' in value)
    ? [{ message: 'a body needs an example; add example or examples', path: [...path] }]
    : [];

function exampleValid(check: ExampleCheck): RulesetFunction {
  return (value, _, { path, document }) => {
    if (!isObject(value) || value['schema'] === undefined) return [];
    const named = isObject(value['examples']) ? Object.entries(value['examples']) : [];
    const examples = [
      ...('example' in value ? [{ at: ['example'], example: value['example'] }] : []),
      ...named.flatMap(([name, entry]) =>
        isObject(entry) && 'value' in entry ? [{ at: ['examples', name, 'value'], example: entry['value'] }] : [],
      ),
    ];
    return examples.flatMap(({ at, example }) =>
      check(document.source ?? '', path.map(String), example).map(({ pointer, message }) => ({
        message: `the example does not keep its schema: ${pointer === '' ? 'it' : pointer} ${message}`,
        path: [...path, ...at, ...pointer.split('/').slice(1)],
      })),
    );
  };
}

/** Rules for OpenAPI files. */
export function apiRuleset(check: ExampleCheck): RulesetDefinition {
  return {
    extends: [[oas as RulesetDefinition, 'recommended']],
    rules: {
      ...Object.fromEntries(off.map((name) => [name, 'off' as const])),
      'response-schema': {
        description: 'A body without a schema promises nothing.',
        message: 'a body needs a schema; add schema',
        severity: 'error',
        resolved: false,
        given: [...media(responses), ...media(bodies)],
        then: { field: 'schema', function: truthy },
      },
      'response-example': {
        description: 'An example shows that the schema lets through what the vendor documents.',
        message: '{{error}}',
        severity: 'error',
        resolved: false,
        given: media(responses),
        then: { function: hasExample },
      },
      'example-valid': {
        description: 'An example that its schema refuses shows that one of them is wrong.',
        message: '{{error}}',
        severity: 'error',
        resolved: false,
        given: [...media(responses), ...media(bodies)],
        then: { function: exampleValid(check) },
      },
      'schema-dialect': {
        description: 'Ajv, Spectral and the type generator must read a schema alike.',
        message: '{{error}}',
        severity: 'error',
        resolved: false,
        given: schemas,
        then: { function: dialect },
      },
      'response-open': {
        description: 'Vendors add members without notice, and may.',
        message: '{{error}}',
        severity: 'error',
        given: media(responses).map((place) => `${place}.schema`),
        then: { function: open },
      },
    },
  };
}

/** Rules for `*.schema.json`. */
export const schemaRuleset: RulesetDefinition = {
  rules: {
    'schema-dialect': {
      description: 'Ajv, Spectral and the type generator must read a schema alike.',
      message: '{{error}}',
      severity: 'error',
      resolved: false,
      given: '$',
      then: { function: dialect },
    },
  },
};

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
