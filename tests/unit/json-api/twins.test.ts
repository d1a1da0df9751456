/** Every document rule against a valid document and its invalid twin. The twins are data: `fixtures/*.json`. */
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { documentTable, judgeDocument } from '../../../src/judges/json-api/judge-document.ts';
import type { DocumentOptions } from '../../../src/judges/json-api/judge-document.ts';
import type { JsonApiVersion } from '../../../src/judges/json-api/outline.ts';
import { broken } from '../../../src/judges/json-api/rule.ts';

interface Twin {
  readonly rule: string;
  readonly name: string;
  readonly versions: readonly JsonApiVersion[];
  readonly options?: Partial<DocumentOptions>;
  readonly valid: unknown;
  readonly invalid: unknown;
  /** JSON pointer of the finding. */
  readonly where: string;
}

const folder = new URL('fixtures/', import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
const read = (file: string) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as readonly Twin[];

for (const file of files) {
  describe(file, () => {
    for (const twin of read(file)) {
      for (const version of twin.versions) {
        it(`${twin.rule} in ${version}: ${twin.name}`, () => {
          const options = { ...twin.options, version };
          const verdict = (document: unknown) =>
            judgeDocument(document, options).find(({ rule }) => rule === twin.rule);
          const mustBroken = broken(judgeDocument(twin.valid, options), ['must']);
          expect(mustBroken).toEqual([]);
          expect(verdict(twin.valid)).toMatchObject({ findingsTotal: 0 });
          const found = verdict(twin.invalid);
          expect(found?.findings.map(({ where }) => where)).toContain(twin.where);
          expect(found?.checks).toBeGreaterThan(0);
          for (const { message, expected, actual } of found?.findings ?? []) {
            expect(message).toMatch(/^[A-Z].*\.$/s);
            expect(expected).not.toBe('');
            expect(actual).not.toBe('');
          }
        });
      }
    }
  });
}

it('every document rule has twins', () => {
  const tested = new Set(files.flatMap(read).map(({ rule }) => rule));
  expect(documentTable.map(({ id }) => id).filter((id) => !tested.has(id))).toEqual([]);
  expect([...tested].filter((id) => !documentTable.some((rule) => rule.id === id))).toEqual([]);
});
