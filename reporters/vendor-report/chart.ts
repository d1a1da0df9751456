/** Small charts of the last runs, as SVG inside the page: no script, no file, readable in print and by screen readers. */
import type { Outcome } from '../../src/verdict/types.ts';
import { html } from '../text.ts';
import type { RunCount } from './model.ts';

const barWidth = 14;
const gap = 4;
/** Broken promises stand on the line, undecided ones hang below it, each on a scale of its own: a night off line hides no break. */
const [above, below] = [48, 20];
/** Bars have at least this height, and the line shows where neither is. */
const least = 3;

/** Broken and undecided promises per run, the newest at the right. */
export function runsChart(history: readonly RunCount[]): string {
  const most = mostOf(history);
  const [width, height] = [Math.max(1, history.length * (barWidth + gap) - gap), above + least + below];
  const scaled = (n: number, all: number, room: number) => (n === 0 ? 0 : Math.max(least, (n / all) * room));
  const bars = history.map(({ startedAt, broken, undecided, kept }, i) => {
    const [red, grey] = [scaled(broken, most.broken, above), scaled(undecided, most.undecided, below)];
    const title = `<title>${html(`${dayOf(startedAt)}: ${broken} broken, ${undecided} undecided, ${kept} kept`)}</title>`;
    const bar = (kind: string, y: number, tall: number) =>
      tall === 0
        ? ''
        : `<rect class="${kind}" x="${i * (barWidth + gap)}" y="${y.toFixed(1)}" width="${barWidth}" height="${tall.toFixed(1)}" rx="1.5"/>`;
    return `<g>${title}${bar('none', above, least)}${bar('broken', above - red, red)}${bar('undecided', above + least, grey)}</g>`;
  });
  const words = history
    .map(({ startedAt, broken, undecided }) => `${dayOf(startedAt)}: ${broken} broken, ${undecided} undecided`)
    .join('; ');
  return `<svg class="runs" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${html(`Broken and undecided promises in the last ${history.length} runs. ${words}`)}">${bars.join('')}</svg>`;
}

/** Highest numbers in one run, at least 1. */
export const mostOf = (history: readonly RunCount[]): Pick<RunCount, 'broken' | 'undecided'> => ({
  broken: Math.max(1, ...history.map(({ broken }) => broken)),
  undecided: Math.max(1, ...history.map(({ undecided }) => undecided)),
});

const stripWords: Readonly<Record<string, string>> = {
  pass: 'kept',
  fail: 'broken',
  warn: 'broken',
  known: 'broken',
  none: 'not asked',
};

/** One square per run: kept, broken, undecided, not asked. */
export function stripChart(outcomes: readonly (Outcome | null)[]): string {
  const size = 10;
  const step = size + 3;
  const squares = outcomes.map((outcome, i) => {
    const word = stripWords[outcome ?? 'none'] ?? 'undecided';
    const kind = word === 'not asked' ? 'none' : word;
    // Broken ones are full, the others have a shape of their own: colour is not all there is.
    const shape =
      kind === 'kept'
        ? `<circle class="kept" cx="${i * step + size / 2}" cy="${size / 2}" r="3"/>`
        : `<rect class="${kind}" x="${i * step}" y="${kind === 'none' ? 4 : 0}" width="${size}" height="${kind === 'none' ? 2 : size}" rx="2"/>`;
    return `<g><title>${word}</title>${shape}</g>`;
  });
  const width = Math.max(size, outcomes.length * step - 3);
  const counted = outcomes.filter((outcome) => stripWords[outcome ?? 'none'] === 'broken').length;
  return `<svg class="strip" viewBox="0 0 ${width} ${size}" width="${width}" height="${size}" role="img" aria-label="Broken in ${counted} of the last ${outcomes.length} runs, oldest first">${squares.join('')}</svg>`;
}

export const dayOf = (time: string): string => time.slice(0, 10);
