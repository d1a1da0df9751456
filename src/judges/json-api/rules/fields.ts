/** Sparse fieldsets and sorting: the answer keeps to what the request asked for. */
import type { DocumentRule } from '../table.ts';
import { holds } from '../table.ts';
import { memberNames } from '../outline.ts';
import { isObject, member, nameList } from '../value.ts';
import type { JsonObject } from '../value.ts';
import { compareValues } from '../sort.ts';

export const fieldRules: readonly DocumentRule[] = [
  {
    id: 'fields-requested',
    level: 'must',
    statement: 'Resource objects of a type for which `fields[TYPE]` was sent have no other fields.',
    judge: (outline, check) => {
      const asked = outline.query?.fields;
      if (asked === undefined || asked.size === 0) return;
      for (const resource of outline.resources) {
        const type = member(resource.value, 'type');
        const fields = typeof type === 'string' ? asked.get(type) : undefined;
        if (fields === undefined) continue;
        const sent = [member(resource.value, 'attributes'), member(resource.value, 'relationships')]
          .filter(isObject)
          .flatMap((part) => memberNames(part, outline.version));
        const unasked = sent.filter((name) => !fields.has(name));
        const message = () => `A resource has the field ${nameList(unasked)}, which was not asked for.`;
        holds(check, resource, unasked.length === 0, message, `only ${nameList([...fields]) || 'no fields'}`);
      }
    },
  },
  {
    id: 'sort-order',
    level: 'must',
    statement: 'Primary data comes in the order that `sort` asked for, as far as numbers, dates and booleans can tell.',
    judge: ({ query, resources }, check) => {
      const sort = query?.sort ?? [];
      if (sort.length === 0) return;
      const primary = resources.filter(({ part }) => part === 'primary');
      for (let i = 1; i < primary.length; i += 1) {
        const [before, after] = [primary[i - 1], primary[i]];
        if (before === undefined || after === undefined) continue;
        const order = compareBy(sort, before.value, after.value);
        if (order === null) continue;
        const fields = sort.map(({ field, descending }) => `${descending ? '-' : ''}${field}`).join(',');
        holds(
          check,
          after,
          order <= 0,
          () => 'A resource stands behind one that the requested order puts later.',
          `sorted by ${fields}`,
        );
      }
    },
  },
];

/** Negative, zero or positive as in `sort()`; null where the values cannot tell. */
function compareBy(
  sort: readonly { readonly field: string; readonly descending: boolean }[],
  one: JsonObject,
  other: JsonObject,
): number | null {
  for (const { field, descending } of sort) {
    const order = compareValues(sortValue(one, field), sortValue(other, field));
    if (order === null) return null;
    if (order !== 0) return descending ? -order : order;
  }
  return 0;
}

/** Only attributes: a server may give a sort field any meaning, and names of attributes speak for themselves. */
function sortValue(resource: JsonObject, field: string): unknown {
  const attributes = member(resource, 'attributes');
  return isObject(attributes) ? member(attributes, field) : undefined;
}
