/** The vendor report as one HTML page: no script, no outside file, nothing of the vendor's text taken for markup. */
import { html, shortened } from '../text.ts';
import { referenceNotice } from '../words.ts';
import { anchorOf, cardHtml } from './card.ts';
import { dayOf, mostOf, runsChart } from './chart.ts';
import type { Deviation, VendorReport } from './model.ts';
import { styles } from './styles.ts';
import { examinedSentence, kindTitles, minute, sinceSentence, undecidedNote } from './words.ts';

const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

export function vendorHtml(report: VendorReport): string {
  const { title, deviations } = report;
  return [
    '<!DOCTYPE html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="referrer" content="no-referrer">',
    `<title>${html(title)}: conformance with its documentation, ${dayOf(report.startedAt)}</title>`,
    `<style>\n${styles}\n</style>`,
    '</head>',
    '<body>',
    '<a class="skip" href="#deviations">To the deviations</a>',
    head(report),
    '<main>',
    ...contents(deviations),
    '<section id="deviations" aria-label="Deviations">',
    ...groups(deviations),
    '</section>',
    ...undecided(report),
    ...kept(report),
    '</main>',
    foot(report),
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function head(report: VendorReport): string {
  const { title, targets, startedAt, counts, reference, interrupted, history } = report;
  const places = targets.map(({ version, baseUrl }) => `${html(version)} at <code>${html(baseUrl)}</code>`).join(', ');
  const figures: [string, number, string][] = [
    ['good', counts.kept, 'promises kept'],
    ['bad', counts.broken, counts.broken === 1 ? 'promise broken' : 'promises broken'],
    ...(counts.shoulds > 0 ? [['open', counts.shoulds, 'recommendations not kept'] as [string, number, string]] : []),
    ...(counts.known > 0 ? [['open', counts.known, 'known deviations'] as [string, number, string]] : []),
    ['open', counts.undecided, 'could not be decided'],
  ];
  return [
    '<header>',
    `<p class="eyebrow">Conformance report, <time datetime="${html(startedAt)}">${html(minute(startedAt))}</time></p>`,
    `<h1>${html(title)}</h1>`,
    `<p class="lead">${html(examinedSentence(report))} ${places}.</p>`,
    ...(reference
      ? [
          `<p class="notice"><strong>${html(referenceNotice)}</strong> This page shows what a report looks like; it says nothing about the vendor.</p>`,
        ]
      : []),
    ...(interrupted
      ? [
          '<p class="notice"><strong>The run was interrupted.</strong> What was not decided by then counts as undecided.</p>',
        ]
      : []),
    `<ul class="figures">${figures.map(([kind, n, words]) => `<li${n > 0 ? ` class="${kind}"` : ''}><b>${n}</b><span>${words}</span></li>`).join('')}</ul>`,
    ...course(history),
    '</header>',
  ].join('\n');
}

function course(history: VendorReport['history']): string[] {
  const [first, last] = [history[0], history.at(-1)];
  if (first === undefined || last === undefined || history.length < 2) return [];
  const broken = history.filter((run) => run.broken > 0).length;
  const most = mostOf(history);
  const key = (kind: string, words: string) => `<li><i style="background:var(--${kind})"></i>${words}</li>`;
  const words = (name: 'broken' | 'undecided') =>
    history.some((run) => run[name] > 0) ? `${name}, at most ${most[name]} in a run` : name;
  return [
    '<figure class="course">',
    `<div class="plot">${runsChart(history)}<p><span>${dayOf(first.startedAt)}</span><span>${dayOf(last.startedAt)}</span></p></div>`,
    `<figcaption><p>The last ${history.length} runs: promises were broken in ${broken} of them.</p>`,
    `<ul class="legend">${key('broken', words('broken'))}${key('undecided', words('undecided'))}${key('none', 'neither')}</ul></figcaption>`,
    '</figure>',
  ];
}

function contents(deviations: readonly Deviation[]): string[] {
  if (deviations.length < 2) return [];
  const rows = deviations.map(
    (each) =>
      `<li><a href="#${anchorOf(each)}"><code>${html(each.requirement.id)}</code><span>${html(each.requirement.text)}</span><small>${html(inShort(each))}</small></a></li>`,
  );
  return ['<nav aria-label="Contents">', '<h2>In short</h2>', `<ul class="contents">${rows.join('')}</ul>`, '</nav>'];
}

/** What came and since when, of the first place. */
function inShort({ occurrences }: Deviation): string {
  const [first] = occurrences;
  if (first === undefined) return '';
  const { actual = '', where } = first.findings[0] ?? {};
  const place = where === undefined || where === '' ? '' : ` at ${where}`;
  const versions = occurrences.map(({ version }) => version).join(', ');
  return `${versions}: ${actual === '' ? '' : `came ${shortened(actual, 80)}${place}. `}${sinceSentence(first)}`;
}

function groups(deviations: readonly Deviation[]): string[] {
  if (deviations.length === 0)
    return ['<h2>Deviations</h2>', '<p class="none">No promise that was examined is broken.</p>'];
  return (['fail', 'warn', 'known'] as const).flatMap((kind) => {
    const some = deviations.filter((each) => each.kind === kind);
    return some.length === 0 ? [] : [`<h2>${kindTitles[kind]} (${some.length})</h2>`, ...some.map(cardHtml)];
  });
}

function undecided({ undecided: groupsOf }: VendorReport): string[] {
  if (groupsOf.length === 0) return [];
  const items = groupsOf
    .slice(0, 40)
    .map(
      ({ target, reason, requirements }) =>
        `<li>${html(shortened(reason, 300))} <span class="eyebrow">(${html(target)}: ${html(requirements.join(', '))})</span></li>`,
    );
  return [
    '<section>',
    '<h2>Could not be decided</h2>',
    `<p>${html(undecidedNote)}</p>`,
    `<ul class="plain">${items.join('')}</ul>`,
    '</section>',
  ];
}

function kept({ kept: promises }: VendorReport): string[] {
  if (promises.length === 0) return [];
  const items = promises.map(({ id, text }) => `<li><code>${html(id)}</code> ${html(text)}</li>`);
  return [
    '<section>',
    '<h2>Promises kept</h2>',
    `<details><summary>${promises.length} promises were kept wherever they were examined</summary><ul class="plain">${items.join('')}</ul></details>`,
    '</section>',
  ];
}

function foot({ run, startedAt, variables }: VendorReport): string {
  const names = variables.map(([name, meaning]) => `<li><code>$${html(name)}</code> ${html(meaning)}</li>`);
  return [
    '<footer>',
    ...(names.length === 0
      ? []
      : [
          '<p id="variables">In the requests above these variables stand for secrets of the account:</p>',
          `<ul class="plain">${names.join('')}</ul>`,
        ]),
    '<p>A deviation is reported after it was seen twice in one run. Secrets are replaced before anything is stored. All times are in UTC.</p>',
    `<p>Please quote ${html(run)} (${html(minute(startedAt))}) when you answer.</p>`,
    '</footer>',
  ].join('\n');
}
