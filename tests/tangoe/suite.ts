/** The cases of Tangoe are collected here; `index.ts` imports them all. */
import type { TangoeApi } from '../../src/contract/generated/tangoe.ts';
import type { Answer } from '../../src/judges/answer.ts';
import type { Probe } from '../../src/suite/types.ts';
import { defineSuite } from '../../src/suite/define.ts';

export type { TangoeApi };

export const { probe, session, requirement, suite } = defineSuite<TangoeApi>('tangoe');

/** Probes whose result is one answer, whatever its body. */
export type AnswerProbes = readonly Probe<Answer, TangoeApi>[];
