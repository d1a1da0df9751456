/** The curl line that repeats an exchange, with variables of the shell in place of secrets. */
import type { RecordedRequest } from '../src/verdict/exchange.ts';

/** Names of the environment variables that hold credentials, by credential name: `apiKey` -> `VENDNOVATION_API_KEY`. */
export type Variables = Readonly<Record<string, string>>;

// Headers that curl writes by itself, or that fit one connection alone.
const ownHeaders = new Set(['host', 'content-length', 'connection', 'transfer-encoding', 'keep-alive', 'expect']);

// A handle as redaction writes it, plain or percent-encoded inside a URL.
const handle = /(?:«|%C2%AB)secret(?::|%3A)([\w.-]+)(?:»|%C2%BB)/gi;

/**
 * Builds the line. It is safe to paste into a POSIX shell whatever the vendor put into a link that was followed.
 *
 * @param variables credentials become their variable (`$VENDNOVATION_API_KEY`); every other secret, as the token of
 *   a login, becomes `$TOKEN` (`$TOKEN_2` ... when there are more)
 * @param layout `wrapped` puts each option on a line of its own, which the shell joins again
 */
export function curlLine(request: RecordedRequest, variables: Variables, layout: 'line' | 'wrapped' = 'line'): string {
  const names = new Map<string, string>();
  const quoted = (text: string) => quote(text, (name) => variableOf(name, variables, names));
  const parts = ['curl -sS -i'];
  const headers = request.headers.filter(([name]) => !ownHeaders.has(name.toLowerCase()));
  const has = (wanted: string) => headers.some(([name]) => name.toLowerCase() === wanted);

  if (request.method === 'HEAD') parts.push('--head');
  else if (request.method !== 'GET' || request.body !== null) parts.push(`-X ${quoted(request.method)}`);
  // Brackets and braces in a URL would be taken for a range, dots for a way to shorten it.
  if (/[[\]{}]/.test(request.url)) parts.push('--globoff');
  if (/\/\.\.?(\/|$|\?)/.test(request.url)) parts.push('--path-as-is');
  for (const [name, value] of headers) {
    if (name.toLowerCase() === 'accept-encoding') parts.push('--compressed');
    else parts.push(`-H ${quoted(value === '' ? `${name};` : `${name}: ${value}`)}`);
  }
  if (request.body !== null) {
    if (!has('content-type')) parts.push("-H 'Content-Type:'");
    parts.push(`--data-raw ${quoted(request.body)}`);
  }
  parts.push(quoted(request.url));
  return parts.join(layout === 'line' ? ' ' : ' \\\n  ');
}

function variableOf(secret: string, variables: Variables, names: Map<string, string>): string {
  const known = Object.hasOwn(variables, secret) ? variables[secret] : undefined;
  if (known !== undefined) return known;
  const name = names.get(secret) ?? (names.size === 0 ? 'TOKEN' : `TOKEN_${names.size + 1}`);
  names.set(secret, name);
  return name;
}

type Part = { readonly text: string } | { readonly variable: string };

/** One shell word: literal text in quotes that the shell does not look into, variables in double quotes. */
function quote(text: string, variable: (secret: string) => string): string {
  const parts: Part[] = [];
  let end = 0;
  for (const match of text.matchAll(handle)) {
    if (match.index > end) parts.push({ text: text.slice(end, match.index) });
    parts.push({ variable: variable(match[1] ?? '') });
    end = match.index + match[0].length;
  }
  if (end < text.length || parts.length === 0) parts.push({ text: text.slice(end) });

  // The readable form, where nothing in the text has a meaning inside double quotes.
  const plain = parts.every((part) => 'variable' in part || /^[^"$`\\!\p{Cc}\p{Cf}]*$/u.test(part.text));
  const first = parts[0];
  if (parts.length === 1 && first !== undefined && 'text' in first) return literal(first.text);
  if (plain && parts.some((part) => 'text' in part)) return `"${parts.map(insideDoubleQuotes).join('')}"`;
  return parts.map((part) => ('text' in part ? literal(part.text) : `"$${part.variable}"`)).join('');
}

function insideDoubleQuotes(part: Part, index: number, parts: readonly Part[]): string {
  if ('text' in part) return part.text;
  const next = parts[index + 1];
  const ends = next === undefined || 'variable' in next || !/^\w/.test(next.text);
  return ends ? `$${part.variable}` : `\${${part.variable}}`;
}

function literal(text: string): string {
  // Bytes that a terminal obeys are written as escapes, so that the line can be shown and copied.
  if (/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u.test(text))
    return `$'${text.replace(/['\\]/g, '\\$&').replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, ansiEscape)}'`;
  return /^[\w./:=@%,+-]+$/.test(text) ? text : `'${text.replace(/'/g, `'\\''`)}'`;
}

function ansiEscape(character: string): string {
  return [...Buffer.from(character, 'utf8')].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
}
