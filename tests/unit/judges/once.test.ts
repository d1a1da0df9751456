import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/judges/answer.ts';
import { oncePerAnswer } from '../../../src/judges/once.ts';

const answer = { url: 'http://127.0.0.1/machines' } as Answer;
const other = { url: 'http://127.0.0.1/sites' } as Answer;

describe('what is read once per answer', () => {
  it('is the same object each time, and another one of another answer', () => {
    const read = oncePerAnswer(({ url }) => ({ url }));
    expect(read(answer)).toBe(read(answer));
    expect(read(other)).toEqual({ url: other.url });
  });

  it('may be nothing, and is still read once', () => {
    let times = 0;
    const read = oncePerAnswer(() => void (times += 1));
    expect([read(answer), read(answer), times]).toEqual([undefined, undefined, 1]);
  });

  it('is thrown each time where reading fails', () => {
    let times = 0;
    const read = oncePerAnswer((): never => {
      times += 1;
      throw new Error('no list');
    });
    expect(() => read(answer)).toThrow('no list');
    expect(() => read(answer)).toThrow('no list');
    expect(times).toBe(1);
  });
});
