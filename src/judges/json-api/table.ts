/** The shape of this pack's rule tables: a level per version, and what a table looks at. */
import type { Level } from '../../verdict/types.ts';
import type { Check } from '../../verdict/check.ts';
import type { Finding } from '../../verdict/types.ts';
import type { JsonApiVersion, Outline } from './outline.ts';
import type { Rule } from './rule.ts';
import { findingAt } from './value.ts';
import type { Node } from './value.ts';

/** One level for both versions, or one per version; a version that is left out does not know the rule. */
export type VersionedLevel = Level | Readonly<Partial<Record<JsonApiVersion, Level>>>;

export interface VersionedRule<Subject> extends Omit<Rule<Subject>, 'level'> {
  readonly level: VersionedLevel;
}

export type DocumentRule = VersionedRule<Outline>;

/** The rules of a table that hold in a version, each with its level there. */
export function rulesOf<Subject>(
  table: readonly VersionedRule<Subject>[],
  version: JsonApiVersion,
): readonly Rule<Subject>[] {
  return table.flatMap(({ level, ...rule }) => {
    const effective = typeof level === 'string' ? level : level[version];
    return effective === undefined ? [] : [{ ...rule, level: effective }];
  });
}

/** Checks that something holds at a node; the finding shows the node's value. */
export function holds(check: Check, node: Node, condition: boolean, message: () => string, expected: string): boolean {
  return check.that(condition, (): Finding => findingAt(node.place, message(), expected, node.value));
}
