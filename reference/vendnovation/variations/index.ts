/** All lawful variations. */
import { accessVariations } from './access.ts';
import { dataVariations } from './data.ts';
import { dateVariations } from './dates.ts';
import type { VariationEntry } from './entry.ts';
import { errorVariations } from './errors.ts';
import { requestVariations } from './requests.ts';
import { wireVariations } from './wire.ts';
import { writeVariations } from './writes.ts';

export const variations: readonly VariationEntry[] = [
  ...wireVariations,
  ...dataVariations,
  ...dateVariations,
  ...accessVariations,
  ...requestVariations,
  ...errorVariations,
  ...writeVariations,
];
