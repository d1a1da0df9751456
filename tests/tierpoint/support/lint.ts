/** Lint results of the API documents of a label. */
import { type LintResult, NotLintable, lintDocument } from '../../../src/openapi/lint.ts';
import { probe } from '../suite.ts';
import { type Published, documents } from './documentation.ts';
import { tierpointRuleset } from './ruleset.ts';

export interface Linted {
  readonly published: Published;
  /** Or why it cannot be linted. */
  readonly results: readonly LintResult[] | string;
}

function reason(error: unknown): string {
  if (error instanceof NotLintable) return error.message;
  throw error;
}

export const lint = probe(
  'lint of the API documents',
  { cost: 0, needs: [documents], withoutSession: true },
  async ({ get }): Promise<Linted[]> => {
    const linted: Linted[] = [];
    for (const published of await get(documents))
      linted.push({ published, results: await lintDocument(published.document, tierpointRuleset).catch(reason) });
    return linted;
  },
);
