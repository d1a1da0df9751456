/** Order of two values as far as everybody agrees on it. */

const instant = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/;

/** Negative, zero or positive; null where the order depends on a collation, on the place of null, or on mixed types. */
export function compareValues(one: unknown, other: unknown): number | null {
  if (typeof one === 'number' && typeof other === 'number') return Math.sign(one - other);
  if (typeof one === 'boolean' && typeof other === 'boolean') return Number(one) - Number(other);
  if (typeof one !== 'string' || typeof other !== 'string') return null;
  if (one === other) return 0;
  if (!instant.test(one) || !instant.test(other)) return null;
  const [a, b] = [Date.parse(one), Date.parse(other)];
  // equal to the millisecond, but not as text: finer fractions of a second decide
  return Number.isNaN(a) || Number.isNaN(b) || a === b ? null : Math.sign(a - b);
}
