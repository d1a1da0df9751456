/** Reviewed lists of changes that break no promise; what survives and is on none of them is a gap. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Kind, Mutant } from '../../src/mutants/types.ts';
import type { Exchange } from '../../src/verdict/exchange.ts';

export interface LawfulChange {
  readonly kinds: readonly Kind[];
  /** Operations of the contract; all if absent. */
  readonly operations?: readonly string[];
  /** Places as mutants name them, `**` for anything; all if absent. */
  readonly where?: readonly string[];
  /** Only answers of these requests; all if absent. */
  readonly requests?: 'refused' | 'answered' | 'around-writes';
  /** Only answers with these statuses; all if absent. */
  readonly statuses?: readonly number[];
  /** Regular expression on the request as `METHOD url`, then `name: value` for each header and the body, a line each. */
  readonly asked?: string;
  /** Regular expression on the change as mutants tell it. */
  readonly change?: string;
  /** Only changes that the schema of the answer allows. */
  readonly shape?: 'kept';
  /** Why no promise is broken. */
  readonly reason: string;
}

/** The list of a vendor, empty where there is none. @throws Error when an entry gives no reason */
export function lawfulChanges(vendor: string): readonly LawfulChange[] {
  const file = join(import.meta.dirname, 'lawful-changes', `${vendor}.yaml`);
  if (!existsSync(file)) return [];
  const entries = parse(readFileSync(file, 'utf8')) as LawfulChange[];
  entries.forEach(({ kinds, reason }, i) => {
    if (!Array.isArray(kinds) || typeof reason !== 'string' || reason.trim() === '')
      throw new Error(`${file}: entry ${i + 1} needs kinds and a reason`);
  });
  return entries;
}

/** The first entry that speaks of the mutant. @param exchange that was changed, as it was before */
export function entryFor(
  mutant: Mutant,
  exchange: Exchange,
  entries: readonly LawfulChange[],
): LawfulChange | undefined {
  return entries.find(
    ({ kinds, operations, where, requests, statuses, asked, change, shape }) =>
      kinds.includes(mutant.kind) &&
      (operations?.includes(mutant.operation) ?? true) &&
      (where?.some((pattern) => matches(pattern, mutant.where)) ?? true) &&
      (requests === undefined || requestsOf(exchange).includes(requests)) &&
      (statuses === undefined || statuses.includes(statusOf(exchange))) &&
      (asked === undefined || new RegExp(asked, 's').test(askedText(exchange))) &&
      (change === undefined || new RegExp(change, 's').test(mutant.change)) &&
      (shape === undefined || !mutant.refused()),
  );
}

function askedText({ request: { method, url, headers, body } }: Exchange): string {
  const lines = headers.map(([name, value]) => `${name.toLowerCase()}: ${value}`);
  return [`${method} ${url}`, ...lines, body ?? '', ''].join('\n');
}

function matches(pattern: string, where: string): boolean {
  const parts = pattern.split('**').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(where);
}

const statusOf = ({ outcome }: Exchange) => ('response' in outcome ? outcome.response.status : 0);

function requestsOf(exchange: Exchange): NonNullable<LawfulChange['requests']>[] {
  const { key } = exchange;
  const status = statusOf(exchange);
  // Probes that write never share their answers: their keys name them.
  return [status >= 400 ? 'refused' : 'answered', ...(key.includes(':') ? (['around-writes'] as const) : [])];
}
