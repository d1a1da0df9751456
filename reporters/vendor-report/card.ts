/** One deviation on the page: promised, came, since when, how to repeat it, the exchanges. */
import { html, shortened, visible } from '../text.ts';
import { stripChart } from './chart.ts';
import type { Deviation } from './model.ts';
import type { Occurrence, Shown } from './occurrence.ts';
import { basisWords, kindBadges, placeOf, sinceSentence } from './words.ts';

export const anchorOf = ({ kind, requirement }: Deviation): string => `${kind}-${requirement.id.toLowerCase()}`;

export function cardHtml(deviation: Deviation): string {
  const { kind, requirement, occurrences } = deviation;
  const { id, section, text, source, sourceUrl, basis, note } = requirement;
  const anchor = anchorOf(deviation);
  const promisedBy = `${link(source.heading, sourceUrl)}: ${html(basisWords[basis])}`;
  return [
    `<article class="card ${kind}" id="${html(anchor)}" aria-labelledby="${html(anchor)}-title">`,
    `<p class="meta"><span class="badge">${html(kindBadges[kind])}</span><span>${html(id)}</span><span>${html(section)}</span></p>`,
    `<h3 id="${html(anchor)}-title">${html(text)}</h3>`,
    ...occurrences.map((occurrence, i) => occurrenceHtml(occurrence, i, promisedBy, occurrences.length > 1)),
    ...(note === undefined ? [] : [`<p class="meta">Note: ${html(note)}</p>`]),
    '</article>',
  ].join('\n');
}

/** A link only where the address is a plain web address. */
function link(text: string, url: string): string {
  if (!/^https?:\/\/[^\s<>"'`\\]+$/.test(url)) return html(text);
  return `<a href="${html(url)}" rel="noreferrer">${html(text)}</a>`;
}

function occurrenceHtml(occurrence: Occurrence, index: number, promisedBy: string, several: boolean): string {
  const { version, baseUrl, came, findings, findingsTotal, strip, shown } = occurrence;
  const [first] = findings;
  const actual = first === undefined || came.includes(first.actual) ? '' : `<p><code>${html(first.actual)}</code></p>`;
  // Of several places with the same fault the first is shown in full, the others can be opened.
  const [open, close] =
    index === 0
      ? ['<div class="occurrence">', '</div>']
      : [`<div class="occurrence"><details><summary>The same at ${html(version)}</summary>`, '</details></div>'];
  return [
    open,
    ...(several ? [`<h4>At ${html(version)}, <code>${html(baseUrl)}</code></h4>`] : []),
    '<dl class="pair">',
    `<div class="promised"><dt>Promised</dt><dd><p>${first === undefined ? 'see above' : html(first.expected)}</p><p class="eyebrow">${promisedBy}</p></dd></div>`,
    `<div class="came"><dt>Came</dt><dd><p>${html(shortened(came, 400))}</p>${actual}</dd></div>`,
    '</dl>',
    `<div class="since">${stripChart(strip)}<span>${html(sinceSentence(occurrence))}</span></div>`,
    ...findingsTable(findings, findingsTotal),
    ...repeat(shown),
    ...shown.map((each, i) => exchangeHtml(each, i === 0)),
    close,
  ].join('\n');
}

function findingsTable(findings: Occurrence['findings'], total: number): string[] {
  if (findings.length < 2) return [];
  const cell = (name: string, text: string) => `<td data-name="${name}">${text}</td>`;
  const rows = findings.map(({ asked, where, expected, actual }) => {
    const cells = [
      cell('Request', html(asked)),
      cell('Where', `<code>${html(placeOf(where))}</code>`),
      cell('Promised', html(expected)),
      cell('Came', `<code>${html(actual)}</code>`),
    ];
    return `<tr>${cells.join('')}</tr>`;
  });
  const number = total > findings.length ? `${findings.length} of ${total}` : 'All';
  const head = ['Request', 'Where', 'Promised', 'Came'].map((name) => `<th scope="col">${name}</th>`).join('');
  return [
    '<h4>Where</h4>',
    `<table class="findings"><caption>${number} places; a path is a JSON pointer into the body of the answer</caption>`,
    `<thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>`,
  ];
}

function repeat(shown: readonly Shown[]): string[] {
  const lines = shown
    .filter(({ curl }) => curl !== null)
    .map(({ label, title, curl }) => `# ${label}: ${visible(title)}\n${curl}`);
  if (lines.length === 0) return [];
  const hint = lines.some((line) => /\$\{?[A-Z]/.test(line))
    ? ['<p class="eyebrow">Words with a dollar are <a href="#variables">secrets of the account</a>.</p>']
    : [];
  return ['<h4>Repeat it</h4>', ...hint, `<pre>${html(lines.join('\n\n'))}</pre>`];
}

/** The first one is open; the others show more of the same. */
function exchangeHtml({ label, title, at, ms, ids, request, response }: Shown, open: boolean): string {
  const facts = [
    `sent ${at.slice(0, 10)} ${at.slice(11, 23)} UTC`,
    ...(ms === null ? [] : [`answered after ${ms} ms`]),
    ...ids.map(([name, value]) => `${name}: ${value}`),
  ];
  return [
    `<details class="exchange"${open ? ' open' : ''}><summary><strong>${html(label)}</strong> ${html(title)}</summary>`,
    `<p class="facts">${facts.map((fact) => html(shortened(fact, 200))).join(' &middot; ')}</p>`,
    `<pre aria-label="Request ${html(label)}">${html(request)}</pre>`,
    `<pre aria-label="Answer ${html(label)}">${html(response)}</pre>`,
    '</details>',
  ].join('\n');
}
