/** The vendor report as one HTML page: no script, no outside file, nothing of the vendor's text taken for markup. */
import { html, shortened, visible } from '../text.ts';
import { referenceNotice } from '../words.ts';
import { dayOf, runsChart, stripChart } from './chart.ts';
import type { Deviation, Occurrence, Shown, VendorReport } from './model.ts';
import { styles } from './styles.ts';
import { basisWords, examinedSentence, kindTitles, minute, sinceSentence, undecidedNote } from './words.ts';

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
  return [
    '<figure class="course">',
    '<ul class="legend"><li><i style="background:var(--broken)"></i>broken</li><li><i style="background:var(--undecided)"></i>undecided</li><li><i style="background:var(--none)"></i>none of both</li></ul>',
    runsChart(history),
    `<figcaption><span>${dayOf(first.startedAt)}</span><span>the last ${history.length} runs</span><span>${dayOf(last.startedAt)}</span></figcaption>`,
    '</figure>',
  ];
}

const anchorOf = ({ kind, requirement }: Deviation) => `${kind}-${requirement.id.toLowerCase()}`;

function contents(deviations: readonly Deviation[]): string[] {
  if (deviations.length < 2) return [];
  const rows = deviations.map(
    (each) =>
      `<li><a href="#${anchorOf(each)}"><code>${html(each.requirement.id)}</code><span>${html(each.requirement.text)}</span></a></li>`,
  );
  return ['<nav aria-label="Contents">', '<h2>In short</h2>', `<ul class="contents">${rows.join('')}</ul>`, '</nav>'];
}

function groups(deviations: readonly Deviation[]): string[] {
  if (deviations.length === 0)
    return ['<h2>Deviations</h2>', '<p class="none">No promise that was examined is broken.</p>'];
  return (['fail', 'warn', 'known'] as const).flatMap((kind) => {
    const some = deviations.filter((each) => each.kind === kind);
    return some.length === 0 ? [] : [`<h2>${kindTitles[kind]} (${some.length})</h2>`, ...some.map(card)];
  });
}

function card(deviation: Deviation): string {
  const { kind, requirement, occurrences } = deviation;
  const { source, sourceUrl, basis, note } = requirement;
  return [
    `<article class="card ${kind}" id="${anchorOf(deviation)}" aria-labelledby="${anchorOf(deviation)}-title">`,
    `<p class="meta"><span class="badge">${html(kindTitles[kind])}</span><span>${html(requirement.id)}</span><span>${html(requirement.section)}</span></p>`,
    `<h3 id="${anchorOf(deviation)}-title">${html(requirement.text)}</h3>`,
    ...occurrences.map((occurrence, i) =>
      occurrenceHtml(
        occurrence,
        i,
        `${link(`${source.heading}`, sourceUrl)}: ${html(basisWords[basis])}`,
        occurrences.length > 1,
      ),
    ),
    ...(note === undefined ? [] : [`<p class="meta">Note: ${html(note)}</p>`]),
    '</article>',
  ].join('\n');
}

/** A link only where the address is a plain web address. */
function link(text: string, url: string): string {
  return /^https?:\/\/[^\s<>"'`\\]+$/.test(url)
    ? `<a href="${html(url)}" rel="noreferrer">${html(text)}</a>`
    : html(text);
}

function occurrenceHtml(occurrence: Occurrence, index: number, source: string, several: boolean): string {
  const { version, baseUrl, came, findings, findingsTotal, strip, shown } = occurrence;
  const [first] = findings;
  const since = sinceSentence(occurrence);
  // Of several places with the same fault the first is shown in full, the others can be opened.
  const [open, close] =
    index === 0
      ? ['<div class="occurrence">', '</div>']
      : [`<div class="occurrence"><details><summary>The same at ${html(version)}</summary>`, '</details></div>'];
  return [
    open,
    ...(several ? [`<h4>At ${html(version)}, <code>${html(baseUrl)}</code></h4>`] : []),
    '<dl class="pair">',
    `<div class="promised"><dt>Promised</dt><dd style="margin:0"><p>${first === undefined ? 'see above' : html(first.expected)}</p><p class="eyebrow">${source}</p></dd></div>`,
    `<div class="came"><dt>Came</dt><dd style="margin:0"><p>${html(shortened(came, 400))}</p>${first === undefined ? '' : `<p><code>${html(first.actual)}</code></p>`}</dd></div>`,
    '</dl>',
    `<div class="since">${stripChart(strip)}<span>${html(since)}</span></div>`,
    ...findingsTable(findings, findingsTotal),
    ...repeat(shown),
    ...shown.map(exchangeHtml),
    close,
  ].join('\n');
}

function findingsTable(findings: Occurrence['findings'], total: number): string[] {
  if (findings.length < 2) return [];
  const rows = findings.map(
    ({ where, expected, actual }) =>
      `<tr><td data-name="Where"><code>${html(where ?? '-')}</code></td><td data-name="Promised">${html(expected)}</td><td data-name="Came"><code>${html(actual)}</code></td></tr>`,
  );
  const caption =
    total > findings.length
      ? `${findings.length} of ${total} places, as JSON pointers into the body`
      : 'All places, as JSON pointers into the body';
  return [
    `<h4>Where</h4><table class="findings"><caption>${caption}</caption><thead><tr><th scope="col">Where</th><th scope="col">Promised</th><th scope="col">Came</th></tr></thead><tbody>${rows.join('')}</tbody></table>`,
  ];
}

function repeat(shown: readonly Shown[]): string[] {
  const lines = shown
    .filter(({ curl }) => curl !== null)
    .map(({ label, title, curl }) => `# ${label}: ${visible(title)}\n${curl}`);
  return lines.length === 0 ? [] : ['<h4>Repeat it</h4>', `<pre>${html(lines.join('\n\n'))}</pre>`];
}

function exchangeHtml({ label, title, at, ms, ids, request, response }: Shown): string {
  const facts = [
    `sent ${minuteWithSeconds(at)}`,
    ...(ms === null ? [] : [`answered after ${ms} ms`]),
    ...ids.map(([name, value]) => `${name}: ${value}`),
  ];
  return [
    `<details class="exchange" open><summary><strong>${html(label)}</strong> ${html(title)}</summary>`,
    `<p class="facts">${facts.map((fact) => html(shortened(fact, 200))).join(' &middot; ')}</p>`,
    `<pre aria-label="Request ${html(label)}">${html(request)}</pre>`,
    `<pre aria-label="Answer ${html(label)}">${html(response)}</pre>`,
    '</details>',
  ].join('\n');
}

const minuteWithSeconds = (at: string) => `${at.slice(0, 10)} ${at.slice(11, 23)} UTC`;

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
          '<p>In the requests above these variables stand for secrets of the account:</p>',
          `<ul class="plain">${names.join('')}</ul>`,
        ]),
    '<p>A deviation is reported after it was seen twice in one run. Secrets are replaced before anything is stored. All times are in UTC.</p>',
    `<p>Please quote ${html(run)} (${html(minute(startedAt))}) when you answer.</p>`,
    '</footer>',
  ].join('\n');
}
