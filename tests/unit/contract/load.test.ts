import { describe, expect, it } from 'vitest';
import { inspectContract, listVendors, loadContract } from '../../../src/contract/load.ts';
import { ContractError } from '../../../src/contract/problems.ts';
import { edit, rootWith, sound } from './fixture.ts';

describe('loadContract, a sound contract', () => {
  const contract = loadContract('acme', { root: rootWith() });
  const operation = (id: string) => contract.versions.get('v1')?.operations.get(id);

  it('reads who the vendor is and what a target needs', () => {
    expect(contract).toMatchObject({
      vendor: 'acme',
      title: 'Acme API',
      envPrefix: 'ACME',
      documents: { guide: { title: 'Guide', url: 'https://docs.example/guide' } },
      limits: { perSecond: 5, burst: 10, perDay: null },
      facts: { pageSize: 50 },
    });
    expect(contract.credentials.map(({ name }) => name)).toEqual(['key', 'password']);
    expect(contract.settings.map(({ name }) => name)).toEqual(['verb', 'authUrl']);
  });

  it('reads requirements with the defaults of their file', () => {
    expect(contract.requirements.get('AC-LIST-01')).toEqual({
      id: 'AC-LIST-01',
      vendor: 'acme',
      section: 'Lists',
      file: 'lists',
      level: 'must',
      basis: 'vendor',
      class: 'tested',
      text: 'A list is answered with its things.',
      source: { document: 'guide', heading: 'Lists' },
      sourceUrl: 'https://docs.example/guide',
      writes: false,
      smoke: true,
    });
    expect(contract.requirements.get('AC-LIST-02')).toMatchObject({ class: 'not-testable', why: 'Nobody can see it.' });
    expect([...contract.requirements.keys()]).toEqual(['AC-LIST-01', 'AC-LIST-02', 'AC-LIST-03']);
  });

  it('lets a requirement override source and versions of its file', () => {
    const changed = edit(
      'requirements/lists.yaml',
      '    smoke: true\n',
      '    versions: [v1]\n    source: { document: guide, heading: Own }\n',
    );
    const own = loadContract('acme', { root: rootWith(changed) }).requirements.get('AC-LIST-01');
    expect(own).toMatchObject({ source: { heading: 'Own' }, versions: ['v1'], smoke: false });
  });

  it('reads operations', () => {
    expect(operation('listThings')).toMatchObject({
      id: 'listThings',
      method: 'GET',
      path: '/things',
      effect: 'read',
      methodSetting: 'verb',
      credentials: ['key'],
      sensitive: null,
      parameters: { query: 'acme/v1/listThings.query', headers: 'acme/v1/listThings.headers' },
      responses: { 200: 'acme/v1/openapi.yaml#/paths/~1things/get/responses/200/content/application~1json/schema' },
    });
    expect(operation('deleteThing')).toMatchObject({ method: 'DELETE', effect: 'write', responses: {} });
    expect(operation('deleteThing')?.requestBody).toBeUndefined();
  });

  it('validates answers, parts of a call and named schemas, and says where and what', () => {
    const list = operation('listThings')?.responses['200'] ?? '';
    expect(contract.validate(list, [{ id: 1, size: null, new: true }])).toEqual([]);
    expect(contract.validate(list, [{ id: 1.5 }, { size: -1 }])).toEqual([
      { pointer: '/0/id', message: 'must be integer', keyword: 'type' },
      { pointer: '/1/id', message: 'must be present', keyword: 'required' },
      { pointer: '/1/size', message: 'must be >= 0', keyword: 'minimum' },
    ]);
    const headers = operation('listThings')?.parameters.headers ?? '';
    expect(contract.validate(headers, { page: 1 })).toEqual([]);
    expect(contract.validate(headers, { pgae: 1 })).toEqual([
      { pointer: '/pgae', message: 'must not be present; known here: page', keyword: 'additionalProperties' },
    ]);
    expect(contract.validate(operation('deleteThing')?.parameters.path ?? '', {})).toMatchObject([
      { pointer: '/thingId' },
    ]);
    expect(contract.validate('acme/v1/thing.schema.json', { id: 1 })).toEqual([]);
    expect(contract.validate('acme/v1/common.schema.json#/$defs/size', 'x')).toMatchObject([
      { message: 'must be number or null' },
    ]);
  });

  it('names the known schemas when asked for an unknown one', () => {
    expect(() => contract.validate('acme/v1/thin.schema.json', {})).toThrow(
      /no schema acme\/v1\/thin.*acme\/v1\/thing\.schema\.json/,
    );
    expect(() => contract.validate('acme/v1/thing.schema.json#/properties/no', {})).toThrow(/no schema/);
  });

  it('keeps a contract in memory, per root', () => {
    const root = rootWith();
    expect(loadContract('acme', { root })).toBe(loadContract('acme', { root }));
    expect(loadContract('acme', { root })).not.toBe(contract);
  });
});

