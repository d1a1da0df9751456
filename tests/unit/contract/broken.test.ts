import { mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inspectContract } from '../../../src/contract/load.ts';
import { contractRules } from '../../../src/contract/problems.ts';
import type { ContractRule } from '../../../src/contract/problems.ts';
import { edit, rootWith, sound } from './fixture.ts';

interface Broken {
  readonly name: string;
  readonly changes: Readonly<Record<string, string | null>>;
  /** `file:line rule` below the vendor's folder, in order. */
  readonly problems: readonly string[];
  /** Words that the messages hold. */
  readonly says: string;
}

const contract = (from: string, to: string) => edit('contract.yaml', from, to);
const lists = (from: string, to: string) => edit('requirements/lists.yaml', from, to);
const api = (from: string, to: string) => edit('v1/openapi.yaml', from, to);
const thing = (from: string, to: string) => edit('v1/thing.schema.json', from, to);
const onContract = (line: number, rule: ContractRule) => [`contract.yaml:${line} ${rule}`];
const onLists = (line: number, rule: ContractRule) => [`requirements/lists.yaml:${line} ${rule}`];
const onApi = (line: number, rule: ContractRule) => [`v1/openapi.yaml:${line} ${rule}`];
const onThing = (line: number, rule: ContractRule) => [`v1/thing.schema.json:${line} ${rule}`];

