/** Resource objects: what identifies them, which members they have, how their fields are named. */
import type { DocumentRule } from '../table.ts';
import { holds } from '../table.ts';
import { nameProblem } from '../names.ts';
import { memberNames, unknownMembers } from '../outline.ts';
import type { Outline, ResourceNode } from '../outline.ts';
import { at, brief, findingAt, has, isObject, member, nameList, objectsWithin } from '../value.ts';
import type { JsonObject, Node } from '../value.ts';

const knownMembers = {
  '1.0': ['type', 'id', 'attributes', 'relationships', 'links', 'meta'],
  '1.1': ['type', 'id', 'lid', 'attributes', 'relationships', 'links', 'meta'],
};

export const resourceRules: readonly DocumentRule[] = [
  {
    id: 'resource-type-and-id',
    level: 'must',
    statement: 'Every resource object that a server sends has a `type` and an `id`.',
    judge: ({ resources }, check) => {
      for (const { value, place } of resources) {
        for (const name of ['type', 'id']) {
          check.that(has(value, name), () =>
            findingAt(place, `A resource object has no ${name}.`, `a member ${name}`, value),
          );
        }
      }
    },
  },
  {
    id: 'resource-type-and-id-strings',
    level: 'must',
    statement: 'The values of `type`, `id` and `lid` are strings.',
    judge: ({ resources, version }, check) => {
      for (const { value, place } of resources) {
        for (const name of version === '1.1' ? ['type', 'id', 'lid'] : ['type', 'id']) {
          if (!has(value, name)) continue;
          const node = { value: value[name], place: at(place, name) };
          holds(
            check,
            node,
            typeof node.value === 'string',
            () => `The ${name} of a resource is no string.`,
            'a string',
          );
        }
      }
    },
  },
  {
    id: 'resource-type-name',
    level: 'must',
    statement: 'A `type` keeps to the rules for member names.',
    judge: ({ resources, identifiers }, check) => {
      for (const { value, place } of [...resources, ...identifiers]) {
        const type = member(value, 'type');
        if (typeof type !== 'string') continue;
        const problem = nameProblem(type);
        const message = () => `The type ${brief(type)} ${problem ?? ''}.`;
        holds(check, { value: type, place: at(place, 'type') }, problem === null, message, 'a legal member name');
      }
    },
  },
  {
    id: 'resource-known-members',
    level: 'must',
    statement: 'A resource object has no members but those that the standard or an applied extension names.',
    judge: (outline, check) => {
      for (const { value, place } of outline.resources) {
        const unknown = unknownMembers(value, knownMembers[outline.version], outline);
        const message = () => `A resource object has the unknown member ${nameList(unknown)}.`;
        holds(check, { value, place }, unknown.length === 0, message, knownMembers[outline.version].join(', '));
      }
    },
  },
  {
    id: 'resource-attributes-object',
    level: 'must',
    statement: 'The value of `attributes` is an object.',
    judge: ({ resources }, check) => memberIsObject(resources, 'attributes', (...args) => void holds(check, ...args)),
  },
  {
    id: 'resource-relationships-object',
    level: 'must',
    statement: 'The value of `relationships` is an object.',
    judge: ({ resources }, check) =>
      memberIsObject(resources, 'relationships', (...args) => void holds(check, ...args)),
  },
  {
    id: 'resource-fields-namespace',
    level: 'must',
    statement: 'No field is named `type` or `id`, and no attribute has the name of a relationship.',
    judge: (outline, check) => {
      for (const resource of outline.resources) {
        const attributes = fieldNames(resource, 'attributes', outline);
        const relationships = new Set(fieldNames(resource, 'relationships', outline));
        if (attributes.length + relationships.size === 0) continue;
        const reserved = [...attributes, ...relationships].filter((name) => name === 'type' || name === 'id');
        const shared = attributes.filter((name) => relationships.has(name));
        const wrong = [...new Set([...reserved, ...shared])];
        const message = () => `The field name ${nameList(wrong)} is taken by another field or by type and id.`;
        holds(check, resource, wrong.length === 0, message, 'fields share one namespace with type and id');
      }
    },
  },
  {
    id: 'attributes-reserved-members',
    level: { '1.0': 'must', '1.1': 'may' },
    statement: 'No object inside an attribute has a member `relationships` or `links`.',
    judge: ({ resources, version }, check) => {
      for (const { value, place } of resources) {
        const attributes = member(value, 'attributes');
        if (!isObject(attributes)) continue;
        for (const node of objectsWithin({ value: attributes, place: at(place, 'attributes') })) {
          const reserved = memberNames(node.value, version).filter(
            (name) => name === 'relationships' || name === 'links',
          );
          const message = () => `An object inside an attribute has the reserved member ${nameList(reserved)}.`;
          holds(check, node, reserved.length === 0, message, 'no member relationships or links');
        }
      }
    },
  },
  {
    id: 'attributes-foreign-keys',
    level: 'should',
    statement:
      'Keys of related resources do not appear as attributes; seen where a relationship of that name has that id.',
    judge: (outline, check) => {
      for (const resource of outline.resources) {
        const attributes = member(resource.value, 'attributes');
        const relationships = member(resource.value, 'relationships');
        if (!isObject(attributes) || !isObject(relationships)) continue;
        for (const [name, relationship] of Object.entries(relationships)) {
          const linkage = isObject(relationship) ? member(relationship, 'data') : undefined;
          const id = isObject(linkage) ? member(linkage, 'id') : undefined;
          if (typeof id !== 'string') continue;
          const foreign = foreignKeys(name).find((key) => isId(member(attributes, key), id));
          const message = () =>
            `The attribute ${nameList([foreign ?? ''])} repeats the id of the relationship ${name}.`;
          const node = { value: id, place: at(resource.place, 'attributes', foreign ?? '') };
          holds(check, node, foreign === undefined, message, 'a relationship instead of a foreign key');
        }
      }
    },
  },
];

/** Whether a value is an id, be it written as a number. */
function isId(value: unknown, id: string): boolean {
  return value === id || (typeof value === 'number' && String(value) === id);
}

/** Usual names of the key of a to-one relationship. */
function foreignKeys(relationship: string): readonly string[] {
  return [`${relationship}_id`, `${relationship}-id`, `${relationship}Id`, `${relationship}ID`];
}

function fieldNames(resource: ResourceNode, part: 'attributes' | 'relationships', outline: Outline): readonly string[] {
  const fields = member(resource.value, part);
  return isObject(fields) ? memberNames(fields, outline.version) : [];
}

function memberIsObject(
  resources: readonly Node<JsonObject>[],
  name: string,
  judge: (node: Node, condition: boolean, message: () => string, expected: string) => void,
): void {
  for (const { value, place } of resources) {
    if (!has(value, name)) continue;
    const node = { value: value[name], place: at(place, name) };
    judge(node, isObject(node.value), () => `The ${name} of a resource are ${brief(node.value)}.`, 'an object');
  }
}
