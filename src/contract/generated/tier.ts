/**
 * Generated from the contract of tier, versions mds-0.3, v2, v1. Do not edit: run `npm run generate`.
 */
import type { ApiOf } from '../api.ts';

/**
 * The patch releases of MDS 0.3.
 */
export type Version = string;
export type Uuid = string;
export type VehicleType = 'bicycle' | 'scooter';
/**
 * @minItems 1
 */
export type PropulsionTypes = ('human' | 'electric_assist' | 'electric' | 'combustion')[];
/**
 * Milliseconds since the Unix epoch, a whole number.
 */
export type Timestamp = number;
/**
 * Longitude, latitude, and perhaps an altitude (RFC 7946, section 3.1.1). Ranges are judged by code.
 *
 * @minItems 2
 */
export type Position = number[];
/**
 * @minItems 4
 */
export type BoundingBox = number[];
export type PageUrl = string | null;
export type StateHistory = {
  createdAt: string;
  state: string;
  [k: string]: unknown;
}[];

export interface TIEROperations {
  listTrips: {
    path: {
      zoneId: string;
    };
    query?: {
      device_id?: string;
      vehicle_id?: string;
      min_end_time?: number;
      max_end_time?: number;
      'page[size]'?: number;
    };
    headers?: {
      Accept?: string;
    };
    data: TripsFeed;
  };
  listStatusChanges: {
    path: {
      zoneId: string;
    };
    query?: {
      start_time?: number;
      end_time?: number;
      'page[size]'?: number;
    };
    headers?: {
      Accept?: string;
    };
    data: StatusChangesFeed;
  };
  listVehicles: {
    query?: {
      zoneId?: string;
      lat?: number;
      lng?: number;
      radius?: number;
    };
    data: VehicleList;
  };
  listRootZones: {
    query?: {
      lat?: number;
      lng?: number;
    };
    data: RootZones;
  };
  getRootZone: {
    path: {
      id: string;
    };
    data: RootZone;
  };
  getVehiclePricing: {
    query: {
      vehicleId: string;
    };
    data: VehiclePricingDocument;
  };
  getPricesOfZone: {
    path: {
      zoneId: string;
    };
    data: ZonePricingDocument;
  };
  createCustomer: {
    body: CustomerChange;
    data: CustomerDocument;
  };
  deleteOwnCustomer: {
    data: undefined;
  };
  getCustomer: {
    path: {
      customerId: string;
    };
    data: CustomerDocument1;
  };
  updateCustomer: {
    path: {
      customerId: string;
    };
    body: CustomerChange;
    data: undefined;
  };
  deleteCustomer: {
    path: {
      customerId: string;
    };
    data: undefined;
  };
  getCurrentRental: {
    path: {
      customerId: string;
    };
    data: CurrentRentalDocument;
  };
  listFreeRides: {
    data: FreeRideDocument;
  };
  getVehicleByCode: {
    path: {
      code: number;
    };
    data: VehicleByCode;
  };
  listZones: {
    query?: {
      type?: 'root' | 'business' | 'parking' | 'constrained' | 'warehouse';
      lat?: number;
      lng?: number;
    };
    data: ZoneList;
  };
  listSubzones: {
    path: {
      rootId: string;
    };
    query?: {
      type?: 'root' | 'business' | 'parking' | 'constrained' | 'warehouse';
    };
    data: ZoneList1;
  };
  validateConstraint: {
    query: {
      lat: number;
      lng: number;
    };
    data: ConstraintDocument;
  };
  getZonePricing: {
    query?: {
      zoneId?: string;
    };
    data: PricingDocument;
  };
  getRental: {
    path: {
      rentalId: string;
    };
    data: RentalDocument;
  };
  getInvoice: {
    path: {
      invoiceId: string;
    };
    data: InvoiceDocument;
  };
}
/**
 * MDS 0.3 provider: body of GET /trips. Open: further members are judged by code.
 */
