/** A fingerprint without `node:crypto`: this room is pure, and nobody gains by forging one. */

const prime = 0x100000001b3n;
const mask = 0xffffffffffffffffn;

/** FNV-1a of the parts, 64 bits, as 16 hex digits. Equal parts give equal text on every machine. */
export function hashOf(parts: readonly string[]): string {
  let hash = 0xcbf29ce484222325n;
  // The zero between parts keeps ['ab', 'c'] and ['a', 'bc'] apart.
  for (const unit of parts.join('\u0000')) {
    hash ^= BigInt(unit.codePointAt(0) ?? 0);
    hash = (hash * prime) & mask;
  }
  return hash.toString(16).padStart(16, '0');
}
