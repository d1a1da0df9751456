/** Lengths that a part of an address or a property field allows. */
import type { Answer } from '../../../src/judges/answer.ts';
import type { Row } from '../../../src/judges/lists.ts';
import type { Check } from '../../../src/verdict/check.ts';
import { expectValue } from './findings.ts';

const whole = (value: unknown): number | null => (typeof value === 'number' && Number.isInteger(value) ? value : null);

/** minLength and maxLength of a field; 0 and null where it names none. */
export const lengthsOf = (field: Row) => ({ least: whole(field['minLength']) ?? 0, most: whole(field['maxLength']) });

/** A value is neither too short nor too long for a field. */
export function fits(value: string, field: Row): boolean {
  const { least, most } = lengthsOf(field);
  return value.length >= least && (most === null || value.length <= most);
}

/** 0 ≤ minLength ≤ maxLength. */
export function expectLengths(check: Check, answer: Answer, field: Row, at: string): void {
  const { least, most } = lengthsOf(field);
  const { minLength, maxLength } = field;
  expectValue(
    check,
    answer,
    at,
    { minLength, maxLength },
    least >= 0 && (most === null || least <= most),
    'of lengths in order',
  );
}

/** Brackets and escapes of an expression are closed, as every flavour of expressions wants it. */
export function isClosed(expression: string): boolean {
  let [depth, inClass] = [0, false];
  for (let i = 0; i < expression.length; i += 1) {
    const sign = expression[i];
    if (sign === '\\') {
      i += 1;
      if (i >= expression.length) return false;
    } else if (inClass) inClass = sign !== ']' || /\[\^?$/.test(expression.slice(0, i));
    else if (sign === '[') inClass = true;
    else if (sign === '(') depth += 1;
    else if (sign === ')') depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0 && !inClass;
}

/** A `regEx`, where there is one, is an expression. */
export function expectExpression(check: Check, answer: Answer, field: Row, at: string): void {
  const { regEx } = field;
  if (typeof regEx === 'string') expectValue(check, answer, `${at}/regEx`, regEx, isClosed(regEx), 'an expression');
}
