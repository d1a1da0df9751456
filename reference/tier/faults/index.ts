/** All faults of the reference server of TIER, in the order of the registry. */
import { accessFaults } from './access.ts';
import { customerFaults } from './customers.ts';
import type { FaultEntry } from './entry.ts';
import { errorFaults } from './errors.ts';
import { examinedFaults } from './examined.ts';
import { freeRideFaults } from './free-rides.ts';
import { invoiceFaults } from './invoices.ts';
import { mdsListFaults } from './mds-lists.ts';
import { mdsMeaningFaults } from './mds-meaning.ts';
import { mdsShapeFaults } from './mds-shape.ts';
import { pricingFaults } from './pricing.ts';
import { rentalFaults } from './rentals.ts';
import { rootZoneFaults } from './root-zones.ts';
import { tokenFaults } from './tokens.ts';
import { validationFaults } from './validation.ts';
import { vehicleFaults } from './vehicles.ts';
import { versionFaults } from './versions.ts';
import { zoneFaults } from './zones.ts';

export const faults: readonly FaultEntry[] = [
  ...accessFaults,
  ...tokenFaults,
  ...versionFaults,
  ...customerFaults,
  ...validationFaults,
  ...freeRideFaults,
  ...rentalFaults,
  ...vehicleFaults,
  ...zoneFaults,
  ...rootZoneFaults,
  ...pricingFaults,
  ...invoiceFaults,
  ...errorFaults,
  ...mdsShapeFaults,
  ...mdsMeaningFaults,
  ...mdsListFaults,
  ...examinedFaults,
];
