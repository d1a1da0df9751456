/** All faults, in the order of the sections. */
import { documentFaults } from './documents.ts';
import type { FaultEntry } from './entry.ts';
import { liveFaults } from './live.ts';
import { notificationFaults } from './notifications.ts';
import { tokenFaults } from './tokens.ts';
import { versionFaults } from './versions.ts';

export const faults: readonly FaultEntry[] = [
  ...tokenFaults,
  ...documentFaults,
  ...liveFaults,
  ...versionFaults,
  ...notificationFaults,
];