describe('references', () => {
  it('lets versions share path items, parameters and schemas', () => {
    const changes = {
      ...edit(
        'contract.yaml',
        'openapi: v1/openapi.yaml }',
        'openapi: v1/openapi.yaml }\n  - { id: v2, default: true, openapi: v2/openapi.yaml }',
      ),
      'v2/openapi.yaml': `openapi: 3.1.0
info: { title: Acme API, version: v2 }
paths:
  /things: { $ref: ../v1/openapi.yaml#/paths/~1things }
  /things/{thingId}: { $ref: '../v1/openapi.yaml#/paths/~1things~1{thingId}' }
`,
    };
    const contract = loadContract('acme', { root: rootWith(changes) });
    const [v1, v2] = ['v1', 'v2'].map((version) => contract.versions.get(version)?.operations);
    expect([...(v2?.keys() ?? [])]).toEqual(['listThings', 'deleteThing']);
    expect(v2?.get('listThings')?.responses).toEqual(v1?.get('listThings')?.responses);
    const path = v2?.get('deleteThing')?.parameters.path ?? '';
    expect(path).toBe('acme/v2/deleteThing.path');
    expect(contract.validate(path, { thingId: 'x' })).toMatchObject([
      { pointer: '/thingId', message: 'must be integer' },
    ]);
    expect(contract.validate(v2?.get('listThings')?.responses['200'] ?? '', [{}])).toMatchObject([
      { pointer: '/0/id' },
    ]);
  });

  it('resolves schemas inside an OpenAPI file', () => {
    const changes = {
      'v1/openapi.yaml':
        sound['v1/openapi.yaml'].replace('{ $ref: thing.schema.json }', "{ $ref: '#/components/schemas/Thing' }") +
        '  schemas:\n    Thing: { type: object, required: [id], properties: { id: { type: string }, next: { $ref: "#/components/schemas/Thing" } } }\n',
    };
    const contract = loadContract('acme', { root: rootWith(changes) });
    const list = contract.versions.get('v1')?.operations.get('listThings')?.responses['200'] ?? '';
    expect(contract.validate(list, [{ id: 'a', next: { id: 'b' } }])).toEqual([]);
    expect(contract.validate(list, [{ id: 'a', next: {} }])).toMatchObject([{ pointer: '/0/next/id' }]);
  });

  it('leads into schemas/standards', () => {
    const changes = {
      ...edit(
        'v1/common.schema.json',
        '{ "type": ["number", "null"], "minimum": 0 }',
        '{ "$ref": "../../../standards/units/size.schema.json" }',
      ),
      '../../standards/units/size.schema.json': '{ "type": "integer" }',
    };
    const contract = loadContract('acme', { root: rootWith(changes) });
    expect(contract.validate('acme/v1/thing.schema.json', { id: 1, size: 1.5 })).toMatchObject([{ pointer: '/size' }]);
    expect(contract.validate('standards/units/size.schema.json', 1)).toEqual([]);
  });

  it('are none inside examples', () => {
    const changes = edit(
      'v1/openapi.yaml',
      'example: [{ id: 1 }]',
      'example: [{ id: 1, $ref: https://example.com/x }]',
    );
    expect(inspectContract('acme', rootWith(changes)).problems).toEqual([]);
  });
});

describe('listVendors', () => {
  it('names the folders of vendors, and loading one without a contract says so', () => {
    const root = rootWith({ '../zeta/contract.yml': 'vendor: zeta' });
    expect(listVendors(root)).toEqual(['acme', 'zeta']);
    expect(() => loadContract('zeta', { root })).toThrow('schemas/vendors/zeta/contract.yaml:1  file-missing');
  });

  it('is empty where there is none', () => expect(listVendors('/nowhere')).toEqual([]));

  it('guards against names that are no vendor', () => {
    const root = rootWith();
    for (const name of ['../acme', 'acme/v1', '', 'ACME', '.']) {
      expect(() => loadContract(name, { root })).toThrow(/there is no vendor .*; there are: acme/);
    }
  });
});

describe('ContractError', () => {
  it('lists all problems at once, sorted by place, each once', () => {
    const root = rootWith({
      ...edit('contract.yaml', 'vendor: acme', 'vendor: acne'),
      ...edit('v1/openapi.yaml', '      x-effect: read\n', ''),
      ...edit('requirements/lists.yaml', 'document: guide', 'document: guid'),
    });
    const error = (() => {
      try {
        return loadContract('acme', { root });
      } catch (caught) {
        return caught;
      }
    })();
    expect(error).toBeInstanceOf(ContractError);
    expect((error as ContractError).problems.map(({ file, line, rule }) => `${file}:${line} ${rule}`)).toEqual([
      'schemas/vendors/acme/contract.yaml:1 vendor-name',
      'schemas/vendors/acme/requirements/lists.yaml:2 requirement-document',
      'schemas/vendors/acme/v1/openapi.yaml:7 operation-effect',
    ]);
    expect((error as Error).message).toContain(
      'The contract of acme has 3 problems:\n  schemas/vendors/acme/contract.yaml:1  vendor-name  ',
    );
  });

  it('is thrown again by the next load; a repaired contract then loads', () => {
    const root = rootWith(edit('contract.yaml', 'vendor: acme', 'vendor: acne'));
    expect(() => loadContract('acme', { root })).toThrow(ContractError);
    expect(() => loadContract('acme', { root })).toThrow(ContractError);
  });
});
