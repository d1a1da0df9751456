/**
 * What the observer and the reporters share. Playwright loads them as separate modules of one process, so they meet
 * on `globalThis`; what crosses to the workers is in `reply.ts`.
 */
import type { Observer } from './observation.ts';

export interface Shared {
  /** Set while the global set-up has an engine open. */
  observer?: Observer;
  /** Why the global set-up did not get that far. */
  failure?: { readonly kind: 'configuration' | 'crash'; readonly message: string };
  /** The code with which the process ends; see `exit.ts`. */
  exitCode?: number;
}

const key = Symbol.for('vendor-conformance.playwright');

/** The one object of this process; empty until the observer starts. */
export function shared(): Shared {
  const place = globalThis as { [key]?: Shared };
  return (place[key] ??= {});
}
