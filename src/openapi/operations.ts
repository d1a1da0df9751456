/** The operations that a document describes, in one form for all its dialects. */
import { escapePointer } from '../contract/pointer.ts';
import type { ApiDocument } from './document.ts';
import { type JsonObject, isObject, listOf, objectOf, textOf, textsOf } from './json.ts';
import { UnreadableReference, follow } from './references.ts';
import { serverOf } from './servers.ts';

export type ParameterPlace = 'path' | 'query' | 'header' | 'cookie' | 'body' | 'formData';

export interface ApiParameter {
  readonly name: string;
  readonly in: ParameterPlace;
  readonly required: boolean;
  readonly node: JsonObject;
  /** Pointer of its schema; null where it has none that can be read. */
  readonly schema: string | null;
}

export interface ApiMedia {
  /** As `application/json`; may be a range as `text/*`. */
  readonly type: string;
  readonly schema: string | null;
}

export interface ApiResponse {
  /** `200`, `2XX` or `default`. */
  readonly status: string;
  readonly media: readonly ApiMedia[];
  readonly headers: readonly ApiHeader[];
}

export interface ApiHeader {
  readonly name: string;
  readonly required: boolean;
  /** Pointer of its schema; null where it has none that can be read. */
  readonly schema: string | null;
}

export interface ApiOperation {
  /** As `GET /accounts/{accountId}`; unique in a document. */
  readonly key: string;
  readonly id: string;
  /** Upper case. */
  readonly method: string;
  readonly path: string;
  readonly pointer: string;
  /** Address that the path is appended to, absolute, without a trailing slash; null where it cannot be read. */
  readonly server: string | null;
  readonly parameters: readonly ApiParameter[];
  readonly responses: readonly ApiResponse[];
  /** A call without credentials is promised to be refused. */
  readonly secured: boolean;
  /** What of it could not be read, in words. */
  readonly problems: readonly string[];
}

const methods = ['get', 'head', 'options', 'post', 'put', 'patch', 'delete', 'trace'] as const;

/** All operations in the order of the document. Never throws: what cannot be read stands in `problems`. */
export function operationsOf(document: ApiDocument): ApiOperation[] {
  const operations: ApiOperation[] = [];
  for (const path of Object.keys(objectOf(document.root['paths']))) {
    if (!path.startsWith('/')) continue; // an extension
    const problems: string[] = [];
    const item = attempt(problems, () => follow(document, `/paths/${escapePointer(path)}`));
    if (!isObject(item?.value)) continue;
    for (const method of methods) {
      const node = item.value[method];
      if (isObject(node))
        operations.push(readOperation(document, { path, method, node, item: item.value, itemPointer: item.pointer }));
    }
  }
  return operations;
}

interface Found {
  readonly path: string;
  readonly method: string;
  readonly node: JsonObject;
  readonly item: JsonObject;
  readonly itemPointer: string;
}

function readOperation(document: ApiDocument, { path, method, node, item, itemPointer }: Found): ApiOperation {
  const problems: string[] = [];
  const pointer = `${itemPointer}/${method}`;
  const key = `${method.toUpperCase()} ${path}`;
  const server = serverOf(document, [node, item]);
  if ('problem' in server) problems.push(server.problem);
  return {
    key,
    id: textOf(node['operationId']) ?? key,
    method: method.toUpperCase(),
    path,
    pointer,
    server: 'url' in server ? server.url : null,
    parameters: readParameters(
      document,
      [`${itemPointer}/parameters`, `${pointer}/parameters`],
      node,
      pointer,
      problems,
    ),
    responses: readResponses(document, node, pointer, problems),
    secured: isSecured(document, node),
    problems,
  };
}

function attempt<T>(problems: string[], read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UnreadableReference)) throw error;
    problems.push(error.message);
    return undefined;
  }
}

const places: readonly string[] = ['path', 'query', 'header', 'cookie', 'body', 'formData'];

