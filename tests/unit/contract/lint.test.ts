import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { lintContracts, printLint } from '../../../scripts/lint-contracts.ts';
import { edit, rootWith, sound } from './fixture.ts';

const api = (from: string, to: string) => edit('v1/openapi.yaml', from, to);
const thing = (from: string, to: string) => edit('v1/thing.schema.json', from, to);
const example = 'example: [{ id: 1 }]';

async function lint(changes: Readonly<Record<string, string | null>>): Promise<string[]> {
  const problems = await lintContracts(rootWith(changes));
  return problems.map(({ file, line, rule }) => `${file.replace('schemas/vendors/acme/', '')}:${line} ${rule}`);
}

/** Every rule has lawful twins, which it lets pass, and broken ones. */
const lawful: readonly { name: string; changes: Record<string, string> }[] = [
  { name: 'the sound contract', changes: {} },
  { name: 'named examples', changes: api(example, 'examples: { one: { value: [{ id: 1 }] }, none: { value: [] } }') },
  {
    name: 'an example with a member that is not documented',
    changes: api(example, 'example: [{ id: 1, colour: red }]'),
  },
  {
    name: 'a closed request',
    changes: api(
      "      responses:\n        '204'",
      "      requestBody: { content: { application/json: { schema: { type: object, additionalProperties: false, properties: { a: {} } } } } }\n      responses:\n        '204'",
    ),
  },
  {
    name: 'a member that is called like a keyword',
    changes: thing('"id": {', '"prefixItems": { "type": "string" },\n    "additionalProperties": false,\n    "id": {'),
  },
  {
    name: 'members of one type',
    changes: thing('"type": "object",', '"type": "object", "additionalProperties": { "type": "string" },'),
  },
  {
    name: 'a schema that contains itself',
    changes: thing('"id": {', '"next": { "$ref": "thing.schema.json" },\n    "id": {'),
  },
];

const broken: readonly { name: string; changes: Record<string, string>; problems: string[] }[] = [
  {
    name: 'an operation without effect',
    changes: api('      x-effect: read\n', ''),
    problems: ['v1/openapi.yaml:7 operation-effect'],
  },
  {
    name: 'a requirement without source',
    changes: edit('requirements/lists.yaml', 'source: { document: guide, heading: Lists }\n', ''),
    problems: [3, 8, 14].map((line) => `requirements/lists.yaml:${line} requirement-source`),
  },
  {
    name: 'an answer without schema',
    changes: api('              schema: { type: array, items: { $ref: thing.schema.json } }\n', ''),
    problems: ['v1/openapi.yaml:17 response-schema'],
  },
  {
    name: 'a shared answer without schema',
    changes: {
      'v1/openapi.yaml': `${sound['v1/openapi.yaml'].replace("'204': { description: Gone. }", "'204': { description: Gone. }\n        4XX: { $ref: '#/components/responses/Errors' }")}  responses:\n    Errors:\n      description: Errors.\n      content:\n        application/json:\n          example: []\n`,
    },
    problems: ['v1/openapi.yaml:37 response-schema'],
  },
  {
    name: 'a request without schema',
    changes: api(
      "      responses:\n        '204'",
      "      requestBody:\n        content: { application/json: { example: {} } }\n      responses:\n        '204'",
    ),
    problems: ['v1/openapi.yaml:28 response-schema'],
  },
  {
    name: 'an answer without example',
    changes: api(`              ${example}\n`, ''),
    problems: ['v1/openapi.yaml:17 response-example'],
  },
  {
    name: 'an example that breaks its schema',
    changes: api(example, 'example: [{ id: 1 }, { id: one }]'),
    problems: ['v1/openapi.yaml:19 example-valid'],
  },
  {
    name: 'an example without a required member',
    changes: api(example, 'example:\n                - { id: 1 }\n                - {}'),
    problems: ['v1/openapi.yaml:21 example-valid'],
  },
  {
    name: 'a named example that breaks its schema',
    changes: api(
      example,
      'examples:\n                one: { value: [] }\n                two: { value: [{ id: 1.5 }] }',
    ),
    problems: ['v1/openapi.yaml:21 example-valid'],
  },
  {
    name: 'a request example that breaks its schema',
    changes: api(
      "      responses:\n        '204'",
      "      requestBody:\n        content: { application/json: { schema: { type: string }, example: 5 } }\n      responses:\n        '204'",
    ),
    problems: ['v1/openapi.yaml:28 example-valid'],
  },
  {
    name: 'a keyword out of the dialect',
    changes: thing('"title": "Thing",', '"title": "Thing",\n  "unevaluatedProperties": false,'),
    problems: ['v1/thing.schema.json:3 schema-dialect'],
  },
  {
    name: 'a keyword out of the dialect, deep inside',
    changes: edit(
      'v1/common.schema.json',
      '"minimum": 0 }',
      '"minimum": 0 },\n    "pair": { "type": "array", "items": { "type": "array",\n      "prefixItems": [{}] } }',
    ),
    problems: ['v1/common.schema.json:5 schema-dialect', 'v1/common.schema.json:4 schema-compiles'].sort(),
  },
  {
    name: 'a misspelt keyword',
    changes: thing('"required"', '"requird"'),
    problems: [
      'v1/openapi.yaml:18 schema-compiles',
      'v1/thing.schema.json:1 schema-compiles',
      'v1/thing.schema.json:4 schema-dialect',
    ],
  },
  {
    name: 'a keyword out of the dialect in an OpenAPI file',
    changes: api('schema: { type: integer, minimum: 1 }', 'schema: { type: integer, minimum: 1, nullable: true }'),
    problems: ['v1/openapi.yaml:31 schema-dialect'],
  },
  {
    name: 'a type that does not exist',
    changes: thing('"type": "object"', '"type": "objekt"'),
    problems: [
      'v1/openapi.yaml:18 schema-compiles',
      'v1/thing.schema.json:1 schema-compiles',
      'v1/thing.schema.json:3 schema-dialect',
    ],
  },
  {
    name: 'a format that does not exist',
    changes: thing('int32', 'int33'),
    problems: ['v1/openapi.yaml:18 schema-compiles', 'v1/thing.schema.json:1 schema-compiles'],
  },
  {
    name: 'a required member that is not described',
    changes: thing('"required": ["id"]', '"required": ["ids"]'),
    problems: ['v1/openapi.yaml:18 schema-compiles', 'v1/thing.schema.json:1 schema-compiles'],
  },
  {
    name: 'a closed answer',
    changes: thing('"type": "object",', '"type": "object",\n  "additionalProperties": false,'),
    problems: ['v1/thing.schema.json:4 response-open'],
  },
  {
    name: 'a closed part of an answer',
    changes: thing('"id": {', '"more": { "type": "object",\n      "additionalProperties": false },\n    "id": {'),
    problems: ['v1/thing.schema.json:7 response-open'],
  },
  {
    name: 'a key twice in JSON',
    changes: thing('"title": "Thing",', '"title": "Thing",\n  "title": "Ding",'),
    problems: ['v1/thing.schema.json:3 parser', 'v1/thing.schema.json:3 parser'],
  },
  {
    name: 'no answer of success (OpenAPI ruleset)',
    changes: api("'204'", "'404'"),
    problems: ['v1/openapi.yaml:27 operation-success-response'],
  },
  {
    name: 'an array without items (OpenAPI ruleset)',
    changes: api('schema: { type: string } }', 'schema: { type: array } }'),
    problems: ['v1/openapi.yaml:6 array-items'],
  },
];

