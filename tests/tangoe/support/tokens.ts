/** Judgements on answers of the token server, whose values are masked. */
import type { Answer } from '../../../src/judges/answer.ts';
import { type Check, undecided } from '../../../src/verdict/check.ts';
import { expectValue } from './findings.ts';
import { bodyOf, isObject } from './pages.ts';
import { tokenIn } from './session.ts';

/** Statuses that refuse a token request; the vendor documents none. */
export const refusedGrant = [400, 401, 403];
/** Statuses that refuse a call for its token: 403 is documented, 401 is what HTTP has for it. */
export const refusedToken = [401, 403];

/** `expires_in` as whole seconds, or null. */
export function secondsLeft(data: unknown): number | null {
  const value = isObject(data) ? data['expires_in'] : undefined;
  return typeof value === 'number' && Number.isInteger(value) ? value : null;
}

/** `Bearer`, in any letter case. */
export function expectBearer(check: Check, answer: Answer): void {
  const type = bodyOf(answer)['token_type'];
  expectValue(check, answer, '/token_type', type, typeof type === 'string' && /^bearer$/i.test(type), 'Bearer');
}

/** Issued with 200: token_type, access_token and refresh_token are texts, expires_in is a whole number. @throws as `bodyOf` */
export function expectTokens(check: Check, answer: Answer): void {
  const body = bodyOf(answer);
  for (const member of ['token_type', 'access_token', 'refresh_token']) {
    const value = body[member];
    const type = answer.secrets.find((s) => s.pointer === `/${member}`)?.type ?? typeof value;
    const empty = value === '' || answer.secrets.find((s) => s.pointer === `/${member}`)?.length === 0;
    expectValue(check, answer, `/${member}`, value, type === 'string' && !empty, 'a text');
  }
  const { status } = answer.raw;
  expectValue(check, answer, 'status', status, status === 200, '200');
  expectValue(check, answer, '/expires_in', body['expires_in'], secondsLeft(body) !== null, 'whole seconds');
}

export const issuedRefresh = (answer: Answer): string =>
  tokenIn(answer.data, 'refresh_token') ?? undecided('the token server gave no refresh_token');
