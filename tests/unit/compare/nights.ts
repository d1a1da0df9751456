/** Nights of a made-up vendor whose records change slowly: a sample of a population, with everything that is rare in it. */
import { seenIn } from '../../../src/compare/seen.ts';
import type { Night } from '../../../src/compare/drift.ts';
import type { Exchange } from '../../../src/verdict/exchange.ts';

/** Repeatable numbers from 0 to 1 (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

type Item = Record<string, unknown>;

/** Shares of records that have a member, from always to hardly ever. */
const shares = [1, 1, 0.999, 0.99, 0.95, 0.9, 0.7, 0.5, 0.3, 0.1, 0.05, 0.02, 0.01, 0.005, 0.001];
const states = ['ACTIVE', 'ACTIVE', 'ACTIVE', 'ACTIVE', 'ACTIVE', 'PARKED', 'PARKED', 'IN_REPAIR'];
const rareStates = ['LOST', 'STOLEN', 'SCRAPPED'];

function record(random: () => number, id: number): Item {
  const item: Item = { id };
  shares.forEach((share, i) => {
    if (random() < share)
      item[`m${i}`] = random() < share * 0.5 ? null : i % 2 === 0 ? `text ${id}` : id + (random() < 0.03 ? 0.5 : 0);
  });
  item['state'] =
    random() < 0.02
      ? rareStates[Math.floor(random() * rareStates.length)]
      : states[Math.floor(random() * states.length)];
  return item;
}

export interface Simulation {
  readonly nights: number;
  readonly seed: number;
  /** Records of the vendor; a share of them is replaced each night. */
  readonly population?: number;
  readonly turnover?: number;
  /** Records that a night looks at. */
  readonly sample?: number;
  /** Changes a record from this night on, counted from 0. */
  readonly change?: { readonly from: number; readonly apply: (item: Item) => Item };
}

/** One night after the other; each is a fresh sample of the population, or of its first page. */
export function simulateNights({
  nights,
  seed,
  population = 120,
  turnover = 0.04,
  sample = 50,
  change,
}: Simulation): Night[] {
  const random = randomFrom(seed);
  let next = 0;
  const records = Array.from({ length: population }, () => record(random, (next += 1)));
  return Array.from({ length: nights }, (_, night) => {
    for (let i = 0; i < records.length; i += 1) if (random() < turnover) records[i] = record(random, (next += 1));
    const apply = change !== undefined && night >= change.from ? change.apply : (item: Item) => item;
    const day = new Date(Date.UTC(2026, 0, 1 + night)).toISOString();
    // Every other vendor serves the same first page each night, the rest what comes.
    const page = (
      seed % 2 === 0 ? records.slice(0, sample) : [...records].sort(() => random() - 0.5).slice(0, sample)
    ).map(apply);
    const one = apply(records[Math.floor(random() * 3)] ?? {});
    const refused = random() < 0.9 ? 'DATA_ACCESS' : 'ACCESS_ERROR';
    const exchanges = [
      exchange('list', 200, page, random),
      exchange('list', 200, page.slice(0, 10), random),
      exchange('one', 200, one, random),
      exchange('list', 400, [{ code: random() < 0.97 ? 'GENERIC_ERROR' : 'DATE_PARSING' }], random),
      exchange('list', 403, [{ code: refused }], random),
      ...(random() < 0.05 ? [exchange('list', 503, { message: 'busy' }, random)] : []),
    ];
    return { run: `night-${String(night).padStart(3, '0')}`, startedAt: day, seen: seenIn(exchanges) };
  });
}

function exchange(operation: string, status: number, body: unknown, random: () => number): Exchange {
  const text = JSON.stringify(body);
  const headers: [string, string][] = [
    ['page', '1'],
    ['x-shard', '7'],
  ];
  if (random() < 0.5) headers.push(['x-node', 'a']);
  if (random() < 0.03) headers.push(['warning', 'slow']);
  return {
    x: '1-0001',
    round: 1,
    key: 'k',
    nth: 0,
    at: '2026-01-01T00:00:00.000Z',
    attempts: 1,
    request: { operation, method: 'GET', url: 'http://127.0.0.1/a', headers: [], body: null },
    outcome: { response: { status, headers, body: text, bytes: text.length, ms: 20 + 100 * random() ** 3 } },
    secrets: [],
  };
}
