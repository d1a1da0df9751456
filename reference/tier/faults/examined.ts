/** Faults that an independent examination found: one kind of defect in places where the first faults had none. */
import { againFeeds } from './again-feeds.ts';
import { againPeople } from './again-people.ts';
import { againVehicles, againZones } from './again-places.ts';
import { elsewhereFaults } from './elsewhere.ts';
import { examinedAccess } from './examined-access.ts';
import { examinedCustomers } from './examined-customers.ts';
import { examinedFeeds, examinedFormats, examinedPlaces } from './examined-data.ts';

export const examinedFaults = [
  ...examinedAccess,
  ...examinedCustomers,
  ...examinedPlaces,
  ...examinedFormats,
  ...examinedFeeds,
  ...elsewhereFaults,
  ...againVehicles,
  ...againZones,
  ...againPeople,
  ...againFeeds,
];
