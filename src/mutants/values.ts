/** Changes of one JSON value. */
import type { Json } from './json.ts';
import { isRecord } from './json.ts';
import type { Kind } from './types.ts';

export interface Change {
  readonly kind: Kind;
  /** `undefined` takes the member away. */
  readonly to: Json | undefined;
}

/** A change that is tried in several strengths; the first that the schema refuses is taken, and none where it accepts all. */
export interface Provocation {
  readonly kind: Kind;
  readonly tries: readonly Json[];
  /** Keywords by which the schema refuses it. */
  readonly keywords: readonly string[];
}

const hour = 3_600_000;

const change = (kind: Kind, to: Json | undefined): Change => ({ kind, to });

/** All changes of a value that need no schema. */
export function changesOf(value: Json, member: boolean): Change[] {
  const common = [
    ...(member ? [change('removed', undefined)] : []),
    ...(value === null ? [] : [change('null', null)]),
    change('other-type', otherType(value)),
  ];
  if (typeof value === 'boolean') return [...common, change('flipped', !value)];
  if (typeof value === 'number') return [...common, ...numberChanges(value)];
  if (typeof value === 'string') return [...common, ...textChanges(value)];
  if (Array.isArray(value)) return [...common, ...listChanges(value)];
  return common;
}

function otherType(value: Json): Json {
  if (value === null) return { unexpected: true };
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return /^-?\d+$/.test(value) ? Number(value) : 4711;
  return Array.isArray(value) ? {} : [];
}

function numberChanges(value: number): Change[] {
  const epoch = value > 1e9 && value < 1e14 && Number.isInteger(value);
  return [
    { kind: 'one-more', to: value + 1 },
    { kind: 'one-less', to: value - 1 },
    ...(value === 0 ? [] : [{ kind: 'negative', to: -value } as const]),
    ...(Number.isInteger(value) ? [{ kind: 'fraction', to: value + 0.5 } as const] : []),
    { kind: 'thousandfold', to: value * 1000 },
    { kind: 'thousandth', to: value / 1000 },
    ...(epoch ? [{ kind: 'shifted-hour', to: value + (value > 1e11 ? hour : hour / 1000) } as const] : []),
  ];
}

const isoForm = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(.*)$/;

/** The time in an ISO text moved on its own clock; null where it is none. */
export function shifted(text: string, ms: number): string | null {
  const match = isoForm.exec(text);
  if (match === null) return null;
  const at = Date.parse(`${text.slice(0, 19)}Z`);
  return Number.isNaN(at) ? null : `${new Date(at + ms).toISOString().slice(0, 19)}${match[7] ?? ''}`;
}

function textChanges(text: string): Change[] {
  const changes: Change[] = [{ kind: 'other-text', to: other(text) }];
  if (text !== '') changes.push({ kind: 'empty-text', to: '' });
  const swapped = text === text.toUpperCase() ? text.toLowerCase() : text.toUpperCase();
  if (swapped !== text) changes.push({ kind: 'other-case', to: swapped });
  const later = shifted(text, hour);
  if (later !== null) {
    const [, year = '', month = '', day = '', hours = '', minutes = '', seconds = ''] = isoForm.exec(text) ?? [];
    changes.push({ kind: 'shifted-hour', to: later }, { kind: 'shifted-day', to: shifted(text, 24 * hour) ?? text });
    changes.push({ kind: 'other-date-form', to: `${month}/${day}/${year} ${hours}:${minutes}:${seconds}` });
  }
  if (/^https?:\/\//.test(text)) {
    changes.push({ kind: 'other-link', to: 'https://elsewhere.invalid/' });
    changes.push({ kind: 'relative-link', to: text.replace(/^https?:\/\/[^/]+/, '') });
  }
  return changes;
}

/** Another text of the same form: its last letter or digit is changed. */
function other(text: string): string {
  const at = text.search(/[A-Za-z0-9](?=[^A-Za-z0-9]*$)/);
  const c = text[at];
  if (c === undefined) return `${text}x`;
  const next = /[0-9]/.test(c)
    ? String((Number(c) + 1) % 10)
    : /[Zz]/.test(c)
      ? 'a'
      : String.fromCharCode(c.charCodeAt(0) + 1);
  return text.slice(0, at) + next + text.slice(at + 1);
}

function listChanges(list: readonly Json[]): Change[] {
  const [first] = list;
  if (first === undefined) return [change('item-foreign', ['unexpected'])];
  const pair = list.length === 2 && list.every((item) => typeof item === 'number');
  return [
    change('emptied', []),
    change('item-missing', list.slice(0, -1)),
    change('item-doubled', [...list, first]),
    ...(isRecord(first) ? [change('item-foreign', [...list, foreign(first)])] : []),
    ...(list.length > 1 ? [change(pair ? 'swapped' : 'reversed', [...list].reverse())] : []),
  ];
}

/** A record like another, with an id of its own. */
function foreign(record: Readonly<Record<string, Json>>): Json {
  const { id } = record;
  if (typeof id === 'number') return { ...record, id: id + 100_000 };
  return typeof id === 'string' ? { ...record, id: `${id}-foreign` } : { ...record };
}

/** Changes that break the schema of the value, where it has such a rule. */
export function provocationsOf(value: Json): Provocation[] {
  if (typeof value === 'number')
    return [
      {
        kind: 'out-of-bounds',
        tries: [-1, 0, -1_000_000_007, 2 ** 31, 2 ** 53, 1e20],
        keywords: ['minimum', 'exclusiveMinimum', 'maximum', 'exclusiveMaximum', 'format', 'not'],
      },
    ];
  if (typeof value !== 'string') return [];
  return [
    {
      kind: 'too-long',
      tries: [value.padEnd(50, 'x'), value.padEnd(150, 'x'), value.padEnd(5000, 'x')],
      keywords: ['maxLength'],
    },
    { kind: 'unknown-word', tries: ['UNEXPECTED'], keywords: ['enum', 'const', 'anyOf', 'oneOf'] },
    {
      kind: 'no-such-format',
      tries: ['unexpected', 'Z', '2024-13-45T99:99:99Z'],
      keywords: ['format', 'pattern', 'anyOf'],
    },
  ];
}
