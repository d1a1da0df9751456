/** Judgement of a JSON value against a schema of the contract. */
import type { Contract, SchemaProblem } from '../contract/types.ts';
import { type Check, show } from '../verdict/check.ts';
import type { Answer } from './answer.ts';

const judged = new WeakMap<Contract, Map<string, WeakMap<object, readonly SchemaProblem[]>>>();

/** Several requirements judge the same records, each for a kind of problem; a record is validated once. */
function problemsOf(contract: Contract, schemaId: string, value: unknown): readonly SchemaProblem[] {
  if (typeof value !== 'object' || value === null) return contract.validate(schemaId, value);
  const bySchema = judged.get(contract) ?? new Map<string, WeakMap<object, readonly SchemaProblem[]>>();
  judged.set(contract, bySchema);
  const byValue = bySchema.get(schemaId) ?? new WeakMap<object, readonly SchemaProblem[]>();
  bySchema.set(schemaId, byValue);
  const known = byValue.get(value) ?? contract.validate(schemaId, value);
  byValue.set(value, known);
  return known;
}

/** Looks at one value; `keep` chooses the problems that this requirement is about. One check per value. */
export function expectSchema(
  check: Check,
  answer: Answer,
  contract: Contract,
  schemaId: string,
  value: unknown,
  pointer: string,
  keep: (problem: SchemaProblem) => boolean = () => true,
): void {
  const problems = problemsOf(contract, schemaId, value).filter(keep);
  check.held();
  for (const problem of problems) {
    const where = `${pointer}${problem.pointer}`;
    const came = at(value, problem.pointer);
    check.broken({
      message: `${answer.asked}: ${where} ${problem.message}, came ${show(came, 80)}`,
      expected: problem.message,
      actual: show(came, 160),
      where,
      exchange: answer.x,
    });
  }
}

/** The value at a JSON pointer, or undefined. */
export function at(value: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>(
      (v, part) =>
        typeof v === 'object' && v !== null && Object.hasOwn(v, part)
          ? (v as Record<string, unknown>)[part]
          : undefined,
      value,
    );
}
