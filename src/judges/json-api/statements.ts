/** The statements of a standard as data: `schemas/standards/<standard>/statements.yaml`, read and checked. */
import { parse } from 'yaml';
import type { Level } from '../../verdict/types.ts';
import { isObject, member } from './value.ts';
import type { JsonObject } from './value.ts';

export type StatementClass = 'tested' | 'observed' | 'not-testable' | 'client-side';

export interface Statement {
  readonly id: string;
  /** Versions of the standard that it stands in; empty for all. */
  readonly versions: readonly string[];
  /** Stands in the published list of statements, where there is one. */
  readonly listed: boolean;
  /** `inference`: follows from the standard, but does not stand in it. */
  readonly basis: 'standard' | 'inference';
  readonly level: Level;
  readonly class: StatementClass;
  readonly text: string;
  /** Ids of the rules that judge it. */
  readonly rules: readonly string[];
  /** Why it is not testable. */
  readonly why: string | null;
  readonly note: string | null;
}

export interface StatementSection {
  readonly id: string;
  readonly title: string;
  /** Fragment of the section in the published text. */
  readonly anchor: string;
  readonly statements: readonly Statement[];
}

const levels: readonly string[] = ['must', 'should', 'may'];
const classes: readonly string[] = ['tested', 'observed', 'not-testable', 'client-side'];

/**
 * Reads a statements file.
 * @param text YAML
 * @param file its name, for errors
 * @throws Error that names every problem
 */
export function parseStatements(text: string, file: string): readonly StatementSection[] {
  const document = parse(text) as unknown;
  const sections = isObject(document) ? member(document, 'sections') : undefined;
  if (!Array.isArray(sections)) throw new Error(`${file}: there is no list named sections.`);
  const read = sections.filter(isObject).map((section) => ({
    id: textOf(section, 'id'),
    title: textOf(section, 'title'),
    anchor: textOf(section, 'anchor'),
    statements: listOf(section, 'statements').filter(isObject).map(statementOf),
  }));
  const problems = problemsOf(read.flatMap(({ statements }) => statements));
  if (problems.length > 0) throw new Error(problems.map((problem) => `${file}: ${problem}`).join('\n'));
  return read;
}

function statementOf(entry: JsonObject): Statement {
  return {
    id: textOf(entry, 'id'),
    versions: listOf(entry, 'versions').map(String),
    listed: member(entry, 'listed') !== false,
    basis: member(entry, 'basis') === 'inference' ? 'inference' : 'standard',
    level: textOf(entry, 'level') as Level,
    class: textOf(entry, 'class') as StatementClass,
    text: textOf(entry, 'text'),
    rules: listOf(entry, 'rules').map(String),
    why: textOf(entry, 'why') || null,
    note: textOf(entry, 'note') || null,
  };
}

function problemsOf(statements: readonly Statement[]): string[] {
  const problems: string[] = [];
  const seen = new Set<string>();
  for (const { id, level, class: kind, text, rules, why } of statements) {
    const say = (problem: string) => problems.push(`statement ${id || '(without id)'} ${problem}`);
    if (id === '') say('needs an id.');
    if (seen.has(id)) say('stands there twice; ids are unique.');
    seen.add(id);
    if (!levels.includes(level)) say(`has the level "${level}"; known are ${levels.join(', ')}.`);
    if (!classes.includes(kind)) say(`has the class "${kind}"; known are ${classes.join(', ')}.`);
    if (text === '') say('needs a text.');
    const judged = kind === 'tested' || kind === 'observed';
    if (judged && rules.length === 0) say(`is ${kind}, but names no rule.`);
    if (!judged && rules.length > 0) say(`is ${kind}, but names rules.`);
    if ((kind === 'not-testable') !== (why !== null)) say('needs a why if, and only if, it is not-testable.');
  }
  return problems;
}

function textOf(object: JsonObject, name: string): string {
  const value = member(object, name);
  return typeof value === 'string' ? value : '';
}

function listOf(object: JsonObject, name: string): readonly unknown[] {
  const value = member(object, name);
  return Array.isArray(value) ? value : [];
}
