/**
 * Makes vendor text harmless for the place where it is shown. Answers are hostile until judged: a body may hold
 * terminal escapes, markup, commands for a CI log, or letters that reverse or hide what stands beside them.
 */

// Control, format (direction, zero width, tags), surrogates without a partner, and the two line separators of Unicode.
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029\ufffe\uffff]/gu;

/**
 * Shows what a terminal or browser would obey or hide as `\u001b`. Always valid Unicode.
 * @param lines `keep` leaves line feeds and tabs, `join` turns each into a blank
 */
export function visible(text: string, lines: 'keep' | 'join' = 'join'): string {
  return text.replace(/\r\n/g, '\n').replace(unseen, (character) => {
    if (character === '\n' || character === '\t') return lines === 'keep' ? character : ' ';
    const code = character.codePointAt(0) ?? 0;
    return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

/** At most `limit` characters; says how many were left out. */
export function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text;
  // Never cut a surrogate pair in two.
  const end = /[\ud800-\udbff]/.test(text.charAt(limit - 1)) ? limit - 1 : limit;
  return `${text.slice(0, end)}… (${text.length - end} more characters)`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for HTML, in content and in quoted attributes. Line feeds are kept. */
export function html(text: string): string {
  return visible(text, 'keep').replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** Text for XML 1.0, in content and in quoted attributes; characters that XML forbids become visible. */
export function xml(text: string): string {
  return html(text).replace(/[\n\t]/g, (character) => (character === '\n' ? '&#10;' : '&#9;'));
}

/** Plain words for Markdown: nothing in it is taken for markup, HTML, a link or a mention. One line. */
export function markdown(text: string): string {
  return (
    visible(text)
      .replace(/[\\`*_{}[\]()#+!|~]/g, '\\$&')
      .replace(/[&<>]/g, (character) => entities[character] ?? character)
      // What GitHub would make a mention or a link of.
      .replace(/@(?=\w)|:(?=\/\/)/g, '\\$&')
      .replace(/\bwww(?=\.)/gi, '$&\\')
      .replace(/^(\s*)([-=])/, '$1\\$2')
      .replace(/^(\s*\d+)([.)])/, '$1\\$2')
  );
}

/** A code span of Markdown, usable inside a table cell. One line; empty text becomes `(empty)`. */
export function code(text: string): string {
  const shown = visible(text).trim() === '' ? '(empty)' : visible(text);
  const fence = '`'.repeat(longestRun(shown, '`') + 1);
  const gap = shown.startsWith('`') || shown.endsWith('`') ? ' ' : '';
  return `${fence}${gap}${shown.replace(/\|/g, '\\|')}${gap}${fence}`;
}

/** A fenced block of Markdown that its content cannot end. */
export function block(text: string, language = ''): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text, '`') + 1));
  return `${fence}${language}\n${visible(text, 'keep')}\n${fence}`;
}

/** A link of Markdown; no link if the address is no plain web address. */
export function link(text: string, url: string): string {
  return /^https?:\/\/[^\s<>()\\"'`|]+$/.test(url) ? `[${markdown(text)}](${url})` : markdown(text);
}

function longestRun(text: string, character: string): number {
  let longest = 0;
  let run = 0;
  for (const each of text) {
    run = each === character ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}
