/** Event types and reasons of MDS 0.3, and which status change can follow another. */

export type EventType = 'available' | 'reserved' | 'unavailable' | 'removed';

/** The reasons that each type allows. The agency reasons came with 0.3.1. */
export const reasonsByType: Readonly<Record<EventType, readonly string[]>> = {
  available: ['service_start', 'user_drop_off', 'rebalance_drop_off', 'maintenance_drop_off', 'agency_drop_off'],
  reserved: ['user_pick_up'],
  unavailable: ['maintenance', 'low_battery'],
  removed: ['service_end', 'rebalance_pick_up', 'maintenance_pick_up', 'agency_pick_up'],
};

/** The reasons that need an `associated_trip`. With any other reason it may be there. */
export const tripReasons: readonly string[] = ['user_pick_up', 'user_drop_off'];

export function isEventType(type: unknown): type is EventType {
  return typeof type === 'string' && Object.hasOwn(reasonsByType, type);
}

/**
 * Whether a status change can follow another of the same vehicle. A feed shows one area only, and a vehicle may leave it
 * unseen: what this denies is unlikely, not forbidden.
 */
export function canFollow(before: EventType, after: EventType, reason: string): boolean {
  switch (before) {
    case 'available':
      return after !== 'available';
    case 'reserved':
      return after !== 'reserved' && (after !== 'available' || reason === 'user_drop_off');
    case 'unavailable':
      return after !== 'reserved';
    case 'removed':
      return after === 'available' && reason !== 'user_drop_off';
  }
}
