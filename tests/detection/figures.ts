/** What tests add to the figures that the suite publishes about itself; `trust` and `detection` print their sums. */
import 'vitest';

export type Figure = FaultFigure | VariationFigure | OutageFigure | MutantFigure | CombinationFigure | WayFigure;

export interface FaultFigure {
  readonly kind: 'fault';
  readonly vendor: string;
  readonly id: string;
  readonly requirement: string;
  readonly level: 'must' | 'should';
  /** The intended requirement is broken. */
  readonly caught: boolean;
  /** Other requirements that are broken, too. */
  readonly collateral: readonly string[];
}

export interface VariationFigure {
  readonly kind: 'variation';
  readonly vendor: string;
  readonly id: string;
  readonly accused: readonly string[];
}

export interface OutageFigure {
  readonly kind: 'outage';
  readonly vendor: string;
  readonly id: string;
  readonly text: string;
  readonly exitCode: number;
  readonly passed: readonly string[];
}

export interface MutantFigure {
  readonly kind: 'mutants';
  readonly vendor: string;
  /** Mutants that break a promise of level must or should. */
  readonly breaking: number;
  readonly killed: number;
  /** Mutants that a reviewed list names as breaking no promise. */
  readonly lawful: number;
  /** Breaking mutants that nobody noticed. */
  readonly survivors: readonly string[];
  /** Time of judging. */
  readonly seconds: number;
}

export interface CombinationFigure {
  readonly kind: 'combinations';
  readonly vendor: string;
  readonly tried: number;
  readonly accused: readonly string[];
  readonly seed: number;
}

/** A way to a false verdict. */
export interface WayFigure {
  readonly kind: 'way';
  /** What it would make of a run: `green`, a vendor that is not conforming, or `red`, one that is. */
  readonly colour: 'green' | 'red';
  readonly vendor: string;
  readonly id: string;
  readonly text: string;
  /** It did not lead to a false verdict. */
  readonly held: boolean;
}

declare module 'vitest' {
  interface TaskMeta {
    figure?: Figure;
  }
}
