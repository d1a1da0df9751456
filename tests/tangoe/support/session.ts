/** The access token: issued once by a password grant, carried by every later call. */
import { probe, session } from '../suite.ts';
import { passwordQuery } from './grants.ts';
import { isObject } from './pages.ts';

/** A password grant. */
export const grant = probe('token by password', { cost: 1, withoutSession: true }, ({ api, credential, settings }) =>
  api.requestToken({ query: passwordQuery(settings, credential) }),
);

/** A member of a token answer as text, or undefined. */
export function tokenIn(data: unknown, member: 'access_token' | 'refresh_token'): string | undefined {
  const value = isObject(data) ? data[member] : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export const bearer = session('access token', { cost: 0, needs: [grant] }, async ({ get, undecided }) => {
  const { data } = await get(grant);
  const token =
    tokenIn(data, 'access_token') ?? undecided('the token server gave no access_token, so that nothing can be asked');
  return {
    headers: { authorization: `Bearer ${token}` },
    settings: { token, refreshToken: tokenIn(data, 'refresh_token') ?? '' },
  };
});

/** A call that carries another access token, or none. */
export const withToken = (token: string | null) => ({
  anyway: { headers: { authorization: token === null ? null : `Bearer ${token}` } },
});

/** The same handle, for the same value with one character added. */
export const lengthened = (handle: string): string => handle.replace('»', '|longer»');

/** The same handle, for the same value with one character altered. */
export const altered = (handle: string): string => handle.replace('»', '|altered»');
