/** Judgements on requests that must be refused. A refusal counts only beside a control question that was answered. */
import { type Check, shorten, undecided } from '../verdict/check.ts';
import type { Answer } from './answer.ts';

export interface Refusal {
  /** Why it must be refused, as `the key is wrong`. */
  readonly because: string;
  /** Statuses that are a proper refusal. */
  readonly statuses: readonly number[];
}

/**
 * The answer is a refusal with one of the statuses. Returns whether it was refused at all, so that the body may be judged further.
 * @throws Undecided when nothing came, when the control question was not answered, and for 429
 */
export function expectRefused(check: Check, answer: Answer, refusal: Refusal): boolean {
  const redirected = answer.raw.failure?.kind === 'redirect' && answer.control === 'held';
  if (redirected) {
    check.that(false, () => ({
      message: `${answer.asked} was redirected instead of refused, although ${refusal.because}`,
      expected: `status ${refusal.statuses.join(' or ')}`,
      actual: answer.raw.failure?.message ?? 'a redirect',
      where: 'status',
      exchange: answer.x,
    }));
    return false;
  }
  const { status } = answer;
  if (answer.control !== 'held')
    undecided(`${answer.asked}: the control question was not answered, so that a refusal (${status}) shows nothing`);
  if (status === 429) undecided(`${answer.asked} was answered with 429: too many requests`);
  const promised = `status ${refusal.statuses.join(' or ')}`;
  const refused = status >= 400 && status < 500;
  check.that(refusal.statuses.includes(status), () => ({
    message: `${answer.asked} ${happened(status)}, although ${refusal.because}; promised was ${promised}`,
    expected: promised,
    actual: `status ${status}: ${answer.raw.text === '' ? 'an empty body' : shorten(answer.raw.text, 160)}`,
    where: 'status',
    exchange: answer.x,
  }));
  return refused;
}

function happened(status: number): string {
  if (status >= 200 && status < 300) return `was accepted with ${status}`;
  if (status >= 500) return `made the server fail with ${status}`;
  return `was answered with ${status}`;
}
