/** Status changes of one trip, held against each other. */
import type { FeedRule } from '../table.ts';
import { instant, memberHolds } from '../table.ts';
import type { JsonObject, Node } from '../../json-api/value.ts';
import { tripReasons } from '../events.ts';
import { integer, text } from '../feed.ts';
import type { Feed } from '../feed.ts';

export const tripChangeRules: readonly FeedRule[] = [
  {
    id: 'trip-of-one-vehicle',
    level: 'must',
    statement: 'A trip is picked up and dropped off with one device of one provider.',
    judge: (feed, check) => {
      for (const [first, ...others] of changesByTrip(feed)) {
        for (const name of ['device_id', 'provider_id']) {
          const known = first === undefined ? null : text(first.value, name);
          for (const record of others) {
            const came = text(record.value, name);
            if (known === null || came === null) continue;
            const message = () => `Another status change of the same trip names another ${name}.`;
            memberHolds(check, record, name, came === known, message, known);
          }
        }
      }
    },
  },
  {
    id: 'drop-off-after-pick-up',
    level: 'should',
    statement: 'A trip is dropped off after it was picked up, within the tolerance.',
    judge: (feed, check) => {
      for (const changes of changesByTrip(feed)) {
        const timesOf = (reason: string) =>
          changes.flatMap(({ value }) =>
            text(value, 'event_type_reason') === reason ? (integer(value, 'event_time') ?? []) : [],
          );
        const picked = Math.min(...timesOf('user_pick_up'));
        for (const record of changes) {
          const time = integer(record.value, 'event_time');
          if (!Number.isFinite(picked) || time === null) continue;
          if (text(record.value, 'event_type_reason') !== 'user_drop_off') continue;
          const right = time >= picked - feed.tolerances.seconds * 1000;
          const message = () => `The drop-off comes before the pick-up of its trip at ${instant(picked)}.`;
          memberHolds(check, record, 'event_time', right, message, 'after the pick-up');
        }
      }
    },
  },
];

/** Pick-ups and drop-offs by the trip that they name. */
function changesByTrip({ kind, records }: Feed): readonly (readonly Node<JsonObject>[])[] {
  if (kind !== 'status_changes') return [];
  const byTrip = new Map<string, Node<JsonObject>[]>();
  for (const record of records) {
    const trip = text(record.value, 'associated_trip');
    if (trip === null || !tripReasons.includes(text(record.value, 'event_type_reason') ?? '')) continue;
    const changes = byTrip.get(trip);
    if (changes === undefined) byTrip.set(trip, [record]);
    else changes.push(record);
  }
  return [...byTrip.values()];
}
