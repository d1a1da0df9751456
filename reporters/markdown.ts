/** Markdown summary of a ledger, for pull requests and the job summary of a CI. */
import type { TargetSummary, Verdict } from '../src/verdict/types.ts';
import { undecidedGroups } from './groups.ts';
import { evidenceOf } from './run.ts';
import type { Run } from './run.ts';
import { code, link, markdown, shortened } from './text.ts';
import type { ExitCode } from './words.ts';
import { countOutcomes, isUndecided, noticeFor, outcomeTitles, resultLine, waiverLine } from './words.ts';

/** Rows that a table of the summary has at most; job summaries are bounded to 1 MiB. */
const rowLimit = 100;

/** Says per target what was judged, and lists what is broken, waived and undecided. */
export function summaryMarkdown(run: Run, code: ExitCode): string {
  const { ledger } = run;
  const notice = noticeFor(ledger.targets);
  return [
    `# Vendor conformance: ${resultLine(code)}`,
    ...(notice === '' ? [] : [`> **${markdown(notice)}**`]),
    ...(ledger.interrupted ? ['> **The run was interrupted.** What was not decided by then is inconclusive.'] : []),
    targetsTable(run),
    ...section(run, 'Broken promises', ({ outcome }) => outcome === 'fail'),
    ...section(run, 'Recommendations not kept', ({ outcome }) => outcome === 'warn'),
    ...section(run, 'Known deviations', ({ outcome }) => outcome === 'known'),
    ...waiverNotes(run),
    ...undecided(run),
    ...section(run, 'Errors of the suite', ({ outcome }) => outcome === 'error'),
    `Run ${markdown(ledger.run)}, started ${markdown(ledger.startedAt)}.`,
    '',
  ].join('\n\n');
}

function targetsTable(run: Run): string {
  const rows = run.ledger.targets.map((target) => {
    const counts = countOutcomes(run.ledger.verdicts.filter((verdict) => verdict.target === target.name));
    const undecidedCount = counts.inconclusive + counts.unstable;
    const cells = [
      markdown(target.name),
      answered(target),
      counts.pass,
      counts.fail,
      counts.warn,
      counts.known,
      undecidedCount,
    ];
    return [...cells, counts.observed, counts['not-testable'], counts.error, target.requestsSent].join(' | ');
  });
  return [
    '| Target | Answered by | Kept | Broken | Should broken | Known | Undecided | Observed | Not testable | Error | Requests |',
    '| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...rows.map((row) => `| ${row} |`),
  ].join('\n');
}

function answered(target: TargetSummary): string {
  return target.kind === 'reference' ? '**embedded reference server**' : `live, ${code(target.baseUrl)}`;
}

function section(run: Run, title: string, wanted: (verdict: Verdict) => boolean): string[] {
  const verdicts = run.ledger.verdicts.filter(wanted);
  if (verdicts.length === 0) return [];
  const rows = verdicts.slice(0, rowLimit).map((verdict) => {
    const { requirement, target } = evidenceOf(run, verdict);
    const finding = verdict.findings[0];
    return [
      markdown(target.name),
      link(requirement.id, requirement.sourceUrl),
      markdown(requirement.text),
      came(verdict),
      finding === undefined ? '-' : code(finding.expected),
    ].join(' | ');
  });
  const more = verdicts.length > rowLimit ? [`and ${verdicts.length - rowLimit} more, in the ledger.`] : [];
  const head = ['| Target | Requirement | Promised | Came | Expected |', '| --- | --- | --- | --- | --- |'];
  return [`## ${title} (${verdicts.length})`, [...head, ...rows.map((row) => `| ${row} |`)].join('\n'), ...more];
}

function came({ findings: [finding], reason, waiver }: Verdict): string {
  const text = finding === undefined ? markdown(shortened(reason, 300)) : code(finding.actual);
  return waiver === undefined ? text : `${text}, ${markdown(shortened(waiverLine(waiver), 300))}`;
}

function waiverNotes({ ledger: { waiverNotes = [] } }: Run): string[] {
  if (waiverNotes.length === 0) return [];
  return ['## Waivers', waiverNotes.map(({ kind, text }) => `- **${kind}**: ${markdown(text)}.`).join('\n')];
}

function undecided(run: Run): string[] {
  const verdicts = run.ledger.verdicts.filter(({ outcome }) => isUndecided(outcome));
  if (verdicts.length === 0) return [];
  const groups = undecidedGroups(verdicts).slice(0, rowLimit);
  const lines = groups.map(
    (group) =>
      `- **${markdown(group.target)}**: ${markdown(shortened(group.reason, 400))} (${group.requirements.join(', ')})`,
  );
  return [`## ${outcomeTitles.inconclusive} (${verdicts.length})`, lines.join('\n')];
}
