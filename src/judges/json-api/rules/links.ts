/** Links objects and links: strings, link objects, null. */
import type { DocumentRule } from '../table.ts';
import { holds } from '../table.ts';
import { paginationNames, unknownMembers } from '../outline.ts';
import type { LinksOwner, Outline } from '../outline.ts';
import { rawBrackets, uriProblem } from '../uri.ts';
import { at, brief, has, isObject, member, nameList } from '../value.ts';
import type { JsonObject, Node, Place } from '../value.ts';
import { judgeLinkObjectValues } from './link-objects.ts';

const linkObjectMembers = {
  '1.0': ['href', 'meta'],
  '1.1': ['href', 'rel', 'describedby', 'title', 'type', 'hreflang', 'meta'],
};

const linkNames: Readonly<Record<'1.0' | '1.1', Readonly<Record<LinksOwner, readonly string[]>>>> = {
  '1.0': {
    document: ['self', 'related', ...paginationNames],
    resource: ['self'],
    relationship: ['self', 'related', ...paginationNames],
    error: ['about'],
  },
  '1.1': {
    document: ['self', 'related', 'describedby', ...paginationNames],
    resource: ['self'],
    relationship: ['self', 'related', ...paginationNames],
    error: ['about', 'type'],
  },
};

export const linkRules: readonly DocumentRule[] = [
  {
    id: 'links-object',
    level: 'must',
    statement: 'The value of `links` is an object.',
    judge: ({ links }, check) => {
      for (const node of links) {
        holds(check, node, isObject(node.value), () => `The links are ${brief(node.value)}.`, 'an object');
      }
    },
  },
  {
    id: 'links-known-names',
    level: 'must',
    statement: 'A links object has no links but those that the standard or an applied extension names for its place.',
    judge: (outline, check) => {
      for (const node of outline.links) {
        if (!isObject(node.value)) continue;
        const known = linkNames[outline.version][node.owner];
        const unknown = unknownMembers(node.value, known, outline);
        const message = () => `The links of a ${node.owner} have the unknown member ${nameList(unknown)}.`;
        holds(check, node, unknown.length === 0, message, known.join(', '));
      }
    },
  },
  {
    id: 'link-shape',
    level: 'must',
    statement: 'A link is a string or an object; in 1.1, and for pagination, it may be null.',
    judge: ({ link, version }, check) => {
      for (const node of link) {
        const nullable = version === '1.1' || paginationNames.includes(node.name);
        const { value } = node;
        const right = typeof value === 'string' || isObject(value) || (value === null && nullable);
        const expected = nullable ? 'a string, an object or null' : 'a string or an object';
        holds(check, node, right, () => `The link ${node.name} is ${brief(value)}.`, expected);
      }
    },
  },
  {
    id: 'link-url',
    level: 'must',
    statement: 'The target of a link is a URL; in 1.1 a URI reference as in RFC 3986.',
    judge: (outline, check) => {
      for (const { value, place, name } of targets(outline)) {
        if (value === '' && paginationNames.includes(name)) continue; // judged by pagination-unavailable
        const problem = typeof value === 'string' ? urlProblem(value, outline) : 'is no string';
        const message = () => `The target of the link ${name} ${problem ?? ''}.`;
        holds(check, { value, place }, problem === null, message, 'a URL');
      }
    },
  },
  {
    id: 'link-url-encoded',
    level: 'should',
    statement: 'Square brackets in the query of a link are percent-encoded.',
    judge: (outline, check) => {
      for (const { value, place, name } of targets(outline)) {
        if (typeof value !== 'string') continue;
        const message = () => `The link ${name} has square brackets that are not percent-encoded.`;
        holds(check, { value, place }, !rawBrackets(value), message, '%5B and %5D');
      }
    },
  },
  {
    id: 'link-object-members',
    level: 'must',
    statement: 'A link object has no members but those that the standard or an applied extension names.',
    judge: (outline, check) => {
      for (const { value, place } of linkObjects(outline)) {
        const known = linkObjectMembers[outline.version];
        const unknown = unknownMembers(value, known, outline);
        const message = () => `A link object has the unknown member ${nameList(unknown)}.`;
        holds(check, { value, place }, unknown.length === 0, message, known.join(', '));
      }
    },
  },
  {
    id: 'link-object-href',
    level: { '1.0': 'may', '1.1': 'must' },
    statement: 'A link object has a member `href`.',
    judge: (outline, check) => {
      for (const node of linkObjects(outline)) {
        holds(check, node, has(node.value, 'href'), () => 'A link object has no href.', 'a member href');
      }
    },
  },
  {
    id: 'link-object-values',
    level: { '1.1': 'must' },
    statement:
      'In a link object `rel`, `title` and `type` are strings, `describedby` is a link, `hreflang` names languages.',
    judge: (outline, check) => linkObjects(outline).forEach((node) => judgeLinkObjectValues(node, check)),
  },
];

function linkObjects({ link }: Outline): readonly Node<JsonObject>[] {
  return link.flatMap(({ value, place }) => (isObject(value) ? [{ value, place }] : []));
}

interface Target {
  readonly name: string;
  readonly value: unknown;
  readonly place: Place;
}

/** Strings and the `href` of link objects. */
function targets({ link }: Outline): readonly Target[] {
  return link.flatMap(({ value, place, name }): Target[] => {
    if (typeof value === 'string') return [{ name, value, place }];
    if (isObject(value) && has(value, 'href'))
      return [{ name, value: member(value, 'href'), place: at(place, 'href') }];
    return [];
  });
}

/** 1.0 speaks of a URL and names no RFC: characters beyond ASCII pass, an empty text does not. */
function urlProblem(text: string, { version }: Outline): string | null {
  if (version === '1.1') return uriProblem(text);
  return text === '' ? 'is empty' : uriProblem(text, true);
}
