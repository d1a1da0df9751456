/** One vendor at one version or stage, at one base URL, with credentials and limits. */

export interface TargetCredential {
  readonly name: string;
  /** Handle that stands for the value everywhere but on the wire: `«secret:apiKey»`. */
  readonly handle: string;
  readonly value: string;
  /** The only origin that it is sent to, as `https://api.example.com`. */
  readonly origin: string;
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
