/** What the OpenAPI specification demands of a document and the rules of Spectral do not see. Pure. */
import { escapePointer } from '../contract/pointer.ts';
import type { ApiDocument } from './document.ts';
import { type JsonObject, isObject, listOf, objectOf, textOf } from './json.ts';
import { operationsOf } from './operations.ts';
import { UnreadableReference, follow } from './references.ts';

export interface SpecificationProblem {
  readonly rule: string;
  readonly message: string;
  /** JSON pointer. */
  readonly pointer: string;
}

type Rule = (document: ApiDocument) => SpecificationProblem[];

const isSwagger = ({ dialect }: ApiDocument) => dialect === 'Swagger 2.0';

/** Components Object: all names match `^[a-zA-Z0-9\.\-_]+$`; Swagger 2.0 says nothing of the names of definitions. */
const componentNames: Rule = ({ root }) =>
  Object.entries(objectOf(root['components'])).flatMap(([kind, parts]) =>
    kind.startsWith('x-')
      ? []
      : Object.keys(objectOf(parts))
          .filter((name) => !/^[a-zA-Z0-9.\-_]+$/.test(name))
          .map((name) => ({
            rule: 'spec-component-name',
            message: `the name '${name.slice(0, 80)}' may only hold letters, digits, dots, hyphens and underscores`,
            pointer: `/components/${kind}/${escapePointer(name)}`,
          })),
  );

/** Every variable of a server address is described (Server Object). */
const serverVariables: Rule = (document) => {
  const { root } = document;
  const operations = isSwagger(document) ? [] : operationsOf(document);
  const holders = new Map<string, JsonObject>([['', root]]);
  for (const { path, method } of operations) {
    const pointer = `/paths/${escapePointer(path)}`;
    const item = objectOf(objectOf(root['paths'])[path]);
    holders.set(pointer, item).set(`${pointer}/${method.toLowerCase()}`, objectOf(item[method.toLowerCase()]));
  }
  return [...holders].flatMap(([pointer, holder]) =>
    listOf(holder['servers']).flatMap((server, i) => {
      const { url, variables } = objectOf(server);
      const names = [...(textOf(url) ?? '').matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name);
      return names
        .filter((name) => !isObject(objectOf(variables)[name]))
        .map((name) => ({
          rule: 'spec-server-variable',
          message: `the server address holds the variable {${name.slice(0, 60)}}, which nothing describes`,
          pointer: `${pointer}/servers/${i}/url`,
        }));
    }),
  );
};

/** A reference leads to an object of the kind that stands at its place. */
const kindsOfReferences: Rule = (document) =>
  operationsOf(document).flatMap(({ pointer }) => {
    const { value } = follow(document, pointer);
    const problems: SpecificationProblem[] = [];
    const expect = (part: string, isKind: (target: JsonObject) => boolean, kind: string) => {
      const target = targetOf(document, part);
      if (target !== null && !isKind(target))
        problems.push({ rule: 'spec-reference-kind', message: `the reference leads to no ${kind}`, pointer: part });
    };
    for (const status of Object.keys(objectOf(objectOf(value)['responses'])))
      expect(
        `${pointer}/responses/${escapePointer(status)}`,
        (target) => typeof target['description'] === 'string' && !('properties' in target),
        'response',
      );
    listOf(objectOf(value)['parameters']).forEach((_, i) =>
      expect(`${pointer}/parameters/${i}`, (target) => typeof target['in'] === 'string', 'parameter'),
    );
    return problems;
  });

/** What a reference at a pointer leads to; null where there is no reference, or none that can be followed. */
function targetOf(document: ApiDocument, pointer: string): JsonObject | null {
  const from = pointer.slice(0, pointer.lastIndexOf('/'));
  try {
    const target = follow(document, pointer);
    return target.pointer.startsWith(from) || !isObject(target.value) ? null : target.value;
  } catch (error) {
    if (error instanceof UnreadableReference) return null;
    throw error;
  }
}

/** A link names an operation that the document describes (Link Object). */
const linkedOperations: Rule = (document) => {
  const operations = isSwagger(document) ? [] : operationsOf(document);
  const known = new Set(operations.map(({ id }) => id));
  return operations.flatMap(({ pointer }) =>
    Object.entries(objectOf(objectOf(follow(document, pointer).value)['responses'])).flatMap(([status, response]) =>
      Object.entries(objectOf(objectOf(response)['links'])).flatMap(([name, link]) => {
        const id = textOf(objectOf(link)['operationId']);
        return id === undefined || known.has(id)
          ? []
          : [
              {
                rule: 'spec-link-operation',
                message: `the link names the operation '${id.slice(0, 80)}', which the document does not describe`,
                pointer: `${pointer}/responses/${escapePointer(status)}/links/${escapePointer(name)}/operationId`,
              },
            ];
      }),
    ),
  );
};

/** A parameter that is a list says of what (Swagger 2.0, Parameter Object). */
const listParameters: Rule = (document) =>
  isSwagger(document)
    ? operationsOf(document).flatMap(({ parameters, pointer, key }) =>
        parameters
          .filter(({ in: place, node }) => place !== 'body' && node['type'] === 'array' && !isObject(node['items']))
          .map(({ name, schema }) => ({
            rule: 'spec-parameter-items',
            message: `the parameter ${name.slice(0, 60)} of ${key.slice(0, 100)} is a list, but has no 'items'`,
            pointer: schema ?? pointer,
          })),
      )
    : [];

const rules: readonly Rule[] = [componentNames, serverVariables, kindsOfReferences, linkedOperations, listParameters];

/** Problems of the rules above, each once. Never throws. */
export function specificationProblems(document: ApiDocument): SpecificationProblem[] {
  const all = rules.flatMap((rule) => rule(document));
  const seen = new Set<string>();
  return all.filter(({ rule, pointer }) => {
    const key = `${rule} ${pointer}`;
    return !seen.has(key) && seen.add(key);
  });
}