export interface TripsFeed {
  version: Version;
  data: {
    trips: Trip[];
    [k: string]: unknown;
  };
  links?: PageLinks;
  [k: string]: unknown;
}
export interface Trip {
  provider_id: Uuid;
  provider_name: string;
  device_id: Uuid;
  vehicle_id: string;
  vehicle_type: VehicleType;
  propulsion_type: PropulsionTypes;
  trip_id: Uuid;
  /**
   * Seconds.
   */
  trip_duration: number;
  /**
   * Metres.
   */
  trip_distance: number;
  route: Route;
  /**
   * Metres.
   */
  accuracy: number;
  start_time: Timestamp;
  end_time: Timestamp;
  publication_time?: Timestamp;
  parking_verification_url?: string | null;
  /**
   * Cents.
   */
  standard_cost?: number | null;
  /**
   * Cents.
   */
  actual_cost?: number | null;
  [k: string]: unknown;
}
export interface Route {
  type: 'FeatureCollection';
  /**
   * @minItems 2
   */
  features: PointFeature[];
  bbox?: BoundingBox;
  [k: string]: unknown;
}
/**
 * Where something was measured, and when.
 */
export interface PointFeature {
  type: 'Feature';
  properties: {
    timestamp: Timestamp;
    [k: string]: unknown;
  };
  geometry: {
    type: 'Point';
    coordinates: Position;
    bbox?: BoundingBox;
    [k: string]: unknown;
  };
  bbox?: BoundingBox;
  [k: string]: unknown;
}
/**
 * Pages of the same query; next is null on the last page.
 */
export interface PageLinks {
  first?: PageUrl;
  last?: PageUrl;
  prev?: PageUrl;
  next: PageUrl;
  [k: string]: unknown;
}
/**
 * MDS 0.3 provider: body of GET /status_changes. Open: further members, and which reason belongs to which type, are judged by code.
 */
export interface StatusChangesFeed {
  version: Version;
  data: {
    status_changes: StatusChange[];
    [k: string]: unknown;
  };
  links?: PageLinks;
  [k: string]: unknown;
}
export interface StatusChange {
  provider_id: Uuid;
  provider_name: string;
  device_id: Uuid;
  vehicle_id: string;
  vehicle_type: VehicleType;
  propulsion_type: PropulsionTypes;
  event_type: 'available' | 'reserved' | 'unavailable' | 'removed';
  event_type_reason:
    | 'service_start'
    | 'user_drop_off'
    | 'rebalance_drop_off'
    | 'maintenance_drop_off'
    | 'agency_drop_off'
    | 'user_pick_up'
    | 'maintenance'
    | 'low_battery'
    | 'service_end'
    | 'rebalance_pick_up'
    | 'maintenance_pick_up'
    | 'agency_pick_up';
  event_time: Timestamp;
  publication_time?: Timestamp;
  event_location: PointFeature;
  /**
   * A fraction, despite its name.
   */
  battery_pct?: number | null;
  associated_trip?: Uuid;
  [k: string]: unknown;
}
export interface VehicleList {
  data: Vehicle[];
  [k: string]: unknown;
}
/**
 * The required members are those of the documented examples; the others came later, or are known from clients only.
 */
export interface Vehicle {
  type: 'vehicle';
  id: string;
  attributes: VehicleAttributes;
  [k: string]: unknown;
}
export interface VehicleAttributes {
  state: string;
  lastLocationUpdate: string;
  lastStateChange: string;
  batteryLevel: number;
  lat: number;
  lng: number;
  /**
   * Kilometres an hour.
   */
  maxSpeed: number;
  zoneId: string;
  code: number;
  isRentable: boolean;
  iotVendor: string;
  vehicleType?: string | null;
  licencePlate?: string | null;
  [k: string]: unknown;
}
export interface RootZones {
  type: 'FeatureCollection';
  features: RootZone[];
  [k: string]: unknown;
}
/**
 * A GeoJSON feature. legacyId, the id of v1, is deprecated, and an older copy of the page lacks it.
 */
