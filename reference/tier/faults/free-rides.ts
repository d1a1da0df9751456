/** Faults of free rides and their pages. */
import type { JsonObject } from '../model.ts';
import { without } from '../model.ts';
import { attributes, documents, inside, inV1, must, resources, sent, should, some } from './entry.ts';

const free = (number: string) => must(`TI-FREE-${number}`, inV1);
const json02 = must('TI-JSON-02', inV1);
const json06 = should('TI-JSON-06', inV1);
const json07 = should('TI-JSON-07', inV1);

const rides = (change: (document: JsonObject) => JsonObject) => documents('listFreeRides', change);
const counters = (change: (held: JsonObject) => JsonObject) =>
  rides((doc) => inside(doc, 'meta', (meta) => inside(meta, 'pagination', change)));
const links = (change: (held: JsonObject) => JsonObject) => rides((doc) => inside(doc, 'links', change));
const numberOf = (held: JsonObject, name: string) => Number(held[name]);

export const freeRideFaults = [
  free('01')(
    'free-minutes-text',
    'freeMinutes is a text.',
    attributes('freeride', (held) => ({ ...held, freeMinutes: String(held['freeMinutes']) })),
  ),
  free('01')(
    'free-unlock-missing',
    'Some free rides have no freeUnlock.',
    attributes('freeride', (held) => without(held, 'freeUnlock'), some),
  ),
  free('01')(
    'free-unlock-number',
    'freeUnlock is 0 or 1.',
    attributes('freeride', (held) => ({ ...held, freeUnlock: held['freeUnlock'] === true ? 1 : 0 })),
  ),
  free('01')(
    'free-ride-type',
    'Free rides have the type free-ride.',
    resources('freeride', (wire) => ({ ...wire, type: 'free-ride' })),
  ),

  free('02')(
    'pagination-missing',
    'The numbers of the page are missing.',
    rides((doc) => without(doc, 'meta')),
  ),
  free('02')(
    'count-text',
    'The count of free rides is a text.',
    counters((held) => ({ ...held, count: String(held['count']) })),
  ),
  free('02')(
    'link-next-number',
    'The next link is the number of the next page.',
    links((held) => ({ ...held, next: held['next'] === null ? null : 2 })),
  ),
  free('02')(
    'free-rides-links-missing',
    'The links of free rides are missing.',
    rides((doc) => without(doc, 'links')),
  ),

  free('03')('used-for-negative', 'usedFor of some free rides is -1.', sent('freeride', { usedFor: -1 }, some)),
  free('03')(
    'free-minutes-negative',
    'freeMinutes of some free rides are below 0.',
    sent('freeride', { freeMinutes: -5 }, some),
  ),

  free('04')(
    'next-of-last-is-first',
    'The next link of the last page leads to the first.',
    links((held) => ({ ...held, next: held['next'] ?? held['first'] ?? null })),
  ),
  free('04')(
    'next-is-itself',
    'The next link of the second page leads to itself.',
    rides((doc) =>
      inside(doc, 'links', (held) =>
        String(held['prev']).endsWith('=1') ? { ...held, next: String(held['prev']).replace(/1$/, '2') } : held,
      ),
    ),
  ),

  free('05')(
    'page-number-stays',
    'Every page says that it is the first.',
    counters((held) => ({ ...held, page: 1 })),
  ),
  free('05')(
    'pages-shrink',
    'The number of pages is told as those that are left.',
    counters((held) => ({ ...held, pages: numberOf(held, 'pages') - numberOf(held, 'page') + 1 })),
  ),
  free('05')(
    'next-skips-a-page',
    'The next link of the first page leads to the third.',
    links((held) =>
      held['prev'] === null && held['next'] !== null
        ? { ...held, next: String(held['next']).replace(/2$/, '3') }
        : held,
    ),
  ),
  free('05')(
    'last-page-unlinked',
    'The second page has no next link.',
    links((held) => (String(held['prev']).endsWith('=1') ? { ...held, next: null } : held)),
  ),

  free('06')(
    'count-one-more',
    'The count of free rides is one too many.',
    counters((held) => ({ ...held, count: numberOf(held, 'count') + 1 })),
  ),
  free('06')('free-ride-lost', 'The second page lacks a free ride.', (base) => ({
    freePage: (call, number) => (number === 2 ? base.freePage(call, number).slice(1) : base.freePage(call, number)),
  })),

  free('07')(
    'links-to-another-host',
    'The link first leads to another host.',
    links((held) => ({ ...held, first: 'https://platform.tier.invalid/v1/customer/free-ride' })),
  ),
  free('07')(
    'links-to-another-path',
    'Links lead to a path without the version.',
    links((held) => ({ ...held, last: String(held['last']).replace('/v1/', '/') })),
  ),

  json02(
    'free-rides-links-list',
    'The links of free rides are a list.',
    rides((doc) => ({ ...doc, links: [doc['links'] ?? null] })),
  ),
  json02(
    'free-rides-data-null-type',
    'Some free rides have null as type.',
    resources('freeride', (wire) => ({ ...wire, type: null }), some),
  ),
  json02(
    'free-rides-last-goes-on',
    'The page that last names has a next link.',
    links((held) => ({ ...held, last: String(held['first']).replace(/=1$/, '=2') })),
  ),

  json06(
    'free-ride-without-id',
    'Free rides have no id.',
    resources('freeride', (wire) => without(wire, 'id')),
  ),
  json07(
    'free-rides-empty-links',
    'The links first and last are empty texts.',
    links((held) => ({ ...held, first: '', last: '' })),
  ),
];
