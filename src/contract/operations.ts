/** Reads the operations of one version from its OpenAPI file. */
import { below, follow, idAt, valueAt } from './references.ts';
import type { Location } from './references.ts';
import type { Source, Sources } from './source.ts';
import type { Effect, Operation } from './types.ts';
import { uriOf } from './schemas.ts';

const methods = ['get', 'head', 'options', 'post', 'put', 'patch', 'delete'] as const;

interface OperationNode {
  operationId: string;
  'x-effect'?: Effect;
  'x-method-setting'?: string;
  'x-path-setting'?: string;
  'x-base-setting'?: string;
  'x-credentials'?: string[];
  'x-sensitive'?: { keep: string[] };
  parameters?: unknown[];
  requestBody?: unknown;
  responses: Record<string, unknown>;
}

interface ParameterNode {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
}

/** An operation with the places of its parts, for lint and generators. */
export interface PlacedOperation extends Operation {
  readonly place: Location;
  /** Media object of the JSON request body. */
  readonly body: Location | null;
  readonly bodyRequired: boolean;
  /** JSON bodies of the answers by status, and null where a status has none. */
  readonly answers: Readonly<Record<string, Location | null>>;
}

export interface OperationsContext {
  readonly version: string;
  /** Id of the folder of the version: `vendnovation/v2.1`. */
  readonly folder: string;
  /** Names from contract.yaml; null where that is broken, then nothing is checked against them. */
  readonly names: { readonly settings: readonly string[]; readonly headerCredentials: readonly string[] } | null;
}

export interface ReadOperations {
  readonly operations: Map<string, PlacedOperation>;
  /** Made schemas of parameters, by id. */
  readonly schemas: Map<string, unknown>;
}

/**
 * Operations by id, in the order of the file. Problems go to `sources`.
 * @param document OpenAPI file that keeps schemas/meta/openapi.schema.json, as do the files that it refers to
 */
export function readOperations(sources: Sources, document: Source, context: OperationsContext): ReadOperations {
  const operations = new Map<string, PlacedOperation>();
  const schemas = new Map<string, unknown>();
  for (const path of Object.keys((document.value as { paths: object }).paths)) {
    const item = follow(sources, { source: document, path: ['paths', path] });
    if (item === null) continue;
    for (const method of methods) {
      const place = below(item, method);
      const node = valueAt(place) as OperationNode | undefined;
      if (node === undefined) continue;
      if (operations.has(node.operationId)) {
        const message = `${node.operationId} stands in version ${context.version} already; name this one differently`;
        sources.at(place.source, [...place.path, 'operationId'], 'operation-id-unique', message);
        continue;
      }
      const operation = readOperation(sources, { item, place, node, path, method }, context, schemas);
      operations.set(operation.id, operation);
    }
  }
  return { operations, schemas };
}

interface Found {
  readonly item: Location;
  readonly place: Location;
  readonly node: OperationNode;
  readonly path: string;
  readonly method: string;
}

function readOperation(
  sources: Sources,
  found: Found,
  context: OperationsContext,
  schemas: Map<string, unknown>,
): PlacedOperation {
  const { place, node, path, method } = found;
  checkNames(sources, found, context);
  const request = node.requestBody === undefined ? null : follow(sources, below(place, 'requestBody'));
  const body = jsonOf(request);
  const bodyRequired = request !== null && (valueAt(request) as { required?: boolean }).required === true;
  const answers = Object.fromEntries(
    Object.keys(node.responses).map((status) => [status, jsonOf(follow(sources, below(place, 'responses', status)))]),
  );
  const responses = Object.entries(answers).flatMap(([status, media]) =>
    media === null || (valueAt(media) as { schema?: unknown }).schema === undefined
      ? []
      : [[status, idAt(below(media, 'schema'))]],
  );
  return {
    id: node.operationId,
    method: method.toUpperCase(),
    path,
    effect: node['x-effect'] ?? 'write',
    ...(node['x-method-setting'] === undefined ? {} : { methodSetting: node['x-method-setting'] }),
    ...(node['x-path-setting'] === undefined ? {} : { pathSetting: node['x-path-setting'] }),
    ...(node['x-base-setting'] === undefined ? {} : { baseSetting: node['x-base-setting'] }),
    credentials: node['x-credentials'] ?? context.names?.headerCredentials ?? [],
    sensitive: node['x-sensitive'] ?? null,
    parameters: readParameters(sources, found, context, schemas),
    ...(body === null ? {} : { requestBody: idAt(below(body, 'schema')) }),
    responses: Object.fromEntries(responses) as Record<string, string>,
    place,
    body,
    bodyRequired,
    answers,
  };
}

