import { expect, test } from 'vitest';
import { runChecks } from '../../../scripts/checks.ts';
import type { Check } from '../../../scripts/checks.ts';

const check = (name: string, ...problems: string[]): Check => ({
  name,
  remedy: `repair ${name}`,
  run: async () => problems,
});

async function output(...all: Check[]): Promise<{ failed: string[]; lines: string[] }> {
  const lines: string[] = [];
  return { failed: await runChecks((line) => lines.push(line), all), lines };
}

test('all checks run, and each is printed', async () => {
  const { failed, lines } = await output(check('a'), check('b', 'wrong here', 'and there'), check('c'));
  expect(failed).toEqual(['b']);
  expect(lines.map((line) => line.trim())).toEqual([
    'ok      a',
    'FAILED  b',
    'wrong here',
    'and there',
    'To put it right: repair b',
    'ok      c',
  ]);
});

test('a check that throws has failed', async () => {
  const broken: Check = { name: 'broken', run: () => Promise.reject(new TypeError('no such function')) };
  const { failed, lines } = await output(broken, check('next'));
  expect(failed).toEqual(['broken']);
  expect(lines.join()).toContain('no such function');
  expect(lines.at(-1)).toContain('next');
});
