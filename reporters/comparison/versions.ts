/** The comparison of two versions, for a terminal and as Markdown. */
import type { Classified, Effect } from '../../src/compare/policy.ts';
import type { Safety, VersionComparison } from '../../src/compare/versions.ts';
import { safetyCodes } from '../../src/compare/versions.ts';
import type { Paint } from '../console.ts';
import { code, markdown, shortened, visible } from '../text.ts';
import { referenceNotice } from '../words.ts';

/** Changes of one effect that are shown; the rest is in the JSON. */
const shownLimit = 60;

export const effectTitles: Readonly<Record<Effect, string>> = {
  breaking: 'Breaking changes',
  unknown: 'Changes of which nobody says whether they are allowed',
  allowed: 'Allowed changes',
};

const originWords = { contract: 'contracts', behaviour: 'behaviour', observation: 'observation' };

const promiseWords = {
  compatible: 'The vendor promises that this step breaks nothing.',
  none: 'The vendor reserves breaking changes for this step.',
  silent: 'The vendor says nothing about this step.',
};

const basisWords = {
  vendor: "Changes are classified by the vendor's own policy.",
  inference: 'The vendor publishes no list of breaking changes: they are classified by our reading.',
};

export function versionsText(comparison: VersionComparison, paint: Paint): string {
  const { from, to, safety, reasons, changes } = comparison;
  const colour = colourOf(safety, paint);
  const lines = [
    `${paint.bold(visible(`${from.name} -> ${to.name}`))}  ${visible(from.baseUrl)} -> ${visible(to.baseUrl)}`,
    ...preface(comparison).map((line) => `  ${visible(line)}`),
  ];
  for (const effect of ['breaking', 'unknown', 'allowed'] as const) {
    const all = changes.filter((change) => change.effect === effect);
    if (all.length === 0) continue;
    lines.push('', `${effectTitles[effect]} (${all.length})`);
    // Allowed ones are many and harmless: a line each.
    for (const change of all.slice(0, shownLimit))
      lines.push(...(effect === 'allowed' ? [`  ${headline(change)}`] : changeLines(change, paint)));
    if (all.length > shownLimit) lines.push(`  and ${all.length - shownLimit} more`);
  }
  lines.push(...undecidedLines(comparison, visible), '');
  lines.push(
    `Result: ${paint.bold(colour(`${safety} (exit code ${safetyCodes[safety]})`))}${reasons.length === 0 ? '' : `: ${reasons.join('; ')}`}`,
  );
  return `${lines.join('\n')}\n`;
}

const colourOf = (safety: Safety, paint: Paint) =>
  safety === 'not safe' ? paint.red : safety === 'undecided' ? paint.yellow : paint.green;

function preface({ step, basis, counted, from, to }: VersionComparison): string[] {
  const reference = from.kind === 'reference' || to.kind === 'reference' ? [referenceNotice] : [];
  return [
    ...reference,
    `${promiseWords[step.promise]}${step.note === '' ? '' : ` ${step.note}`} ${basisWords[basis]}`,
    `Compared: ${counted.operations} operations, ${counted.requirements} requirements, ${counted.questions} questions asked on both sides, ${counted.answers} answers.`,
  ];
}

const headline = ({ kind, operation, where }: Classified) =>
  visible([kind, operation, where].filter((part) => part !== '').join('  '));

function changeLines(change: Classified, paint: Paint): string[] {
  // Often many of them, all alike.
  if (change.kind === 'promise-withdrawn')
    return [`  ${paint.bold(headline(change))}  ${shortened(visible(change.message), 200)}`];
  const values =
    change.before === '' && change.after === ''
      ? []
      : [`       before  ${visible(change.before) || '-'}`, `       after   ${visible(change.after) || '-'}`];
  return [
    `  ${paint.bold(headline(change))}  ${paint.dim(`${originWords[change.origin]}, ${change.fingerprint}`)}`,
    `       ${shortened(visible(change.message), 400)}`,
    ...values,
    `       ${paint.dim(change.why)}`,
  ];
}

function undecidedLines({ behaviour }: VersionComparison, show: (text: string) => string): string[] {
  const { undecided, neverDecided, brokenBefore, fixed } = behaviour;
  const lines: string[] = [];
  if (undecided.length > 0)
    lines.push(
      '',
      `Decided at the old version, not at the new one (${undecided.length})`,
      ...undecided.map(({ requirement, reason }) => `  ${requirement}  ${shortened(show(reason), 300)}`),
    );
  if (neverDecided.length > 0)
    lines.push(
      '',
      `Decided on neither side (${neverDecided.length})`,
      ...neverDecided.map(({ requirement, reason }) => `  ${requirement}  ${shortened(show(reason), 300)}`),
    );
  if (brokenBefore.length > 0) lines.push('', `Broken on both sides, so no change: ${brokenBefore.join(' ')}`);
  if (fixed.length > 0) lines.push('', `Broken at the old version, kept at the new one: ${fixed.join(' ')}`);
  return lines;
}

export function versionsMarkdown(comparison: VersionComparison): string {
  const { vendor, from, to, safety, reasons, changes, behaviour } = comparison;
  const sections = (['breaking', 'unknown', 'allowed'] as const).flatMap((effect) => {
    const all = changes.filter((change) => change.effect === effect);
    if (all.length === 0) return [];
    const rows = all.slice(0, shownLimit).map((change) => {
      const cells = [
        code(change.kind),
        markdown([change.operation, change.where].filter((part) => part !== '').join(' ')),
        markdown(shortened(change.message, 300)),
        markdown(change.why),
        code(change.fingerprint),
      ];
      return `| ${cells.join(' | ')} |`;
    });
    const more = all.length > shownLimit ? [`and ${all.length - shownLimit} more, in the JSON file.`] : [];
    return [
      `## ${effectTitles[effect]} (${all.length})`,
      ['| Kind | Where | What | Why | Fingerprint |', '| --- | --- | --- | --- | --- |', ...rows].join('\n'),
      ...more,
    ];
  });
  const undecided = [
    ...listed('Decided at the old version, not at the new one', behaviour.undecided),
    ...listed('Decided on neither side', behaviour.neverDecided),
    ...(behaviour.brokenBefore.length === 0
      ? []
      : [`Broken on both sides, so no change: ${behaviour.brokenBefore.join(', ')}.`]),
    ...(behaviour.fixed.length === 0
      ? []
      : [`Broken at the old version, kept at the new one: ${behaviour.fixed.join(', ')}.`]),
  ];
  const result = `**${safety}**${reasons.length === 0 ? '.' : `: ${reasons.map(markdown).join('; ')}.`}`;
  return [
    `# ${markdown(vendor)}: ${markdown(from.version)} to ${markdown(to.version)} is ${safety}`,
    result,
    `From ${code(from.baseUrl)} to ${code(to.baseUrl)}.`,
    ...preface(comparison).map((line) => (line === referenceNotice ? `> **${line}**` : markdown(line))),
    ...sections,
    ...undecided,
    '',
  ].join('\n\n');
}

function listed(title: string, list: VersionComparison['behaviour']['undecided']): string[] {
  if (list.length === 0) return [];
  return [
    `## ${title} (${list.length})`,
    list.map(({ requirement, reason }) => `- **${requirement}**: ${markdown(shortened(reason, 300))}`).join('\n'),
  ];
}
