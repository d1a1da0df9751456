/** Settings as values. */

export type Settings = Readonly<Record<string, string>>;

/** Items of a setting of type list. */
export const listed = (settings: Settings, name: string): string[] =>
  (settings[name] ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

/** `name=value` items as a map. */
export function pairs(settings: Settings, name: string): Map<string, string> {
  const items = listed(settings, name).map((item) => item.split(/=(.*)/s));
  return new Map(
    items.flatMap(([key = '', value]) => (value === undefined ? [] : [[key.trim(), value.trim()] as const])),
  );
}

/** Milliseconds of a duration of days and smaller, as `PT1M30S`; `otherwise` for anything else. */
export function milliseconds(duration: string | undefined, otherwise: number): number {
  const m = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(duration ?? '');
  if (m === null) return otherwise;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = m
    .slice(1)
    .map((part: string | undefined) => Number(part ?? 0));
  const all = (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
  return all > 0 ? all : otherwise;
}

/** A path below the base URL, as `follow` takes it: without a leading slash. */
export const belowBase = (path: string): string => path.replace(/^\/+/, '');
