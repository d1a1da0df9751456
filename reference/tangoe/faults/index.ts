/** All faults, in the order of the requirements' sections. */
import { assetFaults } from './assets.ts';
import { callFaults } from './calls.ts';
import { confirmationFaults } from './confirmation.ts';
import { contextFaults } from './context.ts';
import type { FaultEntry } from './entry.ts';
import { doorFaults } from './doors.ts';
import { errorFaults } from './errors.ts';
import { filterFaults } from './filters.ts';
import { headerFaults } from './headers.ts';
import { isolationFaults } from './isolation.ts';
import { laterPageFaults } from './later-pages.ts';
import { metadataFaults } from './metadata.ts';
import { orderFaults } from './orders.ts';
import { paginationFaults } from './pagination.ts';
import { placeFaults } from './places.ts';
import { positionLinkFaults } from './position-links.ts';
import { refreshFaults } from './refresh.ts';
import { secondReadingFaults } from './second-reading.ts';
import { smallPrintFaults } from './small-print.ts';
import { tokenRequestFaults } from './tokens.ts';

export const faults: readonly FaultEntry[] = [
  ...tokenRequestFaults,
  ...callFaults,
  ...headerFaults,
  ...contextFaults,
  ...filterFaults,
  ...isolationFaults,
  ...metadataFaults,
  ...paginationFaults,
  ...positionLinkFaults,
  ...errorFaults,
  ...assetFaults,
  ...placeFaults,
  ...orderFaults,
  ...confirmationFaults,
  ...refreshFaults,
  ...doorFaults,
  ...laterPageFaults,
  ...smallPrintFaults,
  ...secondReadingFaults,
];
