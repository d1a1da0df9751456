/** All lawful variations. */
import { accessVariations } from './access.ts';
import { dataVariations } from './data.ts';
import type { VariationEntry } from './entry.ts';
import { listVariations } from './lists.ts';
import { openPointVariations } from './open-points.ts';
import { wireVariations } from './wire.ts';

export const variations: readonly VariationEntry[] = [
  ...wireVariations,
  ...dataVariations,
  ...accessVariations,
  ...listVariations,
  ...openPointVariations,
];
