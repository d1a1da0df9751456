/** Lawful differences of HTTP and JSON: bytes, framing, header spellings. */
import { type VariationEntry, anyWire, finishing, objects, variation } from './entry.ts';

export const wireVariations: readonly VariationEntry[] = [
  ...anyWire,
  variation(
    'new-members',
    'Every object has members that no page names.',
    objects((object) => ({ ...object, addedLater: null, tagsAddedLater: ['a', 1, true, { deep: {} }] })),
  ),
  variation(
    'content-type-spelt-otherwise',
    'The Content-Type has capitals and a quoted charset.',
    finishing((answer) => ({ contentType: 'Application/JSON;charset="UTF-8"', ...answer })),
  ),
  variation(
    'content-type-absent',
    'Answers have no Content-Type.',
    finishing((answer) => ({ ...answer, contentType: null })),
  ),
];
