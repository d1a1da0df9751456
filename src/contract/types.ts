/** A contract: what a vendor's documentation promises, as data under `schemas/vendors/<vendor>/`. */
import type { Level } from '../verdict/types.ts';

export type Effect = 'read' | 'session' | 'write';

/**
 * - `vendor`     the vendor's page says so
 * - `standard`   a standard that the vendor names or builds on says so
 * - `inference`  follows from what they say; our reading
 */
export type Basis = 'vendor' | 'standard' | 'inference';

/**
 * - `tested`        judged; can fail
 * - `observed`      the documentation is silent or contradicts itself: reported, never failed
 * - `not-testable`  cannot be seen from outside; `why` says the reason
 */
export type RequirementClass = 'tested' | 'observed' | 'not-testable';

export interface Source {
  /** Short name of the document, a key of `contract.documents`. */
  readonly document: string;
  readonly heading: string;
}

export interface Requirement {
  readonly id: string;
  readonly vendor: string;
  /** Section of the vendor's documentation, as `Pagination`. */
  readonly section: string;
  /** Name of the requirements file without ending, as `pagination`. */
  readonly file: string;
  readonly level: Level;
  readonly basis: Basis;
  readonly class: RequirementClass;
  /** A whole sentence in our own words. */
  readonly text: string;
  readonly source: Source;
  /** Absolute address of the page, from `contract.documents`. */
  readonly sourceUrl: string;
  /** Where the documents contradict each other or are silent: what we do about it. */
  readonly note?: string;
  /** Reason, for `not-testable`. */
  readonly why?: string;
  /** Versions that it holds for; all versions of the contract if absent. */
  readonly versions?: readonly string[];
  /** Asks with write operations: runs only when the target allows writes. */
  readonly writes: boolean;
  /** Belongs to the `--smoke` selection. */
  readonly smoke: boolean;
}

export interface Operation {
  readonly id: string;
  readonly method: string;
  /** Path template below the base URL, as `/machines` or `/customer/{customerId}`. */
  readonly path: string;
  readonly effect: Effect;
  /** Query members under which a `write` changes nothing and counts as `session` (`x-session-when`), as `{confirm: true}`. */
  readonly sessionWhen?: Readonly<Record<string, string | number | boolean>>;
  /** Name of the contract setting that may override the method (`x-method-setting`). */
  readonly methodSetting?: string;
  /** Name of the contract setting that may override the path (`x-path-setting`). */
  readonly pathSetting?: string;
  /** Name of the URL setting that this operation is reached at in place of the base URL (`x-base-setting`). */
  readonly baseSetting?: string;
  /** Credentials that each call carries by itself (`x-credentials`), names of `contract.credentials`. */
  readonly credentials: readonly string[];
  /**
   * Every string of the answer is masked unless its member is named under `keep` (`x-sensitive`). What it issues may be
   * sent to the base URL, to where the operation is reached, and to the URL settings that `alsoTo` names.
   */
  readonly sensitive: { readonly keep: readonly string[]; readonly alsoTo?: readonly string[] } | null;
  /** `$id`s of compiled schemas. */
  readonly parameters: { readonly path?: string; readonly query?: string; readonly headers?: string };
  readonly requestBody?: string;
  /** Response schema `$id` by status (`200`, `4XX`, `default`), JSON bodies only. */
  readonly responses: Readonly<Record<string, string>>;
}

export interface Credential {
  readonly name: string;
  /** Environment variable, as `VENDNOVATION_API_KEY`. */
  readonly env: string;
  readonly description: string;
  readonly required: boolean;
  /** Where every call carries it, if it is sent by itself; else cases place its handle. */
  readonly header?: string;
  /** Text before the value in the header, as `Bearer `. */
  readonly prefix?: string;
  /** Name of the URL setting whose origin it is for; the base URL if absent. */
  readonly originOf?: string;
  /** Names of URL settings whose origins it is sent to as well, where they have a value. */
  readonly alsoTo?: readonly string[];
}

export interface Setting {
  readonly name: string;
  readonly env: string;
  readonly description: string;
  readonly type: 'string' | 'integer' | 'boolean' | 'enum' | 'url' | 'duration' | 'list';
  readonly values?: readonly string[];
  readonly default?: string;
  readonly example?: string;
}

export interface Limits {
  /** Requests a second; the suite stays below. */
  readonly perSecond: number;
  readonly burst: number;
  /** Requests a day (UTC); null where the vendor names none. */
  readonly perDay: number | null;
}

export interface Version {
  readonly id: string;
  /** Runs when nothing else is chosen. */
  readonly default: boolean;
  /** What stands for `{version}` in a base URL, where that is not the id. */
  readonly path?: string;
  readonly operations: ReadonlyMap<string, Operation>;
}

export interface Contract {
  readonly vendor: string;
  readonly title: string;
  /** Prefix of every environment variable of this vendor, as `VENDNOVATION`. */
  readonly envPrefix: string;
  readonly documents: Readonly<Record<string, { readonly title: string; readonly url: string }>>;
  readonly versions: ReadonlyMap<string, Version>;
  /** All versions are reached at one base URL; requests name theirs further on. */
  readonly oneBaseUrl?: boolean;
  readonly credentials: readonly Credential[];
  readonly settings: readonly Setting[];
  readonly limits: Limits;
  /** Free data of the vendor's documentation: paging, dates, error codes, compatibility policy. */
  readonly facts: Readonly<Record<string, unknown>>;
  readonly requirements: ReadonlyMap<string, Requirement>;
  /** Validates `value` against a compiled schema by `$id`; empty when it holds. */
  validate(schemaId: string, value: unknown): readonly SchemaProblem[];
}

export interface SchemaProblem {
  /** JSON pointer into the value. */
  readonly pointer: string;
  /** As `must be integer`. */
  readonly message: string;
  readonly keyword: string;
}
