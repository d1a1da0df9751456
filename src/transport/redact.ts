/** Finds a secret in text, in the encodings in which a server, a log or a report may show it. */

/** What a handle may ask for in place of the value itself: `«secret:x|altered»`. */
export const handleVariants = ['altered', 'head', 'longer', 'shorter', 'base64'] as const;

export type HandleVariant = (typeof handleVariants)[number];

const handlePattern = new RegExp(`«secret:[A-Za-z0-9.-]+(?:\\|(?:${handleVariants.join('|')}))?»`, 'g');

/** Shorter secrets are only masked where they stand alone as a whole JSON value, header value or text. */
export const shortestScrubbed = 8;

/** Still shorter ones are no secrets, and masking them would spoil answers: `"1"`, `"ok"`. */
const shortestMasked = 4;

const escapeRegExp = (text: string) => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** Non-ASCII text on its way through the wrong charset: read as Latin-1, or replaced by a filler. */
const mangled = (character: string) => [
  escapeRegExp(Buffer.from(character, 'utf8').toString('latin1')),
  '(?:\\ufffd|\\?){1,4}',
];

/**
 * One character in every spelling: itself, percent (once, twice ...), JSON and JavaScript escapes, HTML entities,
 * quoted-printable. Every repetition is bounded: an unbounded one takes quadratic time on a hostile body.
 */
function spellings(character: string): string {
  const bytes = [...Buffer.from(character, 'utf8')].map((b) => b.toString(16).padStart(2, '0'));
  const code = character.codePointAt(0) ?? 0;
  const units = [...Array(character.length).keys()].map((i) => character.charCodeAt(i).toString(16).padStart(4, '0'));
  const escapes = [
    escapeRegExp(character),
    `x${bytes.join('\\\\{1,8}x')}`,
    `u${units.join('\\\\{1,8}u')}`,
    `u\\{0{0,6}${code.toString(16)}\\}`,
  ];
  const forms = [
    `\\\\{0,8}(?:${escapes.join('|')})`,
    bytes.map((b) => `%(?:25){0,6}${b}`).join(''),
    bytes.map((b) => `=${b}`).join(''),
    `&(?:amp;){0,4}#0{0,6}${code};?`,
    `&(?:amp;){0,4}#x0{0,6}${code.toString(16)};?`,
  ];
  if (character === ' ') forms.push('\\+');
  if (code > 0x7f) forms.push(...mangled(character));
  const entity = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' }[character];
  if (entity !== undefined) forms.push(`&(?:amp;){0,4}${entity};`);
  return `(?:${forms.join('|')})`;
}

/** The part of the base64 text of `bytes` that does not depend on what stands before and behind it. */
function base64Cores(bytes: Buffer): string[] {
  const cores: string[] = [];
  for (const before of [0, 1, 2]) {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const start = before === 0 ? 0 : before + 1;
    const whole = Math.floor(((before + bytes.length) * 8) / 6);
    const core = text.slice(start, whole);
    if (core.length >= shortestScrubbed) cores.push(core);
  }
  return cores;
}

/** What of a secret may stand in base64: its bytes, as UTF-16, or what was base64 already. */
function wideForms(secret: string): Buffer[] {
  const bytes = Buffer.from(secret, 'utf8');
  return [bytes, Buffer.from(secret, 'utf16le'), Buffer.from(bytes.toString('base64'))];
}

/**
 * A pattern that finds `secret` in any of its encodings; null if it is too short. Use it with `replaceSecret`: it matches
 * handles, too, so that a secret as `password` is not looked for inside `«secret:password»`.
 */
export function secretPattern(secret: string): RegExp | null {
  if (secret.length < shortestMasked) return null;
  if (secret.length < shortestScrubbed) {
    const inside = escapeRegExp(JSON.stringify(secret).slice(1, -1));
    return new RegExp(
      `${handlePattern.source}|(?<=^\\s{0,8})${escapeRegExp(secret)}(?=\\s{0,8}$)|(?<=")${inside}(?="(?!\\s{0,8}:))`,
      'g',
    );
  }
  const bytes = Buffer.from(secret, 'utf8');
  const hex = hexOf(bytes);
  const alternatives = [
    handlePattern.source,
    [...secret].map(spellings).join(''),
    hex,
    [...hex.matchAll(/../g)].join('\\k<between>').replace('\\k<between>', '(?<between>[ :-])'),
    [...secret].map(escapeRegExp).join('(?:\\0|\\\\u0000)'), // UTF-16 that was read as UTF-8
  ];
  for (const core of wideForms(secret).flatMap(base64Cores))
    alternatives.push(
      [...core]
        .map((c) => (c === '+' ? '[+-]|%2b' : c === '/' ? '[/_]|%2f|\\\\/' : c))
        .map((c) => (c.length > 1 ? `(?:${c})` : c))
        .join(''),
    );
  const reversed = [...secret].reverse().join('');
  if (reversed !== secret) alternatives.push(escapeRegExp(reversed));
  return new RegExp(alternatives.join('|'), 'gi');
}

