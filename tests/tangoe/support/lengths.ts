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
