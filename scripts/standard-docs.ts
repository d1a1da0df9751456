/** The generated parts of `docs/json-api.md` and `docs/mds-0.3.md`: the statements of the standards and the rules. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exchangeTable } from '../src/judges/json-api/judge-answer.ts';
import { documentTable } from '../src/judges/json-api/judge-document.ts';
import { pageTable } from '../src/judges/json-api/pages.ts';
import { parseStatements } from '../src/judges/json-api/statements.ts';
import type { StatementSection } from '../src/judges/json-api/statements.ts';
import { between, ruleTable, statementTables } from '../src/judges/json-api/statement-tables.ts';
import type { RuleRow } from '../src/judges/json-api/statement-tables.ts';
import type { VersionedLevel } from '../src/judges/json-api/table.ts';
import { agreementTable } from '../src/judges/mds/agreement.ts';
import { answerTable } from '../src/judges/mds/judge-answer.ts';
import { feedTable } from '../src/judges/mds/judge-feed.ts';
import { feedPageTable } from '../src/judges/mds/pages.ts';
import { projectRoot } from './run-child.ts';

interface StandardDoc {
  /** Relative to the project. */
  readonly file: string;
  readonly statements: string;
  readonly versions: readonly string[];
  readonly rules: readonly RuleRow[];
}

type AnyRule = { readonly id: string; readonly level: VersionedLevel; readonly statement: string };

const inBoth = ({ id, level, statement }: AnyRule): RuleRow => ({
  id,
  levels: typeof level === 'string' ? [level, level] : [level['1.0'] ?? '–', level['1.1'] ?? '–'],
  statement,
});
const inOne = ({ id, level, statement }: AnyRule): RuleRow => ({ id, levels: [String(level)], statement });

export const standardDocs: readonly StandardDoc[] = [
  {
    file: 'docs/json-api.md',
    statements: 'schemas/standards/json-api/statements.yaml',
    versions: ['1.0', '1.1'],
    rules: [...documentTable, ...exchangeTable, ...pageTable].map(inBoth),
  },
  {
    file: 'docs/mds-0.3.md',
    statements: 'schemas/standards/mds/0.3/statements.yaml',
    versions: ['0.3'],
    rules: [...answerTable, ...feedTable, ...feedPageTable, ...pageTable, ...agreementTable].map(inOne),
  },
];

/** The statements of a standard. @throws Error that names every problem of the file */
export function statementsOf({ statements }: StandardDoc): readonly StatementSection[] {
  return parseStatements(readFileSync(join(projectRoot, statements), 'utf8'), statements);
}

/** Documents whose generated parts are out of date; relative to the project. */
export function staleStandardDocs(): string[] {
  return standardDocs.filter((doc) => rendered(doc) !== current(doc)).map(({ file }) => file);
}

/** Writes what is out of date, and returns it. */
export function writeStandardDocs(): string[] {
  const stale = standardDocs.filter((doc) => rendered(doc) !== current(doc));
  for (const doc of stale) writeFileSync(join(projectRoot, doc.file), rendered(doc));
  return stale.map(({ file }) => file);
}

function rendered(doc: StandardDoc): string {
  const columns = doc.versions.length > 1 ? doc.versions : ['Level'];
  const withStatements = between(current(doc), 'statements', statementTables(statementsOf(doc), doc.versions));
  return between(withStatements, 'rules', ruleTable(doc.rules, columns));
}

function current({ file }: StandardDoc): string {
  return readFileSync(join(projectRoot, file), 'utf8');
}
