/** Meaning of status changes: types and reasons, trips, and the order of one vehicle's changes. */
import type { FeedRule } from '../table.ts';
import { instant, memberHolds } from '../table.ts';
import { brief, member, nameList } from '../../json-api/value.ts';
import type { JsonObject, Node } from '../../json-api/value.ts';
import { canFollow, isEventType, reasonsByType, tripReasons } from '../events.ts';
import { integer, text } from '../feed.ts';
import type { Feed } from '../feed.ts';
import { featureTimeOf } from '../route.ts';

export const statusChangeRules: readonly FeedRule[] = [
  {
    id: 'event-reason-fits-type',
    level: 'must',
    statement: 'The reason of a status change is one of those that its type allows.',
    judge: (feed, check) => {
      for (const record of changesOf(feed)) {
        const [type, reason] = [member(record.value, 'event_type'), member(record.value, 'event_type_reason')];
        if (!isEventType(type) || typeof reason !== 'string') continue;
        const right = reasonsByType[type].includes(reason);
        const message = () => `The reason ${brief(reason)} does not belong to the type ${type}.`;
        memberHolds(check, record, 'event_type_reason', right, message, reasonsByType[type].join(', '));
      }
    },
  },
  {
    id: 'associated-trip',
    level: 'must',
    statement: 'A pick-up or drop-off by a user names its trip. With any other reason a trip may be named, too.',
    judge: (feed, check) => {
      for (const record of changesOf(feed)) {
        const reason = text(record.value, 'event_type_reason');
        if (reason === null || !tripReasons.includes(reason)) continue;
        const right = (member(record.value, 'associated_trip') ?? null) !== null;
        memberHolds(
          check,
          record,
          'associated_trip',
          right,
          () => `The status change ${reason} names no trip.`,
          'a trip id',
        );
      }
    },
  },
  {
    id: 'event-location-time',
    level: 'should',
    statement: 'The place of an event is measured at the time of the event, within the tolerance.',
    judge: (feed, check) => {
      for (const record of changesOf(feed)) {
        const time = integer(record.value, 'event_time');
        const measured = featureTimeOf(member(record.value, 'event_location'));
        if (time === null || measured === null) continue;
        const right = Math.abs(measured - time) <= feed.tolerances.seconds * 1000;
        const message = () => `The place was measured at ${instant(measured)}, the event was at ${instant(time)}.`;
        memberHolds(check, record, 'event_location', right, message, `within ${feed.tolerances.seconds} s`);
      }
    },
  },
  {
    id: 'battery-where-electric',
    level: 'may',
    statement: 'A status change of an electric vehicle tells the charge of its battery.',
    judge: (feed, check) => {
      for (const record of changesOf(feed)) {
        const types = member(record.value, 'propulsion_type');
        if (!Array.isArray(types) || !types.some((type) => type === 'electric' || type === 'electric_assist')) continue;
        const right = typeof member(record.value, 'battery_pct') === 'number';
        memberHolds(
          check,
          record,
          'battery_pct',
          right,
          () => 'An electric vehicle has no battery_pct.',
          'a number from 0 to 1',
        );
      }
    },
  },
  {
    id: 'status-change-once',
    level: 'should',
    statement: 'No status change is listed twice.',
    judge: (feed, check) => {
      const seen = new Set<string>();
      for (const record of changesOf(feed)) {
        const key = statusChangeKey(record.value);
        if (key === null) continue;
        memberHolds(
          check,
          record,
          'event_time',
          !seen.has(key),
          () => 'The status change was already listed.',
          'each change once',
        );
        seen.add(key);
      }
    },
  },
  {
    id: 'status-changes-plausible',
    level: 'may',
    statement: 'The status changes of a vehicle follow each other in a plausible way.',
    judge: (feed, check) => {
      for (const [before, after] of successive(feed)) {
        const [from, to] = [member(before.value, 'event_type'), member(after.value, 'event_type')];
        const reason = text(after.value, 'event_type_reason');
        if (!isEventType(from) || !isEventType(to) || reason === null) continue;
        const message = () => `The vehicle went from ${from} to ${to} (${reason}).`;
        memberHolds(check, after, 'event_type', canFollow(from, to, reason), message, `what can follow ${from}`);
      }
    },
  },
  {
    id: 'drop-off-ends-the-trip',
    level: 'should',
    statement: 'A drop-off right after a pick-up of the same vehicle names the same trip.',
    judge: (feed, check) => {
      for (const [before, after] of successive(feed)) {
        const pair = [text(before.value, 'event_type_reason'), text(after.value, 'event_type_reason')];
        if (pair[0] !== 'user_pick_up' || pair[1] !== 'user_drop_off') continue;
        const [picked, dropped] = [text(before.value, 'associated_trip'), text(after.value, 'associated_trip')];
        if (picked === null || dropped === null) continue;
        memberHolds(
          check,
          after,
          'associated_trip',
          picked === dropped,
          () => 'The drop-off names another trip than the pick-up before it.',
          picked,
        );
      }
    },
  },
  {
    id: 'one-status-at-a-time',
    level: 'may',
    statement: 'A vehicle does not change to two states in the same millisecond.',
    judge: (feed, check) => {
      for (const [before, after] of successive(feed)) {
        const types = [member(before.value, 'event_type'), member(after.value, 'event_type')];
        const same =
          integer(before.value, 'event_time') === integer(after.value, 'event_time') && types[0] !== types[1];
        memberHolds(
          check,
          after,
          'event_time',
          !same,
          () => `The vehicle changed to ${nameList(types.map(String))} at once.`,
          'one change at a time',
        );
      }
    },
  },
];

/** A key that is equal for the same status change; null where a part is missing. */
export function statusChangeKey(change: JsonObject): string | null {
  const [device, time, type] = [text(change, 'device_id'), integer(change, 'event_time'), text(change, 'event_type')];
  if (device === null || time === null || type === null) return null;
  return `${device} ${time} ${type} ${text(change, 'event_type_reason') ?? ''}`;
}

function changesOf({ kind, records }: Feed): Feed['records'] {
  return kind === 'status_changes' ? records : [];
}

/** Neighbours among the changes of one vehicle, by time; in the order of the feed where times are equal. */
function* successive(feed: Feed): Generator<readonly [Node<JsonObject>, Node<JsonObject>]> {
  const byDevice = new Map<string, { time: number; record: Node<JsonObject> }[]>();
  for (const record of changesOf(feed)) {
    const [device, time] = [text(record.value, 'device_id'), integer(record.value, 'event_time')];
    if (device === null || time === null) continue;
    const changes = byDevice.get(device);
    if (changes === undefined) byDevice.set(device, [{ time, record }]);
    else changes.push({ time, record });
  }
  for (const changes of byDevice.values()) {
    changes.sort((a, b) => a.time - b.time);
    for (let i = 1; i < changes.length; i += 1) {
      const [before, after] = [changes[i - 1], changes[i]];
      if (before !== undefined && after !== undefined) yield [before.record, after.record];
    }
  }
}
