/** The one place that knows secret values. Everybody else holds handles, which the vault swaps back on the wire alone. */
import type { SecretTraits } from '../verdict/exchange.ts';
import type { TargetCredential } from '../target/types.ts';
import { Needles } from './needles.ts';
import {
  type HandleVariant,
  defuseHandles,
  escapedBytes,
  handleVariants,
  replaceHandles,
  replacePlain,
  replaceSecret,
  secretNeedles,
  secretPattern,
} from './redact.ts';

export type Place = 'header' | 'url' | 'json' | 'form';

interface Secret {
  readonly handle: string;
  readonly value: string;
  /** The only origins that it is sent to. */
  readonly origins: readonly string[];
  /** Null where the value is too short to be looked for. */
  readonly pattern: RegExp | null;
}

/** A request would carry a credential to an origin that it was not issued for, or a handle that nobody knows. */
export class OriginError extends Error {
  override readonly name = 'OriginError';
}

/** An answer that issues a token may hold short words, too (`Bearer`, `1`); those are masked in their place alone. */
const shortestLearnt = 12;

const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Nearly right values, and what some servers want instead of the value. */
const variants: Record<HandleVariant, (value: string) => string> = {
  altered: (value) => alter(value, Math.floor(value.length / 2)),
  head: (value) => alter(value, headOf(value)),
  longer: (value) => `${value}${value.slice(-1)}`,
  shorter: (value) => value.slice(0, -1),
  base64: (value) => Buffer.from(value, 'utf8').toString('base64'),
};

const variantPattern = new RegExp(`^(.+)\\|(${handleVariants.join('|')})»$`);

export class Vault {
  readonly #secrets = new Map<string, Secret>();
  /** Of all secrets that are looked for, but the `#elusive`. */
  readonly #needles = new Needles<Secret>();
  /** Secrets whose pattern must be tried on every text. */
  readonly #elusive = new Set<Secret>();
  #learnt = 0;

  constructor(credentials: readonly TargetCredential[]) {
    for (const { handle, value, origin, alsoTo = [] } of credentials) this.#add(handle, value, [origin, ...alsoTo]);
  }

