/** All mutants of a recording, the same ones every time; pure. */
import type { Contract, Version } from '../contract/types.ts';
import type { StompTalk } from '../verdict/conversation.ts';
import type { Recording } from '../transport/recording.ts';
import type { Exchange, RecordedResponse, SecretTraits } from '../verdict/exchange.ts';
import { answerChanges } from './answers.ts';
import { bodyChanges } from './body.ts';
import { type Json, hash, isRecord } from './json.ts';
import { pageChanges } from './pages.ts';
import { talkChanges } from './stomp.ts';
import type { Kind, Mutant } from './types.ts';

/**
 * @param recording of a conforming run, in one round
 * @param most mutants; where there are more, every kind of change at every kind of place keeps its share
 */
export function mutantsOf(recording: Recording, contract: Contract, most = Infinity): Mutant[] {
  const version = contract.versions.get(recording.header.target.version);
  if (version === undefined) throw new Error(`${contract.vendor} has no version ${recording.header.target.version}`);
  // A probe's own cleaning up is asked, not judged.
  const asked = recording.exchanges.filter(
    ({ round, key, request }) => round === 1 && !key.endsWith(':undo') && request.method !== 'REMEMBER',
  );
  const all = [
    ...asked.flatMap((exchange) => mutantsIn(exchange, recording, contract, version)),
    ...repeatedItems(
      asked.filter(({ request }) => request.method !== 'STOMP'),
      recording,
      version,
    ),
  ];
  return all.length <= most ? all : spread(all, most);
}

/** Replaces one exchange. What the change makes probes ask beyond the recording is undecided: the run "was killed before". */
function changed(
  recording: Recording,
  exchange: Exchange,
  response: RecordedResponse,
  secrets: readonly SecretTraits[] = exchange.secrets,
): Recording {
  const mutated: Exchange = { ...exchange, outcome: { response }, secrets };
  return {
    ...recording,
    exchanges: recording.exchanges.map((each) => (each === exchange ? mutated : each)),
    end: null,
  };
}

function mutantsIn(exchange: Exchange, recording: Recording, contract: Contract, version: Version): Mutant[] {
  const { outcome } = exchange;
  if (!('response' in outcome)) return [];
  const { response } = outcome;
  const operation = operationOf(exchange, version);
  const made = (
    kind: Kind,
    where: string,
    change: string,
    apply: () => Recording,
    refused: () => boolean = () => true,
  ): Mutant => ({ exchange: exchange.x, operation, kind, where, change, refused, apply });
  const body = parsed(exchange);
  if (exchange.request.method === 'STOMP')
    return talkChanges(body as unknown as StompTalk).map((each) =>
      made(each.kind, each.where, each.change, () => changed(recording, exchange, { ...response, body: each.make() })),
    );
  const schema = schemaFor(version, operation, response.status);
  return [
    ...(body === undefined || isApiDocument(body) ? [] : bodyChanges(body, exchange.key, contract, schema)).map(
      (each) =>
        made(
          each.kind,
          each.where,
          each.change,
          () => changed(recording, exchange, { ...response, body: each.make() }),
          each.refused,
        ),
    ),
    ...answerChanges(exchange).map((each) =>
      made(each.kind, each.where, each.change, () => changed(recording, exchange, each.response, each.secrets)),
    ),
  ];
}

function repeatedItems(exchanges: readonly Exchange[], recording: Recording, version: Version): Mutant[] {
  return pageChanges(exchanges, parsed).flatMap(({ exchange, where, change, make }): Mutant[] => {
    const { outcome } = exchange;
    if (!('response' in outcome)) return [];
    const { response } = outcome;
    const apply = () => changed(recording, exchange, { ...response, body: make() });
    const operation = operationOf(exchange, version);
    const kind = 'item-of-other-page';
    return [{ exchange: exchange.x, operation, kind, where, change, refused: () => true, apply }];
  });
}

/** A link that was followed leads to an operation, too; `follow` where it leads to none. */
function operationOf({ request }: Exchange, version: Version): string {
  if (request.operation !== 'follow') return request.operation;
  const { pathname } = new URL(request.url.replaceAll(/[«»|]/g, '_'));
  const fits = ({ path, method }: { readonly path: string; readonly method: string }) => {
    const pattern = path.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`).replaceAll(/\{[^}]*\}/g, '[^/]+');
    return method.toUpperCase() === request.method && path.length > 1 && new RegExp(`${pattern}$`).test(pathname);
  };
  return [...version.operations.values()].find(fits)?.id ?? 'follow';
}

/** What a vendor writes into its own API document breaks no promise by itself; documents are changed as a whole. */
const isApiDocument = (body: Json) => isRecord(body) && ('openapi' in body || 'swagger' in body);

function parsed({ outcome }: Exchange): Json | undefined {
  if (!('response' in outcome)) return undefined;
  try {
    return JSON.parse(outcome.response.body) as Json;
  } catch {
    return undefined;
  }
}

function schemaFor(version: Version, operation: string, status: number): string | undefined {
  const responses = version.operations.get(operation)?.responses ?? {};
  return responses[String(status)] ?? responses[`${Math.floor(status / 100)}XX`] ?? responses['default'];
}

/** First one mutant of every kind at every kind of place, then a second one ... until there are enough. */
function spread(all: readonly Mutant[], most: number): Mutant[] {
  const groups = new Map<string, Mutant[]>();
  for (const mutant of all) {
    const key = `${mutant.operation} ${mutant.kind} ${mutant.where}`;
    groups.set(key, [...(groups.get(key) ?? []), mutant]);
  }
  const sorted = [...groups].map(([key, group]) => {
    const rank = ({ change }: Mutant) => hash(`${key} ${change}`);
    return group.sort((a, b) => rank(a) - rank(b));
  });
  const taken: Mutant[] = [];
  for (let depth = 0; taken.length < most; depth += 1) taken.push(...sorted.flatMap((group) => group[depth] ?? []));
  return taken.slice(0, most);
}
