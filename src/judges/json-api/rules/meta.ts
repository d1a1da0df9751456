/** Meta objects and the `jsonapi` object. */
import type { DocumentRule } from '../table.ts';
import { holds } from '../table.ts';
import { unknownMembers } from '../outline.ts';
import type { Outline } from '../outline.ts';
import { absoluteUriProblem } from '../uri.ts';
import { at, brief, has, isObject, member, nameList, rootPlace } from '../value.ts';
import type { JsonObject, Node } from '../value.ts';

const jsonapiMembers = { '1.0': ['version', 'meta'], '1.1': ['version', 'ext', 'profile', 'meta'] };

export const metaRules: readonly DocumentRule[] = [
  {
    id: 'meta-object',
    level: 'must',
    statement: 'The value of `meta` is an object.',
    judge: ({ metas }, check) => {
      for (const node of metas) {
        holds(check, node, isObject(node.value), () => `A meta member is ${brief(node.value)}.`, 'an object');
      }
    },
  },
  {
    id: 'jsonapi-object',
    level: 'must',
    statement: 'The value of `jsonapi` is an object.',
    judge: ({ top }, check) => {
      if (top === null || !has(top, 'jsonapi')) return;
      const node = { value: top['jsonapi'], place: at(rootPlace, 'jsonapi') };
      holds(check, node, isObject(node.value), () => `The jsonapi member is ${brief(node.value)}.`, 'an object');
    },
  },
  {
    id: 'jsonapi-known-members',
    level: 'must',
    statement: 'The jsonapi object has no members but those that the standard or an applied extension names.',
    judge: (outline, check) => {
      const node = jsonapiOf(outline);
      if (node === null) return;
      const unknown = unknownMembers(node.value, jsonapiMembers[outline.version], outline);
      const message = () => `The jsonapi object has the unknown member ${nameList(unknown)}.`;
      holds(check, node, unknown.length === 0, message, jsonapiMembers[outline.version].join(', '));
    },
  },
  {
    id: 'jsonapi-version',
    level: 'must',
    statement: 'The `version` in the jsonapi object is a string.',
    judge: (outline, check) => {
      const node = jsonapiOf(outline);
      if (node === null || !has(node.value, 'version')) return;
      const version = { value: node.value['version'], place: at(node.place, 'version') };
      const message = () => `The version in the jsonapi object is ${brief(version.value)}.`;
      holds(check, version, typeof version.value === 'string', message, 'a string');
    },
  },
  {
    id: 'jsonapi-version-known',
    level: 'may',
    statement: 'The `version` in the jsonapi object is one that was published.',
    judge: (outline, check) => {
      const node = jsonapiOf(outline);
      const version = node === null ? undefined : member(node.value, 'version');
      if (node === null || typeof version !== 'string') return;
      const message = () => `The version in the jsonapi object is ${brief(version)}.`;
      holds(
        check,
        { value: version, place: at(node.place, 'version') },
        ['1.0', '1.1'].includes(version),
        message,
        '1.0 or 1.1',
      );
    },
  },
  {
    id: 'jsonapi-ext-profile',
    level: { '1.1': 'must' },
    statement: '`ext` and `profile` in the jsonapi object are arrays of URIs.',
    judge: (outline, check) => {
      const node = jsonapiOf(outline);
      if (node === null) return;
      for (const name of ['ext', 'profile'].filter((n) => has(node.value, n))) {
        const list = { value: node.value[name], place: at(node.place, name) };
        const items: readonly unknown[] | null = Array.isArray(list.value) ? list.value : null;
        const right = items?.every((item) => typeof item === 'string' && absoluteUriProblem(item) === null) ?? false;
        holds(check, list, right, () => `The ${name} of the jsonapi object is no array of URIs.`, 'an array of URIs');
      }
    },
  },
];

function jsonapiOf({ top }: Outline): Node<JsonObject> | null {
  const value = top === null ? undefined : member(top, 'jsonapi');
  return isObject(value) ? { value, place: at(rootPlace, 'jsonapi') } : null;
}
