/** What the reports of one run are made from: its ledger, its recordings, and the contracts that they speak of. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { loadContract } from '../src/contract/load.ts';
import type { Contract, Requirement } from '../src/contract/types.ts';
import { readRecording } from '../src/transport/recording.ts';
import type { Exchange } from '../src/verdict/exchange.ts';
import type { Ledger, TargetSummary, Verdict } from '../src/verdict/types.ts';
import type { Variables } from './curl.ts';

export interface Run {
  readonly ledger: Ledger;
  /** The contract of a target. */
  contract(target: string): Contract;
  /** Exchanges of a target by id; empty where it has no recording. */
  exchanges(target: string): ReadonlyMap<string, Exchange>;
}

/** One verdict with all that is needed to explain it to somebody who was not there. */
export interface Evidence {
  readonly verdict: Verdict;
  readonly requirement: Requirement;
  readonly target: TargetSummary;
  /** All exchanges of the target, by id. */
  readonly exchanges: ReadonlyMap<string, Exchange>;
  readonly variables: Variables;
}

/**
 * Reads the recordings beside a ledger.
 * @param folder folder of the run, absolute; recordings are named relative to it
 */
export function readRun(ledger: Ledger, folder: string): Run {
  const exchanges = new Map<string, ReadonlyMap<string, Exchange>>();
  for (const target of ledger.targets) exchanges.set(target.name, readExchanges(folder, target));
  return {
    ledger,
    contract: (name) => loadContract(targetOf(ledger, name).vendor),
    exchanges: (name) => exchanges.get(name) ?? new Map<string, Exchange>(),
  };
}

/** Exchanges of one target by id; empty if nothing was asked and so nothing recorded. */
export function readExchanges(folder: string, target: TargetSummary): ReadonlyMap<string, Exchange> {
  const file = path.join(folder, target.recording);
  if (!existsSync(file)) return new Map();
  const { exchanges } = readRecording(file);
  return new Map(exchanges.map((exchange) => [exchange.x, exchange]));
}

/** @throws Error if the ledger has a verdict for a requirement that the registry does not know. */
export function evidenceOf(run: Run, verdict: Verdict): Evidence {
  const contract = run.contract(verdict.target);
  const requirement = contract.requirements.get(verdict.requirement);
  if (requirement === undefined)
    throw new Error(
      `The ledger has a verdict for ${verdict.requirement}, which no requirement of ${contract.vendor} has as its id.`,
    );
  return {
    verdict,
    requirement,
    target: targetOf(run.ledger, verdict.target),
    exchanges: run.exchanges(verdict.target),
    variables: variablesOf(contract),
  };
}

/** Environment variables by credential name. */
export function variablesOf(contract: Contract): Variables {
  return Object.fromEntries(contract.credentials.map((credential) => [credential.name, credential.env]));
}

function targetOf(ledger: Ledger, name: string): TargetSummary {
  const target = ledger.targets.find((each) => each.name === name);
  if (target === undefined) throw new Error(`The ledger of run ${ledger.run} has no target named ${name}.`);
  return target;
}
