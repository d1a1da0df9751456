/** The cases of TIER are collected here; `index.ts` imports them all. */
import type { TIERApi } from '../../src/contract/generated/tier.ts';
import type { Answer } from '../../src/judges/answer.ts';
import type { Probe, ProbeContext } from '../../src/suite/types.ts';
import { defineSuite } from '../../src/suite/define.ts';

export const { probe, requirement, suite } = defineSuite<TIERApi>('tier');

export type Context = ProbeContext<TIERApi>;

/** A probe whose result is one answer, whatever its body. */
export type AnswerProbe = Probe<Answer, TIERApi>;
