/** Compound documents: every included resource is linked, and none came unasked. */
import type { DocumentRule } from '../table.ts';
import { holds } from '../table.ts';
import { identityOf } from '../outline.ts';
import type { Outline, ResourceNode } from '../outline.ts';
import { askedQuery } from '../query.ts';
import type { AskedQuery } from '../query.ts';
import { findingAt, has, isObject, member } from '../value.ts';

export const includedRules: readonly DocumentRule[] = [
  {
    id: 'included-full-linkage',
    level: 'must',
    statement:
      'Every included resource is identified by linkage in the same document; in 1.1 by a chain from the primary data.',
    judge: (outline, check) => {
      if (fieldsWereRestricted(outline)) return;
      const linked = outline.version === '1.1' ? reachable(outline, null) : identified(outline);
      for (const resource of outline.resources) {
        if (resource.part === 'primary' || resource.identity === null) continue;
        const message = () => 'No linkage leads to an included resource.';
        holds(check, resource, linked.has(resource.identity), message, 'full linkage');
      }
    },
  },
  {
    id: 'included-requested',
    level: 'must',
    statement: 'A request with `include` gets no included resources but those on the requested paths.',
    judge: (outline, check) => {
      const paths = outline.query === null ? null : pathsFromPrimary(outline.query);
      if (paths === null || fieldsWereRestricted(outline)) return;
      const requested = reachable(outline, paths);
      const known = identified(outline);
      for (const resource of outline.resources) {
        if (resource.part === 'primary' || resource.identity === null) continue;
        // what no linkage names lies on an unknown path: the finding of included-full-linkage
        if (!known.has(resource.identity)) continue;
        const message = () => 'An included resource lies on no requested path.';
        holds(check, resource, requested.has(resource.identity), message, 'only requested resources');
      }
    },
  },
  {
    id: 'included-present',
    level: { '1.1': 'must' },
    statement: 'The answer to a request with `include` has `included`, be it empty.',
    judge: ({ query, top, root }, check) => {
      if (!query?.include?.length || top === null || !has(top, 'data')) return;
      check.that(has(top, 'included'), () =>
        findingAt(root.place, 'The request has include, but the document has no included.', 'a member included', top),
      );
    },
  },
];

/**
 * Sparse fieldsets excuse missing linkage where a resource of a restricted type is there, whose linkage may be hidden.
 * Without the request, the document's own link may tell.
 */
function fieldsWereRestricted({ query, top, resources }: Outline): boolean {
  const fields = (query ?? ownQuery(top))?.fields;
  if (fields === undefined || fields.size === 0) return false;
  return resources.some(({ value }) => {
    const type = member(value, 'type');
    return typeof type === 'string' && fields.has(type);
  });
}

function ownQuery(top: Outline['top']): AskedQuery | null {
  const links = top === null ? undefined : member(top, 'links');
  const self = isObject(links) ? member(links, 'self') : undefined;
  const url = isObject(self) ? member(self, 'href') : self;
  return typeof url === 'string' ? askedQuery(url) : null;
}

/** The paths of `include` as they lead from the primary data: at a relationship URL they begin with its own name. */
function pathsFromPrimary({ include, lastPart }: AskedQuery): readonly (readonly string[])[] | null {
  return include === null
    ? null
    : [...include, ...include.filter(([name]) => name === lastPart).map((path) => path.slice(1))];
}

/** Identities that primary data or any linkage of the document names. */
function identified({ resources, identifiers }: Outline): ReadonlySet<string | null> {
  return new Set([
    ...resources.filter(({ part }) => part === 'primary').map(({ identity }) => identity),
    ...identifiers.map(({ value }) => identityOf(value)),
  ]);
}

/**
 * Identities of primary data and of what its relationships lead to.
 * @param paths relationship paths to walk, or null to walk all relationships as far as they go
 */
function reachable(outline: Outline, paths: readonly (readonly string[])[] | null): ReadonlySet<string> {
  const byIdentity = new Map<string, ResourceNode[]>();
  for (const resource of outline.resources) {
    if (resource.identity === null) continue;
    const same = byIdentity.get(resource.identity);
    if (same === undefined) byIdentity.set(resource.identity, [resource]);
    else same.push(resource);
  }
  const primary = outline.resources.filter(({ part }) => part === 'primary');
  const reached = new Set(primary.flatMap(({ identity }) => identity ?? []));
  const lookUp = (identities: Iterable<string>) =>
    [...identities].flatMap((identity) => byIdentity.get(identity) ?? []);
  // identifiers as primary data stand for the included resource of the same identity
  const start = [...primary, ...lookUp(reached)];
  if (paths === null) {
    for (let wave = start; wave.length > 0;) {
      const fresh = linksOf(wave, null).filter((identity) => !reached.has(identity));
      for (const identity of fresh) reached.add(identity);
      wave = lookUp(new Set(fresh));
    }
    return reached;
  }
  for (const path of paths) {
    let wave = start;
    for (const name of path) {
      const next = new Set(linksOf(wave, name));
      for (const identity of next) reached.add(identity);
      wave = lookUp(next);
    }
  }
  return reached;
}

/** Identities in the linkage of some resources: of one relationship, or of all. */
function linksOf(resources: readonly ResourceNode[], name: string | null): readonly string[] {
  const found: string[] = [];
  for (const { value } of resources) {
    const relationships = member(value, 'relationships');
    if (!isObject(relationships)) continue;
    for (const key of name === null ? Object.keys(relationships) : [name]) {
      const relationship = member(relationships, key);
      const data = isObject(relationship) ? member(relationship, 'data') : undefined;
      for (const item of Array.isArray(data) ? data : [data]) {
        const identity = identityOf(item);
        if (identity !== null) found.push(identity);
      }
    }
  }
  return found;
}
