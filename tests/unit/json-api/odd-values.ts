/** Copies of a JSON document in which one place holds an odd value. */

const odd: readonly unknown[] = [null, 7, [null]];

export function* withOddValues(value: unknown): Generator<unknown> {
  yield* odd;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value))
    for (const other of withOddValues(child)) {
      const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...value }) as Record<string, unknown>;
      copy[key] = other;
      yield copy;
    }
}
