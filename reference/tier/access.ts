/** API key, token, and what they open. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Behaviour } from './behaviour.ts';
import type { RootZone } from './zones.ts';
import { rootZone } from './zones.ts';
import { errors, type Answer, type Call } from './world.ts';

export type Problem = 'missing' | 'wrong';

/** Who may call an endpoint: the partner with the key, the customer with a token, or both. */
export type Door = 'key' | 'token' | 'either';

export const documentedAccess: Pick<
  Behaviour,
  | 'keySent'
  | 'keyKnown'
  | 'keyRefusal'
  | 'tokenSent'
  | 'tokenKnown'
  | 'tokenRefusal'
  | 'endpointRefusal'
  | 'zoneRefusal'
> = {
  keySent: (call) => call.header('x-api-key'),
  keyKnown: (call, key) => key === call.world.credentials.apiKey,
  keyRefusal: (call) => errors(call, 401, { code: 'Unauthorized', title: 'The API key is missing or unknown' }),
  tokenSent: (call) => /^Bearer +(\S+)$/i.exec(call.header('x-firebase-auth') ?? '')?.[1],
  tokenKnown: (call, token) => token === call.world.credentials.jwt,
  tokenRefusal: (call) => errors(call, 401, { code: 'Unauthorized', title: 'The token is missing or not valid' }),
  endpointRefusal: (call) =>
    call.operation === 'listPickUpLocations'
      ? errors(call, 403, { code: 'Forbidden', title: 'The API key has no permission for this endpoint' })
      : null,
  zoneRefusal: (call, zone) => {
    if (zone === undefined) return errors(call, 404, { code: 'ZoneNotFound', title: 'Zone not found' });
    return zone.permitted
      ? null
      : errors(call, 403, { code: 'Forbidden', title: 'The API key has no permission for this zone' });
  },
};

/** Ends a request whose key or token is missing or wrong; null lets it through. */
export function checkDoor(call: Call, door: Door): Answer | null {
  const { behaviour } = call.world;
  const token = behaviour.tokenSent(call);
  if (door === 'token' || (door === 'either' && token !== undefined && behaviour.keySent(call) === undefined)) {
    if (token === undefined) return behaviour.tokenRefusal(call, 'missing');
    return behaviour.tokenKnown(call, token) ? null : behaviour.tokenRefusal(call, 'wrong');
  }
  const key = behaviour.keySent(call);
  if (key === undefined || key === '') return behaviour.keyRefusal(call, 'missing');
  return behaviour.keyKnown(call, key) ? behaviour.endpointRefusal(call) : behaviour.keyRefusal(call, 'wrong');
}

/** The zone, or the answer to a request for one that is not there or not for this key. */
export function zoneFor(call: Call, id: string | null): RootZone | Answer {
  const zone = id === null ? undefined : rootZone(id);
  const refusal = call.world.behaviour.zoneRefusal(call, zone);
  if (refusal !== null) return refusal;
  return zone ?? errors(call, 404, { code: 'ZoneNotFound', title: 'Zone not found' });
}

/** Asked for with a token alone. */
export const byToken = (call: Call): boolean =>
  call.world.behaviour.keySent(call) === undefined && call.world.behaviour.tokenSent(call) !== undefined;

/** A token in the form of a real one. */
export function newToken(subject: string, secret: string, now: number): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const seconds = Math.floor(now / 1000);
  const body = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ sub: subject, iat: seconds, exp: seconds + 3600 })}`;
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
}

/** The part of a token that a careless server looks at: header and payload without the signature. */
export function samePayload(one: string, other: string): boolean {
  const [a, b] = [one, other].map((token) => Buffer.from(token.split('.').slice(0, 2).join('.')));
  return a !== undefined && b !== undefined && a.length === b.length && timingSafeEqual(a, b);
}
