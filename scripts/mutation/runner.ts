/**
 * Stryker's test runner for our unit tests. It loads them once and then only calls them, as Stryker's runner for Mocha
 * does: a mutant costs milliseconds. Vitest's own starts a worker and loads all modules for each mutant, which takes
 * most of a second.
 *
 * Mutants share the modules of a process, and one could spoil what the next is measured by. So a test that fails runs
 * again without the mutant; if it fails still, Stryker is told to ask a new process.
 */
import { readdirSync } from 'node:fs';
import { register } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { withKeptMaps } from './kept-maps.ts';
import type { Suite, Test } from './vitest.ts';

/** Rooms whose tests reach judges, verdicts and transport. */
const rooms = ['judges', 'json-api', 'mds', 'verdict', 'transport', 'stomp', 'suite'];

/** Left out: files that start processes, run whole worlds, or take seconds. */
const filesLeftOut =
  /killed-run|unbroken|judge-command|rejudge|waived-run|rounds|observe|undo-made|stomp.recorded\.test/;

/** Left out of the others: what takes seconds, fills a disk, or sees how a function is written, which the loader changes. */
const titlesLeftOut = [
  'large and hostile bodies',
  'any secret is found in any encoding',
  'a flood of frames',
  'a refusal by silence',
  'a refusal by ERROR alone',
  'no second holds more',
  'the breaker spares the rest',
  'survives any JSON value',
  'a chain of 20,000',
  'a route of 50,000',
  'finds nothing in right',
  'finds one wrong thing in any resource',
  'a disk that is full',
  'is shown as () => 1',
];

/** What Stryker's instrumented files read and write. */
interface Switchboard {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: unknown;
}
const switchboard: Switchboard = ((globalThis as { __stryker__?: Switchboard }).__stryker__ ??= {});

interface Failure {
  readonly test: Test;
  readonly message: string;
  /** It neither passed nor failed. */
  readonly hung: boolean;
}

/** Milliseconds that a test may take above four times what it took before. */
const patience = 5_000;

class HangError extends Error {}

class WarmRunner {
  private tests: readonly Test[] = [];
  private takeFinished: () => (() => unknown)[] = () => [];
  private forget: () => void = () => undefined;
  /** Milliseconds, by the id of a test. */
  private readonly took = new Map<string, number>();
  private mutants = 0;
  private spoiled = false;

  /** Mutants that work only while modules are loaded are not asked for (`ignoreStatic`), so nothing is ever reloaded. */
  capabilities(): { reloadEnvironment: boolean } {
    return { reloadEnvironment: true };
  }

  async init(): Promise<void> {
    // What breaks behind a test's back is nothing that the test has noticed.
    process.on('unhandledRejection', () => undefined);
    process.on('uncaughtException', () => undefined);
    // The figure must not depend on luck, and what fails need not be made small.
    fc.configureGlobal({ seed: 1, endOnFailure: true });
    register('./hooks.mjs', import.meta.url);
    const { gather, takeFinished } = await import('./vitest.ts');
    this.takeFinished = takeFinished;
    const found: Test[] = [];
    this.forget = await withKeptMaps(async () => {
      for (const file of testFiles())
        found.push(...(await gather(file, () => import(pathToFileURL(resolve(file)).href))));
    });
    this.tests = found.filter(({ name }) => !titlesLeftOut.some((title) => name.includes(title)));
  }

  async dryRun(): Promise<unknown> {
    const tests: object[] = [];
    await this.run(this.tests, ({ id, name, file }, failure) => {
      const result = { id, name, fileName: resolve(file), timeSpentMs: this.took.get(id) ?? 0 };
      tests.push(
        failure === null ? { ...result, status: 0 } : { ...result, status: 1, failureMessage: failure.message },
      );
      return true;
    });
    return { status: 'complete', tests, mutantCoverage: switchboard.mutantCoverage };
  }

  async mutantRun(asked: { activeMutant: { id: string }; testFilter?: string[]; hitLimit?: number }): Promise<unknown> {
    if (this.spoiled) throw new Error('an earlier mutant has spoiled this process');
    const wanted = new Set(asked.testFilter ?? this.tests.map(({ id }) => id));
    const tests = this.tests
      .filter(({ id }) => wanted.has(id))
      .sort((a, b) => (this.took.get(a.id) ?? 0) - (this.took.get(b.id) ?? 0));
    this.forget();
    Object.assign(switchboard, { hitCount: 0, hitLimit: asked.hitLimit, activeMutant: asked.activeMutant.id });
    let nrOfTests = 0;
    const [failure] = await this.run(tests, (_, failed) => ++nrOfTests > 0 && failed === null);
    const endless = (switchboard.hitCount ?? 0) > (asked.hitLimit ?? Infinity);
    Object.assign(switchboard, { hitCount: undefined, hitLimit: undefined, activeMutant: undefined });
    this.forget();
    this.mutants += 1;
    if (failure === undefined) return { status: 'survived', nrOfTests };
    const [again] = await this.run([failure.test]);
    this.spoiled = again !== undefined;
    // Of the first mutant of a process the failure is its own work.
    if (this.spoiled && this.mutants > 1) throw new Error(`${failure.test.id} fails without a mutant, too`);
    if (endless || failure.hung) return { status: 'timeout', reason: failure.message };
    return { status: 'killed', killedBy: [failure.test.id], failureMessage: failure.message, nrOfTests };
  }

  /**
   * @param goOn told of each test and its failure; `false` ends the run
   * @returns what failed
   */
  private async run(
    tests: readonly Test[],
    goOn: (test: Test, failure: Failure | null) => boolean = () => true,
  ): Promise<Failure[]> {
    const failures: Failure[] = [];
    const opened = new Set<Suite>();
    for (const test of tests) {
      const failure = await this.one(test, opened);
      if (failure !== null) failures.push(failure);
      if (!goOn(test, failure)) break;
    }
    for (const { after } of opened) for (const body of after) await body();
    return failures;
  }

  private async one(test: Test, opened: Set<Suite>): Promise<Failure | null> {
    const suites: Suite[] = [];
    for (let at: Suite | null = test.suite; at !== null; at = at.parent) suites.unshift(at);
    const act = async () => {
      for (const suite of suites) {
        if (opened.has(suite)) continue;
        opened.add(suite);
        for (const body of suite.before) await body();
      }
      switchboard.currentTestId = test.id;
      try {
        for (const { beforeEach } of suites) for (const body of beforeEach) await body();
        await test.body();
      } finally {
        for (const { afterEach } of [...suites].reverse()) for (const body of afterEach) await body();
        for (const body of this.takeFinished()) await body();
        switchboard.currentTestId = undefined;
      }
    };
    const begun = performance.now();
    try {
      await within(patience + 4 * (this.took.get(test.id) ?? 0), act());
      this.took.set(test.id, performance.now() - begun);
      return null;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return { test, message, hung: error instanceof HangError };
    }
  }
}

function testFiles(): string[] {
  return rooms.flatMap((room) => {
    const folder = join('tests', 'unit', room);
    const names = readdirSync(folder).filter(
      (name) => name.endsWith('.test.ts') && !filesLeftOut.test(join(folder, name)),
    );
    return names.sort().map((name) => join(folder, name));
  });
}

/** @throws HangError when the work has not ended after so many milliseconds */
async function within(milliseconds: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new HangError('it hangs')), milliseconds);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** What Stryker looks for in a plugin. */
export const strykerPlugins = [{ kind: 'TestRunner', name: 'warm', injectableClass: WarmRunner }];
