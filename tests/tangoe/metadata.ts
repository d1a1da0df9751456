/** The links of `_meta`: each leads to what it names, with at least what the list said. */
import type { Answer } from '../../src/judges/answer.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { oncePerAnswer } from '../../src/judges/once.ts';
import type { JudgeContext } from '../../src/suite/types.ts';
import { notTestable, undecided } from '../../src/verdict/check.ts';
import { plainShelves } from './support/catalogs.ts';
import { expectOwned } from './support/belonging.ts';
import { expectContains } from './support/contains.ts';
import { expectThat, expectValue, isAnswered } from './support/findings.ts';
import { baseOf, isBelow, isComplete, reachable, readLink } from './support/links.ts';
import { isObject, itemOf, itemsOf, rowId, rowIds } from './support/pages.ts';
import { cast } from './support/people.ts';
import { usableLists } from './support/plain.ts';
import { type Sampled, hrefOf, sample } from './support/sample.ts';
import { kinds, ownersOf, routeOf, walks } from './support/walks.ts';
import { probe, requirement } from './suite.ts';

const all = kinds.map((kind) => walks[kind]);

interface Followed extends Sampled {
  readonly answer: Answer;
}

const followed = probe(
  'items by their href',
  { cost: 10, needs: all },
  async ({ get, follow }): Promise<Followed[]> => {
    const lists = await Promise.all(all.map((walk) => attempt(get(walk))));
    const [people] = lists.flatMap((list) => ('value' in list && list.value.kind === 'employees' ? [list.value] : []));
    const known = people?.complete === true ? people.ids : [];
    const chosen = lists.flatMap((list) => ('value' in list ? sample(list.value, known) : [])).slice(0, 10);
    return Promise.all(chosen.map(async (one) => ({ ...one, answer: await follow(reachable(one.link, one.base)) })));
  },
);

requirement('TG-META-01', followed, (seen, check) => {
  if (seen.length === 0) undecided('no list has an item with a link');
  for (const { what, item, answer } of seen) {
    const { status } = answer.raw;
    if (status === 0 || status === 429 || status >= 500) continue;
    const [promised, came] = [rowId(item), isAnswered(answer) ? rowId(itemOf(answer)) : undefined];
    const message = `the href of ${what} does not lead to ${promised ?? ''}`;
    const [actual, where] = isAnswered(answer)
      ? [`the item ${came ?? 'without an id'}`, '/id']
      : [`status ${status}`, 'status'];
    expectThat(check, answer, came === promised, message, `the item ${promised ?? ''}`, actual, where);
  }
});

/** A device and a plan of the catalogue by the link that they carry, where they carry one. */
const ofCatalog = probe(
  'things of the catalogue by their href',
  { cost: 2, needs: [plainShelves] },
  async ({ get, follow }) => {
    const shelves = (await get(plainShelves)).filter(({ shelf }) => shelf === 'devices' || shelf === 'plans');
    const linked = shelves.flatMap(({ shelf, answer }) => {
      const item = isAnswered(answer)
        ? itemsOf(answer)
            .items.filter((row) => hrefOf(row) !== undefined)
            .at(-1)
        : undefined;
      return item === undefined ? [] : [{ item, base: baseOf(answer.url, `/catalog/${shelf}`) }];
    });
    return Promise.all(
      linked.map(async ({ item, base }) => ({ item, answer: await follow(reachable(hrefOf(item) ?? '', base)) })),
    );
  },
);

requirement('TG-META-07', ofCatalog, (seen, check) => {
  for (const { item, answer } of seen) {
    const { status } = answer.raw;
    if (status === 0 || status === 429 || status >= 500) continue;
    const [promised, came] = [rowId(item), isAnswered(answer) ? rowId(itemOf(answer)) : undefined];
    const message = `the href of ${promised ?? ''} in the catalogue does not lead to it`;
    expectThat(check, answer, came === promised, message, `the item ${promised ?? ''}`, came ?? `status ${status}`);
    if (came === promised && came !== undefined) expectContains(check, answer, itemOf(answer), item, `item ${came}`);
  }
  if (check.checks === 0) notTestable('nothing in the catalogues carries a link that could be followed');
});

requirement('TG-META-02', followed, (seen, check) => {
  for (const { what, item, answer, whole } of seen) {
    // A link that leads elsewhere is judged above.
    if (!whole || !isAnswered(answer) || rowId(itemOf(answer)) !== rowId(item)) continue;
    expectContains(check, answer, itemOf(answer), item, what);
  }
  if (check.checks === 0) undecided('no item could be compared with its detail');
});

