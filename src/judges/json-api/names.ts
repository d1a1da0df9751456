/** Member names of JSON:API: which characters they may hold, and where. */

const globally = 'a-zA-Z0-9\\u0080-\\u{10ffff}';
const legal = new RegExp(`^[${globally}](?:[-_ ${globally}]*[${globally}])?$`, 'u');
const inner = new RegExp(`^[-_ ${globally}]$`, 'u');

/** What is wrong with a member name, as the end of a sentence; null when it is legal. */
export function nameProblem(name: string): string | null {
  if (legal.test(name)) return null;
  if (name === '') return 'is empty';
  const forbidden = [...name].find((character) => !inner.test(character));
  if (forbidden !== undefined) return `holds the reserved or forbidden character ${shown(forbidden)}`;
  return `starts or ends with ${/^[-_ ]/.test(name) ? shown(name[0] ?? '') : shown(name.at(-1) ?? '')}, which may only stand inside`;
}

/** Whether a name keeps to the unreserved characters of RFC 3986, as recommended. */
export function isUrlSafe(name: string): boolean {
  return /^[A-Za-z0-9\-_]*$/.test(name);
}

/** A member of JSON:API 1.1 that everybody has to ignore. */
export function isAtMember(name: string): boolean {
  return name.startsWith('@');
}

/** A member that an extension of JSON:API 1.1 brings: `namespace:name`. */
export function isExtensionMember(name: string): boolean {
  const colon = name.indexOf(':');
  return colon > 0 && /^[a-zA-Z0-9]+$/.test(name.slice(0, colon)) && legal.test(name.slice(colon + 1));
}

function shown(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return /[\u0021-\u007e]/.test(character) ? `"${character}" (U+${code})` : `U+${code}`;
}
