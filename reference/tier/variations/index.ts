/** All lawful variations. */
import { dataVariations, fleetVariations } from './data.ts';
import { at, type VariationEntry } from './entry.ts';
import { examinedFeeds, examinedOfBoth, examinedRoots, examinedVariations } from './examined.ts';
import { mdsVariations } from './mds.ts';
import { policyVariations } from './policy.ts';
import { wireVariations } from './wire.ts';

export const variations: readonly VariationEntry[] = [
  ...at(['v1', 'v2', 'mds-0.3'], wireVariations),
  ...at(['v1', 'v2', 'mds-0.3'], policyVariations),
  ...at(['v1', 'v2', 'mds-0.3'], fleetVariations),
  ...at(['v1', 'v2'], dataVariations),
  ...at(['mds-0.3'], mdsVariations),
  ...at(['v1'], examinedVariations),
  ...at(['v1', 'v2', 'mds-0.3'], examinedOfBoth),
  ...at(['v2'], examinedRoots),
  ...at(['mds-0.3'], examinedFeeds),
];
