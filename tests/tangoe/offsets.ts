/** Offsets inside a page, where the two back ends differ. */
import type { Answer } from '../../src/judges/answer.ts';
import { attempt } from '../../src/suite/attempt.ts';
import type { Probe } from '../../src/suite/types.ts';
import { show, undecided } from '../../src/verdict/check.ts';
import { type BackEnd, configured, startOf } from './support/back-end.ts';
import { expectThat, isAnswered } from './support/findings.ts';
import { numberIn, readLink } from './support/links.ts';
import { pageOf, itemsOf, rowIds } from './support/pages.ts';
import { linkOf } from './support/position.ts';
import { type Kind, ask, walks } from './support/walks.ts';
import { type TangoeApi, probe, requirement } from './suite.ts';

interface Inside {
  readonly kind: Kind;
  readonly answer: Answer;
  readonly limit: number;
  readonly offset: number;
  /** The whole list. */
  readonly ids: readonly string[];
}

/** A page from an offset that is no multiple of the limit. */
function insideOf(kind: 'employees' | 'devices'): Probe<Inside, TangoeApi> {
  return probe(
    `${kind}, from inside a page`,
    { cost: 1, needs: [walks[kind]], control: walks[kind] },
    async ({ api, get, undecided: stop }) => {
      const { ids } = await get(walks[kind]);
      const limit = Math.min(4, Math.floor(ids.length / 3));
      if (limit < 2) return stop(`there are ${ids.length} ${kind}: too few for an offset inside a page`);
      const offset = limit + Math.ceil(limit / 2);
      return { kind, limit, offset, ids, answer: await ask(api, kind, { query: { limit, offset } }) };
    },
  );
}

const insides = (['employees', 'devices'] as const).map(insideOf);

export const inside = probe(
  'lists from inside a page',
  { cost: 0, needs: insides },
  async ({ get, settings, version }) => {
    const asked = await Promise.all(insides.map((p) => attempt(get(p))));
    const seen = asked.flatMap((a) => ('value' in a ? [a.value] : []));
    const reason = asked.flatMap((a) => ('reason' in a ? [a.reason] : []))[0];
    return { seen, reason, backEnd: configured(settings, version) ?? foundOut(seen) };
  },
);

const promisedOf = ({ ids, limit, offset }: Inside, backEnd: BackEnd): string => {
  const start = startOf(backEnd, offset, limit);
  return ids.slice(start, start + limit).join(' ');
};

const cameOf = ({ answer }: Inside): string => rowIds(itemsOf(answer).items).join(' ');

/** The reading that the first answer keeps decides for all: one tenant has one back end. */
function foundOut(seen: readonly Inside[]): BackEnd | null {
  const readings = ['rivermine', 'premium'] as const;
  const usable = seen.filter(({ answer }) => isAnswered(answer));
  return usable.flatMap((one) => readings.filter((backEnd) => cameOf(one) === promisedOf(one, backEnd)))[0] ?? null;
}

const rule: Readonly<Record<BackEnd, string>> = {
  rivermine: 'the item at the offset comes first (Rivermine)',
  premium: 'the fixed page that holds the offset comes (Premium Mobile)',
};

requirement('TG-PAGE-13', inside, ({ seen, backEnd, reason }, check) => {
  if (seen.length === 0) undecided(reason ?? 'no list is long enough');
  check.observe('back end', backEnd ?? 'neither');
  for (const one of seen) {
    const came = cameOf(one);
    const holds = backEnd !== null && came === promisedOf(one, backEnd);
    const message = `from offset ${one.offset} by ${one.limit} came other ${one.kind} than promised`;
    const first = `item ${one.ids.indexOf(came.split(' ')[0] ?? '')} of the list comes first`;
    expectThat(
      check,
      one.answer,
      holds,
      message,
      backEnd === null ? Object.values(rule).join(', or ') : rule[backEnd],
      first,
    );
  }
});

requirement('TG-PAGE-18', inside, ({ seen, backEnd }, check) => {
  if (backEnd === null)
    return undecided('the page keeps neither reading of offset, so that its neighbours are not known');
  for (const { answer, limit, offset, ids, kind } of seen) {
    const page = pageOf(answer);
    const start = startOf(backEnd, offset, limit);
    const neighbours = { hrefNext: start + limit, hrefPrevious: Math.max(0, start - limit) } as const;
    for (const name of ['hrefNext', 'hrefPrevious'] as const) {
      if (neighbours[name] >= ids.length) continue;
      const text = linkOf(page, name);
      const link = readLink(text);
      // An offset that is left out is that of the first page.
      const to =
        link === null ? null : link.query.some(([member]) => member === 'offset') ? numberIn(link, 'offset') : 0;
      const holds = to !== null && startOf(backEnd, to, limit) === neighbours[name];
      const message = `${name} from offset ${offset} by ${limit} of the ${kind} leads to offset ${to ?? 'none'}`;
      expectThat(
        check,
        answer,
        holds,
        message,
        `the page that begins at ${neighbours[name]}`,
        show(text, 160),
        `${page.metaAt}/${name}`,
      );
    }
  }
});
