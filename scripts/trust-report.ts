/** The figures as a text for the console, and as the page `docs/trust.md`. */
import type { Figure, WayFigure } from '../tests/detection/figures.ts';
import { type Row, rowsOf } from './figures.ts';

/** A vendor, or the suite itself, with its rows. */
export interface Section {
  readonly title: string;
  readonly rows: readonly Row[];
}

export function sectionsOf(figures: readonly Figure[], own: Row | null): Section[] {
  const vendors = [...new Set(figures.map(({ vendor }) => vendor))].sort();
  return [
    ...vendors.map((title) => ({ title, rows: rowsOf(title, figures) })),
    ...(own === null ? [] : [{ title: 'the suite itself', rows: [own] }]),
  ].filter(({ rows }) => rows.length > 0);
}

/** Most lines of what fell short, for each row. */
const mostDetails = 30;

export function consoleText(sections: readonly Section[]): string {
  const lines = sections.flatMap(({ title, rows }) => [
    '',
    title,
    ...rows.flatMap(({ what, value, goal, reached, details }) => [
      `  ${reached ? 'ok   ' : 'SHORT'} ${what.padEnd(36)} ${value} (goal: ${goal})`,
      ...(reached ? [] : details.slice(0, mostDetails).map((detail) => `          ${detail}`)),
      ...(reached || details.length <= mostDetails ? [] : [`          and ${details.length - mostDetails} more`]),
    ]),
  ]);
  return `${lines.join('\n')}\n`;
}

const begin = '<!-- figures: written by npm run trust -->';
const end = '<!-- end of figures -->';

/** A page with its block of figures replaced. @throws Error when the marks are gone */
function withFigures(page: string, name: string, text: string): string {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${name} has lost the marks around its figures; take it from git`);
  return `${page.slice(0, from)}${begin}\n\n${text}\n${page.slice(to)}`;
}

/** docs/trust.md with new figures. @param day UTC, as 2026-11-23 */
export const pageWith = (page: string, sections: readonly Section[], ways: readonly WayFigure[], day: string): string =>
  withFigures(page, 'docs/trust.md', figuresText(sections, ways, day));

/** README.md with the table of what matters most. @param day UTC, as 2026-11-23 */
export const readmeWith = (page: string, figures: readonly Figure[], own: Row | null, day: string): string =>
  withFigures(page, 'README.md', summaryText(figures, own, day));

function summaryText(figures: readonly Figure[], own: Row | null, day: string): string {
  const vendors = [...new Set(figures.map(({ vendor }) => vendor))].sort();
  const rows = vendors.map((vendor) => {
    const of = <K extends Figure['kind']>(kind: K) =>
      figures.filter((f): f is Extract<Figure, { kind: K }> => f.vendor === vendor && f.kind === kind);
    const sum = <T>(all: readonly T[], count: (one: T) => number) => all.reduce((total, one) => total + count(one), 0);
    const [faults, mutants, lawful, outages] = [of('fault'), of('mutants'), of('variation'), of('outage')];
    const ways = (colour: WayFigure['colour']) => of('way').filter((way) => way.colour === colour);
    const combined = of('combinations');
    const accused =
      sum([...lawful, ...combined], (one) => one.accused.length) + sum(ways('red'), ({ held }) => (held ? 0 : 1));
    const tried = lawful.length + sum(combined, (one) => one.tried) + ways('red').length;
    const greens =
      sum(ways('green'), ({ held }) => (held ? 0 : 1)) +
      sum(outages, ({ passed, exitCode }) => (passed.length === 0 && exitCode !== 0 ? 0 : 1));
    const cells = [
      vendor,
      `${faults.filter(({ caught }) => caught).length} of ${faults.length}`,
      `${sum(mutants, (one) => one.killed)} of ${sum(mutants, (one) => one.breaking)}`,
      `${accused} of ${tried}`,
      `${greens} of ${ways('green').length + outages.length}`,
      `${ways('hurt').filter(({ held }) => !held).length} of ${ways('hurt').length}`,
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    `Measured by \`npm run trust\` on ${day} (UTC); all its figures stand in [docs/trust.md](docs/trust.md).`,
    '',
    '| vendor | faults caught by their own requirement | generated mutants killed | lawful servers accused | false greens | attacks that did harm |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
    `Mutants of our own judges, verdicts and transport: ${own === null ? 'not measured with these; `npm run mutation` does' : own.value}.`,
    '',
  ].join('\n');
}

const cell = (text: string) => text.replaceAll('|', '\\|');

function figuresText(sections: readonly Section[], ways: readonly WayFigure[], day: string): string {
  const tables = sections.flatMap(({ title, rows }) => [
    `**${title}**`,
    '',
    '| what | measured | goal | |',
    '| --- | --- | --- | --- |',
    ...rows.map(
      (row) => `| ${cell(row.what)} | ${cell(row.value)} | ${row.goal} | ${row.reached ? 'reached' : 'missed'} |`,
    ),
    '',
  ]);
  return [
    `Measured on ${day} (UTC).`,
    '',
    ...tables,
    ...Object.keys(wayTitles).flatMap((colour) => wayTable(colour, ways)),
  ].join('\n');
}

const wayTitles: Readonly<Record<string, string>> = {
  green: 'Ways to a green run that means nothing',
  red: 'Ways to accuse a conforming vendor',
  hurt: 'Ways to attack the reader: a verdict, no crash, bounded memory, no leak, nobody else is asked',
} satisfies Record<WayFigure['colour'], string>;

function wayTable(colour: string, ways: readonly WayFigure[]): string[] {
  const unique = new Map(ways.filter((way) => way.colour === colour).map((way) => [way.id, way]));
  if (unique.size === 0) return [];
  const fell = (id: string) => ways.filter((way) => way.id === id && !way.held).map(({ vendor }) => vendor);
  return [
    `**${wayTitles[colour] ?? colour}**`,
    '',
    '| way | what the server does | held |',
    '| --- | --- | --- |',
    ...[...unique.values()].map(
      ({ id, text }) =>
        `| ${id} | ${cell(text)} | ${fell(id).length === 0 ? 'yes' : `not for ${fell(id).join(', ')}`} |`,
    ),
    '',
  ];
}