/**
 * Lower-case texts of which one stands in every match of the secret's pattern that holds no escape (`escapedBytes`), or
 * stands there without the backslashes of the text; null where there are none, and the pattern must be tried on every text.
 */
export function secretNeedles(secret: string): string[] | null {
  if (/[^\x21-\x7e]|\\/.test(secret)) return null;
  const plain = [secret, JSON.stringify(secret).slice(1, -1)];
  if (secret.length < shortestScrubbed) return plain.map((text) => text.toLowerCase());
  const bytes = Buffer.from(secret, 'utf8');
  const pairs = [...hexOf(bytes).matchAll(/../g)];
  const cores = wideForms(secret)
    .flatMap(base64Cores)
    .map((core) => core.split(/[+/]/).sort((a, b) => b.length - a.length)[0] ?? '');
  if (cores.some((core) => core.length < shortestMasked)) return null;
  const forms = [...['', ' ', ':', '-'].map((between) => pairs.join(between)), [...secret].join('\0'), ...cores];
  return [...plain, ...forms, [...secret].reverse().join('')].map((text) => text.toLowerCase());
}

/** Percent escapes of any depth; quoted-printable ones where they are no `limit=50`: two in a row, or the escaped `=`. */
const byteEscapes = /%(?:25){0,6}([\da-f]{2})|=(3d|[\da-f]{2}(?==[\da-f]{2})|(?<==[\da-f]{2}=)[\da-f]{2})/gi;

/**
 * Which bytes a text spells in an escape that `secretPattern` knows.
 * @returns null where any may be: escapes with backslashes that name a code, HTML entities. A backslash before the
 *   character itself names none; without its backslashes such a text holds the plain secret.
 */
export function escapedBytes(text: string): ReadonlySet<number> | null {
  if (
    (text.includes('\\') && /\\(?:x[\da-f]{2}|u[\da-f{])/i.test(text)) ||
    (text.includes('&') && /&(?:amp|lt|gt|quot|apos|#)/i.test(text))
  )
    return null;
  if (!text.includes('%') && !text.includes('=')) return new Set();
  return new Set(
    [...text.matchAll(byteEscapes)].map(([, percent, quoted]) => Number.parseInt(percent ?? quoted ?? '', 16)),
  );
}

/** From here on the pattern of a secret takes long to compile: a token has hundreds of characters in a dozen spellings each. */
const longSecret = 64;

/** Replaces a long secret that stands as it is, with no escape before it; most texts hold no other spelling. */
export function replacePlain(text: string, secret: string, handle: string): string {
  if (secret.length < longSecret || !text.includes(secret)) return text;
  return text.replace(new RegExp(`(?<!\\\\)${escapeRegExp(secret)}`, 'g'), handle);
}

/** Replaces what `secretPattern` finds by a handle. */
export const replaceSecret = (text: string, pattern: RegExp, handle: string) =>
  text.replace(pattern, (found) => (found.startsWith('«') ? found : handle));

/** The character itself or as JSON may escape it. */
const inJson = (character: string) => `(?:${character}|\\\\u${character.charCodeAt(0).toString(16).padStart(4, '0')})`;

const fakeHandle = new RegExp(`${inJson('«')}(?=${[...'secret:'].map(inJson).join('')})`, 'gi');

/** Makes sure that a vendor's text cannot pose as one of our handles, be it in a JSON escape. */
export const defuseHandles = (text: string) =>
  text.replace(fakeHandle, (found) => (found.length === 1 ? '‹' : '\\u2039'));

/** All handles in a text, in their order. */
export const handlesIn = (text: string): string[] => text.match(handlePattern) ?? [];

/** Replaces each handle of a text by what `value` says. */
export const replaceHandles = (text: string, value: (handle: string) => string) => text.replace(handlePattern, value);
