/** All lawful variations. */
import { answerVariations } from './answers.ts';
import { documentVariations } from './documents.ts';
import type { VariationEntry } from './entry.ts';
import { notificationVariations } from './notifications.ts';
import { tokenVariations } from './tokens.ts';

export const variations: readonly VariationEntry[] = [
  ...tokenVariations,
  ...documentVariations,
  ...answerVariations,
  ...notificationVariations,
];
