/** Pieces of which faults and variations are made: alterations of documents, records and answers. */
import type { ChangeOfBehaviour, ServiceName, Subject } from './behaviour.ts';
import { type Answer, type Call, type Json, type JsonObject } from './world.ts';

export const isObject = (json: unknown): json is JsonObject =>
  typeof json === 'object' && json !== null && !Array.isArray(json);

/** A copy with the part at `path` changed; undefined removes it. Parts that are not there are made. */
export function changed(
  json: Json,
  path: readonly string[],
  change: (part: Json | undefined) => Json | undefined,
): Json {
  const [key, ...rest] = path;
  if (key === undefined) return change(json) ?? null;
  if (Array.isArray(json))
    return (json as Json[]).map((item, i) => (String(i) === key ? changed(item, rest, change) : item));
  const object = isObject(json) ? json : {};
  const part = rest.length === 0 ? change(object[key]) : changed(object[key] ?? {}, rest, change);
  const entries = Object.entries(object).filter(([name]) => name !== key);
  const at = Object.keys(object).indexOf(key);
  if (part === undefined) return Object.fromEntries(entries);
  entries.splice(at === -1 ? entries.length : at, 0, [key, part]);
  return Object.fromEntries(entries);
}

/** Alters the published documents of a service. */
export const documents =
  (
    service: ServiceName,
    path: readonly string[],
    change: (part: Json | undefined, subject: Subject) => Json | undefined,
  ): ChangeOfBehaviour =>
  (base) => ({
    document: (document, subject) => {
      const before = base.document(document, subject);
      return subject.service === service
        ? (changed(before, path, (part) => change(part, subject)) as JsonObject)
        : before;
    },
  });

/** Alters the earlier copies of a service, so that the present document differs from them. */
export const earlier =
  (
    service: ServiceName,
    path: readonly string[],
    change: (part: Json | undefined, subject: Subject) => Json | undefined,
  ): ChangeOfBehaviour =>
  (base) => ({
    earlier: (document, subject) => {
      const before = base.earlier(document, subject);
      return subject.service === service
        ? (changed(before, path, (part) => change(part, subject)) as JsonObject)
        : before;
    },
  });

/** Alters the documents of a service, now and before. */
export const always =
  (...parts: Parameters<typeof documents>): ChangeOfBehaviour =>
  (base) => ({ ...documents(...parts)(base), ...earlier(...parts)(base) });

/** Alters the JSON of the answers to one documented read. */
export const body =
  (operation: string, change: (json: Json, call: Call) => Json): ChangeOfBehaviour =>
  (base) => ({
    body: (json, call, of) => (of === operation ? change(base.body(json, call, of), call) : base.body(json, call, of)),
  });

/** Alters the answers to one documented read. */
export const answers =
  (operation: string, change: (answer: Answer, call: Call) => Answer): ChangeOfBehaviour =>
  (base) => ({
    answer: (answer, call, of) =>
      of === operation ? change(base.answer(answer, call, of), call) : base.answer(answer, call, of),
  });

/** Alters each object of a list. */
export const each = (json: Json, change: (object: JsonObject, index: number) => JsonObject): Json =>
  Array.isArray(json) ? (json as Json[]).map((item, i) => (isObject(item) ? change(item, i) : item)) : json;

export const without = (object: JsonObject, member: string): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([name]) => name !== member));

/** Alters every object of every JSON body. */
export function objects(change: (object: JsonObject) => JsonObject): ChangeOfBehaviour {
  const walk = (json: Json): Json => {
    if (Array.isArray(json)) return (json as Json[]).map(walk);
    return isObject(json)
      ? change(Object.fromEntries(Object.entries(json).map(([name, value]) => [name, walk(value)])))
      : json;
  };
  return (base) => ({ body: (json, call, of) => walk(base.body(json, call, of)) });
}

/** Alters every answer at the last moment. */
export const finishing =
  (change: (answer: Answer, call: Call) => Answer): ChangeOfBehaviour =>
  (base) => ({ finish: (answer, call) => change(base.finish(answer, call), call) });
