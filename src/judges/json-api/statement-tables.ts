/** Tables of statements and rules in Markdown. Deterministic: the same data give the same text. */
import type { Statement, StatementSection } from './statements.ts';

/** A rule as its table shows it; one level per column. */
export interface RuleRow {
  readonly id: string;
  readonly levels: readonly string[];
  readonly statement: string;
}

/** Headings and tables, one per section, behind a table of counts. */
export function statementTables(sections: readonly StatementSection[], versions: readonly string[]): string {
  const parts = [counts(sections)];
  for (const { title, statements } of sections) {
    const rows = statements.map((statement) => [
      `\`${statement.id}\`${statement.listed ? '' : ' *'}${statement.basis === 'inference' ? ' †' : ''}`,
      ...(versions.length > 1 ? [statement.versions.join(', ') || versions.join(', ')] : []),
      statement.level,
      statement.class,
      statement.text,
      judgedBy(statement),
    ]);
    const head = [
      'Statement',
      ...(versions.length > 1 ? ['Versions'] : []),
      'Level',
      'Class',
      'Says',
      'Judged by, or why not',
    ];
    parts.push(`### ${title}`, table(head, rows));
  }
  return parts.join('\n\n');
}

/** One row per rule. */
export function ruleTable(rows: readonly RuleRow[], columns: readonly string[]): string {
  return table(
    ['Rule', ...columns, 'Demands'],
    rows.map(({ id, levels, statement }) => [`\`${id}\``, ...levels, statement]),
  );
}

/**
 * Puts a text between the two marks of a name: `<!-- name:begin -->` and `<!-- name:end -->`.
 * @throws Error where the marks are missing
 */
export function between(document: string, name: string, text: string): string {
  const [begin, end] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];
  const [from, to] = [document.indexOf(begin), document.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`The marks ${begin} and ${end} are missing.`);
  return `${document.slice(0, from + begin.length)}\n\n${text}\n\n${document.slice(to)}`;
}

function counts(sections: readonly StatementSection[]): string {
  const classes = ['tested', 'observed', 'not-testable', 'client-side'] as const;
  const count = (statements: readonly Statement[]) => [
    ...classes.map((kind) => String(statements.filter((statement) => statement.class === kind).length)),
    String(statements.length),
  ];
  const rows = sections.map(({ title, statements }) => [title, ...count(statements)]);
  return table(
    ['Section', ...classes, 'all'],
    [...rows, ['**All**', ...count(sections.flatMap(({ statements }) => statements))]],
  );
}

function judgedBy({ rules, why, note, class: kind }: Statement): string {
  const judged = rules.length > 0 ? rules.map((rule) => `\`${rule}\``).join(', ') : (why ?? '');
  const reason = kind === 'client-side' ? 'Binds clients.' : judged;
  return note === null ? reason : `${reason}${rules.length > 0 ? '.' : ''} ${note}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
