/** The small tools of the rules: events, routes, places, versions; and what is told across pages and feeds. */
import { describe, expect, it } from 'vitest';
import { broken } from '../../../src/judges/json-api/rule.ts';
import { isObject, rootPlace } from '../../../src/judges/json-api/value.ts';
import { judgeAgreement } from '../../../src/judges/mds/agreement.ts';
import { type EventType, canFollow, isEventType } from '../../../src/judges/mds/events.ts';
import { feedKindOf, feedOf, integer, text } from '../../../src/judges/mds/feed.ts';
import { commonCentre, distance, isNear, isOnGlobe, positionOf, swapped } from '../../../src/judges/mds/geo.ts';
import { judgeFeedAnswer } from '../../../src/judges/mds/judge-answer.ts';
import { judgeFeed } from '../../../src/judges/mds/judge-feed.ts';
import { demands406, namesNoVersion } from '../../../src/judges/mds/media-type.ts';
import { judgeFeedPages } from '../../../src/judges/mds/pages.ts';
import { featureTimeOf, routeOf } from '../../../src/judges/mds/route.ts';
import { shapeProblems } from '../../../src/judges/mds/shape.ts';
import { end, point, provider, start, statusChange, statusChanges, trip, tripId, trips, without } from './samples.ts';
import type { Json } from './samples.ts';

describe('events', () => {
  it.each([
    ['available', 'reserved', 'user_pick_up', true],
    ['available', 'unavailable', 'low_battery', true],
    ['available', 'removed', 'service_end', true],
    ['available', 'available', 'service_start', false],
    ['reserved', 'available', 'user_drop_off', true],
    ['reserved', 'available', 'service_start', false],
    ['reserved', 'unavailable', 'maintenance', true],
    ['reserved', 'removed', 'agency_pick_up', true],
    ['reserved', 'reserved', 'user_pick_up', false],
    ['unavailable', 'available', 'service_start', true],
    ['unavailable', 'unavailable', 'low_battery', true],
    ['unavailable', 'removed', 'maintenance_pick_up', true],
    ['unavailable', 'reserved', 'user_pick_up', false],
    ['removed', 'available', 'rebalance_drop_off', true],
    ['removed', 'available', 'user_drop_off', false],
    ['removed', 'reserved', 'user_pick_up', false],
    ['removed', 'removed', 'service_end', false],
  ] as [EventType, EventType, string, boolean][])('%s, then %s for %s: %s', (before, after, reason, can) =>
    expect(canFollow(before, after, reason)).toBe(can),
  );

  it('have types of their own', () => {
    expect(['available', 'removed'].every(isEventType)).toBe(true);
    for (const type of ['Available', 'toString', '', null, ['available'], 1]) expect(isEventType(type)).toBe(false);
  });
});

describe('a route', () => {
  const of = (...features: unknown[]) => routeOf({ value: trip({ route: { features } }), place: rootPlace });

  it('begins with the earliest and ends with the latest point, whatever their order', () => {
    expect(of(point(2, 2, 20), point(1, 1, 10), point(3, 3, 30), point(2.5, 2, 25))).toEqual({
      start: { index: 1, position: { longitude: 1, latitude: 1 }, time: 10 },
      end: { index: 2, position: { longitude: 3, latitude: 3 }, time: 30 },
      times: [20, 10, 30, 25],
    });
    expect(of(point(1, 1, 10), point(2, 2, 10), point(3, 3, 10))).toMatchObject({
      start: { index: 0 },
      end: { index: 2 },
    });
    expect(of(point(1, 1, -5), point(2, 2, 0))).toMatchObject({ start: { time: -5 }, end: { time: 0 } });
  });

  it('goes by its order where a time is missing, and leaves out what is no point', () => {
    const timeless = without(point(9, 9, 0), 'properties');
    expect(of(point(5, 5, 50), timeless, null, point(1, 1, 10))).toMatchObject({
      start: { index: 0 },
      end: { index: 3 },
      times: [],
    });
    expect(featureTimeOf(timeless)).toBeNull();
    expect(featureTimeOf({ properties: { timestamp: '1' } })).toBeNull();
    expect(featureTimeOf(null)).toBeNull();
  });

  it('has two points at least', () => {
    expect([of(), of(point(1, 1, 1)), of(point(1, 1, 1), null)]).toEqual([null, null, null]);
    for (const route of [null, [], {}, { features: {} }, { features: 'ab' }])
      expect(routeOf({ value: trip({ route }), place: rootPlace })).toBeNull();
  });
});

