/** All lawful variations. */
import { dataVariations } from './data.ts';
import type { VariationEntry } from './entry.ts';
import { mdsVariations } from './mds.ts';
import { policyVariations } from './policy.ts';
import { wireVariations } from './wire.ts';

export const variations: readonly VariationEntry[] = [
  ...wireVariations,
  ...policyVariations,
  ...dataVariations,
  ...mdsVariations,
];
