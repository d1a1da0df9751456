/** Judgements on response headers. */
import type { Check } from '../verdict/check.ts';
import { show } from '../verdict/check.ts';
import type { Answer } from './answer.ts';

/** The header is there and says exactly that. */
export function expectHeader(check: Check, answer: Answer, name: string, expected: string): boolean {
  const came = answer.header(name);
  return check.that(came?.trim() === expected, () => ({
    message: `${answer.asked}: the header ${name} is ${came === undefined ? 'missing' : show(came, 80)}, promised was ${expected}`,
    expected: `${name}: ${expected}`,
    actual: came === undefined ? `no header ${name}` : `${name}: ${show(came, 80)}`,
    where: `header ${name}`,
    exchange: answer.x,
  }));
}

/** The header is there and is a whole number of at least `least`; returns it, or null after a finding. */
export function expectCount(check: Check, answer: Answer, name: string, least = 0): number | null {
  const came = answer.header(name)?.trim();
  const value = countOf(answer, name);
  const holds = check.that(value !== null && value >= least, () => ({
    message: `${answer.asked}: the header ${name} ${came === undefined ? 'is missing' : `is ${show(came, 80)}`}, promised was a whole number of at least ${least}`,
    expected: `${name}: a whole number of at least ${least}`,
    actual: came === undefined ? `no header ${name}` : `${name}: ${show(came, 80)}`,
    where: `header ${name}`,
    exchange: answer.x,
  }));
  return holds ? value : null;
}

/** The header as a whole number, or null; judges nothing. */
export function countOf(answer: Answer, name: string): number | null {
  const came = answer.header(name)?.trim() ?? '';
  return /^\d{1,15}$/.test(came) ? Number(came) : null;
}
