/** How faults alter the records that a read serves. */
import type { Behaviour, ChangeOfBehaviour } from '../behaviour.ts';
import type { FilterName, Row } from '../model.ts';
import type { Listing } from '../world.ts';

/** Alters the machines that a read serves, where `when` holds. */
export function serving(
  when: (listing: Listing) => boolean,
  change: (rows: readonly Row[], listing: Listing, base: Behaviour) => readonly Row[],
): ChangeOfBehaviour {
  return (base) => ({
    rows: (listing) => {
      const rows = base.rows(listing);
      return listing.kind === 'machines' && when(listing) ? change(rows, listing, base) : rows;
    },
  });
}

/** Whether a read is filtered by a filter. */
export const filtersBy = (name: FilterName) => (listing: Listing) =>
  listing.asked.filters.some((filter) => filter.name === name);

/** What a read would serve without its list filters. */
export const everything = (listing: Listing, base: Behaviour) =>
  base.rows({ ...listing, asked: { ...listing.asked, filters: [] } });
