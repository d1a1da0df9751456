/** `check-openapi`: lints API documents, and judges the answers of a target against them. */
import type { Arguments } from '../arguments.ts';
import { runCheckOpenapi } from '../check-openapi.ts';

/** @returns 0 nothing found, 1 an invalid document, a broken answer or a breaking change, 2 nothing could be judged, 4 bad usage */
export const run = (given: Arguments): Promise<number> => runCheckOpenapi(given);
