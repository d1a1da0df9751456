/** All lawful variations. */
import { accessVariations } from './access.ts';
import { dataVariations } from './data.ts';
import { dateVariations } from './dates.ts';
import type { VariationEntry } from './entry.ts';
import { wireVariations } from './wire.ts';

export const variations: readonly VariationEntry[] = [
  ...wireVariations,
  ...dataVariations,
  ...dateVariations,
  ...accessVariations,
];
