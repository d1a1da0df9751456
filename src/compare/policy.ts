/**
 * Which changes a vendor may make without a new version. Data: `facts.compatibility` of contract.yaml.
 *
 * ```yaml
 * compatibility:
 *   basis: vendor                # vendor: the page says so; inference: our assumption where it is silent
 *   allowed: [additive]          # kinds of change, groups of kinds, or patterns as response-limit-*
 *   breaking: []
 *   unknown: [response-enum-value-added]
 *   rules: { response-nullable-added: open }   # the same by kind; additive is allowed, open is unknown
 *   otherwise: breaking          # every other kind that can harm a client: breaking or unknown
 *   steps:                       # what the vendor says of single steps; all others are not promised to be compatible
 *     - { from: v2, to: v2.1, promise: compatible, note: ... }
 * ```
 */
import type { Change } from './change.ts';
import { type ChangeKind, changeKinds, harms, kindsOf } from './kinds.ts';

export type Effect = 'breaking' | 'allowed' | 'unknown';

const effects: readonly string[] = ['breaking', 'allowed', 'unknown'];

/** What the vendor says of going from one version to another. */
export interface Step {
  /** Version ids; `*` for any. */
  readonly from: string;
  readonly to: string;
  /** `compatible`: promised not to break; `none`: may break; `silent`: nothing is said. */
  readonly promise: 'compatible' | 'none' | 'silent';
  readonly note: string;
}

export interface Policy {
  readonly basis: 'vendor' | 'inference';
  /** Why a kind has its effect, in words, by kind. */
  readonly effects: ReadonlyMap<ChangeKind, { readonly effect: Effect; readonly why: string }>;
  readonly otherwise: 'breaking' | 'unknown';
  readonly steps: readonly Step[];
}

/** A policy that cannot be used; names every problem. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';
}

export interface Classified extends Change {
  readonly effect: Effect;
  /** Why, in few words. */
  readonly why: string;
}

/** Kinds that the user decides, by kind, group or pattern: they win over the vendor's policy. */
export type Treatment = Readonly<Record<string, string>>;

/**
 * @param facts `facts.compatibility` of a contract; absent means that nothing is known of the vendor
 * @throws PolicyError with all problems at once
 */
export function policyOf(facts: unknown, treat: Treatment = {}): Policy {
  const problems: string[] = [];
  const data = isObject(facts) ? facts : {};
  if (facts !== undefined && !isObject(facts)) problems.push('compatibility is no object');
  for (const key of Object.keys(data))
    if (!known.includes(key)) problems.push(`there is no '${key}'; expected ${known.join(', ')}`);
  const basis = data['basis'] ?? (data['assumption'] === false ? 'vendor' : 'inference');
  if (basis !== 'vendor' && basis !== 'inference')
    problems.push(`basis is '${String(basis)}'; write vendor or inference`);
  const otherwise = data['otherwise'] ?? 'unknown';
  if (otherwise !== 'breaking' && otherwise !== 'unknown')
    problems.push(`otherwise is '${String(otherwise)}'; write breaking or unknown`);
  const says = basis === 'vendor' ? "the vendor's policy" : 'our assumption, the vendor is silent';
  const effectOf = new Map<ChangeKind, { effect: Effect; why: string }>();
  const rules = rulesOf(data, problems);
  // Named kinds win over patterns and groups, whatever their order; of two that contradict each other the worse one.
  for (const exact of [false, true])
    for (const effect of ['allowed', 'unknown', 'breaking'] as const)
      for (const kinds of rules.filter((rule) => rule.effect === effect).map((rule) => rule.kinds))
        if ((kinds.length === 1) === exact) for (const kind of kinds) effectOf.set(kind, { effect, why: says });
  for (const [word, effect] of Object.entries(treat)) {
    const kinds = kindsOf(word);
    if (kinds === null) problems.push(`there is no kind of change '${word}'; kinds are ${changeKinds.join(', ')}`);
    else if (!effects.includes(effect)) problems.push(`${word} is '${effect}'; write breaking, allowed or unknown`);
    else for (const kind of kinds) effectOf.set(kind, { effect: effect as Effect, why: 'as you chose' });
  }
  const steps = stepsOf(data['steps'], problems);
  if (problems.length > 0)
    throw new PolicyError(`The compatibility policy cannot be used: ${[...new Set(problems)].join('; ')}.`);
  return { basis: basis as Policy['basis'], effects: effectOf, otherwise: otherwise as Policy['otherwise'], steps };
}

