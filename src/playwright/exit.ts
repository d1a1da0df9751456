/** The exit code of a run through Playwright, without a wrapper around it. */
import { shared } from './shared.ts';

/** The code with which this process ends. May be called again; Playwright's own code, set just before, is overruled. */
export function exitWith(code: 0 | 1 | 2 | 3 | 4): void {
  const state = shared();
  if (state.exitCode === undefined)
    process.once('exit', () => {
      process.exitCode = state.exitCode;
    });
  state.exitCode = code;
}
