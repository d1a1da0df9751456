/**
 * Drift: what answers look like changes slowly, night by night, without a broken promise. One night proves nothing, for the
 * records of a night are a sample, and those of the next night are mostly the same ones: so a notice needs several nights,
 * and in each of them more records than one changed record could explain. A notice comes once, when the evidence is complete.
 */
import { hashOf } from './hash.ts';
import { type Counts, type Seen, type SeenAnswers, presence, total } from './seen.ts';
import { fewerThanExpected } from './statistics.ts';

export interface Night {
  readonly run: string;
  /** UTC, ISO 8601. */
  readonly startedAt: string;
  readonly seen: Seen;
}

export interface DriftNotice {
  readonly kind: 'came' | 'gone' | 'sometimes-missing';
  /** As `listMachines 200`. */
  readonly answers: string;
  /** As `/[]/siteId`, `header size`, `code`, `status`. */
  readonly where: string;
  readonly message: string;
  /** Start of the first night of the new state, UTC, ISO 8601. */
  readonly since: string;
  readonly fingerprint: string;
}

/** Nights of the new state that are needed, and nights of the old state before them. */
const recentNights = 3;
const baselineNights = 10;
/** Where a night has few samples, nights are what is counted, and more of them are needed. */
const recentNightsFew = 7;
const baselineNightsFew = 21;
const fewSamples = 8;
/** No older nights are looked at. */
const mostNights = 60;
/** Probability of a chance finding in each of the recent nights. */
const alpha = 0.001;

/** How often something was seen in one night, and how often it could have been. */
interface Sighting {
  readonly run: string;
  readonly startedAt: string;
  readonly hits: number;
  readonly tries: number;
}

/**
 * What drifted up to the last night.
 * @param nights oldest first; equal targets at equal base URLs
 */
export function driftOf(nights: readonly Night[]): DriftNotice[] {
  const last = nights.at(-1);
  if (last === undefined) return [];
  const all = nights.slice(-mostNights);
  return itemsOf(all).flatMap((item) => {
    // Tonight must be part of the evidence; looking at it first saves looking at all the others.
    const tonight = item.count(last.seen);
    if (tonight.tries === 0 || tonight.hits > 0 !== (item.test === 'came')) return [];
    const sightings = all
      .map((night) => ({ run: night.run, startedAt: night.startedAt, ...item.count(night.seen) }))
      .filter(({ tries }) => tries > 0);
    const since = turned(sightings, item.test);
    if (since === null) return [];
    const { kind, answers, where, text } = item;
    return [
      {
        kind,
        answers,
        where,
        message: `${text}: so in each night since ${since.slice(0, 10)}, and in none before.`,
        since,
        fingerprint: hashOf(['drift', kind, answers, where]),
      },
    ];
  });
}

interface Item {
  readonly kind: DriftNotice['kind'];
  readonly answers: string;
  readonly where: string;
  readonly text: string;
  /** `came`: from never to always some; `gone`: from always some to never. */
  readonly test: 'came' | 'gone';
  readonly count: (seen: Seen) => { readonly hits: number; readonly tries: number };
}

/** Start of the first night of the new state, or null where the evidence does not do. */
function turned(sightings: readonly Sighting[], test: Item['test']): string | null {
  const few = sightings.slice(-recentNightsFew).some(({ tries }) => tries < fewSamples);
  const needed = few ? recentNightsFew : recentNights;
  const recent = sightings.slice(-needed);
  const before = sightings.slice(0, -needed);
  if (recent.length < needed || before.length < (few ? baselineNightsFew : baselineNights)) return null;
  const [seenNow, seenBefore] = test === 'came' ? [true, false] : [false, true];
  const holds = (list: readonly Sighting[], isSeen: boolean) => list.every(({ hits }) => hits > 0 === isSeen);
  if (!holds(recent, seenNow) || !holds(before, seenBefore)) return null;
  const since = recent[0]?.startedAt ?? null;
  if (few) return since;
  // The records of two nights are mostly the same: the whole baseline counts as its largest, or weakest, single night.
  const strong = recent.every((night) => {
    if (test === 'came')
      return fewerThanExpected(0, Math.max(...before.map(({ tries }) => tries)), night.hits, night.tries) < alpha;
    const weakest = before.reduce((a, b) => (b.hits / b.tries < a.hits / a.tries ? b : a));
    return fewerThanExpected(0, night.tries, weakest.hits, weakest.tries) < alpha;
  });
  return strong ? since : null;
}

