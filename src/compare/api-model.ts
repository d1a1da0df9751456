/** What two OpenAPI documents are compared by: operations with their parameters, bodies and answers. Reads OpenAPI 3.0 and 3.1. */
import { type Documents, type Place, below, follow, isObject, listOf, objectOf, textOf } from './documents.ts';
import { type Node, nodeOf } from './alternative.ts';

export interface ParameterModel {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  /** How lists and objects are written: style and explode. */
  readonly style: string;
  readonly schema: Node | null;
}

export interface MediaModel {
  readonly type: string;
  readonly schema: Node | null;
}

export interface HeaderModel {
  readonly name: string;
  readonly required: boolean;
  readonly schema: Node | null;
}

export interface AnswerModel {
  /** `200`, `4XX`, `default`. */
  readonly status: string;
  readonly media: readonly MediaModel[];
  /** By name in small letters. */
  readonly headers: ReadonlyMap<string, HeaderModel>;
}

export interface OperationModel {
  /** As `GET /machines`. */
  readonly key: string;
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly deprecated: boolean;
  /** By place and name; path parameters by their position in the path. */
  readonly parameters: ReadonlyMap<string, ParameterModel>;
  readonly body: { readonly required: boolean; readonly media: readonly MediaModel[] } | null;
  readonly answers: ReadonlyMap<string, AnswerModel>;
  /** Each alternative lists what a request must carry; no alternative: nothing is said. */
  readonly security: readonly (readonly string[])[];
}

export interface ApiModel {
  /** By `key` with path parameters blanked: `GET /machines/{}`. */
  readonly operations: ReadonlyMap<string, OperationModel>;
}

const methods = ['get', 'head', 'options', 'post', 'put', 'patch', 'delete', 'trace'] as const;

/** @param file name of the OpenAPI document in `documents` */
export function apiModel(documents: Documents, file: string): ApiModel {
  const root: Place = { value: documents.get(file), file, pointer: '' };
  const operations = new Map<string, OperationModel>();
  for (const path of Object.keys(objectOf(objectOf(root.value)['paths']))) {
    if (!path.startsWith('/')) continue;
    const item = follow(documents, below(root, 'paths', path));
    if (item === null || !isObject(item.value)) continue;
    for (const method of methods) {
      if (!isObject(item.value[method])) continue;
      const model = operationModel(documents, root, item, method, path);
      operations.set(`${model.method} ${blanked(path)}`, model);
    }
  }
  return { operations };
}

/** Names of path parameters are the document's own affair. */
export const blanked = (path: string): string => path.replace(/\{[^{}]*\}/g, '{}');

function operationModel(documents: Documents, root: Place, item: Place, method: string, path: string): OperationModel {
  const place = below(item, method);
  const node = objectOf(place.value);
  const key = `${method.toUpperCase()} ${path}`;
  return {
    key,
    id: textOf(node['operationId']) ?? key,
    method: method.toUpperCase(),
    path,
    deprecated: node['deprecated'] === true,
    parameters: parametersOf(documents, [item, place], path),
    body: bodyOf(documents, place),
    answers: answersOf(documents, place),
    security: securityOf(documents, root, node),
  };
}

function parametersOf(documents: Documents, holders: readonly Place[], path: string): Map<string, ParameterModel> {
  const template = [...path.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1]);
  const found = new Map<string, ParameterModel>();
  for (const holder of holders)
    for (const index of listOf(objectOf(holder.value)['parameters']).keys()) {
      const place = follow(documents, below(holder, 'parameters', String(index)));
      const node = objectOf(place?.value);
      const [name, where] = [textOf(node['name']), textOf(node['in'])];
      if (place === null || name === undefined || where === undefined) continue;
      const key =
        where === 'path'
          ? `path ${template.indexOf(name)}`
          : `${where} ${where === 'header' ? name.toLowerCase() : name}`;
      const style = [node['style'] ?? '', node['explode'] ?? '', node['collectionFormat'] ?? ''].join(' ').trim();
      found.set(key, {
        name,
        in: where,
        required: node['required'] === true || where === 'path',
        style,
        schema: schemaIn(documents, place),
      });
    }
  return found;
}

function schemaIn(documents: Documents, holder: Place): Node | null {
  const node = objectOf(holder.value);
  if (node['schema'] !== undefined) return nodeOf(documents, below(holder, 'schema'));
  const [type] = Object.keys(objectOf(node['content']));
  return type === undefined ? null : nodeOf(documents, below(holder, 'content', type, 'schema'));
}

function mediaOf(documents: Documents, holder: Place): MediaModel[] {
  return Object.entries(objectOf(objectOf(holder.value)['content'])).map(([type, media]) => ({
    type: (type.split(';', 1)[0] ?? type).trim().toLowerCase(),
    schema:
      objectOf(media)['schema'] === undefined ? null : nodeOf(documents, below(holder, 'content', type, 'schema')),
  }));
}

function bodyOf(documents: Documents, operation: Place): OperationModel['body'] {
  if (objectOf(operation.value)['requestBody'] === undefined) return null;
  const place = follow(documents, below(operation, 'requestBody'));
  if (place === null) return null;
  return { required: objectOf(place.value)['required'] === true, media: mediaOf(documents, place) };
}

function answersOf(documents: Documents, operation: Place): Map<string, AnswerModel> {
  const answers = new Map<string, AnswerModel>();
  for (const status of Object.keys(objectOf(objectOf(operation.value)['responses']))) {
    const place = follow(documents, below(operation, 'responses', status));
    if (place === null || status.startsWith('x-')) continue;
    answers.set(status.toUpperCase() === 'DEFAULT' ? 'default' : status.toUpperCase(), {
      status,
      media: mediaOf(documents, place),
      headers: headersOf(documents, place),
    });
  }
  return answers;
}

function headersOf(documents: Documents, answer: Place): Map<string, HeaderModel> {
  const headers = new Map<string, HeaderModel>();
  for (const name of Object.keys(objectOf(objectOf(answer.value)['headers']))) {
    const place = follow(documents, below(answer, 'headers', name));
    // OpenAPI ignores a header called Content-Type here.
    if (place !== null && name.toLowerCase() !== 'content-type')
      headers.set(name.toLowerCase(), {
        name,
        required: objectOf(place.value)['required'] === true,
        schema: schemaIn(documents, place),
      });
  }
  return headers;
}

/** Schemes are told apart by what they ask for, not by their names. */
function securityOf(documents: Documents, root: Place, operation: Readonly<Record<string, unknown>>): string[][] {
  const list = operation['security'] ?? objectOf(root.value)['security'];
  const schemes = objectOf(objectOf(objectOf(root.value)['components'])['securitySchemes']);
  return listOf(list).map((alternative) =>
    Object.entries(objectOf(alternative))
      .flatMap(([name, scopes]) => {
        const place =
          schemes[name] === undefined ? null : follow(documents, below(root, 'components', 'securitySchemes', name));
        const scheme = objectOf(place?.value);
        const what = [
          scheme['type'] ?? name,
          scheme['in'] ?? '',
          scheme['name'] ?? '',
          String(scheme['scheme'] ?? '').toLowerCase(),
        ]
          .join(' ')
          .trim();
        return [what, ...listOf(scopes).map((scope) => `${what} scope ${String(scope)}`)];
      })
      .sort(),
  );
}

/** The answer that a document describes for a status: by itself, by its class, or by `default`. */
export function answerFor(answers: ReadonlyMap<string, AnswerModel>, status: string): AnswerModel | undefined {
  return answers.get(status) ?? answers.get(`${status.charAt(0)}XX`) ?? answers.get('default');
}
