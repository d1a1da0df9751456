/** Commands that documents and workflows show, and whether they exist. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArguments } from '../../../scripts/arguments.ts';
import { commands } from '../../../scripts/commands.ts';
import { readHeads } from '../../../src/target/heads.ts';

export const root = join(import.meta.dirname, '..', '..', '..');

export interface Shown {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** Markdown files that people read, and the ready workflows. */
export function documents(): string[] {
  const markdown = (folder: string) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => join(folder, name));
  return [...markdown('.'), ...markdown('docs'), 'ci/README.md', ...workflows(), 'Containerfile', '.ci/run'];
}

export const workflows = (): string[] => [
  ...readdirSync(join(root, 'ci', 'github')).map((name) => `ci/github/${name}`),
  'ci/gitlab/.gitlab-ci.yml',
];

const starts = /(?:npm run [\w:-]+|npm test|npm ci|npx (?:--no-install )?[\w@/-]+|node scripts\/boot\.mjs)/g;

/** Every command of npm, npx or ours in a file, up to where the shell, or the code span, ends it. */
export function shownIn(file: string): Shown[] {
  const text = readFileSync(join(root, file), 'utf8');
  return text.split('\n').flatMap((content, index) =>
    [...content.matchAll(starts)].map((match) => ({
      file,
      line: index + 1,
      text: ended(content.slice(match.index)),
    })),
  );
}

/** `npm run compare -- runs || true` -> `npm run compare -- runs`; quotes are kept together. */
function ended(text: string): string {
  let quote = '';
  for (let i = 0; i < text.length; i += 1) {
    const character = text.charAt(i);
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") {
      // A quote that is not closed ends a sentence around the command.
      if (!text.slice(i + 1).includes(character)) return text.slice(0, i).trim();
      quote = character;
    } else if (/[`|;&>#()]/.test(character) || text.startsWith('  ', i)) return text.slice(0, i).trim();
  }
  return text.trim().replace(/[.,:]$/, '');
}

/** Words of a command line. */
export function wordsOf(text: string): string[] {
  const expressions = text.replace(/\$\{\{[^}]*\}\}/g, 'EXPRESSION');
  return [...expressions.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}

interface Manifest {
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;

/** Programs that npx starts, by the package that brings them. */
const programs: Readonly<Record<string, string>> = { playwright: '@playwright/test', tsc: 'typescript' };

/** What is wrong with a command; null when it exists with these options. */
export function problemOf({ text }: Shown): string | null {
  const words = wordsOf(text);
  const [tool, first = '', second = ''] = words;
  if (tool === 'npm' && first === 'ci') return null;
  if (tool === 'npm' && first === 'test') return ownProblem(['test']);
  if (tool === 'npx') return npxProblem(words.slice(1));
  if (tool === 'node') return ownProblem(words.slice(2));
  const script = manifest.scripts[second];
  if (script === undefined) return `package.json has no script ${second}`;
  const prefix = wordsOf(script);
  if (prefix[1] !== 'scripts/boot.mjs') return null;
  const behind = words.slice(3);
  if (behind.length > 0 && behind[0] !== '--') return 'words for the command stand behind "--"';
  return ownProblem([...prefix.slice(2), ...behind.slice(1)]);
}

function npxProblem(words: readonly string[]): string | null {
  const name = words.find((word) => !word.startsWith('-')) ?? '';
  // A tool that is no package of ours is named with its release: another one may be another tool.
  const fetched = words.filter((word) => word.startsWith('--package='));
  if (fetched.length > 0)
    return fetched.every((word) => /@\d+\.\d+\.\d+$/.test(word)) ? null : 'a package that is fetched needs its release';
  if (name === 'vendor-conformance') return null;
  const known = programs[name] ?? name;
  return known in manifest.dependencies || known in manifest.devDependencies
    ? null
    : `no package of ours brings ${name}`;
}

function ownProblem(words: readonly string[]): string | null {
  const [first = 'run', ...others] = words;
  if (first === 'help' || words.includes('--help')) return null;
  const [name, behind] = first.startsWith('-') ? ['run', words] : [first, others];
  const command = commands[name];
  if (command === undefined) return `there is no command ${name}`;
  try {
    const given = parseArguments(behind, command);
    return nameProblem(given);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Vendors, versions and targets that are named must be there. */
function nameProblem(given: ReturnType<typeof parseArguments>): string | null {
  const heads = readHeads();
  const versions = heads.flatMap((head) => head.versions.map(({ id }) => id));
  const targets = heads.flatMap((head) => head.versions.map(({ id }) => `${head.vendor}-${id}`));
  const known = {
    vendor: heads.map(({ vendor }) => vendor),
    version: versions,
    target: targets,
    from: versions,
    to: versions,
  };
  for (const [option, names] of Object.entries(known))
    for (const value of given.list(option) ?? [])
      if (!names.includes(value) && !/^[A-Z$<]|^https?:/.test(value)) return `there is no ${option} ${value}`;
  return null;
}
