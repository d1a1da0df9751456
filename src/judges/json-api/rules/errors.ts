/** Error objects. */
import type { DocumentRule } from '../table.ts';
import { holds } from '../table.ts';
import { memberNames, unknownMembers } from '../outline.ts';
import type { Outline } from '../outline.ts';
import { at, brief, has, isObject, member, nameList, rootPlace } from '../value.ts';
import type { JsonObject, Node } from '../value.ts';

const errorMembers = ['id', 'links', 'status', 'code', 'title', 'detail', 'source', 'meta'];

export const errorRules: readonly DocumentRule[] = [
  {
    id: 'errors-array',
    level: 'must',
    statement: '`errors` is an array of error objects.',
    judge: ({ top, errors }, check) => {
      if (top === null || !has(top, 'errors')) return;
      const list = { value: top['errors'], place: at(rootPlace, 'errors') };
      holds(check, list, Array.isArray(list.value), () => `The errors are ${brief(list.value)}.`, 'an array');
      for (const node of errors) {
        holds(check, node, isObject(node.value), () => `An error is ${brief(node.value)}.`, 'an error object');
      }
    },
  },
  {
    id: 'errors-not-empty',
    level: 'may',
    statement: '`errors` holds at least one error.',
    judge: ({ top }, check) => {
      const errors = top === null ? undefined : member(top, 'errors');
      if (!Array.isArray(errors)) return;
      holds(
        check,
        { value: errors, place: at(rootPlace, 'errors') },
        errors.length > 0,
        () => 'There are no errors in errors.',
        'an error',
      );
    },
  },
  {
    id: 'error-known-members',
    level: 'must',
    statement: 'An error object has no members but those that the standard or an applied extension names.',
    judge: (outline, check) => {
      for (const node of objects(outline)) {
        const unknown = unknownMembers(node.value, errorMembers, outline);
        const message = () => `An error object has the unknown member ${nameList(unknown)}.`;
        holds(check, node, unknown.length === 0, message, errorMembers.join(', '));
      }
    },
  },
  {
    id: 'error-not-empty',
    level: { '1.0': 'may', '1.1': 'must' },
    statement: 'An error object has at least one member.',
    judge: (outline, check) => {
      for (const node of objects(outline)) {
        const some = memberNames(node.value, outline.version).length > 0;
        holds(check, node, some, () => 'An error object is empty.', 'at least one member');
      }
    },
  },
  {
    id: 'error-strings',
    level: 'must',
    statement: '`status`, `code`, `title` and `detail` of an error are strings.',
    judge: (outline, check) =>
      judgeStrings(outline, ['status', 'code', 'title', 'detail'], (...args) => void holds(check, ...args)),
  },
  {
    id: 'error-id-string',
    level: 'may',
    statement: 'The `id` of an error is a string.',
    judge: (outline, check) => judgeStrings(outline, ['id'], (...args) => void holds(check, ...args)),
  },
  {
    id: 'error-status-code',
    level: 'must',
    statement: 'The `status` of an error is an HTTP status code.',
    judge: (outline, check) => {
      for (const { value, place } of objects(outline)) {
        const status = member(value, 'status');
        if (typeof status !== 'string') continue;
        const message = () => `The status ${brief(status)} of an error is no HTTP status code.`;
        holds(
          check,
          { value: status, place: at(place, 'status') },
          /^[1-5]\d\d$/.test(status),
          message,
          'three digits',
        );
      }
    },
  },
  {
    id: 'error-status-present',
    level: { '1.1': 'should' },
    statement: 'An error object has a `status`.',
    judge: (outline, check) => {
      for (const node of objects(outline)) {
        holds(check, node, has(node.value, 'status'), () => 'An error object has no status.', 'a member status');
      }
    },
  },
  {
    id: 'error-source',
    level: 'must',
    statement: 'The `source` of an error is an object; `pointer`, `parameter` and `header` in it are strings.',
    judge: (outline, check) => {
      for (const { value, place } of objects(outline)) {
        if (!has(value, 'source')) continue;
        const node = { value: value['source'], place: at(place, 'source') };
        holds(check, node, isObject(node.value), () => `The source of an error is ${brief(node.value)}.`, 'an object');
      }
      for (const source of sources(outline)) {
        for (const name of outline.version === '1.1' ? ['pointer', 'parameter', 'header'] : ['pointer', 'parameter']) {
          if (!has(source.value, name)) continue;
          const node = { value: source.value[name], place: at(source.place, name) };
          holds(
            check,
            node,
            typeof node.value === 'string',
            () => `The ${name} in the source of an error is no string.`,
            'a string',
          );
        }
      }
    },
  },
  {
    id: 'error-source-content',
    level: { '1.1': 'should' },
    statement: 'The `source` of an error has a `pointer`, a `parameter` or a `header`, or is left out.',
    judge: (outline, check) => {
      for (const node of sources(outline)) {
        const some = ['pointer', 'parameter', 'header'].some((name) => has(node.value, name));
        holds(
          check,
          node,
          some,
          () => 'The source of an error names no pointer, parameter or header.',
          'one of the three',
        );
      }
    },
  },
  {
    id: 'error-pointer',
    level: 'must',
    statement: 'The `pointer` in the source of an error is a JSON pointer.',
    judge: (outline, check) => {
      for (const { value, place } of sources(outline)) {
        const pointer = member(value, 'pointer');
        if (typeof pointer !== 'string') continue;
        const right = /^(?:\/(?:[^~/]|~[01])*)*$/.test(pointer);
        const message = () => `The pointer ${brief(pointer)} of an error is no JSON pointer.`;
        holds(check, { value: pointer, place: at(place, 'pointer') }, right, message, 'a JSON pointer, as /data');
      }
    },
  },
];

type Judge = (node: Node, condition: boolean, message: () => string, expected: string) => void;

function objects({ errors }: Outline): readonly Node<JsonObject>[] {
  return errors.flatMap(({ value, place }) => (isObject(value) ? [{ value, place }] : []));
}

function judgeStrings(outline: Outline, names: readonly string[], judge: Judge): void {
  for (const { value, place } of objects(outline)) {
    for (const name of names.filter((n) => has(value, n))) {
      const node = { value: value[name], place: at(place, name) };
      judge(node, typeof node.value === 'string', () => `The ${name} of an error is ${brief(node.value)}.`, 'a string');
    }
  }
}

/** The `source` objects of all errors. */
function sources(outline: Outline): readonly Node<JsonObject>[] {
  return objects(outline).flatMap(({ value, place }) => {
    const source = member(value, 'source');
    return isObject(source) ? [{ value: source, place: at(place, 'source') }] : [];
  });
}
