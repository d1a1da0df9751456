/** All commands: what they are for, which options they take, where they are. */
import type { Accepted, Arguments, Option } from './arguments.ts';
import { checkOpenapiOptions } from './check-openapi/options.ts';

export interface Command extends Accepted {
  readonly summary: string;
  /** Words behind the command's name, as `[vendor]`. */
  readonly words: string;
  /** It reads the words behind its name itself, and has a help of its own (`--help`). */
  readonly ownOptions?: true;
  /** Loaded when it is called, so that each command starts with what it needs and no more. */
  readonly load: () => Promise<{ run(given: Arguments): Promise<number> }>;
}

const choice: Record<string, Option> = {
  vendor: { kind: 'list', value: 'NAME', help: 'vendors, as vendnovation' },
  version: { kind: 'list', value: 'ID', help: 'versions or stages, as v2.1' },
  target: { kind: 'list', value: 'NAME', help: 'targets, as vendnovation-v2.1' },
};

const requirements: Record<string, Option> = {
  section: { kind: 'list', value: 'NAME', help: 'sections of the documentation, as Pagination' },
  requirement: { kind: 'list', value: 'ID', help: 'requirements, as VN-PAGE-03 or VN-PAGE-*' },
  level: { kind: 'list', value: 'LEVEL', help: 'must, should, may' },
  smoke: { kind: 'switch', help: 'only the requirements that say most per request' },
};

const source: Record<string, Option> = {
  mode: { kind: 'text', value: 'MODE', help: 'auto (default), live: never falls back to reference servers, reference' },
  'env-file': { kind: 'text', value: 'FILE', help: 'read this file instead of .env' },
  fault: { kind: 'text', value: 'ID', help: 'put this defect into the reference server' },
};

const json: Record<string, Option> = {
  json: { kind: 'switch', help: 'print JSON to stdout, everything else to stderr' },
};

const plain = { words: '', positionals: 0, rest: false };