describe('places', () => {
  const turku = { longitude: 22.27, latitude: 60.45 };
  const helsinki = { longitude: 24.94, latitude: 60.17 };

  it('lie on the globe, its edges included', () => {
    const at = (longitude: number, latitude: number) => isOnGlobe({ longitude, latitude });
    expect([at(180, 90), at(-180, -90), at(0, 0)]).toEqual([true, true, true]);
    expect([at(180.1, 0), at(-181, 0), at(0, 90.1), at(0, -91)]).toEqual([false, false, false, false]);
    expect(swapped(turku)).toEqual({ longitude: 60.45, latitude: 22.27 });
  });

  it('are read from points alone', () => {
    expect(positionOf(point(22.27, 60.45, 0))).toEqual(turku);
    for (const coordinates of [null, '12', [], [1], ['1', 2], [1, '2'], { 0: 1, 1: 2 }])
      expect(positionOf({ geometry: { coordinates } })).toBeNull();
    for (const feature of [null, [], {}, { geometry: null }]) expect(positionOf(feature)).toBeNull();
  });

  it('are near within the radius, in kilometres', () => {
    expect(distance(turku, helsinki)).toBeGreaterThan(149_000);
    expect(distance(turku, helsinki)).toBeLessThan(151_000);
    expect(distance(turku, turku)).toBe(0);
    expect([isNear(helsinki, turku), isNear(helsinki, { ...turku, radius: 160 })]).toEqual([false, true]);
    expect(isNear({ longitude: 22.27, latitude: 60.45 + 180 }, { ...turku, radius: 99_999 })).toBe(false);
  });

  it('have a centre where most of them lie', () => {
    expect(commonCentre([turku, turku, helsinki])).toEqual(turku);
    expect(commonCentre([turku, turku])).toBeNull();
    expect(commonCentre([])).toBeNull();
    const far = [0, 30, 60, 90].map((longitude) => ({ longitude, latitude: 0 }));
    expect(commonCentre(far)).toBeNull();
    expect(commonCentre([turku, turku, { longitude: 0, latitude: 0 }, { longitude: 90, latitude: 70 }])).toBeNull();
  });
});

describe('versions', () => {
  const provided = 'application/vnd.mds.provider+json';

  it.each([
    [undefined, true],
    ['', true],
    ['  ', true],
    ['application/json', true],
    ['*/*', true],
    ['application/json;q=0.5, */*', true],
    ['text/html', false],
    [`${provided};version=0.3`, false],
    [`application/json, ${provided};version=0.3`, false],
    ['nonsense', false],
  ])('an Accept of %j names none: %s', (accept, none) => expect(namesNoVersion(accept)).toBe(none));

  it.each([
    [`${provided};version=0.3`, null, false],
    [`${provided};version=0.2`, null, null],
    [`${provided};version=9.9`, null, true],
    [`${provided};version=9.9, ${provided};version=0.4`, null, null],
    [`${provided};version=0.3`, ['0.2'], true],
    [`${provided};version=0.2`, ['0.2'], false],
    [`${provided};version=0.4`, ['0.2'], true],
    [`text/html;version=9.9`, null, false],
    [provided, null, false],
    [`${provided};version=9.9;q=0`, null, null],
    ['', null, null],
    ['nonsense', null, null],
  ] as [string, string[] | null, boolean | null][])(
    'an Accept of %s where %j is supported demands 406: %s',
    (accept, supported, demanded) => expect(demands406(accept, supported)).toBe(demanded),
  );
});

