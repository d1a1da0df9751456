/** Command line words -> options, with a clear sentence for every mistake. */
import { parseArgs } from 'node:util';
import { nearest, oneOf } from '../src/target/suggest.ts';

/** The command line cannot be understood; the message says what to write instead. Exit code 4. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** - `list` repeatable, or separated by commas; - `text` once, with a value; - `switch` on when it is there */
export type OptionKind = 'list' | 'text' | 'switch';

export interface Option {
  readonly kind: OptionKind;
  /** Stands for the value in the help, as `ID`. */
  readonly value?: string;
  readonly help: string;
}

/** What was typed behind a command. */
export interface Arguments {
  readonly positionals: readonly string[];
  /** Everything behind `--`, for the tool that the command starts. */
  readonly rest: readonly string[];
  list(name: string): readonly string[] | undefined;
  text(name: string): string | undefined;
  on(name: string): boolean;
}

export interface Accepted {
  readonly options: Readonly<Record<string, Option>>;
  /** Most words that are no options. */
  readonly positionals: number;
  /** Words behind `--` are passed on. */
  readonly rest: boolean;
}

/** Options of Playwright that people try without `--`. */
const playwrightOptions = [
  'grep',
  'project',
  'ui',
  'headed',
  'workers',
  'reporter',
  'last-failed',
  'shard',
  'retries',
  'debug',
  'grep-invert',
];

/**
 * @param words what stands behind the command
 * @throws UsageError
 */
export function parseArguments(words: readonly string[], accepted: Accepted): Arguments {
  const known = Object.keys(accepted.options);
  const kindOf = (name: string) => accepted.options[name]?.kind;
  const { tokens } = parseArgs({
    args: [...words],
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: Object.fromEntries(
      known.flatMap((name) =>
        [name, `${name}s`].map((spelt) => [spelt, { type: kindOf(name) === 'switch' ? 'boolean' : 'string' }]),
      ),
    ),
  });
  const values = new Map<string, string[]>();
  const positionals: string[] = [];
  const rest: string[] = [];
  let ended = false;
  for (const token of tokens) {
    if (token.kind === 'option-terminator') ended = true;
    else if (token.kind === 'positional') (ended ? rest : positionals).push(token.value);
    else {
      const name = plural(token.name, known);
      values.set(name, [...(values.get(name) ?? []), ...valueOf(token, kindOf(name), known, accepted.rest)]);
    }
  }
  for (const [name, given] of values) {
    if (kindOf(name) === 'text' && given.length > 1)
      throw new UsageError(`--${name} is given ${given.length} times; give it once.`);
  }
  const surplus = positionals[accepted.positionals];
  if (surplus !== undefined) {
    const hint = accepted.options[surplus] === undefined ? '' : ` Did you mean --${surplus}?`;
    throw new UsageError(`The word "${surplus}" has no meaning here.${hint}`);
  }
  if (rest.length > 0 && !accepted.rest)
    throw new UsageError('This command passes nothing on, so nothing may stand behind "--".');
  return {
    positionals,
    rest,
    list: (name) => values.get(name),
    text: (name) => values.get(name)?.[0],
    on: (name) => values.has(name),
  };
}

/** `--versions` for `--version`: both are natural. */
function plural(name: string, known: readonly string[]): string {
  return !known.includes(name) && name.endsWith('s') && known.includes(name.slice(0, -1)) ? name.slice(0, -1) : name;
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

function valueOf(
  token: OptionToken,
  kind: OptionKind | undefined,
  known: readonly string[],
  passesOn: boolean,
): string[] {
  const { rawName, value, inlineValue } = token;
  if (kind === undefined) throw new UsageError(unknownOption(rawName, known, passesOn));
  if (kind === 'switch') {
    if (inlineValue === true) throw new UsageError(`${rawName} takes no value; write ${rawName} alone.`);
    return ['on'];
  }
  if (value === undefined || value === '' || (inlineValue !== true && value.startsWith('-'))) {
    throw new UsageError(`${rawName} needs a value, as ${rawName} VALUE.`);
  }
  if (kind === 'text') return [value];
  const parts = value.split(',').map((part) => part.trim());
  if (parts.includes(''))
    throw new UsageError(`${rawName} has an empty item in its list; separate values by single commas.`);
  return parts;
}

function unknownOption(rawName: string, known: readonly string[], passesOn: boolean): string {
  const name = rawName.replace(/^-+/, '');
  if (passesOn && (playwrightOptions.includes(name) || name === 'g')) {
    return `${rawName} is an option of Playwright; write it behind "--", as: npm run conformance -- -- ${rawName} ...`;
  }
  const near = nearest(name, known);
  return `There is no option ${rawName}.${near === null ? ' "help" lists all options.' : ` Did you mean --${near}?`}`;
}

/** @throws UsageError unless `word` is one of `known` */
export function refuseUnknown(what: string, word: string, known: readonly string[]): void {
  if (!known.includes(word)) throw unknownWord(what, word, known);
}

/** The error for a name that nobody has. */
export function unknownWord(what: string, word: string, known: readonly string[]): UsageError {
  return new UsageError(`There is no ${what} "${word}"; expected ${oneOf(word, known)}`);
}
