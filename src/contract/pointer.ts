/** JSON pointers (RFC 6901). */

/** `a/b~c` -> `a~1b~0c` */
export function escapePointer(segment: string): string {
  return segment.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** `['paths', '/machines']` -> `/paths/~1machines` */
export function formatPointer(path: readonly string[]): string {
  return path.map((segment) => `/${escapePointer(segment)}`).join('');
}

/** `/paths/~1machines` -> `['paths', '/machines']` */
export function parsePointer(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The part of a value at a path; undefined where it does not exist. Inherited members do not exist. */
export function partAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (part, key) =>
      typeof part === 'object' && part !== null && Object.hasOwn(part, key)
        ? (part as Record<string, unknown>)[key]
        : undefined,
    value,
  );
}
