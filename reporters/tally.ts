/** What the tests of one run said, held against the ledger: a run is worth its exit code only if both agree. */
import type { TestCase, TestResult } from '@playwright/test/reporter';
import { verdictAnnotation } from '../src/playwright/reply.ts';
import type { Ledger, Outcome } from '../src/verdict/types.ts';
import { outcomes } from '../src/verdict/types.ts';
import { shortened, visible } from './text.ts';

export class Tally {
  /** Requirement ids by target. */
  readonly #selected = new Map<string, Set<string>>();
  readonly #reported = new Map<string, Outcome>();
  readonly #trouble: string[] = [];
  #failed = false;

  get size(): number {
    return this.#selected.size;
  }

  select(test: TestCase): void {
    const { target, id } = subjectOf(test);
    const ids = this.#selected.get(target) ?? new Set<string>();
    this.#selected.set(target, ids.add(id));
  }

  selection(): ReadonlyMap<string, readonly string[]> {
    return new Map([...this.#selected].map(([target, ids]) => [target, [...ids]]));
  }

  /** Notes what a test said, and turns its expected failure back: whoever comes after us sees a failed test. */
  end(test: TestCase, result: TestResult): void {
    const { target, id } = subjectOf(test);
    const outcome = outcomeOf(result);
    if (outcome !== undefined && test.expectedStatus === 'failed') unflip(test, result);
    if (result.status === 'failed') this.#failed = true;
    if (outcome !== undefined) this.#reported.set(`${target} ${id}`, outcome);
    else if (result.status === 'skipped' && test.annotations.some(({ type }) => type === 'skip'))
      this.#reported.set(`${target} ${id}`, 'not-testable');
    else if (result.status === 'failed' || result.status === 'timedOut') {
      const why = result.error?.message ?? result.error?.value ?? `the test ${result.status}`;
      this.#trouble.push(`${target} ${id} gave no verdict: ${shortened(visible(why), 600)}`);
    }
  }

  /**
   * Where tests and ledger disagree; empty when all is well.
   * @param complete every selected test had its turn, unless one failed and the run was told to stop then
   */
  problems(ledger: Ledger, complete: boolean): string[] {
    const problems = [...this.#trouble];
    const verdicts = new Map(
      ledger.verdicts.map((verdict) => [`${verdict.target} ${verdict.requirement}`, verdict.outcome]),
    );
    for (const [target, ids] of this.#selected)
      for (const id of ids)
        if (!verdicts.has(`${target} ${id}`))
          problems.push(`${target} ${id} was selected, but the ledger has no verdict for it`);
    for (const [key, outcome] of this.#reported)
      if (verdicts.has(key) && verdicts.get(key) !== outcome)
        problems.push(`${key} is ${String(verdicts.get(key))} in the ledger, but its test said ${outcome}`);
    if (complete && !this.#failed && problems.length === 0)
      for (const key of verdicts.keys())
        if (!this.#reported.has(key)) problems.push(`${key} has a verdict, but no test reported it`);
    return problems;
  }
}

function subjectOf(test: TestCase): { target: string; id: string } {
  return { target: test.parent.project()?.name ?? '', id: test.title.split(' ', 1)[0] ?? '' };
}

function outcomeOf(result: TestResult): Outcome | undefined {
  const said = result.annotations.find(({ type }) => type === verdictAnnotation)?.description;
  return outcomes.find((outcome) => outcome === said);
}

/** Everybody after us computes from `expectedStatus`; it is public, though meant to be read (Playwright is pinned). */
function unflip(test: TestCase, result: TestResult): void {
  test.expectedStatus = 'passed';
  for (const list of [test.annotations, result.annotations]) {
    const index = list.findIndex(({ type }) => type === 'fail');
    if (index >= 0) list.splice(index, 1);
  }
}
