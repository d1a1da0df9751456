/** API key, key test, login and access token. */
import { randomUUID } from 'node:crypto';
import type { Behaviour } from './behaviour.ts';
import { errorAnswer } from './errors.ts';
import type { Json } from './model.ts';
import { gateway, ok, type Answer, type Call, type Session } from './world.ts';

export type KeyProblem = 'missing' | 'wrong';
export type LoginProblem = 'no password' | 'wrong type' | 'wrong password' | 'unknown user';
export type TokenProblem = 'missing' | 'unknown';

const hour = 3_600_000;

export const documentedAccess: Pick<
  Behaviour,
  | 'keyRefusal'
  | 'keyTest'
  | 'loginRefusal'
  | 'loginBody'
  | 'newToken'
  | 'tokenLifetime'
  | 'tokenDate'
  | 'tokenSent'
  | 'tokenKnown'
  | 'tokenRefusal'
  | 'afterLogin'
> = {
  keyRefusal: () => gateway(403, 'Forbidden'),
  keyTest: () => ok('Access token was valid'),
  loginRefusal: (call, problem) => {
    if (problem === 'wrong type')
      return errorAnswer(call, 'DESERIALIZATION_ERROR', 'username and password must be strings.');
    if (problem === 'no password')
      return errorAnswer(call, 'MISSING_REQUIRED_DATA', 'username and password are required.');
    return errorAnswer(call, 'INVALID_LOGIN', 'The username or password is not right.');
  },
  loginBody: ({ token, userName, issued, expires }, { world }) => ({
    accessToken: token,
    userName,
    issued: world.behaviour.tokenDate(issued),
    expires: world.behaviour.tokenDate(expires),
  }),
  newToken: () => randomUUID(),
  tokenLifetime: 72 * hour,
  tokenDate: usDateTime,
  tokenSent: (call) => call.header('access-token') ?? bearerToken(call),
  tokenKnown: ({ world }, token) => world.state.sessions.some((s) => s.token === token && s.expires > world.now()),
  tokenRefusal: (call) =>
    errorAnswer(call, 'API_TOKEN', 'Your api token was not present or has expired. Call /authenticate to get one.'),
  afterLogin: (state, session) => {
    state.sessions = [...state.sessions.slice(-99), session];
  },
};

/** Token of an Authorization header with the scheme Bearer, in any letter case. */
export function bearerToken(call: Call): string | undefined {
  return /^bearer +(\S+) *$/i.exec(call.header('authorization') ?? '')?.[1];
}

/** `M/D/YYYY h:mm:ss AM`, as C# writes a DateTime in the culture of the United States. */
export function usDateTime(wall: number): string {
  const date = new Date(wall);
  const hours = date.getUTCHours();
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${date.getUTCMonth() + 1}/${date.getUTCDate()}/${date.getUTCFullYear()}`;
  const time = `${hours % 12 === 0 ? 12 : hours % 12}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
  return `${day} ${time} ${hours < 12 ? 'AM' : 'PM'}`;
}

/** The gateway's answer to a request with a missing or wrong key; null lets it through. */
export function checkKey(call: Call): Answer | null {
  const sent = call.header('x-api-key');
  const { behaviour, credentials } = call.world;
  if (sent === credentials.apiKey) return null;
  return behaviour.keyRefusal(call, sent === undefined || sent === '' ? 'missing' : 'wrong');
}

/** The answer to a request with a missing or unknown access token; null lets it through. */
export function checkToken(call: Call): Answer | null {
  const { behaviour } = call.world;
  const token = behaviour.tokenSent(call);
  if (token === undefined || token === '') return behaviour.tokenRefusal(call, 'missing');
  return behaviour.tokenKnown(call, token) ? null : behaviour.tokenRefusal(call, 'unknown');
}

/** `POST /authenticate/`. */
export function login(call: Call): Answer {
  const { behaviour, state, credentials, now } = call.world;
  const problem = loginProblem(call);
  const refusal = problem === null ? null : behaviour.loginRefusal(call, problem);
  if (refusal !== null) return refusal;
  const issued = Math.floor(now() / 1000) * 1000;
  const session: Session = {
    token: behaviour.newToken(),
    userName: credentials.username,
    issued,
    expires: issued + behaviour.tokenLifetime,
  };
  behaviour.afterLogin(state, session);
  return ok(behaviour.loginBody(session, call));
}

function loginProblem(call: Call): LoginProblem | null {
  let sent: Json;
  try {
    sent = JSON.parse(call.body === '' ? '{}' : call.body) as Json;
  } catch {
    return 'wrong type';
  }
  if (sent === null || typeof sent !== 'object' || Array.isArray(sent)) return 'wrong type';
  const { username = null, password = null } = sent as Record<string, Json>;
  if ([username, password].some((value) => value !== null && typeof value !== 'string')) return 'wrong type';
  if (!username || !password) return 'no password';
  const { credentials } = call.world;
  if (username !== credentials.username) return 'unknown user';
  return password === credentials.password ? null : 'wrong password';
}
