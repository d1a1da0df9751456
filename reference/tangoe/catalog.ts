/** Catalogues, regions and vendors: what the actor may order, and where it can be sent. */
import type { Behaviour } from './behaviour.ts';
import { actorOf } from './context.ts';
import { refuse } from './errors.ts';
import type { CatalogItem, CatalogKind, Json, JsonObject, Region, Vendor } from './model.ts';
import { vendorRef } from './render.ts';
import { isAnswer, ok, type Answer, type Call } from './world.ts';

export const documentedCatalog: Pick<
  Behaviour,
  | 'mayOrder'
  | 'maySeeRegion'
  | 'catalogItem'
  | 'catalogBody'
  | 'catalogNeeds'
  | 'region'
  | 'regionDetail'
  | 'regionBody'
  | 'childOf'
  | 'vendor'
  | 'vendorRows'
  | 'ping'
  | 'diagnostics'
> = {
  mayOrder: (_call, item, actor) => item.rank <= actor.rank,
  maySeeRegion: (_call, region, actor) =>
    actor.rank > 0 || region.id === actor.regionId || region.parentId === actor.regionId,
  catalogItem: (_call, _kind, wire) => wire,
  catalogBody: (kind, items) => ({ [kind]: items }),
  catalogNeeds: (call) =>
    refuse(call, 400, 'Region_id-Account-Id-error', 'A region id or a service id must be passed in.'),
  region: (_call, wire) => wire,
  regionDetail: (_call, wire) => wire,
  regionBody: (regions) => ({ regions }),
  childOf: (region, parent) => region.parentId === parent,
  vendor: (_call, wire) => wire,
  vendorRows: (rows, type) => (type?.toUpperCase() === 'CARRIER' ? rows.filter(({ carrier }) => carrier) : rows),
  ping: (call) => ({
    echoText: call.query.get('echoText') ?? '',
    backend: call.backEnd === 'premium' ? 'command' : 'rivermine',
  }),
  diagnostics: (_call, actor) => ({
    IS_AUTHENTICATED_USER_APPROVER: true,
    IS_ACTOR_APPROVER: actor.rank > 0,
    EXECUTE_MOVE_SERVICE_PERMISSION: actor.rank > 0,
  }),
};

function itemWire(call: Call, item: CatalogItem): JsonObject {
  return {
    _meta: { href: call.world.behaviour.url(call, `/catalog/${item.kind}/${item.id}`, {}) },
    id: item.id,
    name: item.name,
    ...(item.kind === 'features'
      ? { description: item.name }
      : { imageUrl: `https://images.example.com/${item.id}.jpg` }),
    price: { amount: item.amount, currencyCode: 'USD', recurrence: item.recurrence },
    vendor: vendorRef(call, item.vendorId),
  };
}

function catalogItems(call: Call, kind: CatalogKind): CatalogItem[] | Answer {
  const { behaviour, data } = call.world;
  const actor = actorOf(call);
  if (isAnswer(actor)) return actor;
  const vendor = call.query.get('vendor');
  return data.catalog.filter(
    (item) =>
      item.kind === kind && (vendor === null || item.vendorId === vendor) && behaviour.mayOrder(call, item, actor),
  );
}

/** `GET /catalog/<kind>`. */
export function catalog(call: Call, kind: CatalogKind): Answer {
  const { behaviour } = call.world;
  const located = ['service', 'region', 'vendor'].some((name) => call.query.get(name));
  const refusal = located || kind === 'features' ? null : behaviour.catalogNeeds(call);
  if (refusal !== null) return refusal;
  const items = catalogItems(call, kind);
  if (isAnswer(items)) return items;
  return ok(
    behaviour.catalogBody(
      kind,
      items.map((item): Json => behaviour.catalogItem(call, kind, itemWire(call, item), item)),
    ),
  );
}