function checkNames(sources: Sources, { place, node, method, path }: Found, { names }: OperationsContext): void {
  const at = (key: string) => [...place.path, key];
  if (node['x-effect'] === undefined) {
    const message = `${method.toUpperCase()} ${path} (${node.operationId}) has no x-effect; add read, session or write`;
    sources.at(place.source, place.path, 'operation-effect', message);
  }
  if (names === null) return;
  for (const key of ['x-method-setting', 'x-path-setting', 'x-base-setting'] as const) {
    const setting = node[key];
    if (setting === undefined || names.settings.includes(setting)) continue;
    const known = names.settings.join(', ') || 'none';
    sources.at(
      place.source,
      at(key),
      'operation-setting',
      `there is no setting ${setting}; contract.yaml has ${known}`,
    );
  }
  for (const [index, credential] of (node['x-credentials'] ?? []).entries()) {
    if (names.headerCredentials.includes(credential)) continue;
    const known = names.headerCredentials.join(', ') || 'none';
    const message = `there is no credential ${credential} with a header; contract.yaml has ${known}`;
    sources.at(place.source, [...at('x-credentials'), String(index)], 'operation-credential', message);
  }
}

/** The media object of a JSON body, the first one whose type is JSON; null where there is none. */
function jsonOf(location: Location | null): Location | null {
  if (location === null) return null;
  const { content } = valueAt(location) as { content?: Record<string, unknown> };
  const type = Object.keys(content ?? {}).find((name) => /^[^;]*[/+]json\b/.test(name));
  return type === undefined ? null : below(location, 'content', type);
}

/** Ids of one object schema per place, so that a whole part of a call is validated at once and no name is misspelt. */
function readParameters(
  sources: Sources,
  { item, place, node, path }: Found,
  context: OperationsContext,
  schemas: Map<string, unknown>,
): Operation['parameters'] {
  const list = (of: Location) =>
    ((valueAt(of) as { parameters?: unknown[] }).parameters ?? []).map((_, i) => below(of, 'parameters', String(i)));
  // A parameter of the operation overrides that of the path (OpenAPI 3.1, section 4.8.9).
  const [own, shared] = [unique(sources, list(place)), unique(sources, list(item))];
  const parameters = new Map([...shared, ...own]);
  checkTemplate(sources, place, path, parameters);
  const ids: { path?: string; query?: string; headers?: string } = {};
  for (const [where, key] of [
    ['path', 'path'],
    ['query', 'query'],
    ['header', 'headers'],
  ] as const) {
    const here = [...parameters.values()].filter(({ value }) => value.in === where);
    if (here.length === 0) continue;
    const id = `${context.folder}/${node.operationId}.${key}`;
    const required = here.filter(({ value }) => value.required === true).map(({ value }) => value.name);
    schemas.set(id, {
      type: 'object',
      additionalProperties: false,
      properties: Object.fromEntries(
        here.map(({ location, value }) => [value.name, { $ref: uriOf(idAt(below(location, 'schema'))) }]),
      ),
      ...(required.length === 0 ? {} : { required }),
    });
    ids[key] = id;
  }
  return ids;
}

type Parameters = Map<string, { readonly location: Location; readonly value: ParameterNode }>;

function unique(sources: Sources, places: readonly Location[]): Parameters {
  const found: Parameters = new Map();
  for (const place of places) {
    const location = follow(sources, place);
    if (location === null) continue;
    const value = valueAt(location) as ParameterNode;
    const key = `${value.in} ${value.in === 'header' ? value.name.toLowerCase() : value.name}`;
    if (found.has(key))
      sources.at(
        place.source,
        place.path,
        'parameter-unique',
        `the ${value.in} parameter ${value.name} stands here twice; remove one`,
      );
    else found.set(key, { location, value });
  }
  return found;
}

function checkTemplate(sources: Sources, place: Location, path: string, parameters: Parameters): void {
  const template = new Set([...path.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] as string));
  for (const { location, value } of parameters.values()) {
    if (value.in !== 'path') continue;
    if (!template.delete(value.name)) {
      sources.at(
        location.source,
        location.path,
        'path-parameter',
        `the path ${path} has no {${value.name}}; correct the name`,
      );
    } else if (value.required !== true) {
      sources.at(
        location.source,
        location.path,
        'path-parameter',
        `the path parameter ${value.name} needs required: true`,
      );
    }
  }
  for (const name of template) {
    sources.at(
      place.source,
      place.path,
      'path-parameter',
      `{${name}} of ${path} is not described; add a parameter with in: path`,
    );
  }
}
