/** Differences of the new side that were prepared beforehand: existing faults and lawful variations of the reference server. */

/** Twenty faults that a client of v2 would run into on v2.1, each with what must be named. */
export const breakingFaults: readonly (readonly [fault: string, named: string])[] = [
  ['machine-id-text', 'response-type-changed GET /machines 200 /[]/id'],
  ['machine-site-missing', 'response-property-now-optional GET /machines 200 /[]/siteId'],
  ['machine-flag-null', 'response-nullable-added GET /machines 200 /[]/forceUpdate'],
  ['machine-asset-fraction', 'response-type-widened GET /machines 200 /[]/assetId'],
  ['machine-tax-negative', 'promise-broken VN-SHAPE-02'],
  ['machine-created-no-date', 'response-format-dropped GET /machines 200 /[]/createdAt'],
  ['selection-depth-missing', 'response-property-now-optional GET /selections 200 /[]/depth'],
  ['transaction-recorded-number', 'response-type-widened GET /reports/transactions 200 /[]/recordedAtUtc'],
  ['transaction-items-object', 'response-type-widened GET /reports/transactions 200 /[]/lineItems'],
  ['login-username-spelt-as-sent', 'response-property-removed POST /authenticate/ 200 /userName'],
  ['total-pages-header-missing', 'response-header-removed GET /machines 200 header total-pages'],
  ['paging-headers-prefixed', 'response-header-removed GET /machines 200 header page'],
  ['default-size-20', 'promise-broken VN-PAGE-01'],
  ['oversized-400', 'promise-broken VN-PAGE-03'],
  ['page-header-from-zero', 'promise-broken VN-PAGE-06'],
  ['accounts-404', 'promise-broken VN-FIL-12'],
  ['machines-object', 'response-type-changed GET /machines 200'],
  ['site-filter-ignored', 'promise-broken VN-FIL-04'],
  ['wrong-password-401', 'promise-broken VN-AUTH-05'],
  ['error-code-lower-case', 'promise-broken VN-AUTH-05'],
];

/** Twenty differences that no promise of v2 forbids. */
export const lawfulVariations: readonly string[] = [
  'new-members',
  'members-reversed',
  'header-names-title-case',
  'compressed-gzip',
  'content-type-without-charset',
  'more-headers',
  'pretty-printed',
  'unicode-escapes',
  'whole-decimals-with-fraction',
  'absent-where-null',
  'large-ids',
  'odd-names',
  'machines-newest-first',
  'example-members-absent',
  'sentinel-dates',
  'dates-with-z',
  'dates-without-fraction',
  'missing-key-401',
  'missing-data-422',
  'errors-with-more-members',
];
