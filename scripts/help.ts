/** The text of `help`. */
import type { Command } from './commands.ts';

const start = 'npm run conformance --';

/** Overview of all commands, with the options of the default one. */
export function overview(commands: Readonly<Record<string, Command>>): string {
  const rows = Object.entries(commands).map(([name, { summary }]): Row => [name, summary]);
  const [first] = Object.values(commands);
  return [
    'Judges the HTTP API of a vendor against what its documentation promises.',
    '',
    `Usage: ${start} [command] [options]`,
    '',
    'Commands:',
    ...table([...rows, ['help [command]', 'Print this, or the options of a command.']]),
    '',
    'Options of run:',
    ...table(first === undefined ? [] : optionRows(first)),
    '',
    'Exit codes: 0 conforming, 1 a promise is broken, 2 undecided, 3 the suite failed, 4 configuration or usage.',
    'Without credentials embedded reference servers answer; .env.example shows what a live run needs.',
  ].join('\n');
}

/** Help of one command. */
export function helpOf(name: string, command: Command): string {
  const rows = optionRows(command);
  const usage = [start, name, rows.length > 0 ? '[options]' : '', command.words]
    .filter((word) => word !== '')
    .join(' ');
  return [command.summary, '', `Usage: ${usage}`, ...(rows.length > 0 ? ['', 'Options:', ...table(rows)] : [])].join(
    '\n',
  );
}

type Row = [left: string, right: string];

function optionRows({ options }: Command): Row[] {
  return Object.entries(options).map(([name, { value, kind, help }]) => {
    const left = value === undefined ? `--${name}` : `--${name} ${value}`;
    return [kind === 'list' ? `${left},...` : left, help];
  });
}

function table(rows: readonly Row[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
