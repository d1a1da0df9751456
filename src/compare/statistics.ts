/** The two tests of significance that comparing samples needs. Pure arithmetic. */

const logFactorials: number[] = [0, 0];

function logFactorial(n: number): number {
  for (let i = logFactorials.length; i <= n; i += 1) logFactorials.push((logFactorials[i - 1] ?? 0) + Math.log(i));
  return logFactorials[n] ?? 0;
}

const logChoose = (n: number, k: number) => logFactorial(n) - logFactorial(k) - logFactorial(n - k);

/**
 * One-sided exact test of Fisher: how likely `hits` or fewer of `tries` are, if both samples come from one population.
 * @param hits e.g. parents that hold a member, of `tries` parents, in the new sample; `otherHits` of `otherTries` in the old one
 * @returns probability, 0 to 1
 */
export function fewerThanExpected(hits: number, tries: number, otherHits: number, otherTries: number): number {
  const all = tries + otherTries;
  const held = hits + otherHits;
  const least = Math.max(0, held - otherTries);
  let sum = 0;
  for (let k = least; k <= hits; k += 1)
    sum += Math.exp(logChoose(tries, k) + logChoose(otherTries, held - k) - logChoose(all, held));
  return Math.min(1, sum);
}

/**
 * Mann-Whitney U: whether values of `later` tend to be larger than those of `earlier`, whatever their distribution.
 * Normal approximation with correction for ties; meant for at least 8 values each.
 * @returns one-sided probability of this or a larger U by chance, 0 to 1
 */
export function largerThanBefore(earlier: readonly number[], later: readonly number[]): number {
  const [n1, n2] = [later.length, earlier.length];
  if (n1 === 0 || n2 === 0) return 1;
  const all = [
    ...later.map((value) => ({ value, later: true })),
    ...earlier.map((value) => ({ value, later: false })),
  ].sort((a, b) => a.value - b.value);
  let rankSum = 0;
  let ties = 0;
  for (let from = 0; from < all.length;) {
    let to = from;
    while (to < all.length && all[to]?.value === all[from]?.value) to += 1;
    const rank = (from + 1 + to) / 2;
    const count = to - from;
    ties += count ** 3 - count;
    for (let i = from; i < to; i += 1) if (all[i]?.later === true) rankSum += rank;
    from = to;
  }
  const u = rankSum - (n1 * (n1 + 1)) / 2;
  const n = n1 + n2;
  const variance = ((n1 * n2) / 12) * (n + 1 - ties / (n * (n - 1)));
  if (variance <= 0) return 1;
  return 1 - normal((u - (n1 * n2) / 2 - 0.5) / Math.sqrt(variance));
}

/** Distribution function of the standard normal distribution (Abramowitz and Stegun 26.2.17; error below 1e-7). */
function normal(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const tail =
    (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return z >= 0 ? 1 - tail : tail;
}

/** Middle value; NaN of an empty list. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? NaN)
    : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}
