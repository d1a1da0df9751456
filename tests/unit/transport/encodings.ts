/** The spellings in which a server, a log or a report may show a secret. Each must be found. */

const utf8 = (text: string) => Buffer.from(text, 'utf8');
const hex = (bytes: Buffer) => bytes.toString('hex');
const each = (text: string, spell: (character: string) => string) => [...text].map(spell).join('');
const units = (text: string, spell: (unit: string) => string) =>
  Array.from({ length: text.length }, (_, i) => spell(text.charCodeAt(i).toString(16).padStart(4, '0'))).join('');
const bytesOf = (text: string, spell: (byte: string) => string) =>
  [...utf8(text)].map((b) => spell(b.toString(16).padStart(2, '0'))).join('');
const fullPercent = (text: string) => bytesOf(text, (b) => `%${b.toUpperCase()}`);
/** What is left of a base64 text when its first and last characters mix with the surroundings. */
const base64At = (text: string, before: string) => utf8(`${before}${text}zz`).toString('base64');

export const encodings: Readonly<Record<string, (secret: string) => string>> = {
  raw: (s) => s,
  'upper case': (s) => s.toUpperCase(),
  'lower case': (s) => s.toLowerCase(),
  'JSON string': (s) => JSON.stringify(s).slice(1, -1),
  'JSON in JSON': (s) => JSON.stringify(JSON.stringify(s)).slice(3, -3),
  'JSON in JSON in JSON': (s) => JSON.stringify(JSON.stringify(JSON.stringify(s))).slice(7, -7),
  percent: encodeURIComponent,
  'percent, lower case': (s) => encodeURIComponent(s).replace(/%../g, (p) => p.toLowerCase()),
  'percent of a form': (s) => new URLSearchParams([['', s]]).toString().slice(1),
  'double percent': (s) => encodeURIComponent(encodeURIComponent(s)),
  'full percent': fullPercent,
  'full double percent': (s) => fullPercent(s).replaceAll('%', '%25'),
  'base64, first alignment': (s) => utf8(s).toString('base64'),
  'base64, second alignment': (s) => base64At(s, 'a'),
  'base64, third alignment': (s) => base64At(s, 'ab'),
  base64url: (s) => utf8(s).toString('base64url'),
  'base64 of base64': (s) => utf8(utf8(s).toString('base64')).toString('base64'),
  'base64 of UTF-16': (s) => Buffer.from(s, 'utf16le').toString('base64'),
  'base64 in a URL': (s) => encodeURIComponent(utf8(s).toString('base64')),
  'hex, lower case': (s) => hex(utf8(s)),
  'hex, upper case': (s) => hex(utf8(s)).toUpperCase(),
  'hex with colons': (s) => bytesOf(s, (b) => `${b}:`).slice(0, -1),
  'JSON \\u escapes': (s) => units(s, (u) => `\\u${u}`),
  'JSON \\u escapes in JSON': (s) => units(s, (u) => `\\\\u${u}`),
  'JavaScript \\x escapes': (s) => bytesOf(s, (b) => `\\x${b}`),
  'JavaScript \\u{} escapes': (s) => each(s, (c) => `\\u{${(c.codePointAt(0) ?? 0).toString(16)}}`),
  'HTML entities, decimal': (s) => each(s, (c) => `&#${c.codePointAt(0)};`),
  'HTML entities, padded': (s) => each(s, (c) => `&#${String(c.codePointAt(0)).padStart(6, '0')};`),
  'HTML entities, hexadecimal': (s) => each(s, (c) => `&#x${(c.codePointAt(0) ?? 0).toString(16).toUpperCase()};`),
  'HTML entities, named': (s) => s.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;'),
  'HTML entities, twice': (s) => each(s, (c) => `&amp;#${c.codePointAt(0)};`),
  'quoted-printable': (s) => bytesOf(s, (b) => `=${b.toUpperCase()}`),
  reversed: (s) => [...s].reverse().join(''),
  'UTF-16 read as UTF-8': (s) => each(s, (c) => `${c}\0`).slice(0, -1),
};

/** Secrets with everything that patterns and encodings stumble over. */
export const canaries: Readonly<Record<string, string>> = {
  apiKey: 'AKIA7Q2mB9xLw0ZkP4sVtY8e',
  password: `p$1.*+?^(a|b)[c]{2}\\d/"q'&<x>`,
  username: 'jürgen.müller@örg €42 😀',
  clientSecret: '0123456789abcdef0123456789abcdef',
  base: 'ab+/cd==+//+zz9Qw',
  word: 'password',
};
