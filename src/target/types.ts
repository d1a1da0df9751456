/** One vendor at one version or stage, at one base URL, with credentials and limits. */

export interface TargetCredential {
  readonly name: string;
  /** Handle that stands for the value everywhere but on the wire: `«secret:apiKey»`. */
  readonly handle: string;
  readonly value: string;
  /** The only origin that it is sent to, as `https://api.example.com`. */
  readonly origin: string;
  /** Further origins, where the contract says so (`alsoTo`). */
  readonly alsoTo?: readonly string[];
}

export interface Target {
  /** `<vendor>-<version>`, the name of the Playwright project. */
  readonly name: string;
  readonly vendor: string;
  readonly version: string;
  /** Without a trailing slash. */
  readonly baseUrl: string;
  readonly kind: 'live' | 'reference';
  readonly credentials: readonly TargetCredential[];
  /** Every setting of the contract that has a value, by name; always text. */
  readonly settings: Readonly<Record<string, string>>;
  readonly allowWrites: boolean;
}

export interface LiveTarget extends Target {
  readonly kind: 'live';
}

/** A target that an embedded server will answer for; `startReferences` completes it. */
export interface ReferenceRequest {
  readonly name: string;
  readonly vendor: string;
  readonly version: string;
  readonly kind: 'reference';
  /** Deliberate defects that the server shall have, by id; empty for a healthy one. */
  readonly faults: readonly string[];
  /** Settings of the contract that have a default, by name. */
  readonly settings: Readonly<Record<string, string>>;
  readonly allowWrites: boolean;
}

/** What the configuration asks for: live targets are complete, reference targets need their server. */
export type TargetRequest = LiveTarget | ReferenceRequest;

/**
 * - `auto`       a vendor that is configured is live; with nothing configured at all, reference servers answer
 * - `reference`  embedded servers answer, whatever is configured
 * - `live`       never falls back to a reference server
 */
export type Mode = 'auto' | 'reference' | 'live';

export const modes: readonly Mode[] = ['auto', 'reference', 'live'];
