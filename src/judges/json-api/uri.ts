/** URI references (RFC 3986, section 4.1), judged by their characters and parts; never resolved. */

const allowed = /^[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]*$/;

/**
 * What keeps a text from being a URI reference, or null. Square brackets in the query are let pass: see `rawBrackets`.
 * @param unicode characters beyond ASCII are let pass, as in a "URL" that no RFC is named for
 */
export function uriProblem(text: string, unicode = false): string | null {
  const ascii = unicode ? text.replace(/[\u0080-\u{10ffff}]/gu, 'a') : text;
  if (!allowed.test(ascii)) {
    const strange = [...ascii].find((character) => !allowed.test(character)) ?? '';
    return `holds the character U+${hex(strange)}, which must be percent-encoded`;
  }
  if (/%(?![0-9A-Fa-f]{2})/.test(text)) return 'holds a % that no two hex digits follow';
  if (text.split('#').length > 2) return 'holds more than one #';
  const [, scheme, rest = ''] = /^(?:([^:/?#]*):)?(.*)$/s.exec(ascii) ?? [];
  if (scheme === undefined) return null;
  if (!/^[A-Za-z][A-Za-z0-9+.-]*$/.test(scheme)) return 'starts with something that is no scheme';
  if (/^https?$/i.test(scheme) && !rest.startsWith('//')) return 'names a scheme but no host';
  if (/^https?$/i.test(scheme) && !URL.canParse(ascii)) return 'cannot be parsed as a URL';
  return null;
}

/** An absolute URI: a URI reference with a scheme. */
export function absoluteUriProblem(text: string): string | null {
  return uriProblem(text) ?? (/^[A-Za-z][A-Za-z0-9+.-]*:/.test(text) ? null : 'names no scheme');
}

/** Whether square brackets stand unencoded behind the authority, as in `?page[size]=2`. */
export function rawBrackets(text: string): boolean {
  return /[[\]]/.test(text.replace(/^[^/?#]*\/\/[^/?#]*/, ''));
}

/** Absolute form of a link found in an answer to `base`, or null when it cannot be resolved. */
export function resolved(link: string, base: string): URL | null {
  return URL.canParse(link, base) ? new URL(link, base) : null;
}

/** Whether two links lead to the same URL, with needless percent-encoding undone (RFC 3986, section 6.2.2). */
export function sameTarget(one: string, other: string, base: string): boolean {
  const [first, second] = [resolved(one, base), resolved(other, base)];
  return first === null || second === null ? one === other : plain(first.href) === plain(second.href);
}

function plain(url: string): string {
  return url.replace(/%[0-9a-f]{2}/gi, (encoded) => {
    const character = String.fromCharCode(parseInt(encoded.slice(1), 16));
    return /[A-Za-z0-9\-._~]/.test(character) ? character : encoded.toUpperCase();
  });
}

function hex(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}
