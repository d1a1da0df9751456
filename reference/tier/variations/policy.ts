/** The three changes that the vendor may make without a new version, and what the pages leave open. */
import type { Json } from '../model.ts';
import { isObject, without } from '../model.ts';
import { errors, ok, plainJson } from '../world.ts';
import { attributes, documents, finishing, resources } from '../faults/entry.ts';
import { objects, variation } from './entry.ts';

export const policyVariations = [
  variation(
    'new-members',
    'Every object has members that no page names, links have a further link.',
    objects((object) =>
      'first' in object
        ? { ...object, related: 'https://platform.tier.example/free-rides' }
        : { ...object, addedLater: null, addedToo: { tags: ['a', 1, true] } },
    ),
  ),
  variation('new-attributes', 'Every resource has attributes that no page names.', (base) => ({
    resource: (kind, wire, call, index) => {
      const sent = base.resource(kind, wire, call, index);
      return {
        ...sent,
        ...(typeof sent['attributes'] === 'object'
          ? { attributes: { ...(sent['attributes'] as object), baz: 123 } }
          : { baz: 123 }),
      };
    },
  })),
  variation('external-id-not-required', 'externalCustomerId is not required any more.', (base) => ({
    problems: (call, body) => base.problems(call, body).filter(({ title }) => !title.startsWith('Missing')),
  })),
  variation('zone-not-required', 'Vehicles can be listed without a zone.', (base) => ({
    intercept: (call) =>
      call.operation === 'listVehicles' && [...call.query.keys()].length === 0
        ? ok({ data: [] }, plainJson)
        : base.intercept(call),
  })),
  variation('key-missing-400', 'A missing key or token is answered with 400.', (base) => ({
    keyRefusal: (call, problem) =>
      problem === 'missing'
        ? errors(call, 400, { code: 'BadRequest', title: 'x-api-key is missing' })
        : base.keyRefusal(call, problem),
    tokenRefusal: (call, problem) =>
      problem === 'missing'
        ? errors(call, 400, { code: 'BadRequest', title: 'X-Firebase-Auth is missing' })
        : base.tokenRefusal(call, problem),
  })),
  variation('riding-customer-arrived', 'The customer who was riding has arrived.', () => ({
    findCurrent: () => undefined,
  })),
  variation(
    'customers-by-token-only-401',
    'Customers are read with a token only, as the text of the page says.',
    (base) => ({
      intercept: (call) =>
        call.operation === 'getCustomer' && base.tokenSent(call) === undefined
          ? errors(call, 401, { code: 'Unauthorized', title: 'A token is wanted' })
          : base.intercept(call),
    }),
  ),
  variation('deletion-accepted', 'A deletion is accepted and done later.', (base) => ({
    finish: (call, answer) => {
      const last = base.finish(call, answer);
      return call.operation === 'deleteCustomer' && last.status === 204 ? { ...last, status: 202 } : last;
    },
  })),
  variation('key-missing-403', 'A missing key is answered with 403.', (base) => ({
    keyRefusal: (call, problem) =>
      problem === 'missing'
        ? errors(call, 403, { code: 'Forbidden', title: 'x-api-key is missing' })
        : base.keyRefusal(call, problem),
  })),
  variation(
    'refusals-in-plain-text',
    'Refusals of keys and tokens are plain text.',
    finishing((answer) =>
      answer.status === 401 ? { status: 401, text: 'Unauthorized', contentType: 'text/plain' } : answer,
    ),
  ),
  variation('zone-without-permission-404', 'A zone without permission is answered with 404.', (base) => ({
    zoneRefusal: (call, zone) => base.zoneRefusal(call, zone?.permitted === false ? undefined : zone),
  })),
  variation(
    'zone-without-permission-empty',
    'A zone without permission is answered with empty lists.',
    finishing((answer, call) => {
      if (answer.status !== 403) return answer;
      if (call.operation === 'listVehicles') return ok({ data: [] }, plainJson);
      if (call.operation === 'listTrips') return ok({ version: '0.3.0', data: { trips: [] } });
      return call.operation === 'listStatusChanges' ? ok({ version: '0.3.0', data: { status_changes: [] } }) : answer;
    }),
  ),
  variation('endpoint-without-permission-404', 'An endpoint without permission is answered with 404.', (base) => ({
    endpointRefusal: (call) => (base.endpointRefusal(call) === null ? null : base.unknownRoute(call)),
  })),
  variation('customers-by-token-only', 'Customers are read with their token only.', (base) => ({
    intercept: (call) =>
      call.operation === 'getCustomer' && base.keySent(call) !== undefined
        ? errors(call, 403, { code: 'Forbidden', title: 'A token is needed' })
        : base.intercept(call),
  })),
  variation('customers-by-key-only', 'Customers are read with the key only.', (base) => ({
    intercept: (call) =>
      call.operation === 'getCustomer' && base.keySent(call) === undefined && base.tokenSent(call) !== undefined
        ? errors(call, 401, { code: 'Unauthorized', title: 'A key is needed' })
        : base.intercept(call),
  })),
  variation('unversioned-gone', 'Endpoints without a version are gone.', (base) => ({
    routeOpen: (call) => call.version !== '' && base.routeOpen(call),
  })),
  variation('errors-with-details', 'Errors have ids, details and other titles.', (base) => ({
    error: (call, status, entry) => ({
      ...base.error(call, status, entry),
      id: 'e-1',
      detail: 'Something more.',
      title: 'Es ging nicht.',
    }),
  })),
  variation(
    'missing-things-without-a-body',
    'Ids that nothing has are answered with an empty 404, but for current rentals.',
    (base) => ({
      missing: (call, kind, entry) => (kind === 'current-rental' ? base.missing(call, kind, entry) : { status: 404 }),
    }),
  ),
  variation('ids-of-others-403', 'Ids that nothing has are answered with 403, as those of others.', (base) => ({
    missing: (call, kind, entry) =>
      ['customer', 'rental'].includes(kind)
        ? errors(call, 403, { code: 'Forbidden', title: 'Not yours' })
        : base.missing(call, kind, entry),
  })),
  variation(
    'update-without-body',
    'An update is answered with 204.',
    finishing((answer, call) =>
      call.operation === 'updateCustomer' && answer.status === 200 ? { status: 204 } : answer,
    ),
  ),
  variation(
    'deletion-with-meta',
    'A deletion is answered with 200 and meta.',
    finishing((answer, call) =>
      call.operation === 'deleteCustomer' && answer.status === 204
        ? { status: 200, json: { meta: { deleted: true } } }
        : answer,
    ),
  ),
  variation('deleted-customer-stays', 'A deleted customer can be read, without names and e-mail.', () => ({
    anonymised: (_call, customer) => ({ ...customer, firstName: null, lastName: null, email: null, deleted: true }),
  })),
  variation(
    'one-customer-per-external-id',
    'A second customer with the same externalCustomerId is the first one.',
    (base) => ({
      created: (call, sent, id) =>
        call.world.state.customers.find(
          ({ externalCustomerId }) => externalCustomerId === sent['externalCustomerId'],
        ) ?? base.created(call, sent, id),
    }),
  ),
  variation(
    'vehicle-by-code-single',
    'A vehicle that is found by its code is a single object.',
    documents('getVehicleByCode', (doc) => ({
      data: Array.isArray(doc['data']) ? ((doc['data'] as Json[])[0] ?? null) : null,
    })),
  ),
  variation(
    'root-zones-with-polygon',
    'Root zones have a polygon and are their own parent, as MADRID in 2019.',
    resources('zone', (wire) => {
      const held = wire['attributes'];
      if (!isObject(held) || held['zoneType'] !== 'root') return wire;
      const [lat, lng] = [Number(held['lat']), Number(held['lng'])];
      const polygon = [
        [-1, -1],
        [-1, 1],
        [1, 1],
        [1, -1],
        [-1, -1],
      ].map(([a = 0, b = 0]) => ({ lng: lng + a, lat: lat + b }));
      return { ...wire, attributes: { ...held, polygon, parentId: wire['id'] ?? null } };
    }),
  ),
  variation(
    'parking-mandatory',
    'Business zones want parking in parking zones.',
    attributes('zone', (held) => ('parkingMode' in held ? { ...held, parkingMode: 'MANDATORY_PARKING' } : held)),
  ),
  variation(
    'ocean-404',
    'Places far from any zone are answered with 404.',
    finishing((answer, call) =>
      Number(call.query.get('lng')) === -30 && ['validateConstraint', 'listRootZones'].includes(call.operation)
        ? errors(call, 404, { code: 'ZoneNotFound', title: 'Nothing is here' })
        : answer,
    ),
  ),
  variation('root-zone-without-business', 'A root zone has no business area yet, and is near nothing.', (base) => ({
    rootsNear: (call, place) => base.rootsNear(call, place).filter(({ id }) => id !== 'BERLIN'),
  })),
  variation(
    'root-zones-without-legacy-id',
    'Root zones of v2 have no legacyId.',
    resources('root-zone', (wire) => ({ ...wire, properties: without(wire['properties'] as never, 'legacyId') })),
  ),
  variation('running-rental-has-no-page', 'A rental under way is not found as a rental.', (base) => ({
    intercept: (call) =>
      call.operation === 'getRental' &&
      call.world.people.rentals.some(({ id, endedAt }) => id === call.values['rentalId'] && endedAt === null)
        ? errors(call, 404, { code: 'RentalNotFound', title: 'Rental not found' })
        : base.intercept(call),
  })),
];
