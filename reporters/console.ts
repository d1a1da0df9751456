/** The short summary for a terminal or a CI log. Plain text; colour only where asked for. */
import path from 'node:path';
import type { Plan } from '../src/suite/types.ts';
import type { TargetSummary, Verdict } from '../src/verdict/types.ts';
import { undecidedGroups } from './groups.ts';
import { evidenceOf } from './run.ts';
import type { Evidence, Run } from './run.ts';
import { shortened, visible } from './text.ts';
import type { ExitCode } from './words.ts';
import {
  countOutcomes,
  countsLine,
  isUndecided,
  noticeFor,
  outcomeTitles,
  referenceNotice,
  resultLine,
  waiverLine,
} from './words.ts';

export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
}

const plain = (text: string) => text;
const styled = (on: number, off: number) => (text: string) => `\u001b[${on}m${text}\u001b[${off}m`;

/** Styles for a stream: none unless it is a terminal; `NO_COLOR` and `FORCE_COLOR` are obeyed. */
export function paintFor(stream: { isTTY?: boolean }, env: NodeJS.ProcessEnv = process.env): Paint {
  const forced = env['FORCE_COLOR'];
  const colour =
    forced !== undefined && forced !== '' ? forced !== '0' : stream.isTTY === true && (env['NO_COLOR'] ?? '') === '';
  if (!colour) return { bold: plain, dim: plain, red: plain, green: plain, yellow: plain };
  return {
    bold: styled(1, 22),
    dim: styled(2, 22),
    red: styled(31, 39),
    green: styled(32, 39),
    yellow: styled(33, 39),
  };
}

/** Broken promises that are shown with what was promised and what came; the rest are counted. */
const shownLimit = 20;

/** What will be asked, before the first request. */
export function planText(plans: readonly Plan[], paint: Paint): string {
  const lines = plans.flatMap(({ target, requirements, requests, confirming, quota }) => [
    `${paint.bold(visible(target.name))}  ${visible(target.baseUrl)}`,
    `  ${requirements.length} requirements: at most ${requests} requests, and at most ${confirming} more to confirm findings` +
      (quota === null || target.kind === 'reference'
        ? ''
        : `; ${quota.left} of ${quota.perDay} requests are left today`),
    ...(target.kind === 'reference' ? [`  ${paint.yellow(referenceNotice)}`] : []),
  ]);
  return `${lines.join('\n')}\n`;
}

/** What became of the run: counts, broken promises, undecided requirements by reason, the result. */
export function summaryText(run: Run, code: ExitCode, paint: Paint): string {
  const { ledger } = run;
  const lines: string[] = [];
  for (const target of ledger.targets) lines.push(...targetLines(run, target, paint));
  const notice = noticeFor(ledger.targets);
  if (notice !== '') lines.push('', paint.yellow(notice));
  if (ledger.interrupted)
    lines.push('', paint.yellow('The run was interrupted; what was not decided by then is inconclusive.'));
  for (const { text, kind } of ledger.waiverNotes ?? [])
    lines.push('', paint.yellow(`Waiver ${kind}: ${visible(text)}.`));
  const colour = code === 0 ? paint.green : code === 1 || code === 3 ? paint.red : paint.yellow;
  lines.push('', `Result: ${paint.bold(colour(resultLine(code)))}`);
  return `${lines.join('\n')}\n`;
}

/** Where the reports are, relative to the current folder. */
export function pathsText(reports: Readonly<Record<string, string>>, cwd = process.cwd()): string {
  const width = Math.max(...Object.keys(reports).map((name) => name.length));
  const shown = (file: string) => {
    const relative = path.relative(cwd, file);
    return relative.startsWith('..') ? file : relative;
  };
  return Object.entries(reports)
    .map(([name, file]) => `  ${name.padEnd(width)}  ${shown(file)}\n`)
    .join('');
}

function targetLines(run: Run, target: TargetSummary, paint: Paint): string[] {
  const verdicts = run.ledger.verdicts.filter((verdict) => verdict.target === target.name);
  const of = (wanted: (verdict: Verdict) => boolean) =>
    verdicts.filter(wanted).map((verdict) => evidenceOf(run, verdict));
  const lines = ['', `${paint.bold(visible(target.name))}  ${visible(target.baseUrl)}`];
  lines.push(
    ...brokenLines(
      of(({ outcome }) => outcome === 'fail'),
      paint.red,
      paint,
    ),
  );
  lines.push(
    ...brokenLines(
      of(({ outcome }) => outcome === 'error'),
      paint.red,
      paint,
    ),
  );
  lines.push(
    ...brokenLines(
      of(({ outcome }) => outcome === 'warn' || outcome === 'known'),
      paint.yellow,
      paint,
    ),
  );
  lines.push(
    ...undecidedLines(
      verdicts.filter(({ outcome }) => isUndecided(outcome)),
      paint,
    ),
  );
  lines.push(
    `  ${countsLine(countOutcomes(verdicts))}; ${verdicts.length} requirements, ${target.requestsSent} requests`,
  );
  return lines;
}

function brokenLines(broken: readonly Evidence[], colour: (text: string) => string, paint: Paint): string[] {
  const lines = broken.slice(0, shownLimit).flatMap(({ verdict, requirement }) => {
    const finding = verdict.findings[0];
    const more = verdict.findingsTotal > 1 ? ` (and ${verdict.findingsTotal - 1} more)` : '';
    const where = [finding?.where, finding?.exchange].filter((part) => part !== undefined).join(', ');
    return [
      `  ${colour(verdict.outcome)} ${paint.bold(requirement.id)} ${visible(requirement.text)}`,
      ...(finding === undefined
        ? [`       ${shortened(visible(verdict.reason), 400)}`]
        : [
            `       promised  ${visible(finding.expected)}`,
            `       came      ${visible(finding.actual)}${more}${where === '' ? '' : paint.dim(`  [${visible(where)}]`)}`,
          ]),
      ...(verdict.waiver === undefined ? [] : [`       ${shortened(visible(waiverLine(verdict.waiver)), 400)}`]),
    ];
  });
  if (broken.length > shownLimit)
    lines.push(
      `  and ${broken.length - shownLimit} more: ${broken
        .slice(shownLimit)
        .map(({ requirement }) => requirement.id)
        .join(' ')}`,
    );
  return lines;
}

function undecidedLines(verdicts: readonly Verdict[], paint: Paint): string[] {
  return undecidedGroups(verdicts)
    .slice(0, shownLimit)
    .flatMap(({ reason, requirements }) => [
      `  ${paint.yellow(outcomeTitles.inconclusive.toLowerCase())} ${requirements.length}: ${shortened(visible(reason), 400)}`,
      `       ${paint.dim(shortened(requirements.join(' '), 400))}`,
    ]);
}
