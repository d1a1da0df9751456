/** What every embedded reference server offers, whatever the vendor. */
import type { Level } from '../src/verdict/types.ts';

/** One deliberate defect, tied to the one requirement that must catch it. */
export interface Fault {
  /** Permanent, lower case with hyphens, as `total-pages-one-more`. */
  readonly id: string;
  /** Id of the requirement that must catch it, as `VN-PAGE-10`. */
  readonly requirement: string;
  /** Level of that requirement in the registry; a fault of a should gives a warning, not a failure. */
  readonly level: Exclude<Level, 'may'>;
  /** What the server does wrong, as a sentence. */
  readonly text: string;
  /** Versions in which it shows; all versions of the contract if absent. */
  readonly versions?: readonly string[];
  /** Shows only where the suite may write. */
  readonly needsWrites?: boolean;
}

/** A lawful way to keep the documentation; it must yield no finding. */
export interface Variation {
  readonly id: string;
  readonly text: string;
  /** Versions in which it shows; the newest one that runs by default if absent. */
  readonly versions?: readonly string[];
}

/** A way to break down altogether: nothing can be decided, and nothing may pass. */
export interface Outage {
  readonly id: string;
  readonly text: string;
}

/** A universe of requests: what differs from the documented behaviour, and its own changeable state. */
export interface WorldChoice {
  readonly faults?: readonly string[];
  readonly variations?: readonly string[];
  readonly outage?: string;
  /** Tells apart worlds that are otherwise equal: letters, digits, dot, hyphen and underscore. */
  readonly instance?: string;
}

export interface RunningReference {
  /** As `http://127.0.0.1:40123`. */
  readonly origin: string;
  /** Values by credential name of contract.yaml; random, made at start. */
  readonly credentials: Readonly<Record<string, string>>;
  /** Values for settings of contract.yaml that only the server can know, by setting name. */
  readonly settings: Readonly<Record<string, string>>;
  /**
   * Base URL of a version, without a trailing slash.
   * @throws Error naming the unknown version, fault, variation or outage, with those that exist
   */
  baseUrl(version: string, world?: WorldChoice): string;
  /** Lines for a terminal: addresses, and the credentials as lines of an env file. */
  describe(): string;
  /** Ends at once, open connections included. */
  close(): Promise<void>;
}

export interface ReferenceOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** Milliseconds since the epoch; the clock of the server. */
  readonly now?: () => number;
  /** Called after each request with a line as `GET /v2/machines 200`. */
  readonly onRequest?: (line: string) => void;
  /** `off` lifts rate, burst and quota, for clients that do not pace themselves. Default `documented`. */
  readonly limits?: 'documented' | 'off';
}

export interface ReferenceServer {
  readonly vendor: string;
  readonly versions: readonly string[];
  readonly faults: readonly Fault[];
  readonly variations: readonly Variation[];
  readonly outages: readonly Outage[];
  /** Listens on 127.0.0.1 only. @throws Error when the port is taken */
  start(options?: ReferenceOptions): Promise<RunningReference>;
}
