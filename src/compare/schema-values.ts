/** What changed about the values of one alternative: listed values, limits, formats, rules. */
import type { Alternative } from './alternative.ts';
import type { ChangeKind } from './kinds.ts';
import type { Direction, SchemaChange } from './schemas.ts';

/** Makes a change at the place that is compared. */
export type Add = (
  kind: ChangeKind,
  message: string,
  more?: Pick<SchemaChange, 'before' | 'after' | 'detail'>,
) => SchemaChange;

export function compareValues(old: Alternative, now: Alternative, direction: Direction, add: Add): SchemaChange[] {
  if (old.values === null && now.values === null) return [];
  if (now.values === null) {
    // Both booleans are all booleans.
    if (old.type === 'boolean' && old.values?.length === 2) return [];
    return [
      add(`${direction}-enum-value-added`, 'Any value may come now, not only the listed ones.', {
        before: old.values?.join(', ') ?? '',
        after: 'any',
        detail: 'any',
      }),
    ];
  }
  if (old.values === null) {
    if (old.type === 'boolean' && now.values.length === 2) return [];
    return [
      add(`${direction}-enum-value-removed`, 'Only the listed values may come now.', {
        before: 'any',
        after: now.values.join(', '),
        detail: 'any',
      }),
    ];
  }
  const came = now.values.filter((value) => !old.values?.includes(value));
  const gone = old.values.filter((value) => !now.values?.includes(value));
  // A value that goes while another comes is most likely renamed.
  if (direction === 'response' && came.length > 0 && gone.length > 0)
    return gone.map((value) =>
      add('response-enum-value-replaced', `The value ${value} is gone, and ${came.join(', ')} came.`, {
        before: value,
        after: came.join(', '),
        detail: value,
      }),
    );
  return [
    ...came.map((value) =>
      add(`${direction}-enum-value-added`, `The value ${value} is new.`, { after: value, detail: value }),
    ),
    ...gone.map((value) =>
      add(`${direction}-enum-value-removed`, `The value ${value} is gone.`, { before: value, detail: value }),
    ),
  ];
}

export function compareLimits(old: Alternative, now: Alternative, direction: Direction, add: Add): SchemaChange[] {
  const names = [...new Set([...Object.keys(old.limits), ...Object.keys(now.limits)])].sort();
  return names.flatMap((name) => {
    const [from, to] = [old.limits[name], now.limits[name]];
    if (from === to) return [];
    const values = {
      before: from === undefined ? 'no limit' : String(from),
      after: to === undefined ? 'no limit' : String(to),
      detail: name,
    };
    const say = (effect: 'loosened' | 'tightened') =>
      add(`${direction}-limit-${effect}`, `${name} was ${values.before} and is ${values.after}.`, values);
    if (to === undefined) return [say('loosened')];
    if (from === undefined) return [say('tightened')];
    if (name === 'multipleOf')
      return to % from === 0
        ? [say('tightened')]
        : from % to === 0
          ? [say('loosened')]
          : [say('loosened'), say('tightened')];
    return [say(/^(?:max|exclusiveMax)/.test(name) === to > from ? 'loosened' : 'tightened')];
  });
}

export function compareFormats(
  { format: from }: Alternative,
  { format: to }: Alternative,
  direction: Direction,
  add: Add,
): SchemaChange[] {
  if (from === to) return [];
  const values = { before: from ?? 'none', after: to ?? 'none' };
  if (from === null) return [add(`${direction}-format-added`, `The format ${values.after} is promised now.`, values)];
  if (to === null) return [add(`${direction}-format-dropped`, `The format ${from} is not promised any more.`, values)];
  return [add(`${direction}-format-changed`, `The format was ${from} and is ${to}.`, values)];
}

export function compareRules(old: Alternative, now: Alternative, direction: Direction, add: Add): SchemaChange[] {
  const came = [...now.rules].filter((rule) => !old.rules.has(rule));
  const gone = [...old.rules].filter((rule) => !now.rules.has(rule));
  const short = (rule: string) => (rule.length > 100 ? `${rule.slice(0, 99)}…` : rule);
  return [
    ...came.map((rule) =>
      add(`${direction}-rule-added`, `A rule is new: ${short(rule)}.`, { after: short(rule), detail: rule }),
    ),
    ...gone.map((rule) =>
      add(`${direction}-rule-dropped`, `A rule is gone: ${short(rule)}.`, { before: short(rule), detail: rule }),
    ),
  ];
}
