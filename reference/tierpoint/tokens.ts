/** Tokens: JWTs signed with a key of this server, and what can be wrong with one that is sent. */
import { randomBytes } from 'node:crypto';
import { type CryptoKey, type JWTPayload, SignJWT, errors, generateKeyPair, jwtVerify } from 'jose';
import type { Call, World } from './world.ts';

export interface TokenKeys {
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  readonly kid: string;
}

export type TokenProblem = 'missing' | 'malformed' | 'altered' | 'expired';
export type LoginProblem = 'malformed' | 'wrong password' | 'unknown user';

/** One token as it was issued; times are seconds since the epoch. */
export interface Issue {
  readonly token: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
  readonly lifetime: number;
}

export async function newKeys(): Promise<TokenKeys> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { modulusLength: 2048 });
  return { privateKey, publicKey, kid: `rs256-${randomBytes(4).toString('hex')}` };
}

export function sign({ privateKey, kid }: TokenKeys, claims: JWTPayload): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ kid, alg: 'RS256', typ: 'JWT' }).sign(privateKey);
}

/** Issues a token of the world. */
export async function issue(world: World): Promise<Issue> {
  const { behaviour, now, keys, state } = world;
  const issuedAt = Math.floor(now() / 1000);
  const lifetime = behaviour.tokenLifetime;
  const expiresAt = issuedAt + lifetime;
  if (behaviour.opaqueTokens) {
    const token = randomBytes(32).toString('base64url');
    state.opaque.set(token, expiresAt);
    return { token, issuedAt, expiresAt, lifetime };
  }
  const claims = behaviour.claims({
    sub: 'api-user',
    iss: 'https://api.tierpoint.example/oauth',
    iat: issuedAt,
    exp: expiresAt,
    jti: randomBytes(4).toString('hex'),
  });
  return { token: await sign(keys, claims), issuedAt, expiresAt, lifetime };
}

/** What is wrong with a token, or null. */
export async function problemOf(world: World, token: string | undefined): Promise<TokenProblem | null> {
  if (token === undefined || token === '') return 'missing';
  const opaque = world.state.opaque.get(token);
  if (opaque !== undefined) return opaque * 1000 > world.now() ? null : 'expired';
  try {
    await jwtVerify(token, world.keys.publicKey, { currentDate: new Date(world.now()) });
    return null;
  } catch (error) {
    if (error instanceof errors.JWTExpired) return 'expired';
    return error instanceof errors.JWSSignatureVerificationFailed ? 'altered' : 'malformed';
  }
}

/** The token of an Authorization header in the documented form; the letter case of the scheme does not count (RFC 9110). */
export function bearerToken(header: string | undefined): string | undefined {
  return /^bearer +(\S+) *$/i.exec(header ?? '')?.[1];
}

export interface Login {
  readonly username: string;
  readonly password: string;
}

/** User name and password of a token request, in any of the forms; null where it has none of them. */
export function loginOf(call: Call): Login | null {
  if (/x-www-form-urlencoded/i.test(call.header('content-type') ?? '')) {
    const form = new URLSearchParams(call.body);
    const [user, password] = [
      form.get('username') ?? form.get('client_id'),
      form.get('password') ?? form.get('client_secret'),
    ];
    return user === null || password === null ? null : { username: user, password };
  }
  let sent: unknown;
  try {
    sent = JSON.parse(call.body);
  } catch {
    return null;
  }
  const { userName, password } = (typeof sent === 'object' && sent !== null ? sent : {}) as Record<string, unknown>;
  if (typeof userName !== 'string' || typeof password !== 'string') return null;
  return { username: userName, password: Buffer.from(password, 'base64').toString('utf8') };
}

export function loginProblem({ world: { credentials } }: Call, login: Login | null): LoginProblem | null {
  if (login === null) return 'malformed';
  if (login.username !== credentials.username) return 'unknown user';
  return login.password === credentials.password ? null : 'wrong password';
}
