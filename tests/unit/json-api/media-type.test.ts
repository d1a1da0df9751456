import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parameterOf, parseAccept, parseMediaType } from '../../../src/judges/json-api/media-type.ts';
import { demands406, demands415 } from '../../../src/judges/json-api/negotiation.ts';

const type = 'application/vnd.api+json';

describe('parseMediaType', () => {
  it.each([
    ['application/vnd.mds.provider+json;version=0.3', '0.3'],
    ['application/vnd.mds.provider+json ; version="0.3"', '0.3'],
    ['Application/VND.MDS.Provider+JSON;Version=0.3;', '0.3'],
    ['application/vnd.mds.provider+json;;version="0\\.3" ; charset=utf-8', '0.3'],
  ])('reads %s', (text, version) => {
    const read = parseMediaType(text);
    expect(read).toMatchObject({ essence: 'application/vnd.mds.provider+json' });
    expect('problem' in read ? read : parameterOf(read, 'version')).toBe(version);
  });

  it.each([
    '',
    'json',
    'application/',
    'a/b;version',
    'a/b;version =1',
    'a/b;version= 1',
    'a/b;v="1',
    'a/b, c/d',
    'a/b c',
  ])('names the problem of %j', (text) => expect(parseMediaType(text)).toHaveProperty('problem'));

  it('keeps quoted separators inside a value', () => {
    expect(parseMediaType('a/b;p="x;y,z"')).toEqual({ essence: 'a/b', parameters: [{ name: 'p', value: 'x;y,z' }] });
  });

  it('reads what it wrote, and never throws', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const quoted = `"${value.replace(/[\\"]/g, '\\$&')}"`;
        const read = parseMediaType(`a/b;p=${quoted}`);
        expect(read).toEqual({ essence: 'a/b', parameters: [{ name: 'p', value }] });
      }),
    );
    fc.assert(fc.property(fc.string(), (text) => void [parseMediaType(text), parseAccept(text)]));
  });
});

describe('parseAccept', () => {
  it('weighs types and does not count q as a parameter', () => {
    expect(parseAccept('a/b;q=0.5;x=1, */*')).toEqual([
      { essence: 'a/b', parameters: [], quality: 0.5 },
      { essence: '*/*', parameters: [], quality: 1 },
    ]);
  });
});

describe('demanded refusals', () => {
  it.each([
    [type, false],
    ['application/json;charset=utf-8', false],
    [`${type};charset=utf-8`, true],
    ['nonsense', null],
  ])('415 in 1.0 for %s: %s', (sent, demanded) => expect(demands415(sent, '1.0', null)).toBe(demanded));

  it('does not know which extensions are supported', () => {
    expect(demands415(`${type};ext="https://e.example"`, '1.1', null)).toBe(null);
    expect(demands415(`${type};profile="https://e.example"`, '1.1', null)).toBe(false);
    expect(demands406(`${type};ext="https://e.example"`, '1.1', null)).toBe(null);
  });

  it.each([
    [type, '1.0', false],
    [`${type};q=0.9`, '1.0', false],
    [`${type};a=1, ${type}`, '1.0', false],
    [`${type};a=1, */*`, '1.0', true],
    ['*/*', '1.0', false],
    [`${type};profile="https://p.example"`, '1.0', true],
    [`${type};profile="https://p.example"`, '1.1', false],
    [`${type};charset=utf-8`, '1.1', true],
  ] as const)('406 for %s in %s: %s', (sent, version, demanded) =>
    expect(demands406(sent, version, null)).toBe(demanded),
  );
});