export interface RootZone {
  id: string;
  type: 'Feature';
  geometry: RootZoneCentre;
  properties: RootZoneProperties;
  [k: string]: unknown;
}
export interface RootZoneCentre {
  type: 'Point';
  /**
   * Longitude, latitude.
   *
   * @minItems 2
   * @maxItems 3
   */
  coordinates: number[];
  [k: string]: unknown;
}
export interface RootZoneProperties {
  name: string;
  country: string;
  timezone: string;
  legacyId?: string | null;
  createdAt: string;
  updatedAt: string;
  [k: string]: unknown;
}
export interface VehiclePricingDocument {
  data: VehiclePricing;
  [k: string]: unknown;
}
/**
 * The stored page is cut before its example; the members are those that its text describes.
 */
export interface VehiclePricing {
  type: 'pricing';
  id?: string;
  attributes: VehiclePricingAttributes;
  [k: string]: unknown;
}
export interface VehiclePricingAttributes {
  /**
   * ISO 4217.
   */
  currency: string;
  /**
   * A text with two decimals.
   */
  rentalStartPrice: string;
  /**
   * A text with two decimals.
   */
  rentalRunningPricePerMinute: string;
  /**
   * A text with two decimals.
   */
  rentalPausedPricePerMinute: string;
  [k: string]: unknown;
}
export interface ZonePricingDocument {
  data: ZonePricing;
  [k: string]: unknown;
}
/**
 * The example has no id, though JSON:API demands one.
 */
export interface ZonePricing {
  id?: string;
  type: 'pricing';
  attributes: ZonePricingAttributes;
  [k: string]: unknown;
}
export interface ZonePricingAttributes {
  zoneId: string;
  /**
   * ISO 4217.
   */
  currency: string;
  pricing: VehicleTypePrice[];
  [k: string]: unknown;
}
export interface VehicleTypePrice {
  id: string;
  vehicleType: string;
  /**
   * A text with two decimals.
   */
  rentalStartPrice: string;
  /**
   * A text with two decimals.
   */
  rentalRunningPricePerMinute: string;
  /**
   * A text with two decimals.
   */
  rentalPausedPricePerMinute: string;
  [k: string]: unknown;
}
/**
 * What is sent to create or update a customer: a bare object. An example sends locale, too, which no table lists.
 */
export interface CustomerChange {
  firstName?: string;
  lastName?: string;
  email?: string;
  externalCustomerId: string;
  locale?: string;
}
export interface CustomerDocument {
  data: Customer;
  [k: string]: unknown;
}
/**
 * Names and mail address are optional when a customer is created: they may be null or absent.
 */
export interface Customer {
  id: string;
  type: 'customer';
  attributes: CustomerAttributes;
  [k: string]: unknown;
}
export interface CustomerAttributes {
  firstName?: string | null;
  lastName?: string | null;
  email?: string | null;
  externalCustomerId: string;
  [k: string]: unknown;
}
export interface CustomerDocument1 {
  data: Customer;
  [k: string]: unknown;
}
export interface CurrentRentalDocument {
  data: CurrentRental;
  [k: string]: unknown;
}
export interface CurrentRental {
  type: 'current-rental';
  id: string;
  attributes: CurrentRentalAttributes;
  [k: string]: unknown;
}
export interface CurrentRentalAttributes {
  rideDurationMin: number;
  pauseDurationMin: number;
  cost: Cost;
  state: string;
  startedAt: string;
  customerStartLocation: Position1 | null;
  customerEndLocation: Position1 | null;
  vehicleStartLocation: Position1;
  vehicle: RentedVehicle;
  stateHistory: StateHistory;
  [k: string]: unknown;
}
export interface Cost {
  unlock: Money;
  ride: Money;
  pause: Money;
  total: Money;
  [k: string]: unknown;
}
export interface Money {
  /**
   * Two decimals.
   */
  amount: string;
  /**
   * ISO 4217.
   */
  currency: string;
  [k: string]: unknown;
}
/**
 * Degrees.
 */
export interface Position1 {
  lat: number;
  lng: number;
  [k: string]: unknown;
}
export interface RentedVehicle {
  vehicleId: string;
  vehicleCode: number;
  [k: string]: unknown;
}
export interface FreeRideDocument {
  data: FreeRide[];
  meta: FreeRideMeta;
  links: FreeRideLinks;
  [k: string]: unknown;
}
/**
 * The example has no id, though JSON:API demands one.
 */
