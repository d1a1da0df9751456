/** STOMP 1.2 frames as text. */

export interface StompFrame {
  readonly command: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\r': '\\r', '\n': '\\n', ':': '\\c' };

const unescaped = (text: string) =>
  text.replace(/\\([rnc\\])/g, (_, c: string) => ({ r: '\r', n: '\n', c: ':', '\\': '\\' })[c] ?? '');

/** Text of a frame; CONNECTED is not escaped (STOMP 1.2, Value Encoding). */
export function frameText(command: string, headers: Readonly<Record<string, string>>, body = ''): string {
  const escaped = (text: string) =>
    command === 'CONNECTED' ? text : text.replace(/[\\\r\n:]/g, (c) => escapes[c] ?? c);
  const all = body === '' ? headers : { ...headers, 'content-length': String(Buffer.byteLength(body)) };
  return `${command}\n${Object.entries(all)
    .map(([name, value]) => `${escaped(name)}:${escaped(value)}\n`)
    .join('')}\n${body}\0`;
}

/** Frames of one WebSocket message; heart-beats are left out. The first of repeated headers wins. */
export function readFrames(text: string): StompFrame[] {
  return text.split('\0').flatMap((part) => {
    const lines = part.replace(/^[\r\n]+/, '');
    if (lines === '') return [];
    const [head = '', body = ''] = lines.split(/\r?\n\r?\n([\s\S]*)/);
    const [command = '', ...pairs] = head.split(/\r?\n/);
    const plain = command === 'CONNECT' || command === 'STOMP';
    const headers: Record<string, string> = {};
    for (const pair of pairs) {
      const [name = '', value = ''] = pair.split(/:(.*)/s).map((t) => (plain ? t : unescaped(t)));
      headers[name] ??= value;
    }
    return [{ command, headers, body }];
  });
}
