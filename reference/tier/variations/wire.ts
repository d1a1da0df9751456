/** Lawful differences of HTTP and JSON: bytes, framing, header spellings. */
import { finishing } from '../faults/entry.ts';
import { plainJson } from '../world.ts';
import { type VariationEntry, anyWire, variation } from './entry.ts';

export const wireVariations: readonly VariationEntry[] = [
  ...anyWire,
  variation(
    'vehicles-plain-json',
    'The media type of vehicles has no charset.',
    finishing((answer) => (answer.contentType === plainJson ? { ...answer, contentType: 'application/json' } : answer)),
  ),
  variation(
    'media-type-in-capitals',
    'Media types are written in capitals.',
    finishing((answer) =>
      typeof answer.contentType === 'string'
        ? { ...answer, contentType: answer.contentType.replace('application', 'Application') }
        : answer,
    ),
  ),
];
