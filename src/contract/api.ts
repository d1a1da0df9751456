/** The typed face of a vendor's operations. Types only. */
import type { Answer } from '../judges/answer.ts';
import type { CallOptions } from '../suite/types.ts';

/** Parts of one call and the body of its 2xx answer, as generated from a contract. */
interface Described {
  readonly data: unknown;
}

type Call<O extends Described> = Omit<O, 'data'>;

/** A function per operation; its call may be left out where no part of it is required. */
export type ApiOf<Operations extends { [K in keyof Operations]: Described }> = {
  readonly [K in keyof Operations]: object extends Call<Operations[K]>
    ? (call?: Call<Operations[K]>, options?: CallOptions) => Promise<Answer<Operations[K]['data']>>
    : (call: Call<Operations[K]>, options?: CallOptions) => Promise<Answer<Operations[K]['data']>>;
};
