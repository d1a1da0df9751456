/** Lists of machines, selections and transactions against their models. */
import type { SchemaProblem } from '../../../src/contract/types.ts';
import type { Answer } from '../../../src/judges/answer.ts';
import { type Row, rowsOf } from '../../../src/judges/lists.ts';
import { expectSchema } from '../../../src/judges/schema.ts';
import type { JudgeContext } from '../../../src/suite/types.ts';
import type { Check } from '../../../src/verdict/check.ts';
import { plainLists } from './answers.ts';

const boundKeywords = new Set([
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'maxLength',
  'minLength',
  'pattern',
  'enum',
  'const',
  'not',
]);
/** The problem is a value out of its bounds, and not one of shape. */
export const isBound = ({ keyword }: SchemaProblem) => boundKeywords.has(keyword);

/** The lists that the requirement asked for, and all others of their kind. */
export function everyList(operation: string, own: readonly Answer[], context: JudgeContext): Answer[] {
  return [...own, ...plainLists(operation, context).filter(({ x }) => own.every((answer) => answer.x !== x))];
}

/** Each record of the lists keeps the model of `file`. @param keep the problems that the requirement is about */
export function expectModel(
  check: Check,
  answers: readonly Answer[],
  { contract, version }: JudgeContext,
  file: string,
  keep: (p: SchemaProblem) => boolean = () => true,
): void {
  for (const answer of answers)
    rowsOf(answer).forEach((row, i) =>
      expectSchema(
        check,
        answer,
        contract,
        `vendnovation/${version === 'v1' ? 'v1' : 'v2.1'}/${file}`,
        row,
        `/${i}`,
        keep,
      ),
    );
}

export const levels = ['alertLevel', 'restockAt', 'restockTo', 'depth'] as const;

/** The levels of a selection, as far as they are numbers: each at least the one before it, none below 0. */
export function levelsInOrder(row: Row): boolean {
  const known = levels.map((member) => row[member]).filter((level): level is number => typeof level === 'number');
  return known.every((level, i) => level >= (known[i - 1] ?? 0));
}
