/** `judge`: holds one document, of a file or a URL, against a standard. */
import type { Arguments } from '../arguments.ts';
import { runJudge } from '../judge.ts';

/** @returns 0 nothing found, 1 findings, 4 bad usage or an unreadable document */
export const run = (given: Arguments): Promise<number> => runJudge([...given.rest]);