/** Everything that was ever seen in these nights, as things that can come or go. */
function itemsOf(nights: readonly Night[]): Item[] {
  const items = new Map<string, Item>();
  const add = (item: Item) => {
    const key = `${item.kind} ${item.answers} ${item.where}`;
    if (!items.has(key)) items.set(key, item);
  };
  for (const { seen } of nights)
    for (const [answers, at] of Object.entries(seen)) {
      add(statusItem(answers));
      for (const name of Object.keys(at.headers)) for (const item of headerItems(answers, name)) add(item);
      for (const code of Object.keys(at.codes))
        add(
          countItem(answers, `error code ${code}`, `The error code ${code} comes`, ({ codes, answers: n }) => ({
            hits: codes[code] ?? 0,
            tries: n,
          })),
        );
      for (const path of Object.keys(at.members)) for (const item of memberItems(answers, path, at)) add(item);
    }
  for (const [answers, path, value] of enumValues(nights)) add(valueItem(answers, path, value));
  return [...items.values()];
}

type CountAnswers = (at: SeenAnswers) => { readonly hits: number; readonly tries: number };

const none = { hits: 0, tries: 0 };

function countItem(
  answers: string,
  where: string,
  text: string,
  count: CountAnswers,
  test: Item['test'] = 'came',
  kind: Item['kind'] = 'came',
): Item {
  return {
    kind,
    answers,
    where,
    text,
    test,
    count: (seen) => {
      const at = seen[answers];
      return at === undefined ? none : count(at);
    },
  };
}

/** An operation that is answered with another status than ever. */
function statusItem(answers: string): Item {
  const operation = answers.slice(0, answers.lastIndexOf(' ') + 1);
  const asked = (seen: Seen) =>
    Object.entries(seen).reduce((sum, [key, at]) => sum + (key.startsWith(operation) ? at.answers : 0), 0);
  return {
    kind: 'came',
    answers,
    where: 'status',
    text: `${answers} comes`,
    test: 'came',
    count: (seen) => ({ hits: seen[answers]?.answers ?? 0, tries: asked(seen) }),
  };
}

function headerItems(answers: string, name: string): Item[] {
  const count: CountAnswers = ({ headers, answers: n }) => ({ hits: headers[name] ?? 0, tries: n });
  return [
    countItem(answers, `header ${name}`, `The header ${name} comes`, count),
    countItem(answers, `header ${name}`, `The header ${name} is gone`, count, 'gone', 'gone'),
  ];
}

function memberItems(answers: string, path: string, at: SeenAnswers): Item[] {
  const items: Item[] = [];
  if (path !== '' && !path.endsWith('/[]') && !path.endsWith('/*')) {
    const came: CountAnswers = (seen) => toHits(presence(seen, path));
    const missing: CountAnswers = (seen) => {
      const { came: hits, could } = presence(seen, path);
      // A night in which it never came says nothing about how regularly it comes.
      return hits === 0 ? none : { hits: could - hits, tries: could };
    };
    items.push(
      countItem(answers, path, `${path} comes`, came),
      countItem(answers, path, `${path} is gone`, came, 'gone', 'gone'),
      countItem(answers, path, `${path} is missing in some`, missing, 'came', 'sometimes-missing'),
    );
  }
  // Whether a number happens to have a fraction is no change of its type.
  for (const type of new Set(Object.keys(at.members[path]?.types ?? {}).map(plainType)))
    items.push(
      countItem(answers, `${path} as ${type}`, `${path} comes as ${type}`, ({ members }) =>
        typeHits(members[path]?.types ?? {}, type),
      ),
    );
  return items;
}

const plainType = (type: string) => (type === 'integer' ? 'number' : type);

const typeHits = (types: Counts, type: string) => ({
  hits: Object.entries(types).reduce((sum, [name, n]) => sum + (plainType(name) === type ? n : 0), 0),
  tries: total(types),
});

const toHits = ({ came, could }: { readonly came: number; readonly could: number }) => ({ hits: came, tries: could });

/** Most different values that an enum has; more are free texts. */
const mostEnumValues = 12;

/** Values of members that had few different ones in all nights together, all of them words: most likely enums. */
function enumValues(nights: readonly Night[]): [answers: string, path: string, value: string][] {
  const values = new Map<string, { answers: string; path: string; found: Set<string> | null }>();
  for (const { seen } of nights)
    for (const [answers, { members }] of Object.entries(seen))
      for (const [path, member] of Object.entries(members)) {
        const key = `${answers} ${path}`;
        const known = values.get(key) ?? { answers, path, found: new Set<string>() };
        values.set(key, known);
        if (member.values === null) known.found = null;
        for (const value of Object.keys(member.values ?? {})) known.found?.add(value);
        if (
          known.found !== null &&
          (known.found.size > mostEnumValues || [...known.found].some((value) => !/^[A-Za-z][\w-]*$/.test(value)))
        )
          known.found = null;
      }
  return [...values.values()].flatMap(({ answers, path, found }) =>
    [...(found ?? [])].map((value): [string, string, string] => [answers, path, value]),
  );
}

function valueItem(answers: string, path: string, value: string): Item {
  return countItem(answers, `${path} = ${value}`, `${path} has the value ${JSON.stringify(value)}`, ({ members }) => {
    const values = members[path]?.values;
    return values == null ? none : { hits: values[value] ?? 0, tries: total(values) };
  });
}
