/**
 * What a judge writes into: counted checks, findings, observations.
 * A judge that looked at nothing has `checks === 0`, and is undecided by that alone.
 */
import type { Finding, Observation } from './types.ts';
import { findingLimit } from './types.ts';

/** Thrown by a probe or judge: the requirement cannot be decided, and why. */
export class Undecided extends Error {
  override readonly name = 'Undecided';
}

/** Thrown by a probe or judge: the target, as configured or built, offers nothing to judge here, and no document promises it. */
export class NotTestable extends Error {
  override readonly name = 'NotTestable';
}

/** Thrown where an answer cannot be used at all because it breaks a promise; carries the finding. */
export class Broken extends Error {
  override readonly name = 'Broken';
  readonly finding: Finding;
  constructor(finding: Finding) {
    super(finding.message);
    this.finding = finding;
  }
}

/** Ends a probe or judge as undecided. @throws Undecided, always. */
export function undecided(reason: string): never {
  throw new Undecided(reason);
}

/** Ends a probe or judge as not testable at this target. @throws NotTestable, always. */
export function notTestable(reason: string): never {
  throw new NotTestable(reason);
}

/** A hostile answer must not fill the disk. */
const observationLimit = 100;

/** Vendors' text may stand anywhere in a finding. */
function legible(finding: Finding): Finding {
  const { message, expected, actual, where } = finding;
  return {
    ...finding,
    message: shorten(message, 600),
    expected: shorten(expected),
    actual: shorten(actual),
    ...(where === undefined ? {} : { where: shorten(where) }),
  };
}

export class Check {
  checks = 0;
  findingsTotal = 0;
  readonly findings: Finding[] = [];
  readonly observations: Observation[] = [];

  /** Counts one check; records the finding when it does not hold. Returns whether it held. */
  that(holds: boolean, finding: () => Finding): boolean {
    this.checks += 1;
    if (!holds && this.findings.length < findingLimit) this.broken(finding());
    else if (!holds) this.findingsTotal += 1;
    return holds;
  }

  /** Records a finding without counting a check of its own. */
  broken(finding: Finding): void {
    this.findingsTotal += 1;
    if (this.findings.length < findingLimit) this.findings.push(legible(finding));
  }

  /** Counts a check that held by reaching this line. */
  held(): void {
    this.checks += 1;
  }

  observe(label: string, value: unknown, exchange?: string): void {
    if (this.observations.length >= observationLimit) return;
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    this.observations.push({
      label,
      value: shorten(text ?? 'nothing'),
      ...(exchange === undefined ? {} : { exchange }),
    });
  }
}

/** Control, direction and invisible characters, separators of lines, halves of surrogate pairs: they fool terminals, readers and files. */
const unseen =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|\udb40[\udc00-\udc7f]/g;

const escaped = (text: string) =>
  [...Array(text.length).keys()].map((i) => `\\u${text.charCodeAt(i).toString(16).padStart(4, '0')}`).join('');

/** Text for a finding: at most `limit` characters, unseen ones made visible. */
export function shorten(text: string, limit = 300): string {
  const visible = text.slice(0, limit + 1).replace(unseen, (c) => (c === '\n' || c === '\t' ? ' ' : escaped(c)));
  if (text.length <= limit && visible.length <= limit) return visible;
  return `${visible.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** A value as it stands in a finding. */
export function show(value: unknown, limit = 300): string {
  return shorten(value === undefined ? 'nothing' : (JSON.stringify(value) ?? String(value)), limit);
}