/** Those of the operation replace those of its path (OpenAPI 3.1, section 4.8.9). */
function readParameters(
  document: ApiDocument,
  lists: readonly string[],
  node: JsonObject,
  pointer: string,
  problems: string[],
): ApiParameter[] {
  const found = new Map<string, ApiParameter>();
  for (const list of lists) {
    const count = attempt(problems, () => listOf(follow(document, list).value).length) ?? 0;
    for (let i = 0; i < count; i += 1) {
      const at = attempt(problems, () => follow(document, `${list}/${i}`));
      const value = objectOf(at?.value);
      const [name, place] = [textOf(value['name']), textOf(value['in'])];
      if (at === undefined || name === undefined || place === undefined || !places.includes(place)) continue;
      const schema = schemaOfParameter(document, value, at.pointer);
      found.set(`${place} ${name}`, {
        name,
        in: place as ParameterPlace,
        required: place === 'path' || value['required'] === true,
        node: value,
        schema,
      });
    }
  }
  const body = attempt(problems, () => objectOf(follow(document, `${pointer}/requestBody`).value));
  if (node['requestBody'] !== undefined && body?.['required'] === true)
    found.set('body', { name: 'body', in: 'body', required: true, node: body, schema: null });
  return [...found.values()];
}

/** Parameters of Swagger 2.0 are schemas themselves; those of OpenAPI 3 have one, or a media object with one. */
function schemaOfParameter({ dialect }: ApiDocument, node: JsonObject, pointer: string): string | null {
  if (node['schema'] !== undefined) return `${pointer}/schema`;
  if (dialect === 'Swagger 2.0') return pointer;
  const [type] = Object.keys(objectOf(node['content']));
  return type === undefined ? null : `${pointer}/content/${escapePointer(type)}/schema`;
}

function readResponses(document: ApiDocument, node: JsonObject, pointer: string, problems: string[]): ApiResponse[] {
  return Object.keys(objectOf(node['responses'])).flatMap((status) => {
    if (!/^(?:[1-5](?:\d\d|XX)|default)$/i.test(status)) return [];
    const at = attempt(problems, () => follow(document, `${pointer}/responses/${escapePointer(status)}`));
    if (at === undefined) return [];
    const value = objectOf(at.value);
    const media =
      document.dialect === 'Swagger 2.0'
        ? mediaOfSwagger(document, node, value, at.pointer)
        : mediaOf(value, at.pointer);
    const headers = Object.keys(objectOf(value['headers'])).flatMap((name) => {
      // Content-Type is described by the media types (OpenAPI 3.1, section 4.8.17).
      if (name.toLowerCase() === 'content-type') return [];
      const header = attempt(problems, () => follow(document, `${at.pointer}/headers/${escapePointer(name)}`));
      if (header === undefined) return [];
      const node = objectOf(header.value);
      return [{ name, required: node['required'] === true, schema: schemaOfParameter(document, node, header.pointer) }];
    });
    return [{ status: /^default$/i.test(status) ? 'default' : status.toUpperCase(), media, headers }];
  });
}

function mediaOf(response: JsonObject, pointer: string): ApiMedia[] {
  return Object.entries(objectOf(response['content'])).map(([type, value]) => ({
    type: type.trim().toLowerCase(),
    schema: objectOf(value)['schema'] === undefined ? null : `${pointer}/content/${escapePointer(type)}/schema`,
  }));
}

function mediaOfSwagger({ root }: ApiDocument, node: JsonObject, response: JsonObject, pointer: string): ApiMedia[] {
  const schema = response['schema'] === undefined ? null : `${pointer}/schema`;
  if (schema === null) return [];
  const types = textsOf(node['produces'] ?? root['produces']);
  // Without `produces` nothing is said of the type (OpenAPI 2.0, Operation Object).
  return (types.length === 0 ? ['*/*'] : types).map((type) => ({ type: type.trim().toLowerCase(), schema }));
}

/** At least one scheme is named, and none of the alternatives is empty. */
function isSecured({ root }: ApiDocument, node: JsonObject): boolean {
  const alternatives = listOf(node['security'] ?? root['security']).map(objectOf);
  return alternatives.length > 0 && alternatives.every((scheme) => Object.keys(scheme).length > 0);
}
