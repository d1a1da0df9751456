/** Reading of a text that should be one JSON document: what is wrong with it, for people who have to mend it. */
import { parseJson } from '../src/judges/json.ts';

export interface ReadText {
  readonly value: unknown;
  /** Something to know that does not keep the document from being judged; null when there is nothing. */
  readonly note: string | null;
}

/** Parses a text as one JSON document without repeated names. Never throws. */
export function readJsonText(text: string): ReadText | { readonly problem: string } {
  const marked = text.charCodeAt(0) === 0xfeff;
  const body = marked ? text.slice(1) : text;
  const read = parseJson(body);
  if ('problem' in read)
    return { problem: isCut(body) ? `${read.problem}; it ends too early` : reason(body, read.problem) };
  const repeated = repeatedName(body);
  if (repeated !== null) {
    return {
      problem: `one of its objects has the member ${JSON.stringify(repeated)} twice, and which one counts cannot be told`,
    };
  }
  const note =
    'It begins with a byte order mark, which JSON must not have (RFC 8259, section 8.1). The mark was skipped.';
  return { value: read.value, note: marked ? note : null };
}

function reason(text: string, problem: string): string {
  const lines = text.split('\n', 200).filter((line) => line.trim() !== '');
  const several =
    lines.length > 1 && lines.slice(0, 2).every((line) => /^\s*[[{]/.test(line) && !('problem' in parseJson(line)));
  return several ? 'it holds several JSON documents, one a line (NDJSON)' : problem;
}

/** Whether a text begins as JSON and ends inside a string or before its brackets are closed. */
function isCut(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  let depth = 0;
  for (const { token } of tokensOf(text)) {
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
    else if (token === 'open string') return true;
    if (depth === 0) return false;
  }
  return depth > 0;
}

/** The first name that stands twice in one object of a JSON text, or null. The text has to be right JSON. */
function repeatedName(text: string): string | null {
  const open: (Set<string> | null)[] = [];
  let previous: string | null = null;
  for (const { token, string } of tokensOf(text)) {
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(null);
    else if (token === '}' || token === ']') open.pop();
    else if (token === 'string') previous = string;
    else if (token === ':' && previous !== null) {
      const name = previous.includes('\\') ? (JSON.parse(previous) as string) : previous.slice(1, -1);
      const names = open.at(-1);
      if (names?.has(name)) return name;
      names?.add(name);
    }
  }
  return null;
}

interface Token {
  readonly token: '{' | '}' | '[' | ']' | ':' | 'string' | 'open string';
  /** The string with its quotation marks; empty for other tokens. */
  readonly string: string;
}

/** Brackets, colons and strings of a JSON text; everything else is passed over. */
function* tokensOf(text: string): Generator<Token> {
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charAt(i);
    if (c === '{' || c === '}' || c === '[' || c === ']' || c === ':') yield { token: c, string: '' };
    if (c !== '"') continue;
    const start = i;
    for (i += 1; i < text.length && text.charAt(i) !== '"'; i += 1) if (text.charAt(i) === '\\') i += 1;
    if (i >= text.length) yield { token: 'open string', string: '' };
    else yield { token: 'string', string: text.slice(start, i + 1) };
  }
}
