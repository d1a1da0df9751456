/** The words of the ledger: levels, outcomes, findings, verdicts. */

export type Level = 'must' | 'should' | 'may';

/**
 * What became of one requirement at one target.
 *
 * - `pass`          held, and at least one thing was checked
 * - `fail`          a must is broken, confirmed by a second asking
 * - `warn`          a should is broken, confirmed likewise
 * - `known`         broken, and waived
 * - `unstable`      broken once, held on the second asking: undecided
 * - `inconclusive`  could not be decided: unreachable, 5xx, 429, no data, missing permission
 * - `observed`      nothing is promised; this is what came
 * - `not-testable`  cannot be seen from outside, or not with this target's configuration
 * - `error`         the suite itself failed
 */
export type Outcome =
  'pass' | 'fail' | 'warn' | 'known' | 'unstable' | 'inconclusive' | 'observed' | 'not-testable' | 'error';

export const outcomes: readonly Outcome[] = [
  'pass',
  'fail',
  'warn',
  'known',
  'unstable',
  'inconclusive',
  'observed',
  'not-testable',
  'error',
];

/** One broken promise. */
export interface Finding {
  /** A whole sentence: what is wrong. */
  readonly message: string;
  /** What the documentation promises, in few words. */
  readonly expected: string;
  /** What came, in few words; redacted, at most 300 characters. */
  readonly actual: string;
  /** JSON pointer (`/0/siteId`), or `header size`, or `status`. */
  readonly where?: string;
  /** Id of the exchange that shows it (`Exchange.x`). */
  readonly exchange?: string;
}

/** Something seen where nothing is promised, or a note beside a verdict. */
export interface Observation {
  readonly label: string;
  readonly value: string;
  readonly exchange?: string;
}

export interface Verdict {
  /** Name of the target, as `vendnovation-v2.1`. */
  readonly target: string;
  /** Permanent id of the requirement, as `VN-PAGE-03`. */
  readonly requirement: string;
  readonly level: Level;
  readonly outcome: Outcome;
  /** One sentence for the person who reads the report. */
  readonly reason: string;
  /** How many single things were looked at; 0 never passes. */
  readonly checks: number;
  /** At most `findingLimit` of them; `findingsTotal` counts all. */
  readonly findings: readonly Finding[];
  readonly findingsTotal: number;
  readonly observations: readonly Observation[];
  /** Ids of the exchanges that the probe saw, in the order of their ids. */
  readonly exchanges: readonly string[];
  /** Name of the probe, or '' where nothing is asked. */
  readonly probe: string;
  /** Who accepted it, of `known` ones. */
  readonly waiver?: AcceptedDeviation;
}

/** Why a broken promise is `known`. */
export interface AcceptedDeviation {
  readonly owner: string;
  readonly reason: string;
  readonly ticket: string;
  /** Last day, UTC, as `2027-01-31`. */
  readonly expires: string;
}

/**
 * What a run shows about a waiver.
 *
 * - `expired`   its last day is over; it waived nothing
 * - `stale`     the promise is kept again
 * - `expiring`  it holds, but not for much longer
 */
export interface WaiverNote {
  readonly kind: 'expired' | 'stale' | 'expiring';
  readonly requirement: string;
  /** As the entry names it. */
  readonly target: string;
  /** A sentence without its full stop. */
  readonly text: string;
}

/** Stored findings per verdict are bounded; a hostile answer must not fill the disk. */
export const findingLimit = 25;

export interface TargetSummary {
  readonly name: string;
  readonly vendor: string;
  readonly version: string;
  /** Base URL without credentials. */
  readonly baseUrl: string;
  /** `reference`: an embedded server answered; nothing was learnt about the live vendor. */
  readonly kind: 'live' | 'reference';
  readonly requestsPlanned: number;
  readonly requestsSent: number;
  /** File name of the recording, relative to the ledger. */
  readonly recording: string;
}

export interface Ledger {
  readonly format: 1;
  /** Id of the run, as `20261123T094500Z-a1b2`. */
  readonly run: string;
  /** Start of the run, UTC, ISO 8601. */
  readonly startedAt: string;
  readonly targets: readonly TargetSummary[];
  /** Sorted by target, then requirement. */
  readonly verdicts: readonly Verdict[];
  /** Requirements in scope; equals `verdicts.length`, or the run is an error. */
  readonly inScope: number;
  readonly interrupted: boolean;
  /** What there is to say of the waivers that concern this run; absent where nothing is. */
  readonly waiverNotes?: readonly WaiverNote[];
}
