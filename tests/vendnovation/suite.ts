/** The cases of VendNovation are collected here; `index.ts` imports them all. */
import type { VendNovationApi } from '../../src/contract/generated/vendnovation.ts';
import type { Answer } from '../../src/judges/answer.ts';
import type { Probe } from '../../src/suite/types.ts';
import { defineSuite } from '../../src/suite/define.ts';

export const { probe, session, requirement, suite } = defineSuite<VendNovationApi>('vendnovation');

/** Probes whose result is one answer, whatever its body. */
export type AnswerProbes = readonly Probe<Answer, VendNovationApi>[];
