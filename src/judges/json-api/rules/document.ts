/** The top level of a document, and its primary data. */
import type { DocumentRule } from '../table.ts';
import { holds } from '../table.ts';
import { isExtensionMember } from '../names.ts';
import { memberNames, unknownMembers } from '../outline.ts';
import { at, brief, findingAt, has, isObject, nameList } from '../value.ts';

const topLevelMembers = ['data', 'errors', 'meta', 'jsonapi', 'links', 'included'];

export const documentRules: readonly DocumentRule[] = [
  {
    id: 'document-object',
    level: 'must',
    statement: 'A document is one JSON object.',
    judge: ({ root, top }, check) =>
      void holds(check, root, top !== null, () => `The document is ${brief(root.value)} and no object.`, 'an object'),
  },
  {
    id: 'document-required-members',
    level: 'must',
    statement: 'A document has at least one of `data`, `errors` and `meta`, or a member of an applied extension.',
    judge: ({ root, top, version, extensions }, check) => {
      if (top === null) return;
      const required = (name: string) =>
        ['data', 'errors', 'meta'].includes(name) ||
        (version === '1.1' && extensions !== 'none' && isExtensionMember(name));
      const found = memberNames(top, version).some(required);
      holds(check, root, found, () => 'The document has none of data, errors and meta.', 'data, errors or meta');
    },
  },
  {
    id: 'document-data-or-errors',
    level: 'must',
    statement: '`data` and `errors` do not stand in the same document.',
    judge: ({ root, top }, check) => {
      if (top === null) return;
      const both = has(top, 'data') && has(top, 'errors');
      holds(check, root, !both, () => 'The document has data as well as errors.', 'either data or errors');
    },
  },
  {
    id: 'document-included-needs-data',
    level: 'must',
    statement: '`included` only stands beside `data`.',
    judge: ({ top, root }, check) => {
      if (top === null || !has(top, 'included')) return;
      check.that(has(top, 'data'), () =>
        findingAt(
          at(root.place, 'included'),
          'There are included resources but no data.',
          'no included',
          top['included'],
        ),
      );
    },
  },
  {
    id: 'document-known-members',
    level: 'must',
    statement: 'The top level has no members but those that the standard or an applied extension names.',
    judge: (outline, check) => {
      const { top, root } = outline;
      if (top === null) return;
      const unknown = unknownMembers(top, topLevelMembers, outline);
      const message = () => `The top level has the unknown member ${nameList(unknown)}.`;
      holds(check, root, unknown.length === 0, message, topLevelMembers.join(', '));
    },
  },
  {
    id: 'primary-data-shape',
    level: 'must',
    statement:
      'Primary data is a resource object, an identifier or null, or an array of resource objects or identifiers.',
    judge: ({ top, root }, check) => {
      if (top === null || !has(top, 'data')) return;
      const { data } = top;
      const place = at(root.place, 'data');
      const expected = 'a resource object, an identifier, null, or an array of them';
      if (!Array.isArray(data)) {
        const right = data === null || isObject(data);
        holds(check, { value: data, place }, right, () => `The primary data is ${brief(data)}.`, expected);
        return;
      }
      if (data.length === 0) check.held();
      data.forEach((value: unknown, index) => {
        const node = { value, place: at(place, index) };
        holds(
          check,
          node,
          isObject(value),
          () => `An item of the primary data is ${brief(value)}.`,
          'a resource object',
        );
      });
    },
  },
  {
    id: 'included-array',
    level: 'must',
    statement: '`included` is an array of resource objects.',
    judge: ({ top, root }, check) => {
      if (top === null || !has(top, 'included')) return;
      const { included } = top;
      const place = at(root.place, 'included');
      const list = { value: included, place };
      if (!holds(check, list, Array.isArray(included), () => 'The included resources are no array.', 'an array'))
        return;
      (included as unknown[]).forEach((value, index) => {
        const node = { value, place: at(place, index) };
        holds(check, node, isObject(value), () => `An included item is ${brief(value)}.`, 'a resource object');
      });
    },
  },
];
