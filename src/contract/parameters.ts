/** Reads the parameters of an operation. */
import { below, follow, idAt, valueAt } from './references.ts';
import type { Location } from './references.ts';
import { uriOf } from './schemas.ts';
import type { Sources } from './source.ts';
import type { Operation } from './types.ts';

interface ParameterNode {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
}

/**
 * Ids of one object schema per place, so that a whole part of a call is validated at once and no name is misspelt.
 * Problems go to `sources`.
 * @param found the path item, the operation in it, and the path's template
 * @param prefix of the ids: `vendnovation/v2/listMachines`, which becomes `vendnovation/v2/listMachines.headers`
 * @param schemas where the made schemas are put, by id
 */
export function readParameters(
  sources: Sources,
  { item, place, path }: { readonly item: Location; readonly place: Location; readonly path: string },
  prefix: string,
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
    const id = `${prefix}.${key}`;
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
