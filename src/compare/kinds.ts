/** The kinds of change that an API can go through, and whether a client that keeps the old contract can be harmed by one. */

/**
 * - `none`      what the old contract promised still holds as it was written: no policy is needed to allow it
 * - `possible`  it does not; whether the vendor may do it without a new version is for its policy to say
 */
export type Harm = 'none' | 'possible';

/** Kind -> harm, by the direction in which data flows: a server may accept more and send less, never the reverse. */
export const harms = {
  // operations
  'operation-added': 'none',
  'operation-removed': 'possible',
  'operation-moved': 'possible',
  'operation-deprecated': 'possible',
  'security-changed': 'possible',
  'security-relaxed': 'none',
  // parameters and bodies of requests
  'parameter-added': 'none',
  'parameter-added-required': 'possible',
  'parameter-removed': 'possible',
  'parameter-now-required': 'possible',
  'parameter-now-optional': 'none',
  'body-added': 'none',
  'body-added-required': 'possible',
  'body-removed': 'possible',
  'body-now-required': 'possible',
  'body-now-optional': 'none',
  'request-property-added': 'none',
  'request-property-added-required': 'possible',
  'request-property-removed': 'possible',
  'request-property-now-required': 'possible',
  'request-property-now-optional': 'none',
  'request-type-changed': 'possible',
  'request-type-narrowed': 'possible',
  'request-type-widened': 'none',
  'request-nullable-added': 'none',
  'request-nullable-removed': 'possible',
  'request-enum-value-added': 'none',
  'request-enum-value-removed': 'possible',
  'request-limit-tightened': 'possible',
  'request-limit-loosened': 'none',
  'request-format-changed': 'possible',
  'request-format-added': 'possible',
  'request-format-dropped': 'none',
  'request-rule-added': 'possible',
  'request-rule-dropped': 'none',
  'request-object-closed': 'possible',
  'request-object-opened': 'none',
  'request-default-changed': 'possible',
  'request-default-added': 'none',
  'request-media-type-added': 'none',
  'request-media-type-removed': 'possible',
  // answers
  'response-property-added': 'none',
  'response-property-added-to-closed': 'possible',
  'response-property-removed': 'possible',
  'response-property-now-required': 'none',
  'response-property-now-optional': 'possible',
  'response-type-changed': 'possible',
  'response-type-widened': 'possible',
  'response-type-narrowed': 'none',
  'response-nullable-added': 'possible',
  'response-nullable-removed': 'none',
  'response-enum-value-added': 'possible',
  'response-enum-value-removed': 'none',
  'response-enum-value-replaced': 'possible',
  'response-limit-loosened': 'possible',
  'response-limit-tightened': 'none',
  'response-format-changed': 'possible',
  'response-format-dropped': 'possible',
  'response-format-added': 'none',
  'response-rule-dropped': 'possible',
  'response-rule-added': 'none',
  'response-object-opened': 'possible',
  'response-object-closed': 'none',
  'response-media-type-added': 'none',
  'response-media-type-removed': 'possible',
  'response-header-added': 'none',
  'response-header-removed': 'possible',
  'response-header-now-optional': 'possible',
  'response-header-now-required': 'none',
  'success-status-added': 'possible',
  'success-status-removed': 'possible',
  'error-status-added': 'possible',
  'error-status-removed': 'none',
  'error-code-added': 'possible',
  'error-code-removed': 'none',
  // what was seen of paired questions
  'answer-status-changed': 'possible',
  'answer-order-changed': 'possible',
  'answer-count-changed': 'possible',
  // promises
  'promise-added': 'none',
  'promise-withdrawn': 'possible',
  'promise-broken': 'possible',
  'recommendation-dropped': 'possible',
} as const satisfies Record<string, Harm>;

export type ChangeKind = keyof typeof harms;

export const changeKinds = Object.keys(harms) as ChangeKind[];

/** Groups that a policy may name in place of kinds; a `*` in a kind stands for any letters. */
export const kindGroups: Readonly<Record<string, readonly ChangeKind[]>> = {
  /** New operations, new members of answers, new optional input. */
  additive: [
    'operation-added',
    'parameter-added',
    'body-added',
    'request-property-added',
    'response-property-added',
    'response-property-added-to-closed',
    'response-object-opened',
    'response-header-added',
    'request-media-type-added',
    'response-media-type-added',
  ],
  /** Input that used to be required, or used to have a meaning, may be left out or is ignored. */
  'input-ignored': [
    'parameter-now-optional',
    'parameter-removed',
    'body-now-optional',
    'body-removed',
    'request-property-now-optional',
    'request-property-removed',
  ],
  // Words of `src/openapi/policy.ts`, whose kinds are coarser: a contract has one policy for both.
  'format-changed': [
    'request-format-changed',
    'request-format-added',
    'response-format-changed',
    'response-format-dropped',
  ],
  'default-changed': ['request-default-changed'],
  'combination-changed': ['request-rule-added', 'response-rule-dropped'],
  'media-type-added': ['request-media-type-added', 'response-media-type-added'],
  'media-type-removed': ['request-media-type-removed', 'response-media-type-removed'],
};

/** Kinds that a word of a policy means; null where there is none. */
export function kindsOf(word: string): readonly ChangeKind[] | null {
  if (Object.hasOwn(kindGroups, word)) return kindGroups[word] ?? null;
  if (!/^[a-z*]+(?:-[a-z*]+)*$/.test(word)) return null;
  const pattern = new RegExp(`^${word.replaceAll('*', '[a-z-]*')}$`);
  const found = changeKinds.filter((kind) => pattern.test(kind));
  return found.length === 0 ? null : found;
}
