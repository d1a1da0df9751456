/** Lint results of the API documents of a label. */
import { type LintResult, lintDocument, lintLimit } from '../../../src/openapi/lint.ts';
import { probe } from '../suite.ts';
import { type Published, documents } from './documentation.ts';
import { tierpointRuleset } from './ruleset.ts';

export interface Linted {
  readonly published: Published;
  /** Null where the document is too long to be linted. */
  readonly results: readonly LintResult[] | null;
}

export const lint = probe(
  'lint of the API documents',
  { cost: 0, needs: [documents], withoutSession: true },
  async ({ get }): Promise<Linted[]> => {
    const linted: Linted[] = [];
    for (const published of await get(documents))
      linted.push({
        published,
        results:
          published.document.text.length > lintLimit ? null : await lintDocument(published.document, tierpointRuleset),
      });
    return linted;
  },
);
