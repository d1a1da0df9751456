/** The cases of VendNovation are collected here; `index.ts` imports them all. */
import type { VendNovationApi } from '../../src/contract/generated/vendnovation.ts';
import { defineSuite } from '../../src/suite/define.ts';

export const { probe, session, requirement, suite } = defineSuite<VendNovationApi>('vendnovation');
