/** Results of costly pure functions for what was looked at lately: each round of a run reads the same documents again. */

/** Remembers the last `most` results by their key. */
export function recent<T>(most: number): (key: string, make: () => T) => T {
  const results = new Map<string, T>();
  return (key, make) => {
    const known = results.get(key);
    if (known !== undefined) return known;
    const made = make();
    results.set(key, made);
    const [oldest] = results.keys();
    if (results.size > most && oldest !== undefined) results.delete(oldest);
    return made;
  };
}
