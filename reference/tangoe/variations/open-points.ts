/** What the documents leave open, as servers of other hands filled it in. */
import type { Json, JsonObject } from '../model.ts';
import { ok } from '../world.ts';
import { variation } from './entry.ts';

const shelf = /^\/catalog\/(devices|plans|accessories|features)$/;

const without = (wire: JsonObject, ...names: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(wire).filter(([name]) => !names.includes(name)));

export const openPointVariations = [
  variation('premium-tenant', 'The back end is Premium Mobile, and no setting says so.', (base) => ({
    window: (total, position, call) => base.window(total, position, { ...call, backEnd: 'premium' }),
  })),
  variation('catalogs-paged', 'Catalogues page like lists, five items at a time where no limit is sent.', (base) => ({
    finish: (call, answer) => {
      const done = base.finish(call, answer);
      const kind = shelf.exec(call.route)?.[1];
      if (kind === undefined || done.status !== 200) return done;
      const all = ((done.json as JsonObject)[kind] ?? []) as readonly Json[];
      const [limit, offset] = [Number(call.query.get('limit') ?? 5), Number(call.query.get('offset') ?? 0)];
      const meta = { href: base.url(call, call.route, {}), limit, offset, totalCount: all.length };
      return ok({ _meta: meta, [kind]: all.slice(offset, offset + limit) });
    },
  })),
  variation('catalogs-strict', 'Catalogues refuse limit and offset, which no page lists for them.', (base) => ({
    intercept: (call) =>
      shelf.test(call.route) && call.query.has('limit')
        ? {
            status: 400,
            json: base.errorBody(
              { status: 400, id: base.errorId(call), errorCode: '400-query', message: 'limit is not known here.' },
              call,
            ),
          }
        : base.intercept(call),
  })),
  variation(
    'catalog-makers-as-text',
    'A device of the catalogue names its manufacturer and model as texts.',
    (base) => ({
      catalogItem: (call, kind, wire, item) => ({
        ...(base.catalogItem(call, kind, wire, item) as JsonObject),
        manufacturer: 'Apple',
        model: 'Six',
        vendor: 'Carrier',
      }),
    }),
  ),
  variation('catalog-price-lists', 'Things of the catalogue have a list of prices.', (base) => ({
    catalogItem: (call, kind, wire, item) => {
      const sent = base.catalogItem(call, kind, wire, item) as JsonObject;
      return { ...without(sent, 'price'), prices: sent['price'] === undefined ? [] : [sent['price']] };
    },
  })),
  variation('some-without-department', 'Every third employee has no department and no company id.', (base) => ({
    item: (call, kind, wire, row) => {
      const sent = base.item(call, kind, wire, row) as JsonObject;
      return kind === 'employees' && Number(row.id.replace(/\D/g, '')) % 3 === 0 ? without(sent, 'department') : sent;
    },
    detail: (call, kind, wire, row) => {
      const sent = base.detail(call, kind, wire, row) as JsonObject;
      return kind === 'employees' && Number(row.id.replace(/\D/g, '')) % 3 === 0 ? without(sent, 'department') : sent;
    },
  })),
  variation('meta-beside-detail', 'A single item stands in an envelope, with its _meta beside it.', (base) => ({
    detail: (call, kind, wire, row) => {
      const sent = base.detail(call, kind, wire, row) as JsonObject;
      return { _meta: sent['_meta'] ?? {}, [kind.slice(0, -1)]: without(sent, '_meta') };
    },
  })),
  variation('services-without-contract', 'Services do not say when their contract starts and ends.', (base) => ({
    item: (call, kind, wire, row) => without(base.item(call, kind, wire, row) as JsonObject, 'contractDates'),
    detail: (call, kind, wire, row) => without(base.detail(call, kind, wire, row) as JsonObject, 'contractDates'),
  })),
  variation('links-with-more', 'Position links carry a member of their own.', (base) => ({
    link: (call, limit, offset, name) => `${base.link(call, limit, offset, name)}&view=full`,
  })),
  variation('employees-without-updated', 'Nothing in the lists says when it was updated.', (base) => ({
    item: (call, kind, wire, row) => without(base.item(call, kind, wire, row) as JsonObject, 'updated'),
  })),
  variation('validator-forbidden', 'The client may not validate tokens.', () => ({
    validation: () => ({ status: 403, json: { error: 'unauthorized_client' } }),
  })),
  variation('href-with-defaults', 'The href of a page writes out what it sorts by.', (base) => ({
    pageMeta: (call, total, paging, window) => {
      const meta = base.pageMeta(call, total, paging, window) as JsonObject;
      return { ...meta, href: `${String(meta['href'])}&sort=UPDATED_DATE` };
    },
  })),
  variation('links-respell-times', 'Position links write the time of a filter with +00:00.', (base) => ({
    link: (call, limit, offset, name) =>
      base.link(call, limit, offset, name).replace(/(dateTime\w+=[^&]*)Z/, '$1%2B00:00'),
  })),
  variation('upgrade-date-respelt', 'The date of an upgrade is called upgradeEligibleDate.', (base) => ({
    item: (call, kind, wire, row) => {
      const sent = base.item(call, kind, wire, row) as JsonObject;
      const service = sent['service'] as JsonObject | undefined;
      if (kind !== 'devices' || service?.['upgradeEligibilityDate'] === undefined) return sent;
      const { upgradeEligibilityDate: upgradeEligibleDate, ...rest } = service;
      return { ...sent, service: { ...rest, upgradeEligibleDate } as JsonObject };
    },
  })),
  variation('nobody-has-attributes', 'Nobody has custom attributes.', (base) => ({
    me: (call, user, actor) => ({ ...(base.me(call, user, actor) as JsonObject), customAttributes: null }),
    detail: (call, kind, wire, row) => without(base.detail(call, kind, wire, row) as JsonObject, 'customAttributes'),
  })),
  variation('updated-later-alone', 'dateTimeUpdated leaves out what was updated in that very second.', (base) => ({
    updatedSince: (call, kind) => {
      const since = base.updatedSince(call, kind);
      return since === null || kind === 'employees' ? since : since + 1;
    },
  })),
  variation('approver-unknown-404', 'A filter by an approver whom nobody knows is answered with 404.', (base) => ({
    intercept: (call) => (call.query.has('eligibleToApproveEmployeeId') ? base.notFound(call) : base.intercept(call)),
  })),
];