describe('a feed', () => {
  it('is told by its payload', () => {
    expect([feedKindOf(trips()), feedKindOf(statusChanges())]).toEqual(['trips', 'status_changes']);
    for (const document of [null, [], {}, { data: null }, { data: {} }, { data: { trips: [], status_changes: [] } }])
      expect(feedKindOf(document)).toBeNull();
  });

  const asked = (query: string, kind: 'trips' | 'status_changes' = 'trips') =>
    feedOf(trips(), kind, { requestUrl: `https://h/trips?${query}` }).asked;

  it('knows what was asked for', () => {
    expect(asked('min_end_time=1&max_end_time=2&device_id=d&vehicle_id=v')).toEqual({
      window: { from: 1, to: 2 },
      deviceId: 'd',
      vehicleId: 'v',
    });
    expect(asked('start_time=1&end_time=2&device_id=d&vehicle_id=v', 'status_changes')).toEqual({
      window: { from: 1, to: 2 },
      deviceId: null,
      vehicleId: null,
    });
    expect(asked('device_id=&min_end_time=')).toEqual({
      window: { from: null, to: null },
      deviceId: null,
      vehicleId: null,
    });
    for (const time of ['1x', 'x1', '-1', '1.5', '1'.repeat(17)])
      expect(asked(`min_end_time=${time}`)?.window.from).toBeNull();
    expect(feedOf(trips(), 'trips', {}).asked).toBeNull();
    expect(feedOf(trips(), 'trips', { requestUrl: 'nowhere' }).asked).toBeNull();
  });

  it('has the records that are objects, with their places', () => {
    const { records } = feedOf(trips([null, trip(), 'x']), 'trips', {});
    expect(records.map(({ place }) => place.key)).toEqual([1]);
    for (const document of [null, { data: null }, { data: { trips: {} } }, statusChanges()])
      expect(feedOf(document, 'trips', {}).records).toEqual([]);
  });

  it('has members of a type', () => {
    const record = { whole: 1, part: 1.5, text: 'a', huge: 2 ** 60 };
    expect(['whole', 'part', 'text', 'huge', 'none'].map((name) => integer(record, name))).toEqual([
      1,
      null,
      null,
      null,
      null,
    ]);
    expect(['whole', 'text', 'none'].map((name) => text(record, name))).toEqual([null, 'a', null]);
  });

  const nested = (levels: number) => JSON.parse(`${'['.repeat(levels)}${']'.repeat(levels)}`) as unknown;
  const deep = (levels: number, exchange?: string) =>
    judgeFeed({ ...trips(), links: nested(levels) }, 'trips', exchange === undefined ? {} : { exchange });

  it('that is nested too deep is not judged, and that is a finding', () => {
    expect(deep(50).length).toBeGreaterThan(1);
    expect(deep(500)).toEqual([
      expect.objectContaining({ rule: 'body-depth', level: 'must', checks: 1, findingsTotal: 1 }),
    ]);
    expect(deep(500)[0]?.findings[0]).not.toHaveProperty('exchange');
    expect(deep(500, '1-0001')[0]?.findings).toMatchObject([{ where: '', exchange: '1-0001' }]);
  });

  it.each([
    ['GET', 200, trips(), true],
    ['GET', 201, trips(), false],
    ['GET', 404, trips(), false],
    ['GET', 200, undefined, false],
    ['OPTIONS', 200, trips(), false],
  ])('that came with %s and %i is judged: %s', (method, status, document, judged) => {
    const request = { method, url: 'https://h/trips' };
    const response = { status, headers: () => [], text: '', document };
    const results = judgeFeedAnswer({ request, response }, 'trips');
    expect(results.some(({ rule, checks }) => rule === 'body-object' && checks > 0)).toBe(judged);
  });
});

describe('the shape of a record', () => {
  const aspects = (record: Json, kind: 'trips' | 'status_changes' = 'trips') =>
    shapeProblems(kind, record).map(({ aspect, pointer }) => [aspect, pointer]);

  it('is that of its kind', () => {
    expect([aspects(trip()), aspects(statusChange(), 'status_changes')]).toEqual([[], []]);
    expect(aspects(statusChange({ associated_trip: null }), 'status_changes')).toEqual([
      ['null-trip', '/associated_trip'],
    ]);
    expect(aspects(statusChange({ associated_trip: 1 }), 'status_changes')).toEqual([['type', '/associated_trip']]);
    expect(aspects(statusChange({ vehicle_id: null }), 'status_changes')).toEqual([['type', '/vehicle_id']]);
  });

  it('is looked for at each point of a route, and bounded', () => {
    const features = [point(1, 1, 1), { type: 'Feature' }];
    const found = aspects(trip({ route: { type: 'FeatureCollection', features } }));
    expect(found.length).toBeGreaterThan(0);
    expect(found.every(([, pointer]) => pointer?.startsWith('/route/features/1'))).toBe(true);
    const many = { type: 'FeatureCollection', features: Array(500).fill({}) };
    expect(aspects(trip({ route: many }))).toHaveLength(50);
  });

  it('says which bound was crossed', () => {
    const route = { type: 'FeatureCollection', features: [] };
    const said = shapeProblems('trips', trip({ route, start_time: -1 })).map(({ message }) => message);
    expect(said.some((message) => message.includes('fewer than'))).toBe(true);
    expect(said.some((message) => message.includes('below 0'))).toBe(true);
    const over = shapeProblems('status_changes', statusChange({ battery_pct: 2 }));
    expect(over.some(({ message }) => message.includes('above 1'))).toBe(true);
  });
});