export const commands: Readonly<Record<string, Command>> = {
  run: {
    ...plain,
    summary: 'Ask the targets, judge the answers, write the reports (the default command).',
    words: '[-- options of Playwright]',
    rest: true,
    options: {
      ...choice,
      ...requirements,
      ...source,
      waivers: { kind: 'text', value: 'FILE', help: 'read the accepted deviations here instead of waivers.yaml' },
      open: { kind: 'switch', help: 'open the report afterwards' },
      ...json,
    },
    load: () => import('./commands/run.ts'),
  },
  plan: {
    ...plain,
    summary: 'Print what a run would ask and what it costs. Sends nothing.',
    options: { ...choice, ...requirements, ...source, ...json },
    load: () => import('./commands/plan.ts'),
  },
  list: {
    ...plain,
    summary: 'Print the requirements.',
    options: { ...choice, ...requirements, ...json },
    load: () => import('./commands/list.ts'),
  },
  coverage: {
    ...plain,
    summary: 'Print for every requirement its source, class, probe, fault and last verdict; fail on gaps.',
    options: { vendor: choice['vendor'] as Option, ...json },
    load: () => import('./commands/coverage.ts'),
  },
  rejudge: {
    ...plain,
    summary: 'Judge the recording of a run again: its id, a folder, or "latest".',
    words: '<run>',
    positionals: 1,
    options: json,
    load: () => import('./commands/rejudge.ts'),
  },
  judge: {
    ...plain,
    summary: 'Judge one document of any server by a standard: json-api or mds-0.3.',
    words: '<standard> <file or URL> [options], see judge --help',
    ownOptions: true,
    options: {},
    load: () => import('./commands/judge.ts'),
  },
  'check-openapi': {
    ...plain,
    summary: 'Lint an API document of any server, list what can be read by it, judge the answers of a target.',
    words: '<file or URL>',
    positionals: 1,
    options: checkOpenapiOptions,
    load: () => import('./commands/check-openapi.ts'),
  },
  waiver: {
    ...plain,
    summary: 'Print an entry for waivers.yaml, for a promise that the last run found broken.',
    words: '<requirement>',
    positionals: 1,
    options: {
      target: { kind: 'text', value: 'NAME', help: 'as vendnovation-v2.1; needed where it is broken at several' },
      owner: { kind: 'text', value: 'NAME', help: 'who answers for it' },
      reason: { kind: 'text', value: 'TEXT', help: 'why it is accepted' },
      ticket: { kind: 'text', value: 'TEXT', help: 'where it is followed up' },
      expires: { kind: 'text', value: 'DAY', help: 'last day, UTC, as 2027-01-31; 30 days after the run by default' },
    },
    load: () => import('./commands/waiver.ts'),
  },
  cleanup: {
    ...plain,
    summary: 'Undo what killed runs have made at live vendors.',
    options: {
      ...choice,
      mode: source['mode'] as Option,
      'env-file': source['env-file'] as Option,
      forget: { kind: 'switch', help: 'strike out what cannot be undone, once you have looked after it' },
    },
    load: () => import('./commands/cleanup.ts'),
  },
  compare: {
    ...plain,
    summary: 'Say whether a new version is safe (compare versions), or what changed between two runs (compare runs).',
    words: '[versions | runs [baseline] [run]]',
    positionals: 3,
    options: {
      vendor: choice['vendor'] as Option,
      from: { kind: 'text', value: 'ID|URL', help: 'version or base URL that is in use' },
      to: { kind: 'text', value: 'ID|URL', help: 'version or base URL that shall be used' },
      version: { kind: 'text', value: 'ID', help: 'version whose contract holds, where both sides are base URLs' },
      treat: { kind: 'list', value: 'KIND=EFFECT', help: 'what a kind of change means: breaking, allowed, unknown' },
      mode: source['mode'] as Option,
      'env-file': source['env-file'] as Option,
      'to-env-file': { kind: 'text', value: 'FILE', help: 'read this file for the new side' },
      fault: { kind: 'text', value: 'ID', help: 'put this defect into the reference server of the new side' },
      ...json,
    },
    load: () => import('./commands/compare.ts'),
  },
  history: {
    ...plain,
    summary: 'Print the runs that are kept, newest first.',
    options: {
      vendor: choice['vendor'] as Option,
      prune: { kind: 'switch', help: 'first remove what is beyond the limits' },
      ...json,
    },
    load: () => import('./commands/history.ts'),
  },
  report: {
    ...plain,
    summary: 'Write the reports of a kept run again, those for the vendors included.',
    words: '[run]',
    positionals: 1,
    options: { open: { kind: 'switch', help: 'open the page for the vendor afterwards' } },
    load: () => import('./commands/report.ts'),
  },
  merge: {
    ...plain,
    summary: 'Put the runs of several machines together, each over other targets, and write one set of reports.',
    words: '<folder>...',
    positionals: 100,
    options: { target: { kind: 'list', value: 'NAME', help: 'targets that must be there' }, ...json },
    load: () => import('./commands/merge.ts'),
  },
  reference: {
    ...plain,
    summary: 'Start a reference server alone, for exploring with curl.',
    words: '[vendor]',
    positionals: 1,
    options: {
      port: { kind: 'text', value: 'NUMBER', help: 'port on 127.0.0.1; any free one by default' },
      fault: { kind: 'text', value: 'ID', help: 'print addresses with this defect' },
    },
    load: () => import('./commands/reference.ts'),
  },
  test: {
    ...plain,
    summary: 'Run all tests of the suite itself: check, unit, detection, end to end.',
    options: {},
    load: () => import('./commands/test.ts'),
  },
  check: {
    ...plain,
    summary: 'Types, lint, formatting, contracts, generated files, registry.',
    options: {},
    load: () => import('./commands/check.ts'),
  },
  detection: {
    ...plain,
    summary: 'Prove that every fault is caught and that no lawful variation is accused.',
    words: '[-- options of Vitest]',
    rest: true,
    options: {},
    load: () => import('./commands/detection.ts'),
  },
  mutants: {
    ...plain,
    summary: 'Judge generated mutants of a conforming run; list those that nobody notices.',
    options: { vendor: choice['vendor'] as Option },
    load: () => import('./commands/mutants.ts'),
  },
  mutation: {
    ...plain,
    summary: 'Change our own code with Stryker, and count the changes that the unit tests notice.',
    words: '[-- options of Stryker]',
    rest: true,
    options: {},
    load: () => import('./commands/mutation.ts'),
  },
  trust: {
    ...plain,
    summary: 'Measure how far the suite can be believed, and write the figures to docs/trust.md.',
    words: '[-- options of Vitest]',
    rest: true,
    options: {},
    load: () => import('./commands/trust.ts'),
  },
  generate: {
    ...plain,
    summary: 'Write the generated files: types of the contracts, .env.example.',
    options: {},
    load: () => import('./commands/generate.ts'),
  },
};
