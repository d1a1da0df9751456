import { describe, expect, test } from 'vitest';
import { UsageError, parseArguments } from '../../../scripts/arguments.ts';
import { main } from '../../../scripts/cli.ts';
import { commands } from '../../../scripts/commands.ts';
import { helpOf, overview } from '../../../scripts/help.ts';

const run = commands['run'] as (typeof commands)[string];
const parse = (...words: string[]) => parseArguments(words, run);

describe('options', () => {
  test('lists are repeatable and separated by commas; plurals are understood', () => {
    const given = parse('--vendor', 'a,b', '--vendor=c', '--versions', 'v1', '--smoke', '--env-file', 'x y.env');
    expect(given.list('vendor')).toEqual(['a', 'b', 'c']);
    expect(given.list('version')).toEqual(['v1']);
    expect(given.on('smoke')).toBe(true);
    expect(given.on('open')).toBe(false);
    expect(given.text('env-file')).toBe('x y.env');
    expect(given.list('target')).toBeUndefined();
  });

  test('everything behind -- is passed on untouched', () => {
    expect(parse('--smoke', '--', '-g', 'a "quoted" title', '--', '--ui').rest).toEqual([
      '-g',
      'a "quoted" title',
      '--',
      '--ui',
    ]);
  });

  test.each([
    [['--vender', 'x'], 'Did you mean --vendor?'],
    [['--quark'], 'There is no option --quark.'],
    [['-x'], 'There is no option -x.'],
    [['--vendor'], '--vendor needs a value'],
    [['--vendor', '--smoke'], '--vendor needs a value'],
    [['--vendor='], '--vendor needs a value'],
    [['--vendor', 'a,,b'], 'empty item'],
    [['--smoke=yes'], '--smoke takes no value'],
    [['--mode', 'live', '--mode', 'auto'], 'given 2 times'],
    [['smoke'], 'Did you mean --smoke?'],
    [['--grep', 'x'], 'option of Playwright'],
    [['-g', 'x'], 'option of Playwright'],
  ])('%j is refused', (words, why) => {
    expect(() => parse(...words)).toThrow(UsageError);
    expect(() => parse(...words)).toThrow(why);
  });

  test('a command that starts no other tool passes nothing on', () => {
    expect(() => parseArguments(['--', 'x'], { options: {}, positionals: 0, rest: false })).toThrow('nothing on');
  });
});

describe('the command line', () => {
  async function told(...words: string[]): Promise<{ code: number; text: string }> {
    const written: string[] = [];
    const streams = [process.stdout, process.stderr] as const;
    const before = streams.map((stream) => stream.write.bind(stream));
    for (const stream of streams) stream.write = (text: string) => written.push(text) > 0;
    try {
      return { code: await main(words), text: written.join('') };
    } finally {
      streams.forEach((stream, i) => (stream.write = before[i] as typeof stream.write));
    }
  }

  test.each([
    [['paln'], 'Did you mean "plan"?'],
    [['toString'], 'There is no command'],
    [['--nonsense'], 'There is no option'],
    [['help', 'nonsense'], 'There is no command'],
    [['check', 'twice'], 'has no meaning here'],
    [['plan', '--vendor', 'nobody'], 'there is no vendor "nobody"'],
    [['plan', '--mode', 'lives'], 'did you mean "live"?'],
    [['plan', '--env-file', '/no/such/file'], 'cannot be read (ENOENT)'],
  ])('%j ends with 4 and a sentence', async (words, sentence) => {
    const { code, text } = await told(...words);
    expect(text).toContain(sentence);
    expect(text).not.toContain('    at ');
    expect(code).toBe(4);
  });

  test('help names every command and option', async () => {
    const { code, text } = await told('help');
    expect(code).toBe(0);
    for (const name of [...Object.keys(commands), ...Object.keys(run.options)]) expect(text).toContain(name);
    expect((await told('plan', '--help')).text).toBe(`${helpOf('plan', commands['plan'] as typeof run)}\n`);
    expect(overview(commands)).toContain('Exit codes');
  });
});
