import { describe, expect, it } from 'vitest';
import { isMapAt } from '../../../src/openapi/maps.ts';
import { specificationProblems } from '../../../src/openapi/specification.ts';
import { validate } from '../../../src/openapi/validate.ts';
import { documentFrom } from './samples.ts';

const info = { title: 'T', version: '1' };

const swagger = documentFrom({
  swagger: '2.0',
  info,
  paths: {},
  definitions: {
    Device: { type: 'object', discriminator: 'kind', required: ['kind'], properties: { kind: { type: 'string' } } },
    Server: { allOf: [{ $ref: '#/definitions/Device' }, { type: 'object', required: ['cores'] }] },
    Blade: { allOf: [{ $ref: '#/definitions/Server' }, { type: 'object', required: ['slot'] }] },
  },
});

const openapi = documentFrom({
  openapi: '3.0.3',
  info,
  paths: {},
  components: {
    schemas: {
      Ticket: {
        oneOf: [{ $ref: '#/components/schemas/Incident' }, { $ref: '#/components/schemas/Change' }],
        discriminator: {
          propertyName: 'kind',
          mapping: { incident: 'Incident', change: '#/components/schemas/Change' },
        },
      },
      Incident: { type: 'object', required: ['kind', 'severity'], properties: { severity: { type: 'integer' } } },
      Change: {
        type: 'object',
        required: ['kind', 'window'],
        properties: { window: { type: 'string', format: 'date' } },
      },
      // It extends what lists it, which has no end in plain JSON Schema.
      Animal: {
        type: 'object',
        oneOf: [{ $ref: '#/components/schemas/Cat' }],
        discriminator: { propertyName: 'type' },
      },
      Cat: { allOf: [{ $ref: '#/components/schemas/Animal' }, { type: 'object', required: ['lives'] }] },
    },
  },
});

const wheres = (document: typeof swagger, pointer: string, value: unknown) => {
  const judged = validate(document, pointer, value);
  return 'problems' in judged ? judged.problems.map(({ pointer: at, keyword }) => `${keyword} ${at}`) : judged;
};

describe('discriminators', () => {
  it.each([
    [{ kind: 'Server', cores: 4 }, []],
    [{ kind: 'Device' }, []],
    [{ kind: 'unknown to the document' }, []],
    [{ kind: 'Server' }, ['required /cores']],
    [{ kind: 'Blade', cores: 4 }, ['required /slot']],
    [{}, ['required /kind']],
  ])('Swagger 2.0: %j', (value, expected) => expect(wheres(swagger, '/definitions/Device', value)).toEqual(expected));

  it.each([
    [{ kind: 'incident', severity: 1 }, true],
    [{ kind: 'change', window: '2026-01-01' }, true],
    [{ kind: 'incident', window: '2026-01-01' }, false],
    [{ kind: 'change', severity: 1 }, false],
  ])('OpenAPI 3.0: %j', (value, isRight) =>
    expect(wheres(openapi, '/components/schemas/Ticket', value)).toEqual(
      isRight ? [] : expect.arrayContaining([expect.anything()]),
    ),
  );

  it('a wrong format inside a choice is a matter of the format', () =>
    expect(wheres(openapi, '/components/schemas/Ticket', { kind: 'change', window: 'soon' })).toEqual([
      'format /window',
    ]));

  it('a parent that lists its children has an end', () => {
    expect(wheres(openapi, '/components/schemas/Animal', { type: 'Cat', lives: 9 })).toEqual([]);
    expect(wheres(openapi, '/components/schemas/Animal', { type: 'Cat' })).not.toEqual([]);
  });
});

describe('isMapAt', () => {
  const document = documentFrom({
    openapi: '3.0.3',
    info,
    paths: {},
    components: {
      schemas: {
        List: { type: 'array', items: { allOf: [{ $ref: '#/components/schemas/Item' }] } },
        Item: {
          type: 'object',
          properties: { tags: { type: 'object', additionalProperties: { type: 'string' } }, size: { type: 'object' } },
        },
      },
    },
  });
  it.each([
    [['[]', 'tags'], true],
    [['[]'], false],
    [['[]', 'size'], false],
    [['[]', 'unknown'], false],
  ])('%j: %s', (path, isMap) => expect(isMapAt(document, '/components/schemas/List', path)).toBe(isMap));
});

describe('specificationProblems', () => {
  const get = { operationId: 'x', responses: { 200: { description: 'x' } } };
  const rules = (more: object) =>
    specificationProblems(documentFrom({ openapi: '3.0.3', info, paths: { '/x': { get } }, ...more })).map(
      ({ rule, pointer }) => `${rule} ${pointer}`,
    );
  it.each<[string, object, readonly string[]]>([
    ['nothing', {}, []],
    [
      'a name with a blank',
      { components: { schemas: { 'A b': {} } } },
      ['spec-component-name /components/schemas/A b'],
    ],
    [
      'a server variable that nothing describes',
      { servers: [{ url: '/{a}' }] },
      ['spec-server-variable /servers/0/url'],
    ],
    ['one that is described', { servers: [{ url: '/{a}', variables: { a: { default: 'b' } } }] }, []],
    [
      'a response that refers to a schema',
      {
        paths: { '/x': { get: { responses: { 200: { $ref: '#/components/schemas/A' } } } } },
        components: { schemas: { A: { type: 'object' } } },
      },
      ['spec-reference-kind /paths/~1x/get/responses/200'],
    ],
    [
      'a link to an operation that is not there',
      { paths: { '/x': { get: { responses: { 200: { description: 'x', links: { a: { operationId: 'y' } } } } } } } },
      ['spec-link-operation /paths/~1x/get/responses/200/links/a/operationId'],
    ],
  ])('%s', (_, more, expected) => expect(rules(more)).toEqual(expected));
});