/** `GET /catalog/<kind>/{id}`. */
export function catalogSingle(call: Call, kind: CatalogKind): Answer {
  const { behaviour } = call.world;
  const items = catalogItems(call, kind);
  if (isAnswer(items)) return items;
  const item = items.find(({ id }) => id === decodeURIComponent(call.route.split('/').at(-1) ?? ''));
  if (item === undefined) return behaviour.notFound(call);
  const more =
    kind === 'plans' ? { optionalFeatures: [{ id: '518', description: 'features 1' }], includedFeatures: [] } : {};
  return ok({ ...(behaviour.catalogItem(call, kind, itemWire(call, item), item) as JsonObject), ...more });
}

function regionWire(call: Call, region: Region): JsonObject {
  const { behaviour } = call.world;
  const { parentId } = region;
  const children = { hrefChildren: behaviour.url(call, '/regions', { parentRegion: region.id }) };
  return {
    _meta: {
      href: behaviour.url(call, `/regions/${region.id}`, {}),
      ...(parentId === null ? children : { hrefParent: behaviour.url(call, `/regions/${parentId}`, {}) }),
    },
    abbreviation: region.abbreviation,
    id: region.id,
    name: region.name,
    ...(parentId === null ? {} : { parentId }),
    type: parentId === null ? 'COUNTRY' : 'STATE_PROVINCE',
  };
}

/** `GET /regions`: countries, or the parts of one. */
export function listRegions(call: Call): Answer {
  const { behaviour, data } = call.world;
  const actor = actorOf(call);
  if (isAnswer(actor)) return actor;
  const parent = call.query.get('parentRegion');
  const rows = data.regions.filter(
    (region) => behaviour.childOf(region, parent) && behaviour.maySeeRegion(call, region, actor),
  );
  return ok(behaviour.regionBody(rows.map((region): Json => behaviour.region(call, regionWire(call, region), region))));
}

/** `GET /regions/{id}`. */
export function singleRegion(call: Call): Answer {
  const { behaviour, data } = call.world;
  const region = data.regions.find(({ id }) => id === call.route.split('/').at(-1));
  if (region === undefined) return behaviour.notFound(call);
  const more = region.parentId === null ? addressOf(data.regions.filter(({ parentId }) => parentId === region.id)) : {};
  return ok(behaviour.regionDetail(call, { ...regionWire(call, region), ...more }, region));
}

function addressOf(states: readonly Region[]): JsonObject {
  const part = (
    id: string,
    label: string,
    minLength: number,
    maxLength: number,
    more: JsonObject = {},
  ): JsonObject => ({
    id,
    label,
    maxLength,
    minLength,
    validation: minLength > 0 ? 'REQUIRED' : 'OPTIONAL',
    ...more,
  });
  const options = states.map(({ name, abbreviation }) => ({ label: name, value: abbreviation }));
  return {
    addressFormat: [
      part('LINE_1', 'Line 1', 1, 100),
      part('LINE_2', 'Line 2', 0, 100),
      part('CITY', 'City', 1, 50),
      part('STATE', 'State', 2, 2, { options, pattern: '[TX]', regEx: '[A-Za-z][A-Za-z]' }),
      part('POSTAL_CODE', 'Postal Code', 4, 10, { regEx: '[0-9]{4,5}(-[0-9]{4})?' }),
    ],
    countryCode: '1',
    currency: { code: 'USD', name: 'US Dollars', symbol: '$' },
    postalCodeRegEx: '^\\d{5}$',
  };
}

const vendorWire = (call: Call, { id }: Vendor): JsonObject => vendorRef(call, id);

/** `GET /vendors`. */
export function listVendors(call: Call): Answer {
  const { behaviour, data } = call.world;
  const rows = behaviour.vendorRows(data.vendors, call.query.get('type'));
  return ok({ vendors: rows.map((vendor): Json => behaviour.vendor(call, vendorWire(call, vendor))) });
}

/** `GET /vendors/{id}`. */
export function singleVendor(call: Call): Answer {
  const { behaviour, data } = call.world;
  const vendor = data.vendors.find(({ id }) => id === call.route.split('/').at(-1));
  if (vendor === undefined) return behaviour.notFound(call);
  return ok({ ...(behaviour.vendor(call, vendorWire(call, vendor)) as JsonObject), accessMethod: vendor.accessMethod });
}
