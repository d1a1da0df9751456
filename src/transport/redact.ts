/** Finds a secret in text, in the encodings in which a server, a log or a report may show it. */

const handlePattern = /«secret:[A-Za-z0-9.-]+(?:\|altered)?»/g;

/** Shorter secrets are only masked where they stand alone as a whole JSON string or header value. */
export const shortestScrubbed = 8;

const escapeRegExp = (text: string) => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** One character in every spelling: itself, percent (once, twice), JSON and JavaScript escapes, HTML entities, quoted-printable. */
function spellings(character: string): string {
  const bytes = [...Buffer.from(character, 'utf8')].map((b) => b.toString(16).padStart(2, '0'));
  const code = character.codePointAt(0) ?? 0;
  const units = [...Array(character.length).keys()].map((i) => character.charCodeAt(i).toString(16).padStart(4, '0'));
  const forms = [
    `\\\\?${escapeRegExp(character)}`,
    bytes.map((b) => `%(?:25)*${b}`).join(''),
    bytes.map((b) => `=${b}`).join(''),
    bytes.map((b) => `\\\\+x${b}`).join(''),
    units.map((u) => `\\\\+u${u}`).join(''),
    `\\\\+u\\{0*${code.toString(16)}\\}`,
    `&(?:amp;)*#0*${code};?`,
    `&(?:amp;)*#x0*${code.toString(16)};?`,
  ];
  if (character === ' ') forms.push('\\+');
  const entity = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' }[character];
  if (entity !== undefined) forms.push(`&(?:amp;)*${entity};`);
  return `(?:${forms.join('|')})`;
}

/** The part of the base64 text of `bytes` that does not depend on what stands before and behind it. */
function base64Cores(bytes: Buffer): string[] {
  const cores: string[] = [];
  for (const before of [0, 1, 2]) {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64').replace(/=+$/, '');
    const start = before === 0 ? 0 : before + 1;
    const whole = Math.floor(((before + bytes.length) * 8) / 6);
    const core = text.slice(start, whole);
    if (core.length >= shortestScrubbed) cores.push(core);
  }
  return cores;
}

/** A pattern that finds `secret` in any of its encodings; null if it is too short to be looked for inside text. */
export function secretPattern(secret: string): RegExp | null {
  if (secret.length < shortestScrubbed) return null;
  const bytes = Buffer.from(secret, 'utf8');
  const hex = hexOf(bytes);
  const alternatives = [[...secret].map(spellings).join(''), hex, hex.replace(/../g, '$&[ :-]').slice(0, -6)];
  const wide = [bytes, Buffer.from(secret, 'utf16le'), Buffer.from(bytes.toString('base64'))];
  for (const core of wide.flatMap(base64Cores))
    alternatives.push([...core].map((c) => (c === '+' ? '[+-]|%2b' : c === '/' ? '[/_]|%2f|\\\\/' : c)).map((c) => (c.length > 1 ? `(?:${c})` : c)).join(''));
  const reversed = [...secret].reverse().join('');
  if (reversed !== secret) alternatives.push(escapeRegExp(reversed));
  return new RegExp(alternatives.join('|'), 'gi');
}

/** Makes sure that a vendor's text cannot pose as one of our handles. */
export const defuseHandles = (text: string) => text.replace(/«(?=secret:)/g, '‹');

/** All handles in a text, in their order. */
export const handlesIn = (text: string): string[] => text.match(handlePattern) ?? [];

/** Replaces each handle of a text by what `value` says. */
export const replaceHandles = (text: string, value: (handle: string) => string) => text.replace(handlePattern, value);
