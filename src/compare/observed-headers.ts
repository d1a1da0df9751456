/** Headers, media types and error codes that were seen on two sides. */
import { type Looking, type ObservedChange, type Standing, fewest, told } from './observed-change.ts';
import type { SeenAnswers } from './seen.ts';

export function compareHeaders(
  old: SeenAnswers,
  now: SeenAnswers,
  looking: Looking,
  documented: ReadonlyMap<string, { required: boolean }> | undefined,
): ObservedChange[] {
  const changes: ObservedChange[] = [];
  for (const [name, count] of Object.entries(old.headers)) {
    if (count < old.answers || (now.headers[name] ?? 0) === now.answers) continue;
    const promised = documented?.get(name);
    const standing: Standing = promised === undefined ? 'unnamed' : promised.required ? 'breaks' : 'open';
    if (standing !== 'breaks' && (old.answers < fewest || now.answers < fewest)) continue;
    const kind = Object.hasOwn(now.headers, name) ? 'response-header-now-optional' : 'response-header-removed';
    changes.push(
      told(
        kind,
        looking,
        `header ${name}`,
        standing,
        `The header ${name} always came and is missing in ${now.answers - (now.headers[name] ?? 0)} of ${now.answers} answers.`,
      ),
    );
  }
  for (const [name, count] of Object.entries(now.headers))
    if (!Object.hasOwn(old.headers, name))
      changes.push(
        told(
          'response-header-added',
          looking,
          `header ${name}`,
          documented?.has(name) === true ? 'open' : 'unnamed',
          `The header ${name} came ${count} times, and never before.`,
        ),
      );
  const [was, is] = [Object.keys(old.media), Object.keys(now.media)];
  if (was.length === 1 && is.length > 0 && !is.includes(was[0] ?? ''))
    changes.push(
      told(
        'response-media-type-removed',
        looking,
        'header content-type',
        'unnamed',
        `The media type was ${was.join()} and is ${is.join(' or ')}.`,
        { before: was.join(), after: is.join(', ') },
      ),
    );
  return changes;
}

export function compareCodes(old: SeenAnswers, now: SeenAnswers, looking: Looking): ObservedChange[] {
  const before = Object.keys(old.codes);
  if (before.length === 0) return [];
  return Object.keys(now.codes)
    .filter((code) => !Object.hasOwn(old.codes, code))
    .map((code) =>
      told(
        'error-code-added',
        looking,
        'error code',
        'unnamed',
        `The error code ${code} came ${now.codes[code]} times, and never before.`,
        { before: before.join(', '), after: code, detail: code },
      ),
    );
}
