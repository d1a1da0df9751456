import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keepWaivers, keptWaivers, parseWaivers, readWaivers } from '../../../src/suite/waiver-file.ts';
import { ConfigurationError } from '../../../src/target/problems.ts';

const members = {
  requirement: 'VN-PAGE-03',
  target: 'vendnovation-v2.1',
  owner: 'Jane',
  reason: 'The next release mends it.',
  ticket: 'VEND-17',
  expires: '2027-06-30',
};

const entry = (change: Readonly<Record<string, string | null>> = {}) => {
  const lines = Object.entries({ ...members, ...change }).flatMap(([name, value]) =>
    value === null ? [] : [`${name}: ${value}`],
  );
  return `  - ${lines.join('\n    ')}\n`;
};
const file = (...entries: readonly string[]) => `# accepted deviations\nwaivers:\n${entries.join('')}`;

function problemsIn(text: string): string {
  try {
    parseWaivers(text, 'waivers.yaml');
  } catch (error) {
    if (error instanceof ConfigurationError)
      return error.problems.map((p) => `${p.variable}: ${p.problem}; ${p.expected}`).join('\n');
    throw error;
  }
  return '';
}

describe('a file of waivers', () => {
  test('is read', () => {
    expect(parseWaivers(file(entry()), 'waivers.yaml')).toEqual([members]);
    expect(parseWaivers('waivers: []', 'waivers.yaml')).toEqual([]);
    expect(problemsIn(file(entry({ target: 'vendnovation@v2' }), entry({ target: 'vendnovation@v2.1' })))).toBe('');
    expect(problemsIn(file(entry({ target: "'vendnovation@*'" })))).toBe('');
  });

  test.each([
    ['no YAML', 'waivers: [', 'waivers.yaml:1: '],
    ['nothing', '', 'must be object'],
    ['a list without a name', '- requirement: x', 'must be object'],
    ['another member beside the list', 'waivers: []\nnotes: x', '/notes must not be present'],
    ['a member too many', file(entry({ until: 'x' })), '/waivers/0/until must not be present'],
    ['a member twice', file(entry() + '    owner: John\n'), 'waivers.yaml:'],
    ...Object.keys(members).map(
      (name) => [`no ${name}`, file(entry({ [name]: null })), `/waivers/0/${name} must be present`] as const,
    ),
    ['a blank owner', file(entry({ owner: "' '" })), 'waivers.yaml:3: owner is blank'],
    [
      'an empty ticket',
      file(entry({ ticket: "''" })),
      'waivers.yaml:3: /waivers/0/ticket must be at least 1 character long',
    ],
    ['a number as ticket', file(entry({ ticket: '17' })), '/waivers/0/ticket must be string'],
    [
      'a day that the calendar does not have',
      file(entry({ expires: '2027-02-29' })),
      'expires is no day: "2027-02-29"',
    ],
    ['a day in another form', file(entry({ expires: '30/06/2027' })), 'expires is no day'],
    [
      'an unknown requirement',
      file(entry({ requirement: 'VN-PAGE-33' })),
      'vendnovation has no requirement "VN-PAGE-33"; a known name; did you mean "VN-PAGE-03"?',
    ],
    [
      'a requirement of another vendor',
      file(entry({ requirement: 'TP-DOC-01' })),
      'vendnovation has no requirement "TP-DOC-01"',
    ],
    [
      'what is not testable',
      file(entry({ requirement: 'VN-PLAN-01' })),
      'VN-PLAN-01 is not-testable and can never be broken',
    ],
    [
      'what is observed only',
      file(entry({ requirement: 'VN-PAGE-14' })),
      'VN-PAGE-14 is observed and can never be broken',
    ],
    ['an unknown target', file(entry({ target: 'vendnovation-v3' })), 'there is no target "vendnovation-v3"'],
    ['an unknown vendor', file(entry({ target: 'nobody@*' })), 'there is no target "nobody@*"'],
    ['a pattern without a match', file(entry({ target: 'vendnovation@v9*' })), 'there is no target "vendnovation@v9*"'],
    [
      'a version without that promise',
      file(entry({ requirement: 'VN-FIL-01', target: 'vendnovation-v1' })),
      'VN-FIL-01 is not promised for v1',
    ],
    [
      'the same twice',
      file(entry(), entry({ owner: 'John' })),
      'waivers.yaml:9: VN-PAGE-03 at vendnovation-v2.1 is waived already, at waivers.yaml:3',
    ],
    ['two patterns that overlap', file(entry({ target: "'vendnovation@v2*'" }), entry()), 'is waived already'],
  ] as [string, string, string][])('with %s is refused', (_, text, told) => {
    expect(problemsIn(text)).toContain(told);
  });

  test('tells everything that is wrong at once', () => {
    const told = problemsIn(
      file(entry({ requirement: 'VN-PAGE-99', expires: 'soon' }), entry({ target: 'nobody-v1' })),
    );
    expect(told.split('\n')).toHaveLength(3);
  });
});

describe('where waivers stand', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'waivers-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('the environment names the file', () => {
    const path = join(folder, 'own.yaml');
    writeFileSync(path, file(entry()));
    expect(readWaivers({ CONFORMANCE_WAIVERS: path })).toEqual([members]);
  });

  test('a named file that is missing is refused', () => {
    expect(() => readWaivers({ CONFORMANCE_WAIVERS: join(folder, 'none.yaml') })).toThrow(
      /none\.yaml cannot be read \(ENOENT\)/,
    );
  });

  test('a run keeps those that it was judged with', () => {
    expect(keptWaivers(folder)).toEqual([]);
    keepWaivers(folder, [members]);
    expect(keptWaivers(folder)).toEqual([members]);
    writeFileSync(join(folder, 'waivers.json'), '{"format":1,"waivers":[{}]}');
    expect(() => keptWaivers(folder)).toThrow(/changed by hand/);
    writeFileSync(join(folder, 'waivers.json'), 'null');
    expect(() => keptWaivers(folder)).toThrow(/changed by hand/);
  });
});
