/** Lawful ways that an independent examination found. */
import { isObject, type Json } from '../model.ts';
import { errors } from '../world.ts';
import { documents, finishing } from '../faults/entry.ts';
import { rootZone } from '../zones.ts';
import { variation } from './entry.ts';

const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]) : []);

export const examinedVariations = [
  variation('two-kinds-of-zones', 'There are root zones and business zones alone.', (base) => ({
    ofType: (call, zone, type) => ['root', 'business'].includes(type) && base.ofType(call, zone, type),
  })),
  variation('update-of-nobody-400', 'An update of a customer that does not exist is answered with 400.', (base) => ({
    missing: (call, kind, entry) =>
      call.operation === 'updateCustomer' ? errors(call, 400, entry) : base.missing(call, kind, entry),
  })),
  variation('rented-vehicle-hidden', 'A vehicle that is rented is not found by its code.', (base) => ({
    withCode: (call, code) => {
      const rented = call.world.people.rentals.filter(({ endedAt }) => endedAt === null);
      return rented.some(({ vehicle }) => vehicle.code === code) ? [] : base.withCode(call, code);
    },
  })),
  variation(
    'titles-alike',
    'All errors have the same title.',
    finishing((answer) =>
      isObject(answer.json) && Array.isArray(answer.json['errors'])
        ? {
            ...answer,
            json: {
              ...answer.json,
              errors: listOf(answer.json['errors']).map((one) =>
                isObject(one) ? { ...one, title: 'Invalid request' } : one,
              ),
            },
          }
        : answer,
    ),
  ),
  variation('minutes-rounded-up-each', 'Ride and pause are rounded up, each for itself.', (base) => ({
    minutes: (rental, now) => {
      const { ride, pause } = base.minutes(rental, now);
      return rental.endedAt === null ? { ride, pause } : { ride: ride + 1, pause };
    },
  })),
];

export const examinedOfBoth = [
  variation(
    'unknown-zone-404-empty',
    'A zone that does not exist is answered with 404 and an empty object.',
    (base) => ({
      zoneRefusal: (call, zone) => (zone === undefined ? { status: 404, json: {} } : base.zoneRefusal(call, zone)),
    }),
  ),
];

export const examinedRoots = [
  variation(
    'root-zone-updated-meanwhile',
    'A root zone was changed since it was listed, and shows no legacyId alone.',
    documents('getRootZone', (doc, call) => {
      const held = doc['properties'];
      if (!isObject(held)) return doc;
      const { legacyId, ...rest } = held;
      const known = typeof legacyId === 'string' && rootZone(legacyId) !== undefined;
      return { ...doc, properties: { ...(known ? rest : held), updatedAt: new Date(call.world.now()).toISOString() } };
    }),
  ),
];

export const examinedFeeds = [
  variation('range-wants-both-bounds', 'A range with one bound is refused.', (base) => ({
    intercept: (call) => {
      const bounds = ['min_end_time', 'max_end_time', 'start_time', 'end_time'].filter((name) => call.query.has(name));
      return bounds.length === 1
        ? errors(call, 400, { code: 'ValidationError', title: 'Both bounds are wanted.' })
        : base.intercept(call);
    },
  })),
  variation(
    'pages-cut-otherwise-on-the-way-back',
    'The link prev leads to a page that begins a record earlier.',
    (base) => ({
      cut: (call, rows, paged) => {
        const from = (paged.number - 1) * paged.size;
        return call.query.get('back') === '1'
          ? rows.slice(Math.max(0, from - 1), from + paged.size - 1)
          : base.cut(call, rows, paged);
      },
      links: (call, rows, paged) => {
        const held = base.links(call, rows, paged);
        return held === null || typeof held['prev'] !== 'string' ? held : { ...held, prev: `${held['prev']}&back=1` };
      },
    }),
  ),
];