  #add(handle: string, value: string, origins: readonly string[], pattern = secretPattern(value)): Secret {
    const secret = { handle, value, origins, pattern };
    this.#secrets.set(handle, secret);
    const needles = secretNeedles(value);
    if (needles === null) this.#elusive.add(secret);
    else if (pattern !== null) this.#needles.add(secret, needles);
    return secret;
  }

  #find(handle: string): Secret | undefined {
    const known = this.#secrets.get(handle);
    const [, plain = '', how = 'altered'] = (variantPattern.exec(handle) ?? []) as [string?, string?, HandleVariant?];
    const original = this.#secrets.get(`${plain}»`);
    if (known !== undefined || original === undefined) return known;
    // Kept like a secret of its own: an answer that quotes it would give away the original.
    return this.#add(handle, variants[how](original.value), original.origins);
  }

  /** Swaps handles for values. @throws OriginError for an unknown handle or a foreign origin. */
  fill(text: string, origin: string, place: Place): string {
    return replaceHandles(text, (handle) => {
      const secret = this.#find(handle);
      if (secret === undefined) throw new OriginError(`the handle ${handle} stands for nothing`);
      if (!secret.origins.includes(origin))
        throw new OriginError(`${handle} was issued for ${secret.origins.join(' and ')} and is not sent to ${origin}`);
      return encode(secret.value, place);
    });
  }

  /** Replaces every secret in a vendor's text by its handle, in any encoding. */
  scrub(text: string): string {
    let result = defuseHandles(text);
    const secrets = this.#bySize();
    for (const { pattern, handle, value } of secrets)
      if (pattern !== null) result = replacePlain(result, value, handle);
    const lower = result.toLowerCase();
    const plain = this.#needles.ownersIn(lower);
    if (lower.includes('\\')) for (const owner of this.#needles.ownersIn(lower.replaceAll('\\', ''))) plain.add(owner);
    const escaped = escapedBytes(result);
    for (const secret of secrets) {
      const { pattern, handle, value } = secret;
      if (pattern === null) continue;
      if (plain.has(secret) || this.#elusive.has(secret) || mayStandEscaped(value, escaped))
        result = replaceSecret(result, pattern, handle);
    }
    return result;
  }

  /** Longest first, so that a secret inside another does not break it up. */
  #bySize(): Secret[] {
    return [...this.#secrets.values()].sort((a, b) => b.value.length - a.value.length);
  }

  /**
   * Masks an answer that issues secrets: every string and number whose member is not in `keep` becomes a handle
   * that later requests to `origins` may carry.
   */
  mask(body: unknown, keep: readonly string[], origins: readonly string[]): { body: unknown; traits: SecretTraits[] } {
    const traits: SecretTraits[] = [];
    const walk = (value: unknown, member: string, pointer: string): unknown => {
      if (Array.isArray(value)) return value.map((item, i) => walk(item, member, `${pointer}/${i}`));
      if (typeof value === 'object' && value !== null)
        return Object.fromEntries(
          Object.entries(value).map(([key, item]) => [
            key,
            walk(item, key, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
          ]),
        );
      if (typeof value !== 'string' && typeof value !== 'number') return value;
      if (keep.includes(member)) return typeof value === 'string' ? defuseHandles(value) : value;
      const handle = this.#learn(String(value), origins);
      traits.push(traitsOf(handle, pointer, value));
      return handle;
    };
    const masked = walk(body, '', '');
    const handles = new Set(traits.map((t) => t.handle));
    // What was kept may repeat what was masked: a second pass, once every secret of the answer is known.
    return {
      body: this.#scrubStrings(masked, handles),
      traits: traits.map((t) => this.#scrubStrings(t, handles) as SecretTraits),
    };
  }

  #scrubStrings(value: unknown, handles: ReadonlySet<string>): unknown {
    if (typeof value === 'string') return handles.has(value) ? value : this.scrub(value);
    if (Array.isArray(value)) return value.map((item) => this.#scrubStrings(item, handles));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [this.scrub(key), this.#scrubStrings(item, handles)]),
    );
  }

  #learn(value: string, origins: readonly string[]): string {
    for (const secret of this.#secrets.values())
      if (secret.value === value && origins.every((o) => secret.origins.includes(o))) return secret.handle;
    this.#learnt += 1;
    return this.#add(
      `«secret:${this.#learnt}»`,
      value,
      origins,
      value.length < shortestLearnt ? null : secretPattern(value),
    ).handle;
  }
}

const mayStandEscaped = (value: string, escaped: ReadonlySet<number> | null) =>
  escaped === null || (escaped.size > 0 && [...Buffer.from(value, 'utf8')].some((byte) => escaped.has(byte)));

function encode(value: string, place: Place): string {
  if (place === 'json') return JSON.stringify(value).slice(1, -1);
  if (place === 'url' || place === 'form') return encodeURIComponent(value);
  return value;
}

/** Where a value is changed near its beginning: in the middle of what a JWT says, else after an eighth. */
function headOf(value: string): number {
  const [head = '', payload, signature] = value.split('.');
  return payload !== undefined && signature !== undefined
    ? head.length + 1 + Math.floor(payload.length / 2)
    : Math.floor(value.length / 8);
}

/** The same value with one character changed at `place` or near it; its form (hex, base64url, letter case) is kept. */
function alter(value: string, place: number): string {
  // From there outwards, to the left first: right of the middle of a UUID stands its variant, which is no free digit.
  for (let step = 0; step < 2 * value.length + 1; step += 1) {
    const at = place + (step % 2 === 1 ? -(step + 1) / 2 : step / 2);
    const c = value[at];
    if (c === undefined || !/[0-9A-Za-z]/.test(c)) continue;
    const other = /[0-9]/.test(c)
      ? String((Number(c) + 1) % 10)
      : c === 'a'
        ? 'b'
        : c === 'A'
          ? 'B'
          : c < 'a'
            ? 'A'
            : 'a';
    return value.slice(0, at) + other + value.slice(at + 1);
  }
  return `${value}0`;
}

function traitsOf(handle: string, pointer: string, value: string | number): SecretTraits {
  const text = String(value);
  const jwt = decodeJwt(text);
  return {
    handle,
    pointer,
    type: typeof value === 'number' ? 'number' : 'string',
    length: text.length,
    uuid: uuidForm.test(text),
    ...(jwt === undefined ? {} : { jwt }),
  };
}

function decodeJwt(text: string): { header: unknown; payload: unknown } | undefined {
  const parts = text.split('.');
  if (parts.length !== 3 || !parts.every((p) => /^[A-Za-z0-9_-]+$/.test(p))) return undefined;
  try {
    const [header, payload] = parts
      .slice(0, 2)
      .map((p) => JSON.parse(Buffer.from(p, 'base64url').toString('utf8')) as unknown);
    return { header: only(header, ['alg', 'typ']), payload: only(payload, ['exp', 'iat', 'nbf']) };
  } catch {
    return undefined;
  }
}

/** Of a token's members only those that judges need; the rest may name people or hold secrets. */
function only(members: unknown, names: readonly string[]): unknown {
  if (typeof members !== 'object' || members === null) return {};
  return Object.fromEntries(
    Object.entries(members).filter(([name, value]) => names.includes(name) && typeof value !== 'object'),
  );
}
