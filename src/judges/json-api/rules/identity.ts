/** Uniqueness: a type and an id name one resource, and a document holds it once. */
import { isDeepStrictEqual } from 'node:util';
import type { DocumentRule } from '../table.ts';
import { holds } from '../table.ts';
import type { Outline, ResourceNode } from '../outline.ts';
import { has, member, pointer } from '../value.ts';

export const identityRules: readonly DocumentRule[] = [
  {
    id: 'identity-unique',
    level: 'must',
    statement: 'A compound document holds at most one resource object per type and id.',
    judge: (outline, check) => {
      if (!isCompound(outline)) return;
      for (const [resource, earlier] of repeats(outline.resources.filter((resource) => !mayBeIdentifier(resource)))) {
        holds(
          check,
          resource,
          earlier === null,
          () => `${named(resource)} was already at ${place(earlier)}.`,
          'one resource object',
        );
      }
    },
  },
  {
    id: 'identity-consistent',
    level: 'must',
    statement: 'Two resource objects of one document with the same type and id have the same attributes.',
    judge: (outline, check) => {
      for (const [resource, earlier] of repeats(outline.resources)) {
        if (earlier === null || !bothHaveAttributes(resource, earlier)) continue;
        const same = isDeepStrictEqual(member(resource.value, 'attributes'), member(earlier.value, 'attributes'));
        holds(
          check,
          resource,
          same,
          () => `${named(resource)} differs from itself at ${place(earlier)}.`,
          'equal attributes',
        );
      }
    },
  },
  {
    id: 'identity-repeated',
    level: 'may',
    statement: 'A document without included resources does not list the same resource twice.',
    judge: (outline, check) => {
      if (isCompound(outline)) return;
      for (const [resource, earlier] of repeats(outline.resources)) {
        holds(
          check,
          resource,
          earlier === null,
          () => `${named(resource)} was already at ${place(earlier)}.`,
          'each resource once',
        );
      }
    },
  },
];

function isCompound({ top }: Outline): boolean {
  return top !== null && has(top, 'included');
}

/** Primary data of a relationship URL are identifiers, and the resources themselves may be included. */
function mayBeIdentifier({ part, value }: ResourceNode): boolean {
  return part === 'primary' && !['attributes', 'relationships', 'links'].some((name) => has(value, name));
}

/** Every identified resource object with the first one of the same identity, or null when it is the first. */
function* repeats(resources: readonly ResourceNode[]): Generator<readonly [ResourceNode, ResourceNode | null]> {
  const first = new Map<string, ResourceNode>();
  for (const resource of resources) {
    if (resource.identity === null) continue;
    const earlier = first.get(resource.identity);
    if (earlier === undefined) first.set(resource.identity, resource);
    yield [resource, earlier ?? null];
  }
}

function bothHaveAttributes(one: ResourceNode, other: ResourceNode): boolean {
  return has(one.value, 'attributes') && has(other.value, 'attributes');
}

function named({ value }: ResourceNode): string {
  return `The resource ${String(member(value, 'type')).slice(0, 60)} ${String(member(value, 'id') ?? member(value, 'lid')).slice(0, 60)}`;
}

function place(resource: ResourceNode | null): string {
  return resource === null ? '' : pointer(resource.place);
}
