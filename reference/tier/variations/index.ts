/** All lawful variations. */
import type { VariationEntry } from './entry.ts';

export const variations: readonly VariationEntry[] = [];
