/** Pagination links in one document. Laws over several pages: `../pages.ts`. */
import type { DocumentRule } from '../table.ts';
import { holds } from '../table.ts';
import { paginationNames } from '../outline.ts';
import type { LinkNode, Outline } from '../outline.ts';
import { has, isObject, member } from '../value.ts';

export const paginationRules: readonly DocumentRule[] = [
  {
    id: 'pagination-unavailable',
    level: 'must',
    statement: 'A pagination link that is not available is left out or null; it is never an empty text.',
    judge: (outline, check) => {
      for (const node of paginationLinks(outline)) {
        const target = isObject(node.value) ? member(node.value, 'href') : node.value;
        holds(check, node, target !== '', () => `The link ${node.name} is an empty text.`, 'a URL, null, or no member');
      }
    },
  },
  {
    id: 'pagination-collection',
    level: 'must',
    statement: 'Pagination links stand in the links object of a collection.',
    judge: (outline, check) => {
      for (const node of paginationLinks(outline)) {
        const { collection, owner } = node.links;
        if (node.value === null || collection === null) continue;
        if (owner === 'document' && !(outline.top !== null && has(outline.top, 'data'))) continue;
        holds(
          check,
          node,
          collection,
          () => `The link ${node.name} belongs to something that is no collection.`,
          'an array as data',
        );
      }
    },
  },
];

/** Links named `first`, `last`, `prev` or `next` where the standard knows them. */
function paginationLinks({ link }: Outline): readonly LinkNode[] {
  return link.filter(
    ({ name, links: { owner } }) => paginationNames.includes(name) && owner !== 'error' && owner !== 'resource',
  );
}
