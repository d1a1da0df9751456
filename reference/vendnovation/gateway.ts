/** The AWS gateway in front of the API: rate, burst and quota of the usage plan. */
import { gateway, type Answer, type Call, type State } from './world.ts';

const perSecond = 20;
const burst = 100;
const perDay = 5000;
const day = 86_400_000;

/** A full bucket of a world that nobody has asked yet. */
export function fullBucket(now: number): State['bucket'] {
  return { left: burst, filled: now, day: Math.floor(now / day), leftToday: perDay };
}

/** Takes one request from the bucket; the gateway's 429 when it is empty. */
export function throttle({ world }: Call): Answer | null {
  if (!world.limited) return null;
  const { bucket } = world.state;
  const now = world.now();
  bucket.left = Math.min(burst, bucket.left + (Math.max(0, now - bucket.filled) / 1000) * perSecond);
  bucket.filled = now;
  if (bucket.day !== Math.floor(now / day)) Object.assign(bucket, { day: Math.floor(now / day), leftToday: perDay });
  if (bucket.leftToday < 1) return gateway(429, 'Limit Exceeded');
  if (bucket.left < 1) return gateway(429, 'Too Many Requests');
  bucket.left -= 1;
  bucket.leftToday -= 1;
  return null;
}
