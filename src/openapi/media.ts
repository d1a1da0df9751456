/** Media types (RFC 9110, section 8.3.1), compared without their parameters. */
import type { ApiMedia } from './operations.ts';

/** `Application/JSON; charset=utf-8` -> `application/json`; null where nothing usable came. */
export function mediaTypeOf(value: string | undefined): string | null {
  const type = (value ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  return /^[^\s/]+\/[^\s/]+$/.test(type) ? type : null;
}

export const isJson = (type: string): boolean => /[/+]json$/.test(type.split(';')[0]?.trim() ?? '');

/** The described media type that fits best: the same one, then a range of its kind, then any. */
export function bestMedia(described: readonly ApiMedia[], sent: string): ApiMedia | null {
  const [kind = ''] = sent.split('/');
  for (const wanted of [sent, `${kind}/*`, '*/*']) {
    const found = described.find(({ type }) => type.split(';')[0]?.trim() === wanted);
    if (found !== undefined) return found;
  }
  return null;
}
