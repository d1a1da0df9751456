/** The typed face of a vendor's operations. Types only. */
import type { Answer } from '../judges/answer.ts';
import type { CallOptions } from '../suite/types.ts';

/** Parts of one call and the body of its 2xx answer, as generated from a contract. */
interface Described {
  readonly data: unknown;
}

/** Parts of a call. `{}` would let every object through, so that an operation without parts gets a type that takes none. */
type Call<O extends Described> = [Exclude<keyof O, 'data'>] extends [never] ? Record<string, never> : Omit<O, 'data'>;

/** A function per operation; its call may be left out where no part of it is required. */
export type ApiOf<Operations extends { [K in keyof Operations]: Described }> = {
  readonly [K in keyof Operations]: Record<never, never> extends Call<Operations[K]>
    ? (call?: Call<Operations[K]>, options?: CallOptions) => Promise<Answer<Operations[K]['data']>>
    : (call: Call<Operations[K]>, options?: CallOptions) => Promise<Answer<Operations[K]['data']>>;
};
