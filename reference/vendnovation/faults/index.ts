/** All faults, in the order of the requirements' sections. */
import { accessFaults } from './access.ts';
import { authenticationFaults } from './authentication.ts';
import { bulkFaults } from './bulk.ts';
import { dateValueFaults } from './date-values.ts';
import { dateFaults } from './dates.ts';
import type { FaultEntry } from './entry.ts';
import { errorFaults } from './errors.ts';
import { filterFaults } from './filters.ts';
import { paginationFaults } from './pagination.ts';
import { pagingLawFaults } from './paging-laws.ts';
import { recordFaults } from './records.ts';
import { machineFaults } from './shapes.ts';
import { stageFaults } from './stages.ts';

export const faults: readonly FaultEntry[] = [
  ...accessFaults,
  ...authenticationFaults,
  ...bulkFaults,
  ...dateFaults,
  ...dateValueFaults,
  ...errorFaults,
  ...filterFaults,
  ...paginationFaults,
  ...pagingLawFaults,
  ...machineFaults,
  ...recordFaults,
  ...stageFaults,
];
