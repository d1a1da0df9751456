/** One walk over a document: everything that the rules look at, with its place. Nothing is judged here. */
import type { AskedQuery } from './query.ts';
import { isAtMember, isExtensionMember } from './names.ts';
import { at, has, isObject, member, rootPlace } from './value.ts';
import type { JsonObject, Node, Place } from './value.ts';

export type JsonApiVersion = '1.0' | '1.1';

/** Whether members `namespace:name` may stand in the document: 1.1 with an extension, without one, or not known. */
export type Extensions = 'applied' | 'none' | 'unknown';

export type LinksOwner = 'document' | 'resource' | 'relationship' | 'error';

export interface ResourceNode extends Node<JsonObject> {
  readonly part: 'primary' | 'included';
  /** Type and id as one key, or null where they are no strings. */
  readonly identity: string | null;
}

export interface RelationshipNode extends Node {
  readonly name: string;
  readonly resource: ResourceNode;
}

export interface LinksNode extends Node {
  readonly owner: LinksOwner;
  /** What the links belong to is a collection; null where that cannot be told. */
  readonly collection: boolean | null;
}

export interface LinkNode extends Node {
  readonly name: string;
  readonly links: LinksNode;
}

export interface Outline {
  readonly version: JsonApiVersion;
  readonly extensions: Extensions;
  readonly query: AskedQuery | null;
  readonly root: Node;
  /** The document, when it is an object. */
  readonly top: JsonObject | null;
  /** Primary resource objects (or identifiers, which look the same), then included ones. */
  readonly resources: readonly ResourceNode[];
  readonly relationships: readonly RelationshipNode[];
  /** Objects in resource linkage; whatever is no object there is judged with its relationship. */
  readonly identifiers: readonly Node<JsonObject>[];
  readonly links: readonly LinksNode[];
  readonly link: readonly LinkNode[];
  readonly metas: readonly Node[];
  /** Members of `errors`. */
  readonly errors: readonly Node[];
}

export const paginationNames: readonly string[] = ['first', 'last', 'prev', 'next'];

/** Names of the members that count: 1.1 ignores those that begin with `@`. */
export function memberNames(object: JsonObject, version: JsonApiVersion): readonly string[] {
  const names = Object.keys(object);
  return version === '1.0' ? names : names.filter((name) => !isAtMember(name));
}

/** Members that neither the standard nor an extension allows in an object. */
export function unknownMembers(object: JsonObject, known: readonly string[], outline: Outline): readonly string[] {
  return memberNames(object, outline.version).filter(
    (name) => !known.includes(name) && !(outline.extensions !== 'none' && isExtensionMember(name)),
  );
}

/** Type and id of a resource object or identifier as one key; null unless both are strings. */
export function identityOf(value: unknown): string | null {
  if (!isObject(value)) return null;
  const type = member(value, 'type');
  const id = member(value, 'id') ?? member(value, 'lid');
  return typeof type === 'string' && typeof id === 'string' ? `${type.length}:${type}:${id}` : null;
}

export interface OutlineOptions {
  readonly version: JsonApiVersion;
  readonly extensions: Extensions;
  readonly query: AskedQuery | null;
}

/** Walks a parsed document of any shape. Time and space grow with its size alone. */
export function outlineOf(document: unknown, options: OutlineOptions): Outline {
  const top = isObject(document) ? document : null;
  const outline = {
    ...options,
    root: { value: document, place: rootPlace },
    top,
    resources: [] as ResourceNode[],
    relationships: [] as RelationshipNode[],
    identifiers: [] as Node<JsonObject>[],
    links: [] as LinksNode[],
    link: [] as LinkNode[],
    metas: [] as Node[],
    errors: [] as Node[],
  };
  if (top === null) return outline;

  const addLinks = (object: JsonObject, place: Place, owner: LinksOwner, collection: boolean | null) => {
    if (!has(object, 'links')) return;
    const node: LinksNode = { value: object['links'], place: at(place, 'links'), owner, collection };
    outline.links.push(node);
    if (!isObject(node.value)) return;
    for (const name of memberNames(node.value, options.version)) {
      const link = node.value[name];
      outline.link.push({ value: link, place: at(node.place, name), name, links: node });
      if (isObject(link)) addMeta(link, at(node.place, name));
    }
  };
  const addMeta = (object: JsonObject, place: Place) => {
    if (has(object, 'meta')) outline.metas.push({ value: object['meta'], place: at(place, 'meta') });
  };
  const addIdentifier = (value: unknown, place: Place) => {
    if (!isObject(value)) return;
    outline.identifiers.push({ value, place });
    addMeta(value, place);
  };
  const addRelationship = (node: RelationshipNode) => {
    outline.relationships.push(node);
    if (!isObject(node.value)) return;
    const data = member(node.value, 'data');
    const many = has(node.value, 'data') ? Array.isArray(data) : null;
    addLinks(node.value, node.place, 'relationship', many);
    addMeta(node.value, node.place);
    const place = at(node.place, 'data');
    if (Array.isArray(data)) data.forEach((value, index) => addIdentifier(value, at(place, index)));
    else addIdentifier(data, place);
  };
  const addResource = (value: unknown, place: Place, part: ResourceNode['part']) => {
    if (!isObject(value)) return;
    const resource: ResourceNode = { value, place, part, identity: identityOf(value) };
    outline.resources.push(resource);
    addLinks(value, place, 'resource', false);
    addMeta(value, place);
    const relationships = member(value, 'relationships');
    if (!isObject(relationships)) return;
    for (const name of memberNames(relationships, options.version)) {
      addRelationship({ value: relationships[name], place: at(place, 'relationships', name), name, resource });
    }
  };
  const addAll = (value: unknown, place: Place, part: ResourceNode['part']) => {
    if (Array.isArray(value)) value.forEach((item, index) => addResource(item, at(place, index), part));
    else if (part === 'primary') addResource(value, place, part);
  };

  const data = member(top, 'data');
  addAll(data, at(rootPlace, 'data'), 'primary');
  addAll(member(top, 'included'), at(rootPlace, 'included'), 'included');
  addLinks(top, rootPlace, 'document', Array.isArray(data));
  addMeta(top, rootPlace);
  const jsonapi = member(top, 'jsonapi');
  if (isObject(jsonapi)) addMeta(jsonapi, at(rootPlace, 'jsonapi'));
  const errors = member(top, 'errors');
  if (Array.isArray(errors)) {
    errors.forEach((value: unknown, index) => {
      const place = at(rootPlace, 'errors', index);
      outline.errors.push({ value, place });
      if (!isObject(value)) return;
      addLinks(value, place, 'error', null);
      addMeta(value, place);
    });
  }
  return outline;
}