describe('lintContracts', () => {
  it.each(lawful)('lets pass: $name', async ({ changes }) => expect(await lint(changes)).toEqual([]));
  it.each(broken)('finds: $name', async ({ changes, problems }) => expect(await lint(changes)).toEqual(problems));

  it('lints the contracts of the project without a problem', async () => {
    expect(printLint(await lintContracts())).toBe('');
  });

  it('tells a problem of a file that versions share once', async () => {
    const changes = {
      ...api(example, 'example: [{}]'),
      ...thing('"type": "object",', '"type": "object",\n  "additionalProperties": false,'),
      ...edit(
        'contract.yaml',
        'openapi: v1/openapi.yaml }',
        'openapi: v1/openapi.yaml }\n  - { id: v2, default: true, openapi: v2/openapi.yaml }',
      ),
      'v2/openapi.yaml':
        'openapi: 3.1.0\ninfo: { title: Acme API, version: v2, description: More. }\npaths:\n  /things: { $ref: ../v1/openapi.yaml#/paths/~1things }\n',
    };
    expect(await lint(changes)).toEqual(['v1/openapi.yaml:19 example-valid', 'v1/thing.schema.json:4 response-open']);
  });

  it('lints the schemas of standards, whether a vendor refers to them or not', async () => {
    const changes = { '../../standards/units/deep/size.schema.json': '{\n  "$anchor": "size"\n}' };
    expect(await lint(changes)).toEqual(['schemas/standards/units/deep/size.schema.json:2 schema-dialect']);
  });

  it('prints file, line, rule and message', async () => {
    const text = printLint(await lintContracts(rootWith(api(example, 'example: [{ id: one }]'))));
    expect(text).toBe(
      'schemas/vendors/acme/v1/openapi.yaml:19  example-valid  the example does not keep its schema: /0/id must be integer',
    );
  });

  it('never asks a host and never reads outside schemas', async () => {
    let asked = 0;
    const server = createServer((_, response) => {
      asked += 1;
      response.end('{"type":"object"}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const secret = 'TOP-SECRET-TEXT';
    const root = rootWith({
      ...thing('common.schema.json#/$defs/size', `http://127.0.0.1:${port}/size.json`),
      ...api('{ $ref: thing.schema.json }', '{ $ref: ../../../../private.json }'),
      '../../../private.json': `{ "type": "${secret}" }`,
    });
    const text = printLint(await lintContracts(root));
    await new Promise((resolve) => server.close(resolve));
    expect(asked).toBe(0);
    expect(text).toContain('v1/thing.schema.json:7  ref-outside');
    expect(text).toContain('v1/openapi.yaml:18  ref-outside');
    expect(text).toContain('invalid-ref');
    expect(text).not.toContain(secret);
  });
});
