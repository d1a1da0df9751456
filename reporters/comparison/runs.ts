/** The comparison of two runs, for a terminal and as Markdown. */
import type { RunChange, RunChangeKind, RunComparison } from '../../src/compare/runs.ts';
import { runChangeKinds, runComparisonCode } from '../../src/compare/runs.ts';
import type { Paint } from '../console.ts';
import { markdown, shortened, visible } from '../text.ts';

export const runChangeTitles: Readonly<Record<RunChangeKind, string>> = {
  'newly-broken': 'Newly broken',
  'still-broken': 'Still broken',
  unstable: 'Unstable',
  'newly-undecided': 'Newly undecided',
  fixed: 'Fixed',
  'decided-again': 'Decided again',
};

const results = { 0: 'nothing got worse', 1: 'newly broken', 2: 'newly undecided' } as const;

export function runsText(comparison: RunComparison, paint: Paint): string {
  const { baseline, run, notes, changes, drift, slower } = comparison;
  const lines = [paint.bold(`${run.run} against ${baseline.run}`), ...notes.map((note) => `  ${visible(note)}`)];
  for (const kind of runChangeKinds) {
    const all = changes.filter((change) => change.kind === kind);
    if (all.length > 0)
      lines.push(
        '',
        `${runChangeTitles[kind]} (${all.length})`,
        ...all.flatMap((change) => changeLines(change, paint)),
      );
  }
  if (drift.length > 0)
    lines.push(
      '',
      `Answers look different, without a broken promise (${drift.length})`,
      ...drift.map(({ target, answers, message }) => `  ${visible(`${target}  ${answers}  ${message}`)}`),
    );
  if (slower.length > 0)
    lines.push(
      '',
      `Slower (${slower.length})`,
      ...slower.map((each) => `  ${visible(`${each.target}  ${each.answers}`)}  ${slowerText(each)}`),
    );
  const code = runComparisonCode(comparison);
  const colour = code === 0 ? paint.green : code === 1 ? paint.red : paint.yellow;
  lines.push('', `Result: ${paint.bold(colour(`${results[code]} (exit code ${code})`))}`);
  return `${lines.join('\n')}\n`;
}

function changeLines(change: RunChange, paint: Paint): string[] {
  const { target, requirement, before, after, reason } = change;
  return [
    `  ${visible(target)}  ${paint.bold(requirement)}  ${before} -> ${after}${courseText(change)}`,
    `       ${shortened(visible(reason), 300)}`,
  ];
}

/** As `; broken since 2026-11-20 02:00 UTC, in 3 of 9 runs`. */
export function courseText({ course }: Pick<RunChange, 'course'>): string {
  const { brokenSince, brokenIn, decidedIn } = course;
  const since = brokenSince === null ? '' : `; broken since ${utc(brokenSince)}`;
  return decidedIn < 2 ? since : `${since}${since === '' ? ';' : ','} broken in ${brokenIn} of ${decidedIn} runs`;
}

/** `2026-11-20T02:00:07Z` -> `2026-11-20 02:00 UTC` */
export const utc = (time: string): string => `${time.slice(0, 10)} ${time.slice(11, 16)} UTC`;

const slowerText = ({ before, after, chance }: RunComparison['slower'][number]) =>
  `${Math.round(before)} ms -> ${Math.round(after)} ms (medians; chance ${chance < 1e-6 ? 'below 0.000001' : chance.toFixed(6)})`;

export function runsMarkdown(comparison: RunComparison): string {
  const { baseline, run, notes, changes, drift, slower } = comparison;
  const sections = runChangeKinds.flatMap((kind) => {
    const all = changes.filter((change) => change.kind === kind);
    if (all.length === 0) return [];
    const rows = all.map(
      (change) =>
        `| ${markdown(change.target)} | ${change.requirement} | ${change.before} | ${change.after} | ${markdown(shortened(change.reason, 300))}${markdown(courseText(change))} |`,
    );
    return [
      `## ${runChangeTitles[kind]} (${all.length})`,
      ['| Target | Requirement | Before | Now | |', '| --- | --- | --- | --- | --- |', ...rows].join('\n'),
    ];
  });
  return [
    `# ${results[runComparisonCode(comparison)]}`,
    `Run ${markdown(run.run)} against ${markdown(baseline.run)}.`,
    ...notes.map(markdown),
    ...sections,
    ...(drift.length === 0
      ? []
      : [
          `## Answers look different, without a broken promise (${drift.length})`,
          drift.map(({ target, answers, message }) => `- ${markdown(`${target}, ${answers}: ${message}`)}`).join('\n'),
        ]),
    ...(slower.length === 0
      ? []
      : [
          `## Slower (${slower.length})`,
          slower.map((each) => `- ${markdown(`${each.target}, ${each.answers}: ${slowerText(each)}`)}`).join('\n'),
        ]),
    '',
  ].join('\n\n');
}
