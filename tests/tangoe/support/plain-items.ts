/** Items of a kind against their schema, wherever the round shows them: in a list, under a filter, in a context or alone. */
import type { SchemaProblem } from '../../../src/contract/types.ts';
import { expectSchema } from '../../../src/judges/schema.ts';
import type { JudgeContext } from '../../../src/suite/types.ts';
import type { Check } from '../../../src/verdict/check.ts';
import { isObject, itemOf } from './pages.ts';
import { firstRefusal, listsOf, lookAt, singlesOf, usableLists } from './plain.ts';
import { expectItems, isTime } from './shapes.ts';
import type { Kind } from './walks.ts';

/** An answer without usable items is a finding, too. @param keep the problems that the requirement is about */
export function expectEvery(
  check: Check,
  context: JudgeContext,
  kind: Kind,
  file: string,
  keep: (problem: SchemaProblem) => boolean,
): void {
  const { contract } = context;
  const lists = [...listsOf(context, kind), ...firstRefusal(context, kind)];
  lookAt(check, lists, (answer) => expectItems(check, answer, contract, file, keep));
  lookAt(check, singlesOf(context, kind), (answer) =>
    expectSchema(check, answer, contract, `tangoe/v1/${file}`, itemOf(answer), '', keep),
  );
}

/** Their times alone; answers that cannot be used are judged by their shape. */
export function expectEveryTime(check: Check, context: JudgeContext, kind: Kind, file: string): void {
  const { contract } = context;
  for (const answer of usableLists(context, kind)) expectItems(check, answer, contract, file, isTime);
  for (const answer of singlesOf(context, kind).filter(({ raw }) => isObject(raw.json)))
    expectSchema(check, answer, contract, `tangoe/v1/${file}`, itemOf(answer), '', isTime);
}