const cases: readonly Broken[] = [
  // Files and syntax
  {
    name: 'no contract.yaml',
    changes: { 'contract.yaml': null },
    problems: onContract(1, 'file-missing'),
    says: 'create it',
  },
  {
    name: 'no OpenAPI file',
    changes: { 'v1/openapi.yaml': null },
    problems: onContract(7, 'file-missing'),
    says: 'v1/openapi.yaml cannot be read',
  },
  {
    name: 'no requirements',
    changes: { 'requirements/lists.yaml': null },
    problems: ['requirements:1 file-missing'],
    says: 'add <section>.yaml',
  },
  {
    name: 'a requirements file of another kind',
    changes: { 'requirements/more.yml': '' },
    problems: ['requirements/more.yml:1 file-shape'],
    says: '.yaml',
  },
  {
    name: 'an empty file',
    changes: { 'contract.yaml': '' },
    problems: onContract(1, 'file-shape'),
    says: 'the file must be object',
  },
  {
    name: 'a list instead of an object',
    changes: { 'contract.yaml': '- a\n' },
    problems: onContract(1, 'file-shape'),
    says: 'must be object',
  },
  {
    name: 'an open bracket',
    changes: contract('values: [GET, POST]', 'values: [GET, POST'),
    problems: [],
    says: 'correct the syntax',
  },
  {
    name: 'a tab as indentation',
    changes: lists('  - id: AC-LIST-01', '\t- id: AC-LIST-01'),
    problems: [],
    says: 'correct the syntax',
  },
  {
    name: 'a tag that nobody knows',
    changes: contract('title: Acme API', 'title: !secret Acme API'),
    problems: onContract(2, 'yaml-syntax'),
    says: '!secret',
  },
  { name: 'two documents', changes: contract('facts:', '---\nfacts:'), problems: [], says: 'syntax' },
  {
    name: 'a key twice',
    changes: contract('facts: {', 'title: Again\nfacts: {'),
    problems: onContract(30, 'duplicate-key'),
    says: 'remove one',
  },
  {
    name: 'a key twice, deep inside',
    changes: api(
      "        '204': { description: Gone. }",
      "        '204': { description: Gone. }\n        '204': { description: Twice. }",
    ),
    problems: onApi(29, 'duplicate-key'),
    says: 'twice',
  },
  {
    name: 'broken JSON',
    changes: thing('"type": "object",', '"type": "object"'),
    problems: onThing(4, 'json-syntax'),
    says: 'correct the syntax',
  },
  {
    name: 'a JSON file that ends too early',
    changes: { 'v1/thing.schema.json': '{\n  "type":' },
    problems: onThing(2, 'json-syntax'),
    says: 'end of JSON',
  },
  {
    name: 'a comment in JSON',
    changes: thing('"title": "Thing",', '"title": "Thing", // name'),
    problems: onThing(2, 'json-syntax'),
    says: 'syntax',
  },
  {
    name: 'a schema file that is a list',
    changes: { 'v1/more.schema.json': '[]' },
    problems: ['v1/more.schema.json:1 file-shape'],
    says: 'must be an object',
  },

  // contract.yaml
  {
    name: 'a misspelt member',
    changes: contract('required: true\n    header', 'requird: true\n    header'),
    problems: [...onContract(9, 'file-shape'), ...onContract(12, 'file-shape')],
    says: '/credentials/0/requird must not be present; known here: name, env',
  },
  {
    name: 'a member of the wrong type',
    changes: contract('burst: 10', 'burst: many'),
    problems: onContract(29, 'file-shape'),
    says: '/limits/burst must be integer',
  },
  {
    name: 'a document without an address',
    changes: contract('url: https://docs.example/guide', 'url: docs.example'),
    problems: [...onContract(5, 'file-shape'), ...onContract(5, 'file-shape')],
    says: 'must be a URI',
  },
  {
    name: 'the name of another vendor',
    changes: contract('vendor: acme', 'vendor: acne'),
    problems: onContract(1, 'vendor-name'),
    says: 'write vendor: acme',
  },
  {
    name: 'a version twice',
    changes: contract('versions:', 'versions:\n  - { id: v1, default: false, openapi: v1/openapi.yaml }'),
    problems: onContract(8, 'version-unique'),
    says: 'v1 stands here twice',
  },
  {
    name: 'no default version',
    changes: contract('default: true', 'default: false'),
    problems: onContract(6, 'version-default'),
    says: 'set default: true',
  },
  {
    name: 'a name twice',
    changes: contract('- name: password', '- name: key'),
    problems: onContract(14, 'name-unique'),
    says: 'the name key is taken',
  },
  {
    name: 'a variable twice',
    changes: contract('ACME_VERB', 'ACME_KEY'),
    problems: onContract(20, 'name-unique'),
    says: 'ACME_KEY is taken',
  },
  {
    name: 'a variable of another vendor',
    changes: contract('ACME_VERB', 'VERB'),
    problems: onContract(20, 'variable-prefix'),
    says: 'ACME_',
  },
  {
    name: 'an enum without values',
    changes: contract('    values: [GET, POST]\n', ''),
    problems: onContract(19, 'setting-values'),
    says: 'list its values',
  },
  {
    name: 'values of what is no enum',
    changes: contract('type: url', 'type: url\n    values: [a]'),
    problems: onContract(29, 'setting-values'),
    says: 'make it an enum',
  },
  {
    name: 'a default that is no value',
    changes: contract('default: GET', 'default: PUT'),
    problems: onContract(24, 'setting-default'),
    says: 'the default of verb must be one of its values',
  },
  {
    name: 'an example that is no URL',
    changes: contract('type: url', 'type: url\n    example: somewhere'),
    problems: onContract(29, 'setting-default'),
    says: 'the example of authUrl must be an absolute URL',
  },
  {
    name: 'a number without quotes',
    changes: contract('type: url', 'type: integer\n    default: 5'),
    problems: onContract(29, 'file-shape'),
    says: '/settings/1/default must be string',
  },
  {
    name: 'an origin that is no URL setting',
    changes: contract('header: x-key', 'header: x-key\n    originOf: verb'),
    problems: onContract(14, 'credential-origin'),
    says: 'no setting verb of type url',
  },

  // Requirements
  {
    name: 'an id twice',
    changes: lists('AC-LIST-03', 'AC-LIST-01'),
    problems: onLists(15, 'requirement-id-unique'),
    says: 'AC-LIST-01 stands in schemas/vendors/acme/requirements/lists.yaml:4 already',
  },
  {
    name: 'an id twice, in two files',
    changes: { 'requirements/more.yaml': sound['requirements/lists.yaml'].replace(/ {2}- id: AC-LIST-02[^]*/, '') },
    problems: ['requirements/more.yaml:4 requirement-id-unique'],
    says: 'lists.yaml:4 already',
  },
  {
    name: 'another prefix',
    changes: lists('AC-LIST-03', 'AX-LIST-03'),
    problems: onLists(15, 'requirement-id-prefix'),
    says: 'take AC',
  },
  {
    name: 'an id of the wrong form',
    changes: lists('AC-LIST-03', 'AC_LIST_3'),
    problems: onLists(15, 'file-shape'),
    says: '/requirements/2/id must match the pattern',
  },
  {
    name: 'no source',
    changes: lists('source: { document: guide, heading: Lists }\n', ''),
    problems: [3, 8, 14].flatMap((line) => onLists(line, 'requirement-source')),
    says: 'add source with document and heading',
  },
  {
    name: 'a source without a heading',
    changes: lists(', heading: Lists', ''),
    problems: onLists(2, 'file-shape'),
    says: '/source/heading must be present',
  },
  {
    name: 'a document that is not listed',
    changes: lists('    smoke: true', '    source: { document: guid, heading: Lists }'),
    problems: onLists(7, 'requirement-document'),
    says: 'contract.yaml lists guide',
  },
  {
    name: 'a version that is not listed',
    changes: lists('    smoke: true', '    versions: [v1, v7]'),
    problems: onLists(7, 'requirement-version'),
    says: 'there is no version v7; contract.yaml lists v1',
  },
  {
    name: 'a version of a file that is not listed',
    changes: lists('section: Lists', 'section: Lists\nversions: [v7]'),
    problems: onLists(2, 'requirement-version'),
    says: 'v7',
  },
  {
    name: 'not testable without a why',
    changes: lists('    why: Nobody can see it.\n', ''),
    problems: onLists(12, 'requirement-why'),
    says: 'AC-LIST-02 is not testable; add why',
  },
  {
    name: 'a why of what is tested',
    changes: lists('    smoke: true', '    why: Because.'),
    problems: onLists(7, 'requirement-why'),
    says: 'use note',
  },
  {
    name: 'observed, but a must',
    changes: lists('level: may', 'level: must'),
    problems: onLists(16, 'requirement-level'),
    says: 'its level is may, not must',
  },
  {
    name: 'a may that is tested',
    changes: lists('    class: observed\n', ''),
    problems: onLists(16, 'requirement-level'),
    says: 'add class: observed',
  },
  {
    name: 'a level that does not exist',
    changes: lists('level: may', 'level: shall'),
    problems: onLists(16, 'file-shape'),
    says: 'must be "must", "should" or "may"',
  },
  {
    name: 'a text without an end',
    changes: lists('looks like.', 'looks like'),
    problems: onLists(19, 'file-shape'),
    says: '/requirements/2/text',
  },

  // Operations
  {
    name: 'no x-effect',
    changes: api('      x-effect: read\n', ''),
    problems: onApi(7, 'operation-effect'),
    says: 'GET /things (listThings) has no x-effect',
  },
  {
    name: 'an effect that does not exist',
    changes: api('x-effect: read', 'x-effect: reads'),
    problems: onApi(9, 'file-shape'),
    says: 'must be "read", "session" or "write"',
  },
  {
    name: 'a misspelt extension',
    changes: api('x-method-setting', 'x-methodsetting'),
    problems: onApi(10, 'file-shape'),
    says: 'x-methodsetting must not be present',
  },
  {
    name: 'no operationId',
    changes: api('      operationId: listThings\n', ''),
    problems: onApi(7, 'file-shape'),
    says: 'operationId must be present',
  },
  {
    name: 'an operationId twice',
    changes: api('operationId: deleteThing', 'operationId: listThings'),
    problems: onApi(22, 'operation-id-unique'),
    says: 'listThings stands in version v1 already',
  },
  {
    name: 'a setting that does not exist',
    changes: api('x-method-setting: verb', 'x-path-setting: verbs'),
    problems: onApi(10, 'operation-setting'),
    says: 'contract.yaml has verb, authUrl',
  },
  {
    name: 'a base that is no URL',
    changes: api('x-method-setting: verb', 'x-base-setting: verb'),
    problems: onApi(10, 'operation-setting'),
    says: 'no setting of type url verb; contract.yaml has authUrl',
  },
  {
    name: 'a credential that does not exist',
    changes: api('x-credentials: [key]', 'x-credentials: [kay]'),
    problems: onApi(24, 'operation-credential'),
    says: 'contract.yaml has key',
  },
  {
    name: 'a credential without a header',
    changes: api('x-credentials: [key]', 'x-credentials: [key, password]'),
    problems: onApi(24, 'operation-credential'),
    says: 'no credential password with a header',
  },
  {
    name: 'OpenAPI 3.0',
    changes: api('openapi: 3.1.0', 'openapi: 3.0.3'),
    problems: onApi(1, 'file-shape'),
    says: '/openapi must match',
  },
  {
    name: 'a status that does not exist',
    changes: api("'204'", "'604'"),
    problems: onApi(28, 'file-shape'),
    says: '/paths/~1things~1{thingId}/delete/responses/604',
  },
  {
    name: 'a path parameter that is not in the path',
    changes: api('name: thingId', 'name: thing'),
    problems: [...onApi(21, 'path-parameter'), ...onApi(26, 'path-parameter')],
    says: 'has no {thing}',
  },
  {
    name: 'a path parameter that may be left out',
    changes: api(', required: true', ''),
    problems: onApi(26, 'path-parameter'),
    says: 'needs required: true',
  },
  {
    name: 'a parameter twice',
    changes: api(
      "        - $ref: '#/components/parameters/Page'",
      "        - $ref: '#/components/parameters/Page'\n        - { name: PAGE, in: header, schema: { type: string } }",
    ),
    problems: onApi(13, 'parameter-unique'),
    says: 'PAGE stands here twice',
  },

  // References
  {
    name: 'a reference to a host',
    changes: thing('common.schema.json#', 'https://schemas.example/common.schema.json#'),
    problems: onThing(7, 'ref-outside'),
    says: 'use a relative path',
  },
  {
    name: 'a reference to a host without a scheme',
    changes: thing('common.schema.json#', '//schemas.example/common.schema.json#'),
    problems: onThing(7, 'ref-outside'),
    says: 'leaves the contract',
  },
  {
    name: 'a reference to a file anywhere',
    changes: thing('common.schema.json#', 'file:///etc/hosts#'),
    problems: onThing(7, 'ref-outside'),
    says: 'leaves the contract',
  },
  {
    name: 'a reference out of schemas',
    changes: thing('common.schema.json#', '../../../../package.json#'),
    problems: onThing(7, 'ref-outside'),
    says: 'leaves the contract',
  },
  {
    name: 'a reference out of schemas, encoded',
    changes: thing('common.schema.json#', '%2e%2e/%2e%2e/%2e%2e/%2e%2e/package.json#'),
    problems: onThing(7, 'ref-outside'),
    says: 'leaves the contract',
  },
  {
    name: 'a reference to another vendor',
    changes: thing('common.schema.json#', '../../other/common.schema.json#'),
    problems: onThing(7, 'ref-outside'),
    says: 'leaves the contract',
  },
  {
    name: 'a reference to no file',
    changes: thing('common.schema.json#', 'comon.schema.json#'),
    problems: onThing(7, 'ref-missing'),
    says: 'v1/comon.schema.json cannot be read',
  },
  {
    name: 'a reference to no part',
    changes: thing('/$defs/size', '/$defs/sise'),
    problems: onThing(7, 'ref-missing'),
    says: 'leads to nothing in schemas/vendors/acme/v1/common.schema.json',
  },
  {
    name: 'a reference to an inherited member',
    changes: thing('/$defs/size', '/$defs/toString'),
    problems: onThing(7, 'ref-missing'),
    says: 'leads to nothing',
  },
  {
    name: 'a reference to an anchor',
    changes: thing('#/$defs/size', '#size'),
    problems: onThing(7, 'ref-missing'),
    says: 'leads to nothing',
  },
  {
    name: 'a parameter that leads to nothing',
    changes: api('parameters/Page', 'parameters/Pag'),
    problems: onApi(12, 'ref-missing'),
    says: 'leads to nothing',
  },
  {
    name: 'a schema that leads to itself',
    changes: {
      'v1/common.schema.json':
        '{\n  "$defs": {\n    "size": { "$ref": "#/$defs/other" },\n    "other": { "$ref": "#/$defs/size" }\n  }\n}',
    },
    problems: ['v1/common.schema.json:3 ref-cycle', 'v1/common.schema.json:4 ref-cycle'],
    says: 'leads back to itself',
  },
  {
    name: 'a schema with an $id',
    changes: thing('"title": "Thing",', '"$id": "https://example.com/thing",'),
    problems: onThing(2, 'schema-id'),
    says: 'remove $id',
  },
  {
    name: 'anchors that clash',
    changes: thing('"format": "int32" }', '"$anchor": "a" },\n    "b": { "$anchor": "a" }'),
    problems: [...onThing(6, 'schema-id'), ...onThing(7, 'schema-id')],
    says: 'remove $anchor',
  },
];

