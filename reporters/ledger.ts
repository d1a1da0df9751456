/**
 * Our Playwright reporter. Stands first in the list: it tells the observer what was selected, turns expected failures
 * back into failures before anybody counts them, writes the reports, and sets the exit code.
 */
import { existsSync, rmSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import type {
  FullConfig,
  FullResult,
  Reporter,
  Suite,
  TestCase,
  TestError,
  TestResult,
} from '@playwright/test/reporter';
import { folders } from '../src/playwright/folders.ts';
import { exitWith } from '../src/playwright/exit.ts';
import { shared } from '../src/playwright/shared.ts';
import type { EngineRun } from '../src/suite/engine.ts';
import { exitCode } from '../src/verdict/ledger.ts';
import type { Ledger } from '../src/verdict/types.ts';
import { generateAllure } from './allure/generate.ts';
import { paintFor, pathsText, planText, summaryText } from './console.ts';
import { earlierLedgers, keepInHistory } from './history.ts';
import { ProgressLine } from './progress.ts';
import { readRun } from './run.ts';
import { Tally } from './tally.ts';
import { visible } from './text.ts';
import type { ExitCode } from './words.ts';
import { writeReports } from './write.ts';

interface Options {
  /** Private to Playwright: `test`, `list` for `--list`, or `merge`. */
  readonly _mode?: string;
}

export default class LedgerReporter implements Reporter {
  readonly #idle: boolean;
  readonly #progress = new ProgressLine(process.stderr);
  readonly #errors: string[] = [];
  #tally = new Tally();
  #run: EngineRun | undefined;
  #ledger: Ledger | undefined;
  #code: ExitCode = 3;
  #reports: Record<string, string> = {};

  constructor(options: Options = {}) {
    // `--list` and `merge-reports` judge nothing.
    this.#idle = options._mode === 'list' || options._mode === 'merge';
    // Until all is well nothing is: a crash of any reporter ends with 3.
    if (options._mode === 'test') exitWith(3);
  }

  /** While listing, Playwright prints the list only if no reporter prints. */
  printsToStdio(): boolean {
    return !this.#idle;
  }

  onBegin({ shard }: FullConfig, suite: Suite): void {
    const { observer } = shared();
    if (this.#idle || observer === undefined) return;
    this.#tally = new Tally();
    for (const test of suite.allTests()) this.#tally.select(test);
    if (this.#tally.size === 0) {
      if (shard !== null)
        this.#noTests(
          `No tests found in shard ${shard.current}/${shard.total}: a shard takes whole targets, choose fewer shards.`,
        );
      return;
    }
    // Results of an earlier run would be shown beside those of this one.
    rmSync(folders().results, { recursive: true, force: true });
    for (const note of observer.engine.notes) process.stderr.write(`${visible(note)}\n`);
    try {
      this.#run = observer.begin(this.#tally.selection(), {
        onPlan: (plans) => process.stderr.write(planText(plans, paintFor(process.stderr))),
        onProgress: (progress) => this.#progress.show(progress),
        onNote: (text) => process.stderr.write(`${visible(text)}\n`),
      });
    } catch (error) {
      this.#fail(error);
    }
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    this.#tally.end(test, result);
  }

  #noTests(text: string): void {
    this.#errors.push(text);
    process.stderr.write(`${text}\n`);
  }

  /** An error of the suite itself: the run cannot end with less than 3. */
  #fail(error: unknown): void {
    const text = visible(stripVTControlCharacters(error instanceof Error ? error.message : String(error)));
    this.#errors.push(text);
    process.stderr.write(`Error of the suite: ${text}\n`);
  }

  onError(error: TestError): void {
    const text = visible(
      stripVTControlCharacters(error.message ?? error.stack ?? error.value ?? 'unknown error'),
      'keep',
    );
    // What `-x` says when it does its work.
    if (!text.startsWith('Testing stopped early')) this.#errors.push(text);
    if (this.#idle) return;
    const where = error.location === undefined ? '' : `\n    at ${error.location.file}:${error.location.line}`;
    process.stderr.write(`${text}${where}\n`);
  }

  async onEnd(result: FullResult): Promise<{ status?: FullResult['status'] }> {
    if (this.#idle) return {};
    this.#progress.end();
    this.#code = await this.#codeOf(result);
    exitWith(this.#code);
    return this.#code > 0 && result.status === 'passed' ? { status: 'failed' } : {};
  }

  /** By now every reporter has written what it has to write, Allure's too. */
  async onExit(): Promise<void> {
    const ledger = this.#ledger;
    if (this.#idle || ledger === undefined) return;
    const { results, reports, state } = folders();
    try {
      // There are none when the command line names other reporters.
      if (existsSync(results)) {
        const page = await generateAllure({ ledger, code: this.#code, results, output: `${reports}/allure`, state });
        this.#reports = { Allure: page, ...this.#reports };
      }
    } catch (error) {
      this.#fail(error);
      exitWith(3);
    }
    process.stdout.write(`\n${pathsText(this.#reports)}`);
  }

  async #codeOf(result: FullResult): Promise<ExitCode> {
    const { failure } = shared();
    if (failure !== undefined) return failure.kind === 'configuration' ? 4 : 3;
    if (this.#run === undefined) {
      if (result.status === 'interrupted') return 3;
      return this.#errors.length > 0 && this.#errors.every((text) => text.includes('No tests found')) ? 4 : 3;
    }
    try {
      this.#ledger = await this.#run.ledger;
    } catch (error) {
      this.#fail(error);
      return 3;
    }
    const problems = this.#tally.problems(this.#ledger, result.status === 'passed' || result.status === 'failed');
    if (this.#errors.length > 0) problems.push(`Playwright reported ${this.#errors.length} errors outside the tests`);
    for (const problem of problems.slice(0, 10)) process.stderr.write(`${problem}\n`);
    if (problems.length > 10) process.stderr.write(`and ${problems.length - 10} more\n`);
    const code = problems.length > 0 ? 3 : exitCode(this.#ledger);
    await this.#report(this.#ledger, this.#run.info.folder, code);
    return code;
  }

  async #report(ledger: Ledger, folder: string, code: ExitCode): Promise<void> {
    const run = readRun(ledger, folder);
    this.#reports = await writeReports(run, code, folders().reports, earlierLedgers(ledger));
    const trouble = keepInHistory(folder, ledger);
    if (trouble !== '') process.stderr.write(`${trouble}\n`);
    process.stdout.write(summaryText(run, code, paintFor(process.stdout)));
  }
}
