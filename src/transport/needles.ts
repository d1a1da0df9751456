/** Tells quickly which of many texts may stand in a long one, so that slow patterns run where they must alone. */

/** Characters that are compared first, and how far apart the places are that are looked at: every text of 8 has one. */
const gram = 4;
const stride = 5;
const shortestSampled = gram + stride - 1;

interface Place<Owner> {
  readonly needle: string;
  readonly offset: number;
  readonly owner: Owner;
}

export class Needles<Owner> {
  readonly #byGram = new Map<number, Place<Owner>[]>();
  readonly #short: { readonly needle: string; readonly owner: Owner }[] = [];

  /** @param needles in lower case, not empty */
  add(owner: Owner, needles: readonly string[]): void {
    for (const needle of new Set(needles)) {
      if (needle.length < shortestSampled) {
        this.#short.push({ needle, owner });
        continue;
      }
      for (let offset = 0; offset < stride; offset += 1) {
        const key = keyAt(needle, offset);
        const places = this.#byGram.get(key);
        if (places === undefined) this.#byGram.set(key, [{ needle, offset, owner }]);
        else places.push({ needle, offset, owner });
      }
    }
  }

  /** Owners of which at least one needle stands in `text`, which must be in lower case. */
  ownersIn(text: string): Set<Owner> {
    const found = new Set<Owner>();
    for (const { needle, owner } of this.#short) if (text.includes(needle)) found.add(owner);
    for (let at = 0; at + gram <= text.length; at += stride)
      for (const { needle, offset, owner } of this.#byGram.get(keyAt(text, at)) ?? [])
        if (!found.has(owner) && at >= offset && text.startsWith(needle, at - offset)) found.add(owner);
    return found;
  }
}

/** Four characters as one number; characters beyond Latin-1 may share one, which costs a comparison. */
const keyAt = (text: string, at: number) =>
  text.charCodeAt(at) ^
  (text.charCodeAt(at + 1) << 8) ^
  (text.charCodeAt(at + 2) << 16) ^
  (text.charCodeAt(at + 3) << 24);
