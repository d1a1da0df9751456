import { describe, expect, it } from 'vitest';
import { loadContract } from '../../../src/contract/load.ts';
import { tagged } from '../../../src/playwright/projects.ts';
import { readRegistry } from '../../../src/playwright/registry.ts';
import { tagsOf } from '../../../src/playwright/spec.ts';

describe('readRegistry', () => {
  it('says what the contract loader says', () => {
    const { requirements, versions } = loadContract('vendnovation');
    const expected = [...requirements.values()].map((requirement) => ({
      id: requirement.id,
      vendor: 'vendnovation',
      file: requirement.file,
      level: requirement.level,
      text: requirement.text,
      heading: requirement.source.heading,
      sourceUrl: requirement.sourceUrl,
      smoke: requirement.smoke,
      versions: requirement.versions ?? [...versions.keys()],
      ...(requirement.class === 'not-testable' ? { notTestable: requirement.why } : {}),
    }));
    expect(readRegistry('vendnovation')).toEqual(expected);
  });
});

describe('tagged', () => {
  const entry = { id: 'VN-A-01', vendor: 'vendnovation', file: 'access', level: 'must', text: 't', heading: 'h', sourceUrl: '', smoke: true } as const;
  it('picks the version and no other that starts alike', () => {
    const title = `vendnovation-v2.1 vendnovation.spec.ts VN-A-01 t ${tagsOf({ ...entry, versions: ['v2.1', 'rc'] }).join(' ')}`;
    expect(tagged('v2.1').test(title)).toBe(true);
    expect(tagged('rc').test(title)).toBe(true);
    expect(tagged('v2').test(title)).toBe(false);
    expect(tagged('v2x1').test(title)).toBe(false);
  });
  it('tags vendor, section, level, smoke and versions', () => {
    expect(tagsOf({ ...entry, versions: ['v2'] })).toEqual(['@vendnovation', '@access', '@must', '@smoke', '@v2']);
  });
});
