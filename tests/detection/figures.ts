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

/** A way to a false verdict, or to hurt the suite. */
export interface WayFigure {
  readonly kind: 'way';
  /** What it would lead to: a vendor that is not conforming is `green`, one that is is `red`, or the suite is `hurt`. */
  readonly colour: 'green' | 'red' | 'hurt';
  readonly vendor: string;
  readonly id: string;
  readonly text: string;
  /** It did not lead there. */
  readonly held: boolean;
}

declare module 'vitest' {
  interface TaskMeta {
    figure?: Figure;
  }
}
