/** "Did you mean": the nearest known word, for names that a person typed. */

/** The known word that differs from `word` by few letters, or null. Letter case, `-` and `_` count as equal. */
export function nearest(word: string, known: Iterable<string>): string | null {
  const plain = fold(word);
  let best: string | null = null;
  let least = Math.floor(plain.length / 3) + 1;
  for (const candidate of known) {
    const distance = editDistance(plain, fold(candidate), least);
    if (distance < least) {
      best = candidate;
      least = distance;
    }
  }
  return best;
}

/** What to write instead of an unknown name: the known ones if they are few, and the nearest. */
export function oneOf(word: string, known: readonly string[]): string {
  if (known.length === 0) return 'one that exists; there is none yet';
  const near = nearest(word, known);
  const list = known.length <= 20 ? `one of ${known.join(', ')}` : 'a known name';
  return near === null ? list : `${list}; did you mean "${near}"?`;
}

function fold(word: string): string {
  return word.toLowerCase().replaceAll(/[-_]/g, '');
}

/** Levenshtein distance, swapped neighbours counted as one; `limit` where the lengths alone differ by so much. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let value = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + cost);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) value = Math.min(value, (before[j - 2] ?? 0) + 1);
      row.push(value);
    }
    before = previous;
    previous = row;
  }
  return previous[b.length] ?? limit;
}
