/** A Swagger 2.0 document in the words of OpenAPI 3, as far as comparing needs them. Definitions stay where references find them. */
import { isObject, listOf, objectOf, textOf } from './documents.ts';

type Json = Readonly<Record<string, unknown>>;

const methods = new Set(['get', 'head', 'options', 'post', 'put', 'patch', 'delete', 'trace']);

/** What stands beside the name of a parameter or header and describes its value. */
const schemaWords = [
  ...['type', 'format', 'items', 'enum', 'default', 'pattern', 'multipleOf', 'x-nullable'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'],
  ...['minLength', 'maxLength', 'minItems', 'maxItems', 'uniqueItems'],
];

export function openapiOf(root: Json): Json {
  const paths = Object.entries(objectOf(root['paths'])).map(([path, item]) => [path, pathItem(objectOf(item), root)]);
  return {
    ...root,
    paths: Object.fromEntries(paths) as Json,
    components: { securitySchemes: objectOf(root['securityDefinitions']) },
  };
}

function pathItem(item: Json, root: Json): Json {
  const shared = parametersIn(item, root);
  const operations = Object.entries(item)
    .filter(([method, node]) => methods.has(method) && isObject(node))
    .map(([method, node]) => [method, operation(objectOf(node), shared, root)]);
  return Object.fromEntries(operations) as Json;
}

/** Those of the operation replace those of its path that have the same place and name. */
function operation(node: Json, shared: readonly Json[], root: Json): Json {
  const own = parametersIn(node, root);
  const nameOf = (parameter: Json) => `${textOf(parameter['in'])} ${textOf(parameter['name'])}`;
  const all = [...new Map([...shared, ...own].map((parameter) => [nameOf(parameter), parameter])).values()];
  const inside = (...places: readonly string[]) => all.filter(({ in: place }) => places.includes(textOf(place) ?? ''));
  const body = bodyOf(inside('body')[0], inside('formData'), listed(node['consumes'] ?? root['consumes']));
  const produces = listed(node['produces'] ?? root['produces']);
  return {
    ...node,
    parameters: inside('path', 'query', 'header').map((parameter) => ({ ...parameter, schema: schemaOf(parameter) })),
    ...(body === null ? {} : { requestBody: body }),
    responses: Object.fromEntries(
      Object.entries(objectOf(node['responses'])).map(([status, answer]) => [
        status,
        answerOf(resolved(answer, root), produces),
      ]),
    ),
  };
}

function bodyOf(body: Json | undefined, fields: readonly Json[], consumes: readonly string[]): Json | null {
  const types = consumes.length === 0 ? ['application/json'] : consumes;
  const content = (schema: unknown) => Object.fromEntries(types.map((type) => [type, { schema }]));
  if (body !== undefined) return { required: body['required'] === true, content: content(body['schema'] ?? {}) };
  if (fields.length === 0) return null;
  const required = fields.filter((field) => field['required'] === true).map((field) => textOf(field['name']) ?? '');
  const properties = Object.fromEntries(fields.map((field) => [textOf(field['name']) ?? '', schemaOf(field)]));
  return { required: required.length > 0, content: content({ type: 'object', properties, required }) };
}

function answerOf(answer: Json, produces: readonly string[]): Json {
  const types = produces.length === 0 ? ['application/json'] : produces;
  const headers = Object.entries(objectOf(answer['headers'])).map(([name, header]) => [
    name,
    { schema: schemaOf(objectOf(header)) },
  ]);
  return {
    headers: Object.fromEntries(headers) as Json,
    content:
      answer['schema'] === undefined
        ? {}
        : Object.fromEntries(types.map((type) => [type, { schema: answer['schema'] }])),
  };
}

const schemaOf = (node: Json): Json =>
  Object.fromEntries(schemaWords.filter((word) => node[word] !== undefined).map((word) => [word, node[word]]));

const parametersIn = (holder: Json, root: Json): Json[] =>
  listOf(holder['parameters']).map((parameter) => resolved(parameter, root));

/** Shared parameters and answers; references between them are not allowed (OpenAPI 2.0, Reference Object). */
function resolved(node: unknown, root: Json): Json {
  const reference = textOf(objectOf(node)['$ref']);
  const [, section = '', name = ''] = /^#\/(parameters|responses)\/([^/]+)$/.exec(reference ?? '') ?? [];
  return objectOf(reference === undefined ? node : objectOf(root[section])[name]);
}

const listed = (value: unknown): string[] => listOf(value).filter((item): item is string => typeof item === 'string');
