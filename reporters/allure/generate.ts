/** The Allure 3 report: one HTML file that opens from disk and asks nobody. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Ledger } from '../../src/verdict/types.ts';
import { visible } from '../text.ts';
import type { ExitCode } from '../words.ts';
import { answeredBy, noticeFor, outcomeTitles, resultLine } from '../words.ts';
import { verdictLabel } from './labels.ts';
import { strip } from './strip.ts';

export interface AllureOptions {
  readonly ledger: Ledger;
  readonly code: ExitCode;
  /** Folder of Allure results. */
  readonly results: string;
  /** Folder that gets `index.html`. */
  readonly output: string;
  /** Folder that is kept between runs, for the history. */
  readonly state: string;
  /** False shows the history and leaves it as it is: for runs that are in it already. */
  readonly remember?: boolean;
}

/** One page; a requirement stands under its vendor, target and section. */
const awesome = {
  singleFile: true,
  reportLanguage: 'en',
  groupBy: ['epic', 'target', 'feature'],
  defaultSortBy: 'name,asc',
};

/** Runs that the history keeps, each about 1 KB per requirement. */
const historyLimit = 30;

/**
 * Generates the report.
 * @returns absolute path of the page
 * @throws Error if Allure fails, or if its page would ask a foreign origin
 */
export async function generateAllure(options: AllureOptions): Promise<string> {
  await mkdir(options.state, { recursive: true });
  const work = await mkdtemp(path.join(options.state, 'allure-'));
  try {
    const config = path.join(work, 'allurerc.json');
    const history = await historyOf(options, work);
    await writeFile(config, JSON.stringify(configOf(options, history, path.join(work, 'report'))));
    await allure(['generate', path.resolve(options.results), '--config', config, '--cwd', work]);
    const page = strip(await readFile(await pageIn(path.join(work, 'report')), 'utf8'));
    await mkdir(options.output, { recursive: true });
    const file = path.resolve(options.output, 'index.html');
    await writeFile(`${file}.new`, page);
    await rename(`${file}.new`, file);
    return file;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** With one plugin Allure writes the page into the folder itself, with several into one folder each. */
async function pageIn(folder: string): Promise<string> {
  const pages = [path.join(folder, 'index.html'), path.join(folder, 'awesome', 'index.html')].filter((file) =>
    existsSync(file),
  );
  const page = pages.at(-1);
  if (page === undefined) throw new Error(`Allure wrote no page into ${folder}; are there results?`);
  return Promise.resolve(page);
}

/** Runs against embedded servers and live ones never share a history. */
async function historyOf({ ledger, state, remember = true }: AllureOptions, work: string): Promise<string> {
  const name = `allure-history-${answeredBy(ledger.targets)}.jsonl`;
  const kept = path.resolve(state, name);
  if (remember) return kept;
  const copy = path.join(work, name);
  if (existsSync(kept)) await copyFile(kept, copy);
  return copy;
}

function configOf({ ledger, code }: AllureOptions, historyPath: string, output: string): object {
  const notice = noticeFor(ledger.targets);
  return {
    name: `Vendor conformance: ${ledger.targets.map((target) => target.name).join(', ')}${notice === '' ? '' : `. ${notice}`}`,
    output,
    historyPath,
    historyLimit,
    variables: variablesOf(ledger, code),
    categories: {
      rules: [
        category(outcomeTitles.fail, 'fail'),
        category('Undecided', 'inconclusive', 'unstable'),
        category(outcomeTitles.error, 'error'),
        category(outcomeTitles.warn, 'warn'),
        category(outcomeTitles.known, 'known'),
      ],
    },
    plugins: { awesome: { options: awesome } },
  };
}

function category(name: string, ...outcomes: readonly string[]): object {
  return { name, matchers: outcomes.map((outcome) => ({ labels: { [verdictLabel]: outcome } })), groupByMessage: true };
}

/** The environment of the run. The report cuts values at about 30 characters. */
function variablesOf(ledger: Ledger, code: ExitCode): Record<string, string> {
  const words = { reference: 'EMBEDDED REFERENCE SERVER', live: 'live vendor', both: 'partly reference servers' };
  return {
    'Answered by': words[answeredBy(ledger.targets)],
    Result: resultLine(code),
    Run: ledger.run,
    Started: ledger.startedAt,
    ...Object.fromEntries(ledger.targets.map((target) => [target.name, visible(target.baseUrl)])),
    'Requests sent': String(ledger.targets.reduce((sum, target) => sum + target.requestsSent, 0)),
  };
}

/** In a process of its own: Allure ends the process when it fails. */
async function allure(args: readonly string[]): Promise<void> {
  const program = createRequire(import.meta.url).resolve('allure');
  try {
    await promisify(execFile)(process.execPath, [program, ...args], { maxBuffer: 16 * 1024 * 1024 });
  } catch (error) {
    const { stderr = '', stdout = '' } = error as { stderr?: string; stdout?: string };
    throw new Error(`Allure could not generate the report: ${visible(`${stderr} ${stdout}`.trim().slice(-1000))}`, {
      cause: error,
    });
  }
}