describe('across pages', () => {
  const url = 'https://h/trips';
  const next = `${url}?page%5Bnumber%5D=2`;
  const rules = (...pages: { url: string; document: unknown; exchange?: string }[]) =>
    broken(judgeFeedPages(pages, 'trips')).find(({ rule }) => rule === 'pages-say-next')?.findings;

  it('a page without next is named, with its exchange where it has one', () => {
    const first = { url, document: trips([], { links: { next } }) };
    const last = { url: next, document: trips() };
    expect(rules(first, last)).toMatchObject([
      { message: expect.stringContaining('Page 2') as string, where: '/links' },
    ]);
    expect(rules(first, last)?.[0]).not.toHaveProperty('exchange');
    expect(rules(first, { ...last, exchange: '1-0002' })).toMatchObject([{ exchange: '1-0002' }]);
    expect(rules({ url, document: trips() }, last)).toHaveLength(2);
    expect(rules(first)).toBeUndefined();
    expect(rules({ url, document: null })).toBeUndefined();
  });
});

describe('across feeds', () => {
  const judged = (ofTrip: Json, ofChange: Json, options: Parameters<typeof judgeAgreement>[2] = {}) =>
    judgeAgreement(
      [{ document: trips([trip(ofTrip), trip({ trip_id: 1 }), trip({ ...ofTrip, device_id: 'later' })]) }],
      [{ document: statusChanges([statusChange(ofChange)]) }],
      options,
    );
  const rules = (...given: Parameters<typeof judged>) => broken(judged(...given)).map(({ rule }) => rule);
  const pickUp = (event_time: unknown) => ({ event_type: 'reserved', event_type_reason: 'user_pick_up', event_time });

  it('what one of them does not say is not compared', () => {
    expect(rules({}, {})).toEqual([]);
    for (const name of ['device_id', 'provider_id', 'vehicle_id', 'vehicle_type'])
      for (const value of [null, 1]) {
        expect(rules({ [name]: value }, {})).toEqual([]);
        expect(rules({}, { [name]: value })).toEqual([]);
      }
    expect(rules({ start_time: null }, pickUp(start + 999_999))).toEqual([]);
    expect(rules({ end_time: null }, {})).toEqual([]);
    expect(rules({}, { event_time: '1' })).toEqual([]);
    expect(rules({}, pickUp('1'))).toEqual([]);
    expect(rules({ route: null }, {})).toEqual([]);
    expect(rules({}, { event_location: null })).toEqual([]);
    expect(judged({}, { associated_trip: 'another' }).every(({ checks }) => checks === 0)).toBe(true);
    expect(judged({}, { associated_trip: null }).every(({ checks }) => checks === 0)).toBe(true);
  });

  it('the type of the vehicle is the same', () => {
    expect(rules({ vehicle_type: 'bicycle' }, {})).toEqual(['trip-and-status-change-describe-one-vehicle']);
    expect(rules({ provider_id: 'x' }, { provider_id: provider })).toEqual(['trip-and-status-change-name-one-vehicle']);
  });

  it('times differ by the tolerance at most', () => {
    const tolerances = { seconds: 10 };
    expect(rules({}, pickUp(start + 10_000), { tolerances })).toEqual([]);
    expect(rules({}, pickUp(start + 10_001), { tolerances })).toEqual(['pick-up-before-the-trip']);
    for (const late of [10_000, -10_000]) expect(rules({}, { event_time: end + late }, { tolerances })).toEqual([]);
    for (const late of [10_001, -10_001])
      expect(rules({}, { event_time: end + late }, { tolerances })).toEqual(['drop-off-at-the-end']);
  });

  it('places differ by the tolerance, and by twice what the trip says of its accuracy', () => {
    const away = { event_location: point(22.29, 60.457, end) }; // 111 m
    const at = (metres: number, accuracy: unknown) => rules({ accuracy }, away, { tolerances: { metres } });
    expect([at(112, 0), at(92, 10), at(112, -50), at(112, null)]).toEqual([[], [], [], []]);
    for (const [metres, accuracy] of [
      [110, 0],
      [90, 10],
      [110, -50],
      [110, null],
    ] as const)
      expect(at(metres, accuracy)).toEqual(['status-changes-where-the-route-ends']);
  });

  it('a finding names its trip and its exchange', () => {
    const change = { document: statusChanges([statusChange({ vehicle_id: 'X' })]) };
    const [finding] = broken(judgeAgreement([{ document: trips() }], [change]))[0]?.findings ?? [];
    expect(finding?.message).toContain(`vehicle_id (trip ${tripId}).`);
    expect(finding).not.toHaveProperty('exchange');
    expect(isObject(finding)).toBe(true);
  });
});
