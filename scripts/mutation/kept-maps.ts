/**
 * What our modules keep from call to call must not carry one mutant's work into the next. The maps that they make
 * while they are loaded can be put back to what they held then.
 */
import { join } from 'node:path';

const [NaturalMap, NaturalWeakMap] = [Map, WeakMap];
const resets: (() => void)[] = [];

/** Whether a module of ours calls the constructor, and not a package or a test. */
function isOurs(): boolean {
  const [, , , caller = ''] = (new Error().stack ?? '').split('\n');
  return caller.includes(join(process.cwd(), 'src'));
}

class KeptMap<K, V> extends NaturalMap<K, V> {
  constructor(entries?: Iterable<readonly [K, V]> | null) {
    super(entries);
    if (!isOurs()) return;
    let first: [K, V][] | undefined;
    resets.push(() => {
      first ??= [...this];
      this.clear();
      for (const [key, value] of first) this.set(key, value);
    });
  }
}

/** Its entries cannot be listed: what comes after loading goes to a second map. */
class KeptWeakMap<K extends WeakKey, V> extends NaturalWeakMap<K, V> {
  private later: WeakMap<K, V> | null = null;

  constructor(entries?: Iterable<readonly [K, V]> | null) {
    super(entries);
    if (isOurs()) resets.push(() => (this.later = new NaturalWeakMap()));
  }
  override get(key: K): V | undefined {
    return this.later?.get(key) ?? super.get(key);
  }
  override has(key: K): boolean {
    return this.later?.has(key) === true || super.has(key);
  }
  override set(key: K, value: V): this {
    if (this.later === null) return super.set(key, value);
    this.later.set(key, value);
    return this;
  }
}

/** Maps that are made while `load` runs are kept an eye on. @returns puts them back to what they held at its end */
export async function withKeptMaps(load: () => Promise<void>): Promise<() => void> {
  Object.assign(globalThis, { Map: KeptMap, WeakMap: KeptWeakMap });
  await load();
  Object.assign(globalThis, { Map: NaturalMap, WeakMap: NaturalWeakMap });
  const reset = () => {
    for (const one of resets) one();
  };
  reset();
  return reset;
}
