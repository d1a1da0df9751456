/** Faults that show when the same question is asked again. */
import type { Call } from '../world.ts';
import { must, sinceV2 } from './entry.ts';

const fil17 = must('VN-FIL-17', sinceV2);

/** How often this request was sent before, equal in everything that a read looks at. */
function timesAsked(call: Call): number {
  const key = JSON.stringify([
    call.method,
    call.version,
    call.route,
    call.header('page'),
    call.header('size'),
    call.body,
  ]);
  const { asked } = call.world.state;
  const before = asked.get(key) ?? 0;
  asked.set(key, before + 1);
  return before;
}

export const repetitionFaults = [
  fil17(
    'second-asking-loses-record',
    'Every second time the same question is asked, the last record is missing.',
    (base) => ({
      cut: (rows, paging, listing) => {
        const page = base.cut(rows, paging, listing);
        return timesAsked(listing.call) % 2 === 1 ? page.slice(0, -1) : page;
      },
    }),
  ),
  fil17(
    'second-asking-other-order',
    'Every second time the same question is asked, pages are cut from the end.',
    (base) => ({
      cut: (rows, paging, listing) =>
        base.cut(timesAsked(listing.call) % 2 === 1 ? [...rows].reverse() : rows, paging, listing),
    }),
  ),
];