function problemsOf(root: string): { places: string[]; text: string; rules: ContractRule[] } {
  const { problems, contract: usable } = inspectContract('acme', root);
  expect(usable).toBeNull();
  return {
    places: problems.map(({ file, line, rule }) => `${file.replace('schemas/vendors/acme/', '')}:${line} ${rule}`),
    text: problems.map(({ message }) => message).join('\n'),
    rules: problems.map(({ rule }) => rule),
  };
}

describe('a broken contract names file, line, rule and what to do', () => {
  it('while the sound one has no problem', () => expect(inspectContract('acme', rootWith()).problems).toEqual([]));

  it.each(cases)('$name', ({ changes, problems, says }) => {
    const { places, text } = problemsOf(rootWith(changes));
    if (problems.length > 0) expect(places).toEqual(problems);
    else expect(places.join()).toMatch(/(contract|lists)\.yaml:\d+ yaml-syntax/);
    expect(text).toContain(says);
  });

  it('a file that is not UTF-8', () => {
    const root = rootWith();
    writeFileSync(join(root, 'schemas/vendors/acme/contract.yaml'), Buffer.from([0x76, 0xff, 0xfe]));
    expect(problemsOf(root).places).toEqual(['contract.yaml:1 file-encoding']);
  });

  it('a link out of schemas', () => {
    const outside = join(mkdtempSync(join(tmpdir(), 'outside-')), 'common.schema.json');
    writeFileSync(outside, sound['v1/common.schema.json']);
    const root = rootWith({ 'v1/common.schema.json': null });
    symlinkSync(outside, join(root, 'schemas/vendors/acme/v1/common.schema.json'));
    const { rules, text } = problemsOf(root);
    expect(rules).toContain('file-missing');
    expect(text).toContain('a link leads out of schemas/');
  });

  it('every rule of the loader is broken by one case here', () => {
    const broken = new Set(cases.flatMap(({ problems }) => problems.map((place) => place.replace(/.* /, ''))));
    const elsewhere = ['file-encoding'];
    expect(Object.keys(contractRules).filter((rule) => !broken.has(rule) && !elsewhere.includes(rule))).toEqual([]);
  });
});
