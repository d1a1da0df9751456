/** Relationship objects, resource linkage and identifiers. */
import type { DocumentRule } from '../table.ts';
import { holds } from '../table.ts';
import { memberNames, unknownMembers } from '../outline.ts';
import type { Outline } from '../outline.ts';
import { isExtensionMember } from '../names.ts';
import { at, brief, has, isObject, member, nameList } from '../value.ts';
import type { JsonObject, Node } from '../value.ts';

const relationshipMembers = ['links', 'data', 'meta'];
const identifierMembers = { '1.0': ['type', 'id', 'meta'], '1.1': ['type', 'id', 'lid', 'meta'] };

export const relationshipRules: readonly DocumentRule[] = [
  {
    id: 'relationship-object',
    level: 'must',
    statement: 'A relationship is an object.',
    judge: ({ relationships }, check) => {
      for (const node of relationships) {
        holds(
          check,
          node,
          isObject(node.value),
          () => `The relationship ${node.name} is ${brief(node.value)}.`,
          'an object',
        );
      }
    },
  },
  {
    id: 'relationship-content',
    level: 'must',
    statement: 'A relationship object has links with `self` or `related`, or `data`, or `meta`.',
    judge: (outline, check) => {
      for (const node of outline.relationships) {
        if (!isObject(node.value)) continue;
        const message = () => `The relationship ${node.name} has neither data nor meta nor a link self or related.`;
        holds(check, node, hasContent(node.value, outline), message, 'links with self or related, data, or meta');
      }
    },
  },
  {
    id: 'relationship-known-members',
    level: 'must',
    statement: 'A relationship object has no members but `links`, `data` and `meta` and those of an applied extension.',
    judge: (outline, check) => {
      for (const node of outline.relationships) {
        if (!isObject(node.value)) continue;
        const unknown = unknownMembers(node.value, relationshipMembers, outline);
        const message = () => `The relationship ${node.name} has the unknown member ${nameList(unknown)}.`;
        holds(check, node, unknown.length === 0, message, relationshipMembers.join(', '));
      }
    },
  },
  {
    id: 'linkage-shape',
    level: 'must',
    statement: 'Resource linkage is null, an identifier, or an array of identifiers.',
    judge: ({ relationships }, check) => {
      for (const { value, place, name } of relationships) {
        if (!isObject(value) || !has(value, 'data')) continue;
        const { data } = value;
        const linkage = { value: data, place: at(place, 'data') };
        const right = data === null || isObject(data) || Array.isArray(data);
        const message = () => `The linkage of ${name} is ${brief(data)}.`;
        if (!holds(check, linkage, right, message, 'null, an identifier or an array') || !Array.isArray(data)) continue;
        data.forEach((item: unknown, index) => {
          const node = { value: item, place: at(linkage.place, index) };
          holds(check, node, isObject(item), () => `The linkage of ${name} holds ${brief(item)}.`, 'an identifier');
        });
      }
    },
  },
  {
    id: 'identifier-type-and-id',
    level: 'must',
    statement: 'An identifier has a `type` and an `id`, both strings.',
    judge: ({ identifiers, version }, check) => {
      for (const node of identifiers) {
        const idName = version === '1.1' && !has(node.value, 'id') && has(node.value, 'lid') ? 'lid' : 'id';
        for (const name of ['type', idName]) judgeStringMember(node, name);
      }
      function judgeStringMember({ value, place }: Node<JsonObject>, name: string): void {
        const found = member(value, name);
        const message = () => `The ${name} of an identifier is ${brief(found)}.`;
        holds(
          check,
          { value: found, place: has(value, name) ? at(place, name) : place },
          typeof found === 'string',
          message,
          'a string',
        );
      }
    },
  },
  {
    id: 'identifier-known-members',
    level: 'must',
    statement: 'An identifier has no members but `type`, `id`, `lid` and `meta` and those of an applied extension.',
    judge: (outline, check) => {
      for (const node of outline.identifiers) {
        const unknown = unknownMembers(node.value, identifierMembers[outline.version], outline);
        const message = () => `An identifier has the unknown member ${nameList(unknown)}.`;
        holds(check, node, unknown.length === 0, message, identifierMembers[outline.version].join(', '));
      }
    },
  },
];

function hasContent(relationship: JsonObject, outline: Outline): boolean {
  if (has(relationship, 'data') || has(relationship, 'meta')) return true;
  const brings = (name: string) => outline.extensions !== 'none' && isExtensionMember(name);
  if (memberNames(relationship, outline.version).some(brings)) return true;
  const links = member(relationship, 'links');
  if (!isObject(links)) return has(relationship, 'links'); // a links member of the wrong type is another rule's finding
  return memberNames(links, outline.version).some((name) => name === 'self' || name === 'related' || brings(name));
}
