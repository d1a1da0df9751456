/** The command line: finds the command, and turns what it throws into a sentence and an exit code. */
import { ConfigurationError } from '../src/target/problems.ts';
import { nearest } from '../src/target/suggest.ts';
import { type Arguments, UsageError, parseArguments } from './arguments.ts';
import { commands } from './commands.ts';
import { helpOf, overview } from './help.ts';

/** Errors that are told without a stack: their message says what to do. */
const plainErrors = ['ContractError', 'LedgerError', 'RecordingError', 'InstallError', 'SuiteError'];

/**
 * @param words the command line behind `node scripts/boot.mjs`
 * @returns exit code: 0 conforming or done, 1 nonconforming, 2 undecided, 3 suite error, 4 configuration or usage
 */
export async function main(words: readonly string[]): Promise<number> {
  try {
    return await dispatch(words);
  } catch (error) {
    if (error instanceof UsageError)
      process.stderr.write(`${error.message}\nNothing was run. "npm run conformance -- help" explains the commands.\n`);
    else if (error instanceof ConfigurationError) process.stderr.write(`${error.message}\n`);
    else if (error instanceof Error && plainErrors.includes(error.name)) process.stderr.write(`${error.message}\n`);
    else {
      process.stderr.write(`The suite itself failed; this says nothing about a vendor.\n`);
      process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    }
    return error instanceof UsageError || error instanceof ConfigurationError ? 4 : 3;
  }
}

/** Arguments of a command that reads its words itself. */
const nothingGiven: Omit<Arguments, 'rest'> = {
  positionals: [],
  list: () => undefined,
  text: () => undefined,
  on: () => false,
};

async function dispatch(words: readonly string[]): Promise<number> {
  const [first = 'run', ...others] = words;
  const own = Object.hasOwn(commands, first) && commands[first]?.ownOptions === true;
  if (first === 'help' || (!own && (words.includes('--help') || words.includes('-h')))) {
    const named = (first === 'help' ? others : words).find((word) => !word.startsWith('-'));
    process.stdout.write(`${named === undefined ? overview(commands) : helpOf(named, commandOf(named))}\n`);
    return 0;
  }
  const [name, behind] = first.startsWith('-') ? ['run', words] : [first, others];
  const command = commandOf(name);
  const { run } = await command.load();
  return run(command.ownOptions === true ? { ...nothingGiven, rest: behind } : parseArguments(behind, command));
}

function commandOf(name: string) {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command !== undefined) return command;
  const near = nearest(name, [...Object.keys(commands), 'help']);
  throw new UsageError(`There is no command "${name}".${near === null ? '' : ` Did you mean "${near}"?`}`);
}
