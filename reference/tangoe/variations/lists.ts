/** Lawful ways to page, to link, to sell and to order. */
import type { Json, JsonObject } from '../model.ts';
import { ok } from '../world.ts';
import { refuse } from '../errors.ts';
import { variation } from './entry.ts';

const reversed = (url: string) => {
  const made = new URL(url);
  return `${made.origin}${made.pathname}?${new URLSearchParams([...made.searchParams].reverse()).toString()}`;
};

export const listVariations = [
  variation('lists-named-items', 'Every list has its items in items.', () => ({
    listBody: (_kind, meta, items) => ({ _meta: meta, items }),
  })),
  variation('lists-in-envelope', 'Every list stands in a member of its own, with its _meta.', () => ({
    listBody: (kind, meta, items) => ({ [kind]: { _meta: meta, items } }),
  })),
  variation('lists-with-other-lists', 'Lists have further lists beside their items.', (base) => ({
    listBody: (kind, meta, items) => ({
      warnings: [],
      ...(base.listBody(kind, meta, items) as JsonObject),
      facets: [{ name: 'a' }],
    }),
  })),
  variation('links-reversed', 'The query members of links come in another order.', (base) => ({
    link: (call, limit, offset, name) => reversed(base.link(call, limit, offset, name)),
  })),
  variation('start-link-without-offset', 'hrefStart and an hrefPrevious to the beginning have no offset.', (base) => ({
    link: (call, limit, offset, name) =>
      offset === 0
        ? base.link(call, limit, offset, name).replace('offset=0&', '')
        : base.link(call, limit, offset, name),
  })),
  variation('absent-links-null', 'Position links that are absent are null.', (base) => ({
    pageMeta: (call, total, paging, window) => ({
      hrefStart: null,
      hrefPrevious: null,
      hrefNext: null,
      hrefEnd: null,
      ...(base.pageMeta(call, total, paging, window) as JsonObject),
    }),
  })),
  variation('premium-says-page-start', '_meta says the offset of the page, not the one that was asked.', () => ({
    shownOffset: (_paging, { start }) => start,
  })),
  variation('limit-clamped-to-25', 'No page holds more than 25 items.', () => ({
    clampLimit: (limit) => Math.min(limit, 25),
  })),
  variation('limit-required', 'A list without limit and offset is refused with 400.', (base) => ({
    intercept: (call) =>
      /^\/(?:employees|orders|assets\/\w+)$/.test(call.route) &&
      call.method === 'GET' &&
      call.query.get('limit') === null
        ? refuse(call, 400, 'limit-missing', 'limit and offset are required.')
        : base.intercept(call),
  })),
  variation('default-limit-50', 'Without a limit fifty items come.', () => ({ defaultLimit: 50 })),
  variation('sorted-descending', 'With sortAscending the list is turned round.', (base) => ({
    order: (kind, rows, call) =>
      call.query.get('sortAscending') === 'true' ? [...rows].reverse() : base.order(kind, rows, call),
  })),
  variation('updated-filter-refused', 'dateTimeUpdatedOnOrAfter wants another form and is refused.', (base) => ({
    intercept: (call) =>
      call.query.get('dateTimeUpdatedOnOrAfter') !== null
        ? refuse(call, 400, 'date', 'Another form, please.')
        : base.intercept(call),
  })),

  variation('catalog-as-list', 'Catalogues are bare lists.', () => ({ catalogBody: (_kind, items) => items })),
  variation('catalog-needs-nothing', 'Catalogues need neither region nor service.', () => ({
    catalogNeeds: () => null,
  })),
  variation('catalog-without-prices', 'Items of the catalogue have no price.', (base) => ({
    catalogItem: (call, kind, wire, item) =>
      Object.fromEntries(
        Object.entries(base.catalogItem(call, kind, wire, item) as JsonObject).filter(([name]) => name !== 'price'),
      ),
  })),
  variation('prices-whole', 'Prices are whole numbers.', (base) => ({
    catalogItem: (call, kind, wire, item) => ({
      ...(base.catalogItem(call, kind, wire, item) as JsonObject),
      price: { amount: 5, currencyCode: 'USD', recurrence: 'ONETIME' },
    }),
  })),
  variation('new-recurrence', 'Prices have a recurrence that no page names.', (base) => ({
    catalogItem: (call, kind, wire, item) => ({
      ...(base.catalogItem(call, kind, wire, item) as JsonObject),
      price: { amount: 5, currencyCode: 'USD', recurrence: 'YEARLY' },
    }),
  })),
  variation('vendor-type-refused', 'The filter type of vendors has other values and is refused.', (base) => ({
    intercept: (call) =>
      call.route === '/vendors' && call.query.get('type') !== null
        ? refuse(call, 400, 'type', 'Another type, please.')
        : base.intercept(call),
  })),

  variation('orders-refused-in-envelope', 'An order that is not right is answered with 200 and ERROR.', () => ({
    orderRefusal: () => ok({ status: 'ERROR', errors: [{ message: 'No.' }] }),
  })),
  variation('confirm-sparse', 'A confirmation leaves out what it need not have.', (base) => ({
    confirmation: (call, asked) =>
      Object.fromEntries(
        Object.entries(base.confirmation(call, asked) as JsonObject).filter(
          ([name]) => name !== 'region' && name !== 'service',
        ),
      ),
  })),
  variation('cost-summary-without-zeros', 'The cost summary has no entries of zero.', (base) => ({
    costSummary: (prices) => base.costSummary(prices).filter(({ amount }) => amount !== 0),
  })),
  variation('cost-summary-unrounded', 'The cost summary has the digits of floating point.', (base) => ({
    costSummary: (prices) =>
      base.costSummary(prices).map((price) => ({ ...price, amount: Number(price['amount']) + 0.000_000_000_000_1 })),
  })),
  variation('confirm-dates-respelt', 'A confirmation writes dates with Z.', (base) => ({
    confirmation: (call, asked) =>
      JSON.parse(JSON.stringify(base.confirmation(call, asked)).replaceAll('+00:00', 'Z')) as Json,
  })),
  variation('order-blocks-empty', 'Blocks of orders with nothing to say are left out.', (base) => ({
    item: (call, kind, wire, row) => {
      const sent = base.item(call, kind, wire, row) as JsonObject;
      return kind === 'orders'
        ? Object.fromEntries(
            Object.entries(sent).filter(([name]) => name !== 'shipment' && name !== 'shipTo' && name !== 'approver'),
          )
        : sent;
    },
  })),
  variation('order-decided-already', 'A decision is not needed.', () => ({ decision: () => 'APPROVAL_NOT_NEEDED' })),
  variation('diagnostics-as-pairs', 'Diagnostics come as a list of names and values.', (base) => ({
    diagnostics: (call, actor) => ({
      diagnostics: Object.entries(base.diagnostics(call, actor) as JsonObject).map(([name, value]) => ({
        name,
        value,
      })),
    }),
  })),
  variation('fields-of-new-type', 'An optional field has a type that no page names.', (base) => ({
    fields: (call, vendorId) => [
      ...base.fields(call, vendorId),
      { id: 'SIGNATURE', label: 'Signature', type: 'IMAGE', validation: 'OPTIONAL' },
    ],
  })),
  variation('fields-without-lengths', 'Fields have no lengths.', (base) => ({
    fields: (call, vendorId) =>
      base.fields(call, vendorId).map(({ minLength: _least, maxLength: _most, ...field }) => field),
  })),
  variation('ping-nested', '/ping returns the text deeper in its answer.', (base) => ({
    ping: (call) => ({
      request: { echo: (base.ping(call) as JsonObject)['echoText'] ?? '' },
      systems: [{ name: 'back end', up: true }],
    }),
  })),
];