const known = ['basis', 'assumption', 'allowed', 'breaking', 'unknown', 'rules', 'otherwise', 'steps'];

const synonyms: Readonly<Record<string, Effect>> = {
  allowed: 'allowed',
  additive: 'allowed',
  breaking: 'breaking',
  unknown: 'unknown',
  open: 'unknown',
};

function rulesOf(
  data: Readonly<Record<string, unknown>>,
  problems: string[],
): { readonly kinds: readonly ChangeKind[]; readonly effect: Effect }[] {
  const lists = (['allowed', 'unknown', 'breaking'] as const).flatMap((effect) =>
    listOf(data[effect], effect, problems).map((word) => [word, effect] as const),
  );
  const byKind = data['rules'] ?? {};
  if (!isObject(byKind)) problems.push('rules is no object');
  return [...lists, ...(isObject(byKind) ? Object.entries(byKind) : [])].flatMap(([word, said]) => {
    const kinds = kindsOf(word);
    const effect = typeof said === 'string' && Object.hasOwn(synonyms, said) ? synonyms[said] : undefined;
    if (kinds === null) problems.push(`there is no kind of change '${word}'`);
    if (effect === undefined) problems.push(`${word} is '${String(said)}'; write allowed, breaking or unknown`);
    return kinds === null || effect === undefined ? [] : [{ kinds, effect }];
  });
}

/** What a change does to a client of the old version, and why. */
export function classify(change: Change, policy: Policy): Classified {
  const named = policy.effects.get(change.kind);
  if (named !== undefined) return { ...change, ...named };
  if (harms[change.kind] === 'none')
    return { ...change, effect: 'allowed', why: 'the old contract still holds as written' };
  return policy.otherwise === 'breaking'
    ? { ...change, effect: 'breaking', why: 'the old contract no longer holds, and no policy allows it' }
    : {
        ...change,
        effect: 'unknown',
        why: 'the old contract no longer holds; the vendor does not say whether it may do that',
      };
}

/** What the vendor says of this step; the first that fits. */
export function stepOf(policy: Policy, from: string, to: string): Step {
  const fits = (pattern: string, id: string) => pattern === '*' || pattern === id;
  const found = policy.steps.find((step) => fits(step.from, from) && fits(step.to, to));
  return found ?? { from, to, promise: 'silent', note: '' };
}

const promises: readonly string[] = ['compatible', 'none', 'silent'];

function stepsOf(value: unknown, problems: string[]): Step[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) {
    problems.push('steps is no list');
    return [];
  }
  return (value as unknown[]).flatMap((step): Step[] => {
    if (!isObject(step)) return (problems.push('a step is no object'), []);
    const { from, to, promise, note = '' } = step;
    if (typeof from !== 'string' || typeof to !== 'string' || typeof note !== 'string')
      return (problems.push('a step needs from, to and promise'), []);
    if (typeof promise !== 'string' || !promises.includes(promise))
      return (problems.push(`the promise of a step is '${String(promise)}'; write ${promises.join(', ')}`), []);
    return [{ from, to, promise: promise as Step['promise'], note }];
  });
}

function listOf(value: unknown, name: string, problems: string[]): readonly string[] {
  if (value === undefined) return [];
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
  problems.push(`${name} is no list of kinds`);
  return [];
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
