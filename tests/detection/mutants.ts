/** Judges mutants of a conforming run: what nobody notices is a gap, or a change that breaks no promise. */
import { mutantsOf } from '../../src/mutants/generate.ts';
import type { Mutant } from '../../src/mutants/types.ts';
import type { Contract } from '../../src/contract/types.ts';
import { loadContract } from '../../src/contract/load.ts';
import type { Provisional } from '../../src/suite/judge.ts';
import { scopeOf } from '../../src/suite/scope.ts';
import { loadSuite } from '../../src/suite/suites.ts';
import type { Suite } from '../../src/suite/types.ts';
import { judgeFirst, targetOf } from '../../src/suite/verdicts.ts';
import type { Recording } from '../../src/transport/recording.ts';

export interface MutantJudge {
  readonly recording: Recording;
  readonly mutants: readonly Mutant[];
  judge(mutant: Mutant): Promise<JudgedMutant>;
}

export interface JudgedMutant {
  readonly mutant: Mutant;
  /** Requirements that accuse it. */
  readonly broken: readonly string[];
  /** Requirements that passed before and are undecided now. */
  readonly undecided: readonly string[];
  /** Errors of the suite itself, with their reasons. */
  readonly errors: readonly string[];
  /** Nobody is promised anything about this exchange: it was asked to be observed. */
  readonly observed: boolean;
}

/** @param recording of a conforming run in one round */
export async function mutantJudge(recording: Recording, most?: number): Promise<MutantJudge> {
  const { vendor } = recording.header.target;
  const contract = loadContract(vendor);
  const suite = await loadSuite(vendor);
  const base = await provisional({ ...recording, end: null }, recording.header.requirements, contract, suite);
  const odd = [...base].filter(([, { kind }]) => !['pass', 'observed', 'not-testable'].includes(kind));
  if (odd.length > 0) throw new Error(`the recording does not conform: ${odd.map(([id]) => id).join(', ')}`);
  /** A change can only be seen by those who saw the exchange. */
  const seenBy = (x: string) =>
    [...base].filter(([, { all, exchanges }]) => all || exchanges.includes(x)).map(([id]) => id);
  const isPromise = (id: string) => contract.requirements.get(id)?.class === 'tested';
  const promised = (x: string) => [...base].some(([id, { exchanges }]) => isPromise(id) && exchanges.includes(x));
  return {
    recording,
    mutants: mutantsOf(recording, contract, most),
    judge: async (mutant) => {
      const results = [...(await provisional(mutant.apply(), seenBy(mutant.exchange), contract, suite))];
      const ids = (wanted: (result: Provisional, id: string) => boolean) =>
        results.filter(([id, result]) => wanted(result, id)).map(([id]) => id);
      return {
        mutant,
        broken: ids(({ kind }, id) => kind === 'broken' && isPromise(id)),
        undecided: ids(({ kind }, id) => kind === 'undecided' && base.get(id)?.kind === 'pass'),
        observed: !promised(mutant.exchange),
        errors: results.flatMap(([id, { kind, reason }]) => (kind === 'error' ? [`${id}: ${reason}`] : [])),
      };
    },
  };
}

/** The first round alone: what breaks there is taken for confirmed, since a mutant would break in the second round as well. */
async function provisional(
  recording: Recording,
  wanted: readonly string[],
  contract: Contract,
  suite: Suite,
): Promise<Map<string, Provisional>> {
  const { asked } = scopeOf(targetOf(recording), contract, suite, wanted);
  return judgeFirst(
    recording,
    contract,
    suite,
    asked.map(({ requirement }) => requirement.id),
  );
}
