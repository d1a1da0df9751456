/** What TierPoint says of its documents, as rules for Spectral. */
import type { RulesetDefinition, RulesetFunction } from '@stoplight/spectral-core';
import { type JsonObject, listOf, objectOf } from '../../../src/openapi/json.ts';

const label = /(?:^|\/)(?:v[1-9]\d*|latest|beta)(?:\/|$)/;

/** Address of a server with the defaults of its variables. */
function filled(server: unknown): string {
  const { url, variables } = objectOf(server);
  return String(url ?? '').replace(/\{([^{}]+)\}/g, (_, name: string) =>
    String(objectOf(objectOf(variables)[name])['default'] ?? ''),
  );
}

/** Servers of the operation, else of its path, else of the document; the base path of Swagger 2.0. */
function serversOf(root: JsonObject, item: JsonObject, operation: JsonObject): readonly string[] {
  const lists = [operation, item, root].map((node) => listOf(node['servers'])).filter((list) => list.length > 0);
  return lists[0]?.map(filled) ?? [String(root['basePath'] ?? '')];
}

/** What a relative address leads to depends on where the document lies. */
const isRelative = (address: string) => !/^(?:[a-z]+:\/\/|\/|$)/i.test(address);

const holdsLabel = (address: string) => label.test(address.replace(/^[a-z]+:\/\/[^/]*/i, '')) || isRelative(address);

/** A path element that the caller fills in, called version. */
const isLabelParameter = (path: string) => /\/\{(?:api-?)?version(?:-?(?:label|id))?\}(?:\/|$)/i.test(path);

/** Server or base path with the path of an operation holds a label. */
const versionLabel: RulesetFunction = (document) => {
  const root = objectOf(document);
  return Object.entries(objectOf(root['paths'])).flatMap(([path, value]) => {
    if (!path.startsWith('/') || holdsLabel(path) || isLabelParameter(path)) return [];
    const item = objectOf(value);
    const operations = Object.entries(item).filter(([name]) => methods.has(name));
    return operations
      .filter(([, operation]) => !serversOf(root, item, objectOf(operation)).some(holdsLabel))
      .slice(0, 1)
      .map(() => ({ message: `${path} holds no version label, and no server does`, path: ['paths', path] }));
  });
};

const methods: ReadonlySet<string> = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']);

/** A scheme that puts the token into the Authorization header. */
const bearer: RulesetFunction = (document) => {
  const root = objectOf(document);
  const schemes = Object.values(
    objectOf(root['securityDefinitions'] ?? objectOf(root['components'])['securitySchemes']),
  ).map(objectOf);
  const carries = schemes.some(
    ({ type, scheme, in: place, name }) =>
      type === 'oauth2' ||
      type === 'openIdConnect' ||
      (type === 'http' && /^bearer$/i.test(String(scheme))) ||
      (type === 'apiKey' && place === 'header' && /^authorization$/i.test(String(name))),
  );
  return carries ? [] : [{ message: 'no security scheme puts the token into the Authorization header', path: [] }];
};

/** A success with a body describes it. */
const responseSchema: RulesetFunction = (operation, _options, { path }) => {
  const responses = Object.entries(objectOf(objectOf(operation)['responses'])).filter(([status]) =>
    /^2(?!04|05)/.test(status),
  );
  if (responses.length === 0) return [];
  const described = responses.some(([, response]) => {
    const { schema, content, $ref } = objectOf(response);
    return (
      $ref !== undefined ||
      schema !== undefined ||
      Object.values(objectOf(content)).some((media) => objectOf(media)['schema'] !== undefined)
    );
  });
  return described ? [] : [{ message: 'no success of this read describes its body', path: [...path, 'responses'] }];
};

const file = /pdf|zip|csv|octet-stream|excel|spreadsheet|msword|officedocument|^image\/|^audio\/|^video\/|^text\/|xml/;

/** A read with a body offers JSON, unless it is a file. */
const jsonFirst: RulesetFunction = (operation, _options, { path }) => {
  const responses = Object.entries(objectOf(objectOf(operation)['responses'])).filter(([status]) =>
    status.startsWith('2'),
  );
  const types = [
    ...responses.flatMap(([, response]) => Object.keys(objectOf(objectOf(response)['content']))),
    ...((objectOf(operation)['produces'] ?? []) as string[]),
  ].map((type) => type.toLowerCase());
  const fits =
    types.length === 0 ||
    types.some((type) => /[/+]json/.test(type) || type.includes('*') || (file.test(type) && !/xml/.test(type)));
  return fits ? [] : [{ message: `a JSON-first API offers this only as ${types.join(', ')}`, path: [...path] }];
};

const reads = '$.paths[*].get';

export const tierpointRuleset: RulesetDefinition = {
  rules: {
    'tierpoint-version-label': {
      description: 'API versions are specified in the URL.',
      message: '{{error}}',
      severity: 'error',
      given: '$',
      then: { function: versionLabel },
    },
    'tierpoint-bearer': {
      description: 'The token is presented in the Authorization header.',
      message: '{{error}}',
      severity: 'warn',
      given: '$',
      then: { function: bearer },
    },
    'tierpoint-response-schema': {
      description: 'Documentation provides what is needed to use the API.',
      message: '{{error}}',
      severity: 'warn',
      given: reads,
      then: { function: responseSchema },
    },
    'tierpoint-json-first': {
      description: 'The API is JSON-first.',
      message: '{{error}}',
      severity: 'warn',
      given: reads,
      then: { function: jsonFirst },
    },
  },
};
