import { describe, expect, it } from 'vitest';
import { readPrefix, splitPath, UnknownWorld, writePrefix } from '../../../reference/worlds.ts';

const known = { faults: ['a-fault', 'other-fault'], variations: ['a-way'], outages: ['hang'] };

describe('world prefixes', () => {
  it('splits a path with a prefix, and leaves one without alone', () => {
    expect(splitPath('/~a-fault/v2.1/machines')).toEqual({ prefix: '~a-fault', rest: '/v2.1/machines' });
    expect(splitPath('/v2.1/machines')).toEqual({ prefix: '', rest: '/v2.1/machines' });
    expect(splitPath('/~a-fault')).toEqual({ prefix: '~a-fault', rest: '/' });
  });

  it('undoes the percent-encoding of clients', () => {
    expect(splitPath('/%7Ea-fault%2B%7Ea-way%401/v2').prefix).toBe('~a-fault+~a-way@1');
  });

  it('reads what it wrote', () => {
    const world = { faults: ['a-fault', 'other-fault'], variations: ['a-way'], outage: 'hang', instance: 'n.1' };
    const prefix = writePrefix(world, known);
    expect(prefix).toBe('/~a-fault+other-fault+~a-way+!hang@n.1');
    expect(readPrefix(prefix.slice(1), known)).toEqual(world);
  });

  it('writes no prefix for the plain world, and one for an instance of it', () => {
    expect(writePrefix({}, known)).toBe('');
    expect(writePrefix({ faults: [], variations: [], outage: '' }, known)).toBe('');
    expect(writePrefix({ instance: '2' }, known)).toBe('/~@2');
    expect(readPrefix('~@2', known)).toEqual({ faults: [], variations: [], outage: '', instance: '2' });
  });

  it('names what does not exist and what is near', () => {
    expect(() => writePrefix({ faults: ['a-falt'] }, known)).toThrow(UnknownWorld);
    expect(() => writePrefix({ faults: ['other-falt'] }, known)).toThrow(
      /no fault 'other-falt'\. 2 exist; nearest: other-fault/,
    );
    expect(() => readPrefix('~~nowhere', known)).toThrow(/no variation 'nowhere'/);
    expect(() => readPrefix('~!flood', known)).toThrow(/no outage 'flood'/);
    expect(() => readPrefix('~a-fault@a b', known)).toThrow(/instance of a world/);
  });
});
