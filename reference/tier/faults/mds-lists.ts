/** Faults of the filters and pages of the MDS feeds. */
import { pageLink, type Asked } from '../mds.ts';
import type { ChangeOfBehaviour } from '../behaviour.ts';
import type { JsonObject } from '../model.ts';
import { finishing, inMds, must, should } from './entry.ts';

const trips = (number: string) => must(`TI-TRIPS-${number}`, inMds);
const stat = (number: string) => must(`TI-STAT-${number}`, inMds);
const page = (number: string) => must(`TI-PAGE-${number}`, inMds);

/** Another reading of the window of one feed. */
const window =
  (feed: 'trips' | 'status_changes', holds: (at: number, asked: Asked) => boolean): ChangeOfBehaviour =>
  (base) => ({
    inWindow: (call, of, at, asked) => (of === feed ? holds(at, asked) : base.inWindow(call, of, at, asked)),
  });
const from = (at: number, { from: bound }: Asked) => bound === null || at >= bound;
const to = (at: number, { to: bound }: Asked) => bound === null || at < bound;
const hour = 3_600_000;

/** Alters links of a feed that has some. */
const links =
  (
    change: (held: JsonObject, paged: { number: number; size: number; pages: number }) => JsonObject,
  ): ChangeOfBehaviour =>
  (base) => ({
    links: (call, rows, paged) => {
      const held = base.links(call, rows, paged);
      return held === null ? null : change(held, paged);
    },
  });
const textOf = (held: JsonObject, name: string) => (typeof held[name] === 'string' ? held[name] : null);

