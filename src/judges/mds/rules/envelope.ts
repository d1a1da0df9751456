/** What surrounds the records: version, payload, links. */
import type { FeedRule } from '../table.ts';
import { absoluteUriProblem } from '../../json-api/uri.ts';
import { at, findingAt, has, isObject, member, nameList, objectsWithin } from '../../json-api/value.ts';
import type { JsonObject, Node } from '../../json-api/value.ts';
import type { Feed } from '../feed.ts';

const linkNames = ['first', 'last', 'prev', 'next'];

export const envelopeRules: readonly FeedRule[] = [
  {
    id: 'body-object',
    level: 'must',
    statement: 'The body is one JSON object.',
    judge: ({ top, root }, check) =>
      void check.that(top !== null, () => findingAt(root.place, 'The body is no object.', 'an object', root.value)),
  },
  {
    id: 'body-required-members',
    level: 'must',
    statement: 'The body has `version` and `data`.',
    judge: ({ top, root }, check) => {
      if (top === null) return;
      for (const name of ['version', 'data']) {
        check.that(has(top, name), () => findingAt(root.place, `The body has no ${name}.`, `a member ${name}`, top));
      }
    },
  },
  {
    id: 'version',
    level: 'must',
    statement: '`version` is a patch release of MDS 0.3, as `0.3.0`.',
    judge: ({ top, root }, check) => {
      if (top === null || !has(top, 'version')) return;
      const version = member(top, 'version');
      const right = typeof version === 'string' && /^0\.3\.\d+$/.test(version);
      check.that(right, () =>
        findingAt(at(root.place, 'version'), 'The version is none of MDS 0.3.', '0.3.x', version),
      );
    },
  },
  {
    id: 'payload',
    level: 'must',
    statement: '`data` holds the payload of the endpoint, an array of objects.',
    judge: ({ top, root, kind }, check) => {
      if (top === null || !has(top, 'data')) return;
      const data = member(top, 'data');
      const place = at(root.place, 'data');
      const payload = isObject(data) ? member(data, kind) : undefined;
      const message = `The data holds no array ${kind}.`;
      if (!check.that(Array.isArray(payload), () => findingAt(place, message, `an array ${kind}`, data))) return;
      (payload as readonly unknown[]).forEach((record, index) => {
        const where = at(place, kind, index);
        check.that(isObject(record), () => findingAt(where, `An item of ${kind} is no object.`, 'an object', record));
      });
    },
  },
  {
    id: 'body-known-members',
    level: 'must',
    statement: 'The body has no members but `version`, `data` and `links`.',
    judge: ({ top, root }, check) => {
      if (top !== null) judgeNames(check, { value: top, place: root.place }, ['version', 'data', 'links'], 'body');
    },
  },
  {
    id: 'status-changes-known-data',
    level: 'must',
    statement: 'In a body of status changes, `data` has no other member.',
    judge: ({ top, root, kind }, check) => {
      const data = top === null ? undefined : member(top, 'data');
      if (kind !== 'status_changes' || !isObject(data)) return;
      judgeNames(check, { value: data, place: at(root.place, 'data') }, [kind], 'data');
    },
  },
  {
    id: 'links-object',
    level: 'must',
    statement: '`links` is an object with `next`, which is null on the last page.',
    judge: ({ top, root }, check) => {
      if (top === null || !has(top, 'links')) return;
      const links = member(top, 'links');
      const place = at(root.place, 'links');
      if (!check.that(isObject(links), () => findingAt(place, 'The links are no object.', 'an object', links))) return;
      check.that(isObject(links) && has(links, 'next'), () =>
        findingAt(place, 'The links have no next.', 'a member next, null on the last page', links),
      );
    },
  },
  {
    id: 'links-known-members',
    level: 'must',
    statement: '`links` has no members but `first`, `last`, `prev` and `next`.',
    judge: (feed, check) => {
      const links = linksOf(feed);
      if (links !== null) judgeNames(check, links, linkNames, 'links');
    },
  },
  {
    id: 'links-urls',
    level: 'must',
    statement: 'Each link is null or an absolute URL.',
    judge: (feed, check) => {
      const links = linksOf(feed);
      if (links === null) return;
      for (const name of linkNames.filter((n) => has(links.value, n))) {
        const link = member(links.value, name);
        // unencoded square brackets are judged by links-url-encoded
        const problem = link === null ? null : typeof link === 'string' ? absoluteUriProblem(link) : 'is no text';
        const message = `The link ${name} ${problem ?? ''}.`;
        check.that(problem === null, () => findingAt(at(links.place, name), message, 'an absolute URL or null', link));
      }
    },
  },
  {
    id: 'links-url-encoded',
    level: 'should',
    statement: 'Square brackets in the query of a link are percent-encoded.',
    judge: (feed, check) => {
      const links = linksOf(feed);
      if (links === null) return;
      for (const name of linkNames) {
        const link = member(links.value, name);
        if (typeof link !== 'string') continue;
        const raw = /[[\]]/.test(link.split('?').slice(1).join('?'));
        const message = `The link ${name} has square brackets that are not percent-encoded.`;
        check.that(!raw, () => findingAt(at(links.place, name), message, '%5B and %5D', link));
      }
    },
  },
  {
    id: 'names-in-snake-case',
    level: 'must',
    statement: 'All members are named in lower case with underscores.',
    judge: ({ root }, check) => {
      const objects = isObject(root.value) ? [{ value: root.value, place: root.place }] : [];
      for (const { value, place } of [...objects, ...objectsWithin(root)]) {
        const wrong = Object.keys(value).filter((name) => !/^[a-z0-9_]+$/.test(name));
        check.that(wrong.length === 0, () =>
          findingAt(
            place,
            `The member name ${nameList(wrong)} is not in lower case with underscores.`,
            'lower_case_with_underscores',
            value,
          ),
        );
      }
    },
  },
];

function linksOf({ top, root }: Feed): Node<JsonObject> | null {
  const links = top === null ? undefined : member(top, 'links');
  return isObject(links) ? { value: links, place: at(root.place, 'links') } : null;
}

function judgeNames(
  check: Parameters<FeedRule['judge']>[1],
  { value, place }: Node<JsonObject>,
  known: readonly string[],
  what: string,
): void {
  const unknown = Object.keys(value).filter((name) => !known.includes(name));
  const message = `The ${what} has the unknown member ${nameList(unknown)}.`;
  check.that(unknown.length === 0, () => findingAt(place, message, known.join(', '), value));
}
