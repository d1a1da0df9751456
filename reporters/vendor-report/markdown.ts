/** The vendor report as Markdown, for a ticket. */
import { block, code, link, markdown, shortened, visible } from '../text.ts';
import { referenceNotice } from '../words.ts';
import type { Deviation, VendorReport } from './model.ts';
import type { Occurrence, Shown } from './occurrence.ts';
import { basisWords, examinedSentence, kindTitles, minute, placeOf, sinceSentence, undecidedNote } from './words.ts';

export function vendorMarkdown(report: VendorReport): string {
  const { title, startedAt, targets, counts, reference, interrupted, deviations, undecided, kept, run, variables } =
    report;
  const places = targets.map(({ version, baseUrl }) => `${markdown(version)} at ${code(baseUrl)}`).join(', ');
  const groups = (['fail', 'warn', 'known'] as const).flatMap((kind) => {
    const some = deviations.filter((each) => each.kind === kind);
    return some.length === 0 ? [] : [`## ${kindTitles[kind]} (${some.length})`, ...some.flatMap(deviationMarkdown)];
  });
  return [
    `# ${markdown(title)}: conformance with its documentation`,
    `${markdown(minute(startedAt))}. ${markdown(examinedSentence(report))} ${places}.`,
    ...(reference
      ? [`> **${markdown(referenceNotice)}** This report shows what one looks like; it says nothing about the vendor.`]
      : []),
    ...(interrupted ? ['> **The run was interrupted.** What was not decided by then counts as undecided.'] : []),
    `Kept: ${counts.kept}. Broken: ${counts.broken}. Recommendations not kept: ${counts.shoulds}. Known deviations: ${counts.known}. Could not be decided: ${counts.undecided}.`,
    ...(deviations.length === 0 ? ['No promise that was examined is broken.'] : groups),
    ...(undecided.length === 0
      ? []
      : [
          '## Could not be decided',
          markdown(undecidedNote),
          undecided
            .slice(0, 40)
            .map(
              ({ target, reason, requirements }) =>
                `- ${markdown(shortened(reason, 300))} (${markdown(target)}: ${requirements.join(', ')})`,
            )
            .join('\n'),
        ]),
    ...(kept.length === 0
      ? []
      : [`## Promises kept (${kept.length})`, kept.map(({ id, text }) => `- ${id} ${markdown(text)}`).join('\n')]),
    ...(variables.length === 0
      ? []
      : [
          '## Variables in the requests',
          variables.map(([name, meaning]) => `- ${code(`$${name}`)} ${markdown(meaning)}`).join('\n'),
        ]),
    `A deviation is reported after it was seen twice in one run. All times are in UTC. Please quote ${code(run)} when you answer.`,
    '',
  ].join('\n\n');
}

function deviationMarkdown({ requirement, occurrences }: Deviation): string[] {
  const { id, text, source, sourceUrl, basis, note } = requirement;
  return [
    `### ${id}: ${markdown(text)}`,
    `Source: ${link(source.heading, sourceUrl)}; ${basisWords[basis]}.${note === undefined ? '' : ` Note: ${markdown(note)}`}`,
    ...occurrences.flatMap((occurrence) => occurrenceMarkdown(occurrence, occurrences.length > 1)),
  ];
}

function occurrenceMarkdown(occurrence: Occurrence, several: boolean): string[] {
  const { version, baseUrl, came, findings, findingsTotal, shown } = occurrence;
  const [first] = findings;
  const rows = findings.map(
    ({ asked, where, expected, actual }) =>
      `| ${markdown(asked)} | ${code(placeOf(where))} | ${code(expected)} | ${code(actual)} |`,
  );
  const lines = shown
    .filter(({ curl }) => curl !== null)
    .map(({ label, title, curl }) => `# ${label}: ${visible(title)}\n${curl}`);
  return [
    ...(several ? [`**At ${markdown(version)}**, ${code(baseUrl)}`] : []),
    [
      ...(first === undefined ? [] : [`- **Promised:** ${markdown(first.expected)}`]),
      `- **Came:** ${markdown(shortened(came, 400))}${first === undefined || came.includes(first.actual) ? '' : `: ${code(first.actual)}`}`,
      `- **Since:** ${markdown(sinceSentence(occurrence))}`,
    ].join('\n'),
    ...(findings.length < 2
      ? []
      : [
          [
            `| Request | Where (${findings.length} of ${findingsTotal}) | Promised | Came |`,
            '| --- | --- | --- | --- |',
            ...rows,
          ].join('\n'),
        ]),
    ...(lines.length === 0 ? [] : ['Repeat it:', block(lines.join('\n\n'), 'sh')]),
    ...shown.map(exchangeMarkdown),
  ];
}

function exchangeMarkdown({ label, title, at, ms, ids, request, response }: Shown): string {
  const facts = [
    `sent ${at.slice(0, 10)} ${at.slice(11, 23)} UTC`,
    ...(ms === null ? [] : [`answered after ${ms} ms`]),
    ...ids.map(([name, value]) => `${name} ${value}`),
  ];
  return [
    `**${label}** ${markdown(title)} (${facts.map((fact) => markdown(shortened(fact, 200))).join(', ')})`,
    block(request, 'http'),
    block(response, 'http'),
  ].join('\n\n');
}
