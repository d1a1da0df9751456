/** The links of `_meta`: each leads to what it names, with at least what the list said. */
import type { Answer } from '../../src/judges/answer.ts';
import type { Row } from '../../src/judges/lists.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { show, undecided } from '../../src/verdict/check.ts';
import { expectOwned } from './support/belonging.ts';
import { expectContains } from './support/contains.ts';
import { expectThat, isAnswered, on } from './support/findings.ts';
import { baseOf, isBelow, isComplete, reachable, readLink } from './support/links.ts';
import { isObject, itemOf, itemsOf, rowId, rowIds } from './support/pages.ts';
import { cast } from './support/people.ts';
import { type Kind, type Walk, kinds, ownersOf, routeOf, walks } from './support/walks.ts';
import { probe, requirement } from './suite.ts';

interface Followed {
  readonly what: string;
  /** The answer that holds the link, and where. */
  readonly source: Answer;
  readonly where: string;
  readonly item: Row;
  readonly answer: Answer;
  /** The list item itself is followed, not something that it names. */
  readonly whole: boolean;
}

const hrefOf = (item: Row): string | undefined => {
  const meta = item['_meta'];
  const href = isObject(meta) ? meta['href'] : undefined;
  return typeof href === 'string' && href.trim() !== '' ? href : undefined;
};

/** The first item of a list and one from its end, so that a mistake of the last page shows. */
function sample({ rows, kind }: Walk): { item: Row; index: number }[] {
  const linked = rows
    .map((item, index) => ({ item, index }))
    .filter(({ item }) => hrefOf(item) !== undefined && rowId(item) !== undefined);
  const [first, last] = [linked[0], linked.at(-1)];
  if (first === undefined || last === undefined) return [];
  return kind === 'employees' || first !== last
    ? [first, last].filter((one, i, all) => all.indexOf(one) === i)
    : [first];
}

/** Things with an id and a link that an item names, the nearest first. */
function namedIn(item: Row, at: string, depth = 0): { item: Row; where: string }[] {
  if (depth > 2) return [];
  return Object.entries(item).flatMap(([name, value]) => {
    if (!isObject(value) || name === '_meta') return [];
    const own =
      rowId(value) !== undefined && hrefOf(value) !== undefined ? [{ item: value, where: `${at}/${name}` }] : [];
    return [...own, ...namedIn(value, `${at}/${name}`, depth + 1)];
  });
}

const followed = probe(
  'items by their href',
  { cost: 10, needs: kinds.map((kind) => walks[kind]) },
  async ({ get, follow }): Promise<Followed[]> => {
    const chosen: Omit<Followed, 'answer'>[] = [];
    const links: { link: string; base: string }[] = [];
    const add = (kind: Kind, walk: Walk, item: Row, where: string, whole: boolean) => {
      const [source] = walk.answers;
      const link = hrefOf(item);
      if (source === undefined || link === undefined) return;
      chosen.push({ what: `${kind}${where}`, source, where, item, whole });
      links.push({ link, base: baseOf(source.url, routeOf[kind]) });
    };
    for (const kind of kinds) {
      const walk = await attempt(get(walks[kind]));
      if ('reason' in walk) continue;
      const picked = sample(walk.value);
      for (const { item, index } of picked) add(kind, walk.value, item, `/${index}`, true);
      const [first] = picked;
      const named = first === undefined || kind === 'employees' ? [] : namedIn(first.item, `/${first.index}`);
      const [thing] = kind === 'services' ? named.slice(-1) : kind === 'devices' ? named : [];
      if (thing !== undefined) add(kind, walk.value, thing.item, thing.where, false);
    }
    const answers = await Promise.all(links.map(({ link, base }) => follow(reachable(link, base))));
    return chosen.flatMap((one, i) => (answers[i] === undefined ? [] : [{ ...one, answer: answers[i] }]));
  },
);

requirement('TG-META-01', followed, (all, check) => {
  if (all.length === 0) undecided('no list has an item with a link');
  for (const { what, item, answer } of all) {
    const { status } = answer.raw;
    if (status === 0 || status === 429 || status >= 500) continue;
    const id = rowId(item);
    const came = isAnswered(answer) ? rowId(itemOf(answer)) : undefined;
    expectThat(
      check,
      answer,
      came === id,
      `the href of ${what} does not lead to ${id ?? ''}`,
      `the item ${id ?? ''}`,
      isAnswered(answer) ? `the item ${show(came, 60)}` : `status ${status}`,
      isAnswered(answer) ? '/id' : 'status',
    );
  }
});

