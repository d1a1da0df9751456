/** The language of cases (probe, requirement) and what a run of them yields. */
import type { Answer } from '../judges/answer.ts';
import type { Check } from '../verdict/check.ts';
import type { StompScript } from '../verdict/conversation.ts';
import type { Contract, Requirement } from '../contract/types.ts';
import type { Target } from '../target/types.ts';
import type { TargetSummary, Verdict } from '../verdict/types.ts';
import type { UndoOptions } from './undo.ts';

/** Parts of one call, each optional where the contract lets it be. */
export interface LooseCall {
  readonly path?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

/** How one call departs from the plain, contract-keeping way. */
export interface CallOptions {
  /** Parts that break the contract on purpose: not validated, shown in the report. `null` removes a header. */
  readonly anyway?: LooseCall & { readonly method?: string; readonly rawBody?: string };
  /** Send it even if an equal request was sent in this round. */
  readonly fresh?: boolean;
  /** Credentials of the contract that are left out or replaced. */
  readonly credentials?: Readonly<Record<string, 'omit' | { readonly value: string }>>;
  /** Do not add the defaults of the session (token header, method). */
  readonly withoutSession?: boolean;
}

/** What the session probe learnt and every later call carries. */
export interface SessionDefaults {
  /** Request headers; values may hold handles as `«secret:1»`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Values for `x-method-setting` and `x-path-setting`, by setting name. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** What is said to a notification service; see `StompScript`. */
export interface Conversation {
  /** Absolute, `http` or `https` for `ws` or `wss`; may begin with `{base}`. */
  readonly url: string;
  /** Headers of the request that opens the WebSocket. */
  readonly handshake?: Readonly<Record<string, string>>;
  readonly script: StompScript;
}

export interface ProbeContext<Api = unknown> {
  /** Typed operations of the contract. */
  readonly api: Api;
  /** Result of a probe that is declared under `needs`. */
  get<T>(probe: Probe<T, Api>): Promise<T>;
  /** Follows a link of an answer at the target's own origin, with the session's headers. */
  follow(url: string, options?: CallOptions): Promise<Answer>;
  /**
   * Holds one conversation; its talk is the body of the answer (`StompTalk`), status 101. Once its subscriptions stand,
   * `meanwhile` is run; what it returns is held by the awaited message, null for any message.
   */
  converse(conversation: Conversation, meanwhile?: () => Promise<string | null>): Promise<Answer>;
  /** What an earlier run of this target kept under the name (404 where none did); the text is kept for the next run. */
  remember(name: string, text: string): Promise<Answer>;
  /** Settings of the target and what the session learnt, by name; always text. */
  readonly settings: Readonly<Record<string, string>>;
  /** Handle of a credential, for cases that place it themselves. @throws Undecided if the target has none. */
  credential(name: string): string;
  /** Start of the run: milliseconds since the epoch, whole seconds. The only clock of a case. */
  readonly now: number;
  /** Text that is unique to the run and repeatable from its recording. */
  unique(label: string): string;
  readonly version: string;
  readonly contract: Contract;
  /** Declares how to undo what the next write makes; kept on disk until the probe has undone it. */
  undo(label: string, call: { readonly operation: string } & LooseCall, options?: UndoOptions): void;
  undecided(reason: string): never;
  notTestable(reason: string): never;
}

export interface ProbeOptions {
  /** Most requests that it sends by itself, without its needs. */
  readonly cost: number;
  readonly needs?: readonly Probe<unknown, never>[];
  /** Calls write operations: runs last, alone, and only where writes are allowed. */
  readonly writes?: boolean;
  /** Do not wait for the session and do not carry its headers. */
  readonly withoutSession?: boolean;
  /** The plain twin of a provoked question: where it was answered, a 5xx to this probe is a finding. */
  readonly control?: Probe<unknown, never>;
}

export interface Probe<T, Api = unknown> extends Required<Omit<ProbeOptions, 'control'>> {
  readonly name: string;
  readonly control: Probe<unknown, never> | null;
  readonly run: (context: ProbeContext<Api>) => Promise<T> | T;
}

export interface JudgeContext {
  readonly settings: Readonly<Record<string, string>>;
  readonly contract: Contract;
  readonly version: string;
  /** Start of the run, milliseconds since the epoch. */
  readonly now: number;
  /** Every answer of the round that judges, for laws over all exchanges. */
  readonly answers: readonly Answer[];
}

export interface Case {
  readonly requirement: string;
  readonly probe: Probe<unknown, never>;
  readonly judge: (seen: unknown, check: Check, context: JudgeContext) => void;
}

export interface Suite {
  readonly vendor: string;
  /** By requirement id. */
  readonly cases: ReadonlyMap<string, Case>;
  readonly probes: ReadonlyMap<string, Probe<unknown, never>>;
  /** Logs in and learns what every later call carries; null where a vendor needs none. */
  readonly session: Probe<SessionDefaults, never> | null;
}

export interface PlannedProbe {
  readonly name: string;
  readonly cost: number;
  readonly requirements: readonly string[];
}

export interface Plan {
  readonly target: Target;
  /** Requirements in scope: every one yields exactly one verdict. */
  readonly requirements: readonly Requirement[];
  readonly probes: readonly PlannedProbe[];
  /** Most requests of the first round. */
  readonly requests: number;
  /** Most further requests to confirm findings. */
  readonly confirming: number;
  /** Requests a day by the contract, and what is left of them today; null where the vendor names no quota. */
  readonly quota: { readonly perDay: number; readonly left: number } | null;
  /** Seconds that the first round takes at the contract's pace, at most. */
  readonly seconds: number;
}

/** One run over one or more targets. */
export interface RunInfo {
  /** As `20261123T094500Z-a1b2`. */
  readonly id: string;
  /** UTC, ISO 8601, whole seconds. */
  readonly startedAt: string;
  /** Folder for recordings and ledger, absolute. */
  readonly folder: string;
}

export interface Progress {
  readonly target: string;
  readonly sent: number;
  readonly planned: number;
  readonly phase: 'observing' | 'confirming' | 'writing' | 'judging' | 'done';
}

export interface TargetResult {
  readonly verdicts: readonly Verdict[];
  readonly summary: TargetSummary;
  readonly interrupted: boolean;
}
