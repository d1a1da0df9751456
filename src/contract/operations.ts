/** Reads the operations of one version from its OpenAPI file. */
import { readParameters } from './parameters.ts';
import { below, follow, idAt, valueAt } from './references.ts';
import type { Location } from './references.ts';
import type { Source, Sources } from './source.ts';
import type { Effect, Operation } from './types.ts';

const methods = ['get', 'head', 'options', 'post', 'put', 'patch', 'delete'] as const;

interface OperationNode {
  operationId: string;
  'x-effect'?: Effect;
  'x-method-setting'?: string;
  'x-path-setting'?: string;
  'x-base-setting'?: string;
  'x-credentials'?: string[];
  'x-sensitive'?: { keep: string[]; alsoTo?: string[] };
  'x-session-when'?: Record<string, string | number | boolean>;
  parameters?: unknown[];
  requestBody?: unknown;
  responses: Record<string, unknown>;
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
  /** Names from contract.yaml. */
  readonly settings: readonly string[];
  readonly urlSettings: readonly string[];
  readonly headerCredentials: readonly string[];
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
    ...(node['x-session-when'] === undefined ? {} : { sessionWhen: node['x-session-when'] }),
    ...(node['x-method-setting'] === undefined ? {} : { methodSetting: node['x-method-setting'] }),
    ...(node['x-path-setting'] === undefined ? {} : { pathSetting: node['x-path-setting'] }),
    ...(node['x-base-setting'] === undefined ? {} : { baseSetting: node['x-base-setting'] }),
    credentials: node['x-credentials'] ?? context.headerCredentials,
    sensitive: node['x-sensitive'] ?? null,
    parameters: readParameters(sources, found, `${context.folder}/${node.operationId}`, schemas),
    ...(body === null ? {} : { requestBody: idAt(below(body, 'schema')) }),
    responses: Object.fromEntries(responses) as Record<string, string>,
    place,
    body,
    bodyRequired,
    answers,
  };
}

function checkNames(sources: Sources, { place, node, method, path }: Found, context: OperationsContext): void {
  const at = (key: string) => [...place.path, key];
  if (node['x-effect'] === undefined) {
    const message = `${method.toUpperCase()} ${path} (${node.operationId}) has no x-effect; add read, session or write`;
    sources.at(place.source, place.path, 'operation-effect', message);
  }
  for (const [key, names, kind] of [
    ['x-method-setting', context.settings, 'setting'],
    ['x-path-setting', context.settings, 'setting'],
    ['x-base-setting', context.urlSettings, 'setting of type url'],
  ] as const) {
    const setting = node[key];
    if (setting === undefined || names.includes(setting)) continue;
    const message = `there is no ${kind} ${setting}; contract.yaml has ${names.join(', ') || 'none'}`;
    sources.at(place.source, at(key), 'operation-setting', message);
  }
  for (const [index, credential] of (node['x-credentials'] ?? []).entries()) {
    if (context.headerCredentials.includes(credential)) continue;
    const known = context.headerCredentials.join(', ') || 'none';
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
