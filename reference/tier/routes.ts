/** Routes per version, each with the operation of the contract and who may call it. */
import type { Door } from './access.ts';
import { createCustomer, deleteCustomer, getCustomer, listFreeRides, updateCustomer } from './customers.ts';
import { listStatusChanges, listTrips } from './mds.ts';
import { getCurrentRental, getInvoice, getRental } from './rentals.ts';
import { getVehicleByCode, listVehicles } from './vehicles.ts';
import {
  getPricesOfZone,
  getRootZone,
  getVehiclePricing,
  getZonePricing,
  listRootZones,
  listSubzones,
  listZones,
  validateConstraint,
} from './zone-routes.ts';
import { ok, type Answer, type Call } from './world.ts';

export interface Route {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly door: Door;
  readonly run: (call: Call) => Answer;
}

/** Paths of the versions; the feeds of MDS have no version in theirs. */
export const pathOfVersion: Readonly<Record<string, string>> = { v1: 'v1', v2: 'v2', 'mds-0.3': 'mds' };

function route(line: string, operation: string, run: (call: Call) => Answer, door: Door = 'key'): Route {
  const [method = '', path = ''] = line.split(' ');
  return { operation, method, path, door, run };
}

// In the order in which they are tried: `free-ride` is no id of a customer.
const routes: Readonly<Record<string, readonly Route[]>> = {
  v1: [
    route('POST /customer', 'createCustomer', createCustomer),
    route('GET /customer/free-ride', 'listFreeRides', listFreeRides, 'token'),
    route('GET /customer/{customerId}', 'getCustomer', getCustomer, 'either'),
    route('PATCH /customer/{customerId}', 'updateCustomer', updateCustomer),
    route('DELETE /customer/{customerId}', 'deleteCustomer', deleteCustomer),
    route('GET /customer/{customerId}/current-rental', 'getCurrentRental', getCurrentRental),
    route('GET /vehicle', 'listVehicles', listVehicles),
    route('GET /vehicle/code/{code}', 'getVehicleByCode', getVehicleByCode),
    route('GET /zone/validate-constraint', 'validateConstraint', validateConstraint),
    route('GET /zone', 'listZones', listZones),
    route('GET /zone/{rootId}/subzone', 'listSubzones', listSubzones),
    route('GET /pricing', 'getZonePricing', getZonePricing),
    route('GET /rental/{rentalId}', 'getRental', getRental),
    route('GET /invoice/{invoiceId}', 'getInvoice', getInvoice, 'either'),
    route('GET /pick-up-location', 'listPickUpLocations', () => ok({ data: [] })),
  ],
  v2: [
    route('GET /vehicle', 'listVehicles', listVehicles),
    route('GET /zone/root', 'listRootZones', listRootZones),
    route('GET /zone/root/{id}', 'getRootZone', getRootZone),
    route('GET /pricing', 'getVehiclePricing', getVehiclePricing),
    route('GET /pricing/zones/{zoneId}', 'getPricesOfZone', getPricesOfZone),
  ],
  mds: [
    route('GET /{zoneId}/trips', 'listTrips', listTrips),
    route('GET /{zoneId}/status_changes', 'listStatusChanges', listStatusChanges),
  ],
  // Deprecated, and still there.
  '': [route('GET /vehicle', 'unversioned', listVehicles)],
};

export interface Matched {
  readonly route: Route;
  readonly values: Readonly<Record<string, string>>;
}

export function routeOf(version: string, method: string, path: string): Matched | null {
  for (const candidate of routes[version] ?? []) {
    if (candidate.method !== method) continue;
    const values = match(candidate.path, path);
    if (values !== null) return { route: candidate, values };
  }
  return null;
}

function match(template: string, path: string): Record<string, string> | null {
  const [wanted, came] = [template.split('/'), path.split('/')];
  if (wanted.length !== came.length) return null;
  const values: Record<string, string> = {};
  for (const [i, part] of wanted.entries()) {
    const text = came[i] ?? '';
    const name = /^\{(.+)\}$/.exec(part)?.[1];
    if (name === undefined ? part !== text : text === '') return null;
    if (name !== undefined) values[name] = decode(text);
  }
  return values;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
