/** Lists of machines, selections and transactions against their models. */
import type { SchemaProblem } from '../../../src/contract/types.ts';
import type { Answer } from '../../../src/judges/answer.ts';
import { rowsOf } from '../../../src/judges/lists.ts';
import { expectSchema } from '../../../src/judges/schema.ts';
import type { JudgeContext } from '../../../src/suite/types.ts';
import type { Check } from '../../../src/verdict/check.ts';

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

/**
 * The lists that the requirement asked for, and all others of their kind: a filter, a page or a date may lead another way
 * through the vendor's code. Others that are no lists of objects are judged where they were asked for.
 */
export function everyList(operation: string, own: readonly Answer[], { answers }: JudgeContext): Answer[] {
  const others = answers.filter(
    ({ x, request, raw }) =>
      request.operation === operation &&
      raw.status >= 200 &&
      raw.status < 300 &&
      Array.isArray(raw.json) &&
      raw.json.every((item) => typeof item === 'object' && item !== null && !Array.isArray(item)) &&
      own.every((answer) => answer.x !== x),
  );
  return [...own, ...others];
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
