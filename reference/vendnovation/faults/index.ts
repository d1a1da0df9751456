/** All faults, in the order of the requirements' sections. */
import { accessFaults } from './access.ts';
import { bulkFaults } from './bulk.ts';
import { changeFaults } from './changes.ts';
import { dateValueFaults } from './date-values.ts';
import { dateMaximumFaults } from './date-maximum.ts';
import { dateFaults } from './dates.ts';
import type { FaultEntry } from './entry.ts';
import { errorFaults } from './errors.ts';
import { filterFaults } from './filters.ts';
import { otherListFaults } from './other-lists.ts';
import { paginationFaults } from './pagination.ts';
import { pagingLawFaults } from './paging-laws.ts';
import { loginFaults } from './login.ts';
import { readFaults } from './reads.ts';
import { recordFaults } from './records.ts';
import { machineFaults } from './shapes.ts';
import { requestFaults } from './requests.ts';
import { stageFaults } from './stages.ts';
import { tokenFaults } from './tokens.ts';
import { widerFaults } from './wider.ts';
import { writeFaults } from './writes.ts';

export const faults: readonly FaultEntry[] = [
  ...accessFaults,
  ...loginFaults,
  ...tokenFaults,
  ...bulkFaults,
  ...changeFaults,
  ...dateFaults,
  ...dateMaximumFaults,
  ...dateValueFaults,
  ...errorFaults,
  ...filterFaults,
  ...readFaults,
  ...paginationFaults,
  ...pagingLawFaults,
  ...machineFaults,
  ...recordFaults,
  ...stageFaults,
  ...widerFaults,
  ...requestFaults,
  ...otherListFaults,
  ...writeFaults,
];
