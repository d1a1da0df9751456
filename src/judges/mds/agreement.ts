/** Trips and status changes of the same trips, held against each other. */
import { shorten } from '../../verdict/check.ts';
import type { Check } from '../../verdict/check.ts';
import { applyRules } from '../json-api/rule.ts';
import type { ApplyOptions, Rule, RuleResult } from '../json-api/rule.ts';
import { at, brief, member, pointer } from '../json-api/value.ts';
import type { JsonObject, Node } from '../json-api/value.ts';
import { feedOf, integer, text, usualTolerances } from './feed.ts';
import type { Tolerances } from './feed.ts';
import { distance, positionOf } from './geo.ts';
import { routeOf } from './route.ts';
import { instant } from './table.ts';

/** A body of either feed, with the exchange that brought it. */
export interface FeedBody {
  readonly document: unknown;
  readonly exchange?: string;
}

interface Sighting {
  readonly trip: Node<JsonObject>;
  readonly change: Node<JsonObject>;
  readonly reason: string;
  /** Exchange of the status change: findings point there. */
  readonly exchange: string | undefined;
}

export interface Agreement {
  /** Status changes that name a trip of the other feed, each with that trip. */
  readonly sightings: readonly Sighting[];
  readonly tolerances: Tolerances;
}

export const agreementTable: readonly Rule<Agreement>[] = [
  {
    id: 'trip-and-status-change-name-one-vehicle',
    level: 'must',
    statement: 'A trip and its status changes name the same device and provider.',
    judge: ({ sightings }, check) => {
      for (const sighting of sightings) {
        for (const name of ['device_id', 'provider_id']) {
          const [own, trips] = [text(sighting.change.value, name), text(sighting.trip.value, name)];
          if (own !== null && trips !== null)
            judge(check, sighting, name, own === trips, `The trip names another ${name}.`, trips);
        }
      }
    },
  },
  {
    id: 'trip-and-status-change-describe-one-vehicle',
    level: 'should',
    statement: 'A trip and its status changes describe the vehicle alike: its visible id, its type.',
    judge: ({ sightings }, check) => {
      for (const sighting of sightings) {
        for (const name of ['vehicle_id', 'vehicle_type']) {
          const [own, trips] = [text(sighting.change.value, name), text(sighting.trip.value, name)];
          if (own !== null && trips !== null)
            judge(check, sighting, name, own === trips, `The trip names another ${name}.`, trips);
        }
      }
    },
  },
  {
    id: 'pick-up-before-the-trip',
    level: 'should',
    statement: 'A vehicle is picked up before its trip starts, or as it starts, within the tolerance.',
    judge: ({ sightings, tolerances }, check) => {
      for (const sighting of sightings) {
        const [event, start] = [
          integer(sighting.change.value, 'event_time'),
          integer(sighting.trip.value, 'start_time'),
        ];
        if (sighting.reason !== 'user_pick_up' || event === null || start === null) continue;
        const right = event <= start + tolerances.seconds * 1000;
        judge(
          check,
          sighting,
          'event_time',
          right,
          `The pick-up comes after the start of its trip at ${instant(start)}.`,
          'before start_time',
        );
      }
    },
  },
  {
    id: 'drop-off-at-the-end',
    level: 'should',
    statement: 'A vehicle is dropped off when its trip ends, within the tolerance.',
    judge: ({ sightings, tolerances }, check) => {
      for (const sighting of sightings) {
        const [event, end] = [integer(sighting.change.value, 'event_time'), integer(sighting.trip.value, 'end_time')];
        if (sighting.reason !== 'user_drop_off' || event === null || end === null) continue;
        const right = Math.abs(event - end) <= tolerances.seconds * 1000;
        const expected = `within ${tolerances.seconds} s`;
        judge(
          check,
          sighting,
          'event_time',
          right,
          `The drop-off does not come with the end of its trip at ${instant(end)}.`,
          expected,
        );
      }
    },
  },
  {
    id: 'status-changes-where-the-route-ends',
    level: 'should',
    statement: 'A vehicle is dropped off where the route of its trip ends, within the tolerance.',
    judge: ({ sightings, tolerances }, check) => {
      for (const sighting of sightings) {
        const route = routeOf(sighting.trip);
        const place = positionOf(member(sighting.change.value, 'event_location'));
        if (sighting.reason !== 'user_drop_off' || route === null || place === null) continue;
        const metres = Math.round(distance(route.end.position, place));
        const slack = tolerances.metres + 2 * Math.max(0, integer(sighting.trip.value, 'accuracy') ?? 0);
        const message = `The drop-off is ${metres} m away from the end of the route.`;
        judge(check, sighting, 'event_location', metres <= slack, message, `within ${slack} m`);
      }
    },
  },
];

/**
 * Holds two feeds against each other, as far as they name the same trips: pass bodies of one area and one time.
 * Without a common trip every rule has 0 checks.
 */
export function judgeAgreement(
  trips: readonly FeedBody[],
  statusChanges: readonly FeedBody[],
  options: ApplyOptions & { readonly tolerances?: Partial<Tolerances> } = {},
): readonly RuleResult[] {
  const byId = new Map<string, Node<JsonObject>>();
  for (const { document } of trips) {
    for (const trip of feedOf(document, 'trips', {}).records) {
      const id = text(trip.value, 'trip_id');
      if (id !== null && !byId.has(id)) byId.set(id, trip);
    }
  }
  const sightings = statusChanges.flatMap(({ document, exchange }) =>
    feedOf(document, 'status_changes', {}).records.flatMap((change): Sighting[] => {
      const trip = byId.get(text(change.value, 'associated_trip') ?? '');
      if (trip === undefined) return [];
      return [{ trip, change, reason: text(change.value, 'event_type_reason') ?? '', exchange }];
    }),
  );
  return applyRules(agreementTable, { sightings, tolerances: { ...usualTolerances, ...options.tolerances } }, options);
}

function judge(
  check: Check,
  { trip, change, exchange }: Sighting,
  name: string,
  right: boolean,
  message: string,
  expected: string,
): void {
  check.that(right, () => ({
    message: `${message} (trip ${shorten(text(trip.value, 'trip_id') ?? '', 40)})`.replace(/\. (\(.*\))$/s, ' $1.'),
    expected: shorten(expected),
    actual: brief(member(change.value, name)),
    where: pointer(at(change.place, name)),
    ...(exchange === undefined ? {} : { exchange }),
  }));
}
