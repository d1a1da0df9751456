/** Which changes of a document need a new version: a policy says so, kind by kind. */

/**
 * - `additive`  clients go on working; no new version is due
 * - `breaking`  clients may break; a new version is due
 * - `open`      nobody has said; shown, never judged
 */
export type Judgement = 'additive' | 'breaking' | 'open';

/** Kinds of change, with what most people assume. `request` and `response` say whose data a schema describes. */
export const assumed = {
  'operation-added': 'additive',
  'operation-removed': 'breaking',
  'parameter-added': 'additive',
  'parameter-added-required': 'breaking',
  'parameter-removed': 'breaking',
  'parameter-now-required': 'breaking',
  'parameter-now-optional': 'additive',
  'body-added': 'additive',
  'body-removed': 'breaking',
  'body-now-required': 'breaking',
  'body-now-optional': 'additive',
  'request-property-added': 'additive',
  'request-property-added-required': 'breaking',
  'request-property-removed': 'breaking',
  'request-property-now-required': 'breaking',
  'request-property-now-optional': 'additive',
  'response-property-added': 'additive',
  'response-property-removed': 'breaking',
  'response-property-now-required': 'additive',
  'response-property-now-optional': 'open',
  'request-type-changed': 'breaking',
  'response-type-changed': 'breaking',
  'request-enum-value-added': 'additive',
  'request-enum-value-removed': 'breaking',
  'response-enum-value-added': 'open',
  'response-enum-value-removed': 'additive',
  'request-nullable-added': 'additive',
  'request-nullable-removed': 'breaking',
  'response-nullable-added': 'open',
  'response-nullable-removed': 'additive',
  'request-limit-tightened': 'open',
  'request-limit-loosened': 'additive',
  'response-limit-tightened': 'additive',
  'response-limit-loosened': 'open',
  'format-changed': 'open',
  'default-changed': 'open',
  'combination-changed': 'open',
  'success-status-added': 'open',
  'success-status-removed': 'breaking',
  'error-status-added': 'open',
  'error-status-removed': 'additive',
  'media-type-added': 'additive',
  'media-type-removed': 'breaking',
  'response-header-added': 'additive',
  'response-header-removed': 'breaking',
  'security-changed': 'breaking',
} as const satisfies Record<string, Judgement>;

export type ChangeKind = keyof typeof assumed;

export const changeKinds = Object.keys(assumed) as ChangeKind[];

export interface Policy {
  readonly rules: Readonly<Record<ChangeKind, Judgement>>;
  /** Kinds for which only an assumption of ours stands, not a word of the vendor or the user. */
  readonly assumptions: ReadonlySet<ChangeKind>;
}

/** A policy that cannot be used; names every problem. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';
}

const judgements: readonly unknown[] = ['additive', 'breaking', 'open'];

/**
 * The assumptions, overridden step by step.
 * @param layers each by kind of change; `assumed` marks a layer that is an assumption, too
 * @throws PolicyError for unknown kinds and judgements
 */
export function policyOf(
  layers: readonly { readonly rules: Readonly<Record<string, unknown>>; readonly assumed: boolean }[],
): Policy {
  const problems: string[] = [];
  const rules: Record<ChangeKind, Judgement> = { ...assumed };
  const assumptions = new Set(changeKinds);
  for (const layer of layers)
    for (const [kind, judgement] of Object.entries(layer.rules)) {
      if (!Object.hasOwn(assumed, kind)) problems.push(`there is no kind of change '${kind.slice(0, 60)}'`);
      else if (!judgements.includes(judgement))
        problems.push(`${kind} is '${String(judgement).slice(0, 40)}'; write additive, breaking or open`);
      else {
        rules[kind as ChangeKind] = judgement as Judgement;
        if (layer.assumed) assumptions.add(kind as ChangeKind);
        else assumptions.delete(kind as ChangeKind);
      }
    }
  if (problems.length > 0)
    throw new PolicyError(
      `The compatibility policy cannot be used: ${problems.join('; ')}. Kinds are ${changeKinds.join(', ')}.`,
    );
  return { rules, assumptions };
}

/** `kind:judgement,kind:judgement` -> an object; text without a colon is kept as a kind without judgement, for `policyOf` to refuse. */
export function readRules(text: string): Record<string, string> {
  const items = text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
  return Object.fromEntries(
    items
      .map((item) => item.split(/\s*[:=]\s*(.*)/s) as [string, string | undefined])
      .map(([kind, judgement]) => [kind, judgement ?? '']),
  );
}
