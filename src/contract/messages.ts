/** Errors of Ajv in plain words. */
import type { ErrorObject } from 'ajv';
import { formats } from '../judges/formats.ts';
import { show } from '../verdict/check.ts';
import { escapePointer } from './pointer.ts';
import type { SchemaProblem } from './types.ts';

/** More problems of one value are not told; hostile answers can break a schema a million times. */
export const problemLimit = 1000;

/** Keywords that only sum up what another error says. */
const summaries = new Set(['if', 'propertyNames']);

/**
 * Problems in plain words, at most `problemLimit`. Errors inside the branches of an `anyOf` or `oneOf` are left out:
 * that none of the forms fits is the news.
 */
export function explain(all: readonly ErrorObject[]): SchemaProblem[] {
  const errors = all.slice(0, 3 * problemLimit);
  const choices = errors.filter((error) => error.keyword === 'anyOf' || error.keyword === 'oneOf');
  const mistyped = new Set(errors.flatMap((error) => (error.keyword === 'type' ? [error.instancePath] : [])));
  const problems: SchemaProblem[] = [];
  for (const error of errors) {
    if (problems.length === problemLimit) break;
    if (summaries.has(error.keyword) || choices.some((choice) => isBranch(error, choice))) continue;
    if (error.keyword === 'format' && mistyped.has(error.instancePath)) continue; // 1.5 as integer of format int32
    problems.push({ pointer: pointerOf(error), message: wordsOf(error), keyword: error.keyword });
  }
  return problems;
}

/** Errors of the same value that do not come from beside the choice: from its branches and what they refer to. */
function isBranch(error: ErrorObject, choice: ErrorObject): boolean {
  const at = choice.instancePath;
  if (error === choice || (error.instancePath !== at && !error.instancePath.startsWith(`${at}/`))) return false;
  return error.parentSchema === undefined || !beside(choice).has(error.parentSchema);
}

const besides = new WeakMap<object, ReadonlySet<object>>();

/** The schema that holds the choice and all schemas in it, without those of the choice. */
function beside({ parentSchema = {}, keyword }: ErrorObject): ReadonlySet<object> {
  const known = besides.get(parentSchema);
  if (known !== undefined) return known;
  const { [keyword]: _, ...others } = parentSchema;
  const found = new Set<object>([parentSchema]);
  const collect = (part: unknown): void => {
    if (typeof part !== 'object' || part === null || found.has(part)) return;
    found.add(part);
    Object.values(part).forEach(collect);
  };
  collect(others);
  besides.set(parentSchema, found);
  return found;
}

/** Where the problem is: a missing or surplus member itself, not its parent. */
function pointerOf(error: ErrorObject): string {
  const params = error.params as Record<string, unknown>;
  const member = params['missingProperty'] ?? params['additionalProperty'] ?? error.propertyName;
  return typeof member === 'string' ? `${error.instancePath}/${escapePointer(member)}` : error.instancePath;
}

function wordsOf(error: ErrorObject): string {
  const params = error.params as Record<string, unknown>;
  const counted = (noun: string) => `${String(params['limit'])} ${noun}${params['limit'] === 1 ? '' : 's'}`;
  switch (error.keyword) {
    case 'required':
      return 'must be present';
    case 'additionalProperties':
    case 'false schema':
      return `must not be present${allowed(error)}`;
    case 'type':
      return `must be ${list([params['type']].flat())}`;
    case 'enum':
      return `must be ${list((params['allowedValues'] as unknown[]).map((value) => show(value, 60)))}`;
    case 'const':
      return `must be ${show(params['allowedValue'], 60)}`;
    case 'not': {
      const forbidden = error.schema as { const?: unknown } | undefined;
      return forbidden?.const === undefined
        ? 'must not have a form that is ruled out'
        : `must not be ${show(forbidden.const, 60)}`;
    }
    case 'format': {
      const format = formats[params['format'] as keyof typeof formats] as { words: string } | undefined;
      return `must be ${format?.words ?? `of the format ${String(params['format'])}`}`;
    }
    case 'pattern':
      return `must match the pattern ${String(params['pattern'])}`;
    case 'minLength':
      return `must be at least ${counted('character')} long`;
    case 'maxLength':
      return `must be at most ${counted('character')} long`;
    case 'minItems':
      return `must hold at least ${counted('item')}`;
    case 'maxItems':
      return `must hold at most ${counted('item')}`;
    case 'minProperties':
      return `must have at least ${counted('member')}`;
    case 'anyOf':
    case 'oneOf':
      return `must have ${error.keyword === 'anyOf' ? 'at least' : 'exactly'} one of its ${(error.schema as unknown[] | undefined)?.length ?? ''} allowed forms`;
    default:
      return error.message ?? `must keep ${error.keyword}`;
  }
}

/** The members that are allowed, where the schema is closed and lists few. */
function allowed(error: ErrorObject): string {
  const parent = error.parentSchema as { properties?: object } | undefined;
  const names = Object.keys(parent?.properties ?? {});
  return names.length === 0 ? '' : `; known here: ${names.slice(0, 30).join(', ')}`;
}

function list(values: readonly unknown[]): string {
  const words = values.map(String);
  const last = words.pop() ?? 'nothing';
  return words.length === 0 ? last : `${words.join(', ')} or ${last}`;
}
