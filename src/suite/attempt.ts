/** For probes that can go on without one of their needs. */
import { Broken, NotTestable, Undecided } from '../verdict/check.ts';

/** The value, or the reason why there is none. Errors of the suite itself are passed on. */
export async function attempt<T>(asked: Promise<T>): Promise<{ readonly value: T } | { readonly reason: string }> {
  try {
    return { value: await asked };
  } catch (error) {
    if (error instanceof Undecided || error instanceof NotTestable || error instanceof Broken)
      return { reason: error.message };
    throw error;
  }
}
