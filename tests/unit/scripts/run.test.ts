import { describe, expect, test } from 'vitest';
import { playwrightArguments } from '../../../scripts/commands/run.ts';

const titles = [
  'vendnovation-v2 a.spec.ts A-1 It holds. @must',
  'vendnovation-v2 a.spec.ts A-10 It holds, too. @must @smoke',
];

/** What Playwright would select: it matches the pattern anywhere in the full title. */
function selected(args: readonly string[]): string[] {
  const pattern = new RegExp(args[args.indexOf('--grep') + 1] ?? '');
  return titles.filter((title) => pattern.test(title));
}

describe('the selection for Playwright', () => {
  test('without a choice its options are passed on as they are', () => {
    expect(playwrightArguments(null, ['-g', 'x', '--ui'])).toEqual(['-g', 'x', '--ui']);
  });

  test('ids are matched whole', () => {
    expect(selected(playwrightArguments(['A-1'], []))).toEqual([titles[0]]);
    expect(selected(playwrightArguments(['A-10', 'A-1'], []))).toEqual(titles);
  });

  test.each([[['-g', '@smoke']], [['--grep', '@smoke']], [['--grep=@smoke']], [['-g@smoke']]])(
    'a filter of the user must hold as well: %j',
    (rest) => {
      const args = playwrightArguments(['A-10', 'A-1'], [...rest, '--workers=1']);
      expect(selected(args)).toEqual([titles[1]]);
      expect(args.filter((word) => word.startsWith('-g') || word.startsWith('--grep'))).toHaveLength(1);
      expect(args).toContain('--workers=1');
    },
  );
});