interface Link {
  readonly value: unknown;
  readonly where: string;
}

/** Links in every `_meta` of a body, at most eight levels deep. */
function linksIn(body: unknown, where = '', depth = 0): Link[] {
  if (depth > 8) return [];
  if (Array.isArray(body)) return body.flatMap((item, i) => linksIn(item, `${where}/${i}`, depth + 1));
  if (!isObject(body)) return [];
  return Object.entries(body).flatMap(([name, value]) => {
    const at = `${where}/${name}`;
    if (name !== '_meta' || !isObject(value)) return linksIn(value, at, depth + 1);
    const links = Object.entries(value).filter(([member, link]) => member.startsWith('href') && link !== null);
    return links.map(([member, link]) => ({ value: link, where: `${at}/${member}` }));
  });
}

const linksInBody = oncePerAnswer(({ raw }) => linksIn(raw.json));

/** Every link of every list in the round, with the base URL that it was asked at. */
const linksOf = (context: JudgeContext) =>
  kinds.flatMap((kind) =>
    usableLists(context, kind).map((answer) => ({
      answer,
      base: baseOf(answer.url.replace(/[?#].*$/, ''), routeOf[kind]),
      found: linksInBody(answer),
    })),
  );

const listed = probe('links of the lists', { cost: 0, needs: all }, ({ get }) =>
  Promise.all(all.map((walk) => attempt(get(walk)))),
);

requirement('TG-META-03', listed, (_, check, context) => {
  for (const { answer, found } of linksOf(context))
    for (const { value, where } of found)
      expectValue(check, answer, where, value, isComplete(value), 'a complete http or https URL');
});

requirement('TG-META-04', listed, (_, check, context) => {
  for (const { answer, base, found } of linksOf(context))
    for (const { value, where } of found) {
      const link = readLink(value);
      if (link !== null) expectValue(check, answer, where, value, isBelow(link, base), `a URL below ${base}`);
    }
});

const wanted = [
  ['devices', 'hrefDevices'],
  ['services', 'hrefServices'],
] as const;

const assetsByLink = probe(
  'assets of an employee by the links',
  { cost: 2, needs: [cast, walks.employees, walks.devices, walks.services] },
  async ({ get, follow, undecided: stop }) => {
    const { actor } = await get(cast);
    const { rows, answers } = await get(walks.employees);
    const [row, source] = [rows.find((r) => rowId(r) === actor.id) ?? rows[0], answers[0]];
    if (row === undefined || source === undefined) return stop('the list of employees is empty');
    const owner = rowId(row) ?? '';
    const base = baseOf(source.url, routeOf.employees);
    const asked = wanted.map(async ([kind, name]) => {
      const link = isObject(row['_meta']) ? row['_meta'][name] : undefined;
      const walk = await attempt(get(walks[kind]));
      const known = 'value' in walk ? walk.value.rows.filter((r) => ownersOf(kind, r).includes(owner)) : [];
      const answer = typeof link === 'string' && link !== '' ? await follow(reachable(link, base)) : null;
      return { kind, name, known: rowIds(known), answer };
    });
    return { owner, source, assets: await Promise.all(asked) };
  },
);

requirement('TG-META-05', assetsByLink, ({ owner, source, assets }, check) => {
  for (const { kind, name, known, answer } of assets) {
    expectThat(check, source, answer !== null, `employee ${owner} has no ${name}`, name, 'no link', '/_meta');
    if (answer === null) continue;
    expectOwned(check, answer, kind, owner, ` behind ${name}`);
    const came = rowIds(itemsOf(answer).items);
    const met = known.length === 0 || known.some((id) => came.includes(id));
    const message = `${name} shows none of the ${known.length} ${kind} of employee ${owner}`;
    expectThat(check, answer, met, message, known.slice(0, 5).join(', '), came);
  }
});

requirement('TG-META-06', walks.employees, (_, check, context) => {
  for (const answer of usableLists(context, 'employees')) {
    const { items, at } = itemsOf(answer);
    items.forEach((item, i) => {
      const holds = hrefOf(item) !== undefined;
      expectValue(check, answer, `${at}/${i}/_meta`, item['_meta'], holds, 'an object with href');
    });
  }
});
