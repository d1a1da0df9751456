import { expect, test } from 'vitest';
import { documents, problemOf, shownIn, wordsOf } from './commands.ts';

for (const file of documents())
  test(`every command in ${file} exists, with its options`, () => {
    const wrong = shownIn(file).flatMap((shown) => {
      const problem = problemOf(shown);
      return problem === null ? [] : [`${file}:${shown.line}: ${shown.text}: ${problem}`];
    });
    expect(wrong).toEqual([]);
  });

test('enough of them is found to mean something', () => {
  expect(documents().flatMap(shownIn).length).toBeGreaterThan(20);
});

const shown = (text: string) => ({ file: 'x', line: 1, text });

test('what does not exist is noticed', () => {
  expect(problemOf(shown('npm run compare -- --vendor vendnovation --from v2 --to v2.1'))).toBeNull();
  expect(problemOf(shown('npm run compare -- --vendor vendnovation --form v2'))).toMatch(/--form/);
  expect(problemOf(shown('npm run compare --vendor vendnovation'))).toMatch(/behind "--"/);
  expect(problemOf(shown('npm run comparison'))).toMatch(/no script/);
  expect(problemOf(shown('npm run conformance -- histori'))).toMatch(/no command/);
  expect(problemOf(shown('npm run conformance -- --vendor vendnovatoin'))).toMatch(/no vendor vendnovatoin/);
  expect(problemOf(shown('npx cypress run'))).toMatch(/cypress/);
  expect(problemOf(shown('npx --package=cypress@9.0.1 cypress run'))).toBeNull();
  expect(problemOf(shown('npx --package=cypress cypress run'))).toMatch(/release/);
});

test('words are split as a shell would', () => {
  expect(wordsOf(`npm run x -- --a "b c" 'd e' \${{ matrix.f }}`)).toEqual([
    'npm',
    'run',
    'x',
    '--',
    '--a',
    'b c',
    'd e',
    'EXPRESSION',
  ]);
});