export const mdsListFaults = [
  trips('01')('min-end-time-ignored', 'min_end_time is not looked at.', window('trips', to)),
  trips('01')('max-end-time-ignored', 'max_end_time is not looked at.', window('trips', from)),
  trips('01')(
    'window-by-whole-hours',
    'The window of trips is widened to whole hours.',
    window('trips', (at, asked) => from(Math.ceil(at / hour) * hour, asked) && to(Math.floor(at / hour) * hour, asked)),
  ),
  trips('02')(
    'trip-window-closed',
    'A trip that ends at max_end_time is kept.',
    window('trips', (at, asked) => from(at, asked) && to(at - 1, asked)),
  ),
  trips('02')(
    'trip-window-open',
    'A trip that ends at min_end_time is left out.',
    window('trips', (at, asked) => from(at - 1, asked) && to(at, asked)),
  ),
  trips('03')(
    'trip-lost-before-the-end',
    'Trips of the last five minutes before max_end_time are left out.',
    window('trips', (at, asked) => from(at, asked) && to(at + 300_000, asked)),
  ),
  trips('03')(
    'trip-window-later',
    'The window of trips begins a minute later.',
    window('trips', (at, asked) => from(at - 60_000, asked) && to(at, asked)),
  ),
  trips('04')('device-ignored', 'device_id is not looked at.', (base) => ({
    ofVehicle: (call, trip, asked) => base.ofVehicle(call, trip, { ...asked, deviceId: null }),
  })),
  trips('04')('device-loses-trips', 'Of the trips of a device every second one comes.', (base) => ({
    ofVehicle: (call, trip, asked) =>
      base.ofVehicle(call, trip, asked) && (asked.deviceId === null || trip.start % 120_000 < 60_000),
  })),
  trips('05')('vehicle-ignored', 'vehicle_id is not looked at.', (base) => ({
    ofVehicle: (call, trip, asked) => base.ofVehicle(call, trip, { ...asked, vehicleId: null }),
  })),
  trips('05')('vehicle-by-beginning', 'vehicle_id finds every vehicle whose code begins alike.', () => ({
    ofVehicle: (_call, { vehicle }, { deviceId, vehicleId }) =>
      (deviceId === null || vehicle.id === deviceId) &&
      (vehicleId === null || String(vehicle.code).startsWith(vehicleId.slice(0, 5))),
  })),
  trips('06')('unknown-device-all-trips', 'A device that nobody has is not looked for.', (base) => ({
    ofVehicle: (call, trip, asked) =>
      base.ofVehicle(
        call,
        trip,
        asked.deviceId?.startsWith('00000000') === true ? { ...asked, deviceId: null } : asked,
      ),
  })),
  trips('06')(
    'unknown-device-fails',
    'A device that nobody has makes the server fail.',
    finishing((answer, call) =>
      call.query.get('device_id')?.startsWith('00000000') === true
        ? { status: 500, text: 'Internal Server Error' }
        : answer,
    ),
  ),

  should('TI-TRIPS-08', inMds)('last-filter-counts', 'Of device_id and vehicle_id only the second counts.', (base) => ({
    ofVehicle: (call, trip, asked) =>
      base.ofVehicle(call, trip, asked.vehicleId === null ? asked : { ...asked, deviceId: null }),
  })),

  stat('01')('start-time-ignored', 'start_time is not looked at.', window('status_changes', to)),
  stat('01')('end-time-ignored', 'end_time is not looked at.', window('status_changes', from)),
  stat('02')(
    'change-window-closed',
    'A status change at end_time is kept.',
    window('status_changes', (at, asked) => from(at, asked) && to(at - 1, asked)),
  ),
  stat('02')(
    'change-window-open',
    'A status change at start_time is left out.',
    window('status_changes', (at, asked) => from(at - 1, asked) && to(at, asked)),
  ),
  stat('03')(
    'change-lost-before-the-end',
    'Status changes of the last five minutes before end_time are left out.',
    window('status_changes', (at, asked) => from(at, asked) && to(at + 300_000, asked)),
  ),
  stat('03')(
    'change-window-later',
    'The window of status changes begins a minute later.',
    window('status_changes', (at, asked) => from(at - 60_000, asked) && to(at, asked)),
  ),

  page('01')('page-size-doubled', 'Pages hold twice as many records as asked for.', (base) => ({
    cut: (_call, rows, { number, size }) => rows.slice((number - 1) * size * 2, number * size * 2),
    links: (call, rows, paged) => base.links(call, rows, { ...paged, pages: Math.max(1, Math.ceil(paged.pages / 2)) }),
  })),
  page('01')('page-one-more', 'The first page holds one record more than asked for.', (base) => ({
    cut: (call, rows, paged) =>
      paged.number === 1 && paged.pages > 1 ? rows.slice(0, paged.size + 1) : base.cut(call, rows, paged),
  })),
  page('02')(
    'next-for-ever',
    'The next link of the last page leads to the first.',
    links((held) => ({ ...held, next: held['next'] ?? held['first'] ?? null })),
  ),
  page('02')('next-to-empty-pages', 'Behind the last page empty pages follow.', (base) => ({
    links: (call, rows, paged) => ({
      ...base.links(call, rows, paged),
      next: pageLink(call, paged.number + 1, paged.size),
    }),
  })),
  page('02')(
    'next-by-time-for-ever',
    'The next link begins at the time of the last record, and never moves on.',
    (base) => ({
      links: (call, rows, { number, size, pages }) => {
        const shown = base.cut(call, rows, { number, size, pages }).at(-1);
        if (shown === undefined || 'start' in shown || rows.length <= size)
          return base.links(call, rows, { number, size, pages });
        return { next: pageLink(call, 1, 1, { start_time: String(shown.at), 'page[number]': null }) };
      },
    }),
  ),
  page('03')('next-loses-end-time', 'The next link loses end_time.', (base) => ({
    links: (call, rows, paged) => {
      const held = base.links(call, rows, paged);
      const next = held === null ? null : textOf(held, 'next');
      return held === null || next === null ? held : { ...held, next: next.replace(/(?:max_)?end_time=\d+&?/, '') };
    },
  })),
  page('03')(
    'next-widens-window',
    'The next link moves end_time a day later.',
    links((held) => {
      const next = textOf(held, 'next');
      return next === null
        ? held
        : {
            ...held,
            next: next.replace(/end_time=(\d+)/, (_whole, ms: string) => `end_time=${Number(ms) + 86_400_000}`),
          };
    }),
  ),
  page('04')('record-lost-between-pages', 'The record after the first page is on no page.', (base) => ({
    cut: (call, rows, paged) =>
      base.cut(
        call,
        call.query.has('page[size]') && rows.length > paged.size ? rows.filter((_row, n) => n !== paged.size) : rows,
        paged,
      ),
  })),
  page('04')(
    'feed-last-page-unlinked',
    'The last page but one has no next link.',
    links((held, { number, pages }) => (number === pages - 1 ? { ...held, next: null } : held)),
  ),
  should('TI-PAGE-05', inMds)(
    'last-of-page-repeated',
    'Pages begin with the last record of the page before.',
    (base) => ({
      cut: (call, rows, paged) =>
        paged.number === 1
          ? base.cut(call, rows, paged)
          : rows.slice((paged.number - 1) * paged.size - 1, paged.number * paged.size),
    }),
  ),
  page('06')(
    'next-to-another-host',
    'The next link leads to another host.',
    links((held) => {
      const next = textOf(held, 'next');
      return next === null ? held : { ...held, next: next.replace(/^http:\/\/[^/]+/, 'https://partner.tier.invalid') };
    }),
  ),
  page('06')(
    'next-to-another-zone',
    'The link last leads to another zone.',
    links((held) => {
      const last = textOf(held, 'last');
      return last === null ? held : { ...held, last: last.replace('/BERLIN/', '/HAMBURG/') };
    }),
  ),
];
