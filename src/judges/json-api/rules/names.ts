/** Member names that the server's authors chose: fields and meta members, and what stands inside them. */
import type { DocumentRule } from '../table.ts';
import { holds } from '../table.ts';
import { isUrlSafe, nameProblem, isExtensionMember } from '../names.ts';
import { memberNames } from '../outline.ts';
import type { Outline } from '../outline.ts';
import { at, isObject, member, nameList, objectsWithin } from '../value.ts';
import type { JsonObject, Node } from '../value.ts';

export const nameRules: readonly DocumentRule[] = [
  {
    id: 'member-names',
    level: 'must',
    statement:
      'Names of attributes, relationships and meta members hold only allowed characters, and begin and end with one.',
    judge: (outline, check) => judgeNames(outline, named(outline), (...args) => void holds(check, ...args)),
  },
  {
    id: 'member-names-nested',
    level: 'should',
    statement: 'Names inside attributes and meta keep to the rules for member names, too.',
    judge: (outline, check) => judgeNames(outline, nested(outline), (...args) => void holds(check, ...args)),
  },
  {
    id: 'member-names-url-safe',
    level: 'should',
    statement: 'Names of attributes, relationships and meta members hold only unreserved URL characters.',
    judge: (outline, check) => {
      for (const node of named(outline)) {
        const unsafe = memberNames(node.value, outline.version).filter(
          (name) => nameProblem(name) === null && !isUrlSafe(name),
        );
        holds(
          check,
          node,
          unsafe.length === 0,
          () => `The name ${nameList(unsafe)} is not URL-safe.`,
          'unreserved characters',
        );
      }
    },
  },
];

function judgeNames(
  outline: Outline,
  nodes: Iterable<Node<JsonObject>>,
  judge: (node: Node, condition: boolean, message: () => string, expected: string) => void,
): void {
  const sound = new Set<string>(); // names repeat from resource to resource
  for (const { value, place } of nodes) {
    for (const name of memberNames(value, outline.version)) {
      const node = { value: name, place: at(place, name) };
      if (sound.has(name)) {
        judge(node, true, () => '', '');
        continue;
      }
      const extension = outline.version === '1.1' && outline.extensions !== 'none' && isExtensionMember(name);
      const problem = extension ? null : nameProblem(name);
      if (problem === null) sound.add(name);
      judge(
        node,
        problem === null,
        () => `The member name ${nameList([name])} ${problem ?? ''}.`,
        'a legal member name',
      );
    }
  }
}

/** Objects whose own members are named by the server's authors. */
function* named({ resources, metas }: Outline): Generator<Node<JsonObject>> {
  for (const { value, place } of resources) {
    for (const part of ['attributes', 'relationships']) {
      const fields = member(value, part);
      if (isObject(fields)) yield { value: fields, place: at(place, part) };
    }
  }
  for (const { value, place } of metas) if (isObject(value)) yield { value, place };
}

/** Objects inside attributes and meta. */
function* nested({ resources, metas }: Outline): Generator<Node<JsonObject>> {
  for (const { value, place } of resources) {
    yield* objectsWithin({ value: member(value, 'attributes'), place: at(place, 'attributes') });
  }
  for (const meta of metas) yield* objectsWithin(meta);
}