export interface FreeRide {
  id?: string;
  type: 'freeride';
  attributes: FreeRideAttributes;
  [k: string]: unknown;
}
export interface FreeRideAttributes {
  freeUnlock: boolean;
  freeMinutes: number;
  usedFor: number;
  [k: string]: unknown;
}
export interface FreeRideMeta {
  pagination: FreeRidePagination;
  [k: string]: unknown;
}
export interface FreeRidePagination {
  page: number;
  pages: number;
  count: number;
  [k: string]: unknown;
}
export interface FreeRideLinks {
  first?: string | null;
  last?: string | null;
  next?: string | null;
  prev?: string | null;
  [k: string]: unknown;
}
export interface VehicleByCode {
  data: Vehicle[] | Vehicle;
  [k: string]: unknown;
}
export interface ZoneList {
  data: Zone[];
  [k: string]: unknown;
}
/**
 * Which members a zone has depends on its kind: a root zone has a centre, the others a polygon and a parent.
 */
export interface Zone {
  type: 'zone';
  id: string;
  attributes: ZoneAttributes;
  [k: string]: unknown;
}
export interface ZoneAttributes {
  name: string | null;
  zoneType: string;
  lat?: number | null;
  lng?: number | null;
  polygon?: Position1[] | null;
  parentId?: string | null;
  parkingMode?: string | null;
  [k: string]: unknown;
}
export interface ZoneList1 {
  data: Zone[];
  [k: string]: unknown;
}
export interface ConstraintDocument {
  data: {
    [k: string]: unknown;
  };
  [k: string]: unknown;
}
export interface PricingDocument {
  data: Pricing;
  [k: string]: unknown;
}
export interface Pricing {
  type: 'pricing';
  id: string;
  attributes: PricingAttributes;
  [k: string]: unknown;
}
export interface PricingAttributes {
  /**
   * ISO 4217.
   */
  currency: string;
  /**
   * A text with two decimals.
   */
  rentalStartPrice: string;
  /**
   * A text with two decimals.
   */
  rentalRunningPricePerMinute: string;
  /**
   * A text with two decimals.
   */
  rentalPausedPricePerMinute: string;
  zoneId: string;
  [k: string]: unknown;
}
export interface RentalDocument {
  data: Rental;
  [k: string]: unknown;
}
/**
 * Durations, cost and end are null while the rental runs.
 */
export interface Rental {
  type: 'rental';
  id: string;
  attributes: RentalAttributes;
  [k: string]: unknown;
}
export interface RentalAttributes {
  rideDurationMin: number | null;
  pauseDurationMin: number | null;
  cost: Cost | null;
  state: string;
  startedAt: string;
  endedAt: string | null;
  customerStartLocation: Position1 | null;
  customerEndLocation: Position1 | null;
  vehicleStartLocation: Position1 | null;
  vehicleEndLocation: Position1 | null;
  vehicle: RentedVehicle;
  stateHistory: StateHistory;
  [k: string]: unknown;
}
export interface InvoiceDocument {
  data: Invoice;
  [k: string]: unknown;
}
/**
 * The stored page is cut inside of total: its members are open.
 */
export interface Invoice {
  type: 'invoice';
  id: string;
  attributes: InvoiceAttributes;
  [k: string]: unknown;
}
export interface InvoiceAttributes {
  invoiceNumber: string;
  positions: InvoicePosition[];
  total: {
    [k: string]: unknown;
  };
  [k: string]: unknown;
}
export interface InvoicePosition {
  description: string;
  type: string;
  grossPerUnit: Money;
  quantity: number;
  gross: Money;
  net: Money;
  taxes: InvoiceTax[];
  [k: string]: unknown;
}
export interface InvoiceTax {
  code: string;
  /**
   * A fraction, as 0.19.
   */
  rate: string;
  amount: string;
  /**
   * ISO 4217.
   */
  currency: string;
  [k: string]: unknown;
}

/** The operations of TIER Mobility API as functions; for `defineSuite`. */
export type TIERApi = ApiOf<TIEROperations>;