requirement('TG-META-02', followed, (all, check) => {
  for (const { what, item, answer, whole } of all) {
    if (!whole || !isAnswered(answer) || rowId(itemOf(answer)) !== rowId(item)) continue;
    expectContains(check, answer, itemOf(answer), item, what);
  }
  if (check.checks === 0) undecided('no item could be compared with its detail');
});

/** Every link of every `_meta` on the first page of each list, with the base URL that it was asked at. */
const links = probe('links of the lists', { cost: 0, needs: kinds.map((kind) => walks[kind]) }, async ({ get }) => {
  const asked = await Promise.all(kinds.map(async (kind) => ({ kind, walk: await attempt(get(walks[kind])) })));
  return asked.flatMap(({ kind, walk }) => {
    const [answer] = 'value' in walk ? walk.value.answers : [];
    if (answer === undefined || !isAnswered(answer)) return [];
    const found = itemsOf(answer).items.flatMap((item, i) =>
      Object.entries(isObject(item['_meta']) ? item['_meta'] : {}).map(([name, value]) => ({
        name,
        value,
        where: `/${i}/_meta/${name}`,
      })),
    );
    return [
      { answer, base: baseOf(answer.url, routeOf[kind]), found: found.filter(({ name }) => name.startsWith('href')) },
    ];
  });
});

requirement('TG-META-03', links, (lists, check) => {
  for (const { answer, found } of lists)
    for (const { name, value, where } of found)
      expectThat(
        check,
        answer,
        isComplete(value),
        `${name} is no complete URL`,
        'a complete http or https URL',
        show(value, 120),
        where,
      );
});

requirement('TG-META-04', links, (lists, check) => {
  for (const { answer, base, found } of lists)
    for (const { name, value, where } of found) {
      const link = readLink(value);
      if (link !== null)
        expectThat(
          check,
          answer,
          isBelow(link, base),
          `${name} leads elsewhere than to the API`,
          `a URL below ${base}`,
          show(value, 160),
          where,
        );
    }
});

const assetsByLink = probe(
  'assets of an employee by the links',
  { cost: 2, needs: [cast, walks.employees, walks.devices, walks.services] },
  async ({ get, follow }) => {
    const { actor } = await get(cast);
    const { rows, answers } = await get(walks.employees);
    const own = rows.find((row) => rowId(row) === actor.id) ?? rows[0];
    const owner = own === undefined ? undefined : rowId(own);
    const meta = own === undefined ? undefined : own['_meta'];
    const base = baseOf(answers[0]?.url ?? '', routeOf.employees);
    const wanted = [
      ['devices', 'hrefDevices'],
      ['services', 'hrefServices'],
    ] as const;
    const asked = wanted.map(async ([kind, name]) => {
      const link = isObject(meta) ? meta[name] : undefined;
      const walk = await attempt(get(walks[kind]));
      const known =
        'value' in walk
          ? rowIds(walk.value.rows.filter((row) => owner !== undefined && ownersOf(kind, row).includes(owner)))
          : [];
      return {
        kind,
        name,
        known,
        answer: typeof link === 'string' && link !== '' ? await follow(reachable(link, base)) : null,
      };
    });
    return { owner, source: answers[0], assets: await Promise.all(asked) };
  },
);

requirement('TG-META-05', assetsByLink, ({ owner, source, assets }, check) => {
  if (owner === undefined || source === undefined) undecided('the list of employees is empty');
  for (const { kind, name, known, answer } of assets) {
    if (
      !check.that(answer !== null, () =>
        on(source, `the _meta of employee ${owner} has no ${name}`, name, 'nothing', '/_meta'),
      ) ||
      answer === null
    )
      continue;
    expectOwned(check, answer, kind, owner, ` behind ${name}`);
    const came = rowIds(itemsOf(answer).items);
    const met = known.length === 0 || known.some((id) => came.includes(id));
    expectThat(
      check,
      answer,
      met,
      `${name} shows none of the ${known.length} ${kind} of employee ${owner}`,
      show(known.slice(0, 5), 80),
      show(came.slice(0, 5), 80),
    );
  }
});

requirement('TG-META-06', walks.employees, ({ answers }, check) => {
  for (const answer of answers) {
    const { items, at } = itemsOf(answer);
    items.forEach((item, i) =>
      expectThat(
        check,
        answer,
        hrefOf(item) !== undefined,
        'an employee has no link to his details',
        '_meta with href',
        show(item['_meta'], 120),
        `${at}/${i}/_meta`,
      ),
    );
  }
});
