import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { curlLine } from '../../../reporters/curl.ts';
import { hostile, request, unseen } from './fixtures.ts';

const variables = { apiKey: 'VENDNOVATION_API_KEY', password: 'VENDNOVATION_PASSWORD' };
const line = (changes: Parameters<typeof request>[0]) => curlLine(request(changes), variables);

/** What a shell makes of the line: the words that curl would get. */
function words(text: string, env: Record<string, string> = {}): string[] {
  const script = `curl() { printf '%s\\0' "$@"; }\n${text}`;
  const out = execFileSync('bash', ['--norc', '-c', script], { env: { PATH: process.env['PATH'] ?? '', ...env } });
  return out.toString('utf8').split('\0').slice(0, -1);
}

describe('curlLine', () => {
  it('repeats a plain read with a variable in place of the key', () => {
    expect(line({})).toBe(
      'curl -sS -i -H "x-api-key: $VENDNOVATION_API_KEY" -H \'size: 2001\' https://api.example.com/v2/machines',
    );
  });
  it('puts the value of the variable where the handle was', () => {
    const got = words(line({}), { VENDNOVATION_API_KEY: 'k"1 $x' });
    expect(got).toContain('x-api-key: k"1 $x');
  });
  it('calls other secrets TOKEN, and further ones by number', () => {
    const headers = [
      ['access-token', '«secret:1»'],
      ['again', '«secret:1»'],
      ['other', '«secret:2»'],
    ] as const;
    expect(words(line({ headers }), { TOKEN: 'a', TOKEN_2: 'b' })).toEqual(
      expect.arrayContaining(['access-token: a', 'again: a', 'other: b']),
    );
  });
  it('places secrets inside a JSON body', () => {
    const body = '{"password":"«secret:password»","user":"o\'neill"}';
    const got = words(line({ method: 'POST', headers: [['content-type', 'application/json']], body }), {
      VENDNOVATION_PASSWORD: 'p w',
    });
    expect(got).toContain('{"password":"p w","user":"o\'neill"}');
    expect(got.join(' ')).toContain('-X POST');
  });
  it('keeps a variable apart from what follows it', () => {
    expect(words(line({ headers: [['a', '«secret:1»b']] }), { TOKEN: 'z' })).toContain('a: zb');
  });
  it('reads handles in a URL', () => {
    const got = words(line({ url: 'https://api.example.com/a?t=%C2%ABsecret%3A1%C2%BB&b=1' }), { TOKEN: 'z' });
    expect(got.at(-1)).toBe('https://api.example.com/a?t=z&b=1');
  });
  it('does not take a name of the prototype for a variable', () => {
    expect(line({ headers: [['a', '«secret:constructor»']] })).toContain('$TOKEN');
  });
  it('keeps GET when there is a body, and sends no content type that was not sent', () => {
    const got = words(line({ headers: [], body: '{}' }));
    expect(got).toEqual([
      '-sS',
      '-i',
      '-X',
      'GET',
      '-H',
      'Content-Type:',
      '--data-raw',
      '{}',
      'https://api.example.com/v2/machines',
    ]);
  });
  it('leaves out what curl writes by itself', () => {
    expect(
      line({
        headers: [
          ['Host', 'x'],
          ['content-length', '3'],
          ['accept-encoding', 'gzip'],
        ],
      }),
    ).toBe('curl -sS -i --compressed https://api.example.com/v2/machines');
  });
  it('sends empty headers and HEAD as they were', () => {
    expect(words(line({ method: 'HEAD', headers: [['size', '']] }))).toEqual([
      '-sS',
      '-i',
      '--head',
      '-H',
      'size;',
      'https://api.example.com/v2/machines',
    ]);
  });
  it('keeps curl from reading patterns and dots in the path', () => {
    expect(line({ url: 'https://api.example.com/a/../b[1]' })).toMatch(
      /--globoff --path-as-is .*'https:\/\/api\.example\.com\/a\/\.\.\/b\[1\]'$/,
    );
  });
  it.each([hostile, "'; touch /tmp/owned; '", '$(id)', '`id`', '"; id; "', '\\', '!!', "a'b\u001bc\\"])(
    'is one word to the shell: %j',
    (text) => {
      // Half a surrogate pair has no bytes of its own; a NUL ends every argument. Both are written as something else.
      const clean = text.replace('\ud800', '\ufffd').replace('\u0000', '');
      const got = words(
        line({
          headers: [
            ['x', clean],
            ['y', `${clean}«secret:1»`],
          ],
          body: clean,
        }),
        { TOKEN: 't' },
      );
      expect(got).toContain(`x: ${clean}`);
      expect(got).toContain(`y: ${clean}t`);
      expect(got).toContain(clean);
      expect(got).toHaveLength(13);
    },
  );
  it('means the same wrapped over lines', () => {
    const one = request({ body: "it's" });
    const wrapped = curlLine(one, variables, 'wrapped');
    expect(wrapped.split('\n').length).toBeGreaterThan(4);
    expect(words(wrapped, { VENDNOVATION_API_KEY: 'k' })).toEqual(
      words(curlLine(one, variables), { VENDNOVATION_API_KEY: 'k' }),
    );
  });
  it('shows no byte that a terminal would obey', () => {
    expect(line({ body: hostile, url: `https://x.example/${hostile}` })).not.toMatch(unseen);
  });
});
