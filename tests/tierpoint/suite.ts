/** The cases of TierPoint are collected here; `index.ts` imports them all. */
import type { TierPointApi } from '../../src/contract/generated/tierpoint.ts';
import type { ProbeContext } from '../../src/suite/types.ts';
import { defineSuite } from '../../src/suite/define.ts';

export const { probe, session, requirement, suite } = defineSuite<TierPointApi>('tierpoint');

export type Context = ProbeContext<TierPointApi>;
