import { describe, expect, it } from 'vitest';
import { loadContract } from '../../../src/contract/load.ts';
import { holdsFor } from '../../../src/playwright/projects.ts';
import { readRegistry } from '../../../src/playwright/registry.ts';
import { tagsOf } from '../../../src/playwright/spec.ts';

describe('readRegistry', () => {
  it('says what the contract loader says', () => {
    const { requirements } = loadContract('vendnovation');
    const expected = [...requirements.values()].map((requirement) => ({
      id: requirement.id,
      vendor: 'vendnovation',
      file: requirement.file,
      level: requirement.level,
      text: requirement.text,
      heading: requirement.source.heading,
      sourceUrl: requirement.sourceUrl,
      smoke: requirement.smoke,
      ...(requirement.versions === undefined ? {} : { versions: requirement.versions }),
      ...(requirement.class === 'not-testable' ? { notTestable: requirement.why } : {}),
    }));
    expect(readRegistry('vendnovation')).toEqual(expected);
  });
});

describe('tags', () => {
  const entry = {
    id: 'VN-A-01',
    vendor: 'vendnovation',
    file: 'access',
    level: 'must',
    text: 't',
    heading: 'h',
    sourceUrl: '',
    smoke: true,
  } as const;
  const all = ['v1', 'v2', 'v2.1', 'rc'];
  const title = (versions?: string[]) =>
    `vendnovation-v2.1 vendnovation.spec.ts VN-A-01 t ${tagsOf({ ...entry, ...(versions ? { versions } : {}) }).join(' ')}`;

  it('are vendor, section, level, smoke, and versions where it does not hold for all', () => {
    expect(tagsOf(entry)).toEqual(['@vendnovation', '@access', '@must', '@smoke']);
    expect(tagsOf({ ...entry, versions: ['v2'] })).toContain('@v2');
  });
  it('pick what holds for the version of a project, and no version that starts alike', () => {
    const picked = (versions?: string[]) => all.filter((version) => holdsFor(version, all).test(title(versions)));
    expect(picked()).toEqual(all);
    expect(picked(['v2.1', 'rc'])).toEqual(['v2.1', 'rc']);
    expect(picked(['v2'])).toEqual(['v2']);
    expect(holdsFor('v2x1', [...all, 'v2x1']).test(title(['v2.1']))).toBe(false);
  });
});
