/** What is read of one answer again and again, by many judges and in many rounds, is read once. */
import type { Answer } from './answer.ts';

type Read<T> = { readonly value: T } | { readonly error: unknown };

/** @param read pure; what it throws is kept as well, and thrown each time */
export function oncePerAnswer<T>(read: (answer: Answer) => T): (answer: Answer) => T {
  const known = new WeakMap<Answer, Read<T>>();
  return (answer) => {
    const before = known.get(answer) ?? attempt(read, answer);
    known.set(answer, before);
    if ('error' in before) throw before.error;
    return before.value;
  };
}

function attempt<T>(read: (answer: Answer) => T, answer: Answer): Read<T> {
  try {
    return { value: read(answer) };
  } catch (error) {
    return { error };
  }
}
