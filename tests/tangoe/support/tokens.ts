/** Judgements on answers of the token server, whose values are masked. */
import type { Answer } from '../../../src/judges/answer.ts';
import { type Check, show } from '../../../src/verdict/check.ts';
import { expectThat } from './findings.ts';
import { isObject } from './pages.ts';

/** `expires_in` as whole seconds, or null. */
export function secondsLeft(data: unknown): number | null {
  const value = isObject(data) ? data['expires_in'] : undefined;
  return typeof value === 'number' && Number.isInteger(value) ? value : null;
}

/** token_type, access_token and refresh_token are texts; expires_in is a whole number. */
export function expectTokens(check: Check, answer: Answer): void {
  const { data } = answer as { readonly data: unknown };
  if (
    !expectThat(check, answer, isObject(data), 'an object with the tokens is promised', 'an object', show(data, 120)) ||
    !isObject(data)
  )
    return;
  for (const member of ['token_type', 'access_token', 'refresh_token']) {
    const value = data[member];
    const type = answer.secrets.find((s) => s.pointer === `/${member}`)?.type ?? typeof value;
    const came = value === undefined ? 'nothing' : value === '' ? 'an empty text' : type;
    expectThat(
      check,
      answer,
      type === 'string' && value !== '' && value !== undefined,
      `${member} is promised as a text, came ${came}`,
      `${member}: a text`,
      came,
      `/${member}`,
    );
  }
  const seconds = data['expires_in'];
  expectThat(
    check,
    answer,
    secondsLeft(data) !== null,
    'expires_in is promised as whole seconds',
    'expires_in: a whole number',
    show(seconds, 60),
    '/expires_in',
  );
}
