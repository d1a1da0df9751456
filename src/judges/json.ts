/** Reading of JSON that may be hostile: depth is bounded before anything recurses, and the fault is named. */

/** Deeper documents are refused; real answers stay below 20. */
export const depthLimit = 200;

/** Parses a JSON text. Never throws; a leading byte order mark is allowed (RFC 8259, section 8.1). */
export function parseJson(text: string): { value: unknown } | { problem: string } {
  const body = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  if (body.trim() === '') return { problem: 'it is empty' };
  const depth = deepest(body);
  if (depth > depthLimit) return { problem: `it is nested deeper than ${depthLimit} levels` };
  try {
    return { value: JSON.parse(body) as unknown };
  } catch {
    const start = body.trimStart().slice(0, 15).toLowerCase();
    if (start.startsWith('<'))
      return {
        problem: start.startsWith('<!doctype html') || start.startsWith('<html') ? 'it is HTML' : 'it is markup',
      };
    // No words of the parser: they change with the version of Node, and verdicts must not.
    return { problem: `it cannot be parsed; it begins with ${JSON.stringify(body.slice(0, 60))}` };
  }
}

/** Deepest nesting of brackets outside strings; stops counting behind the limit. */
function deepest(text: string): number {
  let depth = 0;
  let most = 0;
  let inString = false;
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charCodeAt(i);
    if (inString) {
      if (c === 0x5c) i += 1;
      else if (c === 0x22) inString = false;
    } else if (c === 0x22) inString = true;
    else if (c === 0x5b || c === 0x7b) {
      depth += 1;
      if (depth > most) most = depth;
      if (most > depthLimit) return most;
    } else if (c === 0x5d || c === 0x7d) depth -= 1;
  }
  return most;
}
