/** One verdict, explained so that it can be sent to the vendor: what was promised, what came, how to repeat it. */
import type { Exchange } from '../src/verdict/exchange.ts';
import type { Finding } from '../src/verdict/types.ts';
import { curlLine } from './curl.ts';
import { bodyText, exchangeTitle, requestText, responseText, wasSent } from './excerpt.ts';
import type { Evidence } from './run.ts';
import { block, code, link, markdown, shortened, visible } from './text.ts';
import { isUndecided, outcomeTitles, referenceNotice, waiverLine } from './words.ts';

/** Exchanges that a report shows in full, per verdict. */
const shownLimit = 3;
/** Findings that a report lists, per verdict. */
const findingLimit = 10;

/**
 * The exchanges worth showing: those that findings and observations name; else, where something is undecided, those
 * that were not answered well; else the first.
 */
export function shownExchanges({ verdict, exchanges }: Evidence): readonly Exchange[] {
  const named = [...verdict.findings, ...verdict.observations].flatMap((each) => each.exchange ?? []);
  const pick = (ids: readonly string[]) => ids.flatMap((id) => exchanges.get(id) ?? []);
  const first = pick([...new Set(named)]).slice(0, shownLimit);
  if (first.length > 0) return first;
  const seen = pick(verdict.exchanges);
  const bad = seen.filter(({ outcome }) => 'failure' in outcome || outcome.response.status >= 400);
  if (isUndecided(verdict.outcome) && bad.length > 0) return bad.slice(0, shownLimit);
  return seen.slice(0, 1);
}

/** The short form for the top of a test page, as Markdown: promised, came, how to repeat it. */
export function summaryMarkdown(evidence: Evidence): string {
  return [heading(evidence), ...findings(evidence), ...observations(evidence), ...repeat(evidence)].join('\n\n');
}

/** The whole evidence, as Markdown. Every word of the vendor in it is made harmless. */
export function evidenceMarkdown(evidence: Evidence): string {
  const { verdict, requirement } = evidence;
  return [
    `# ${requirement.id}: ${outcomeTitles[verdict.outcome]}`,
    heading(evidence),
    ...findings(evidence),
    ...observations(evidence),
    ...repeat(evidence),
    ...shownExchanges(evidence).map((exchange) => exchangeMarkdown(exchange, evidence)),
    ...others(evidence),
  ].join('\n\n');
}

/** Why a test fails: the sentence and the first findings. Plain, harmless in a terminal. */
export function failureText({ verdict }: Evidence): string {
  const lines = [shortened(visible(verdict.reason), 600)];
  for (const finding of verdict.findings.slice(0, 3))
    lines.push(`  promised: ${visible(finding.expected)}`, `  came:     ${visible(finding.actual)}${place(finding)}`);
  if (verdict.findingsTotal > 3) lines.push(`  and ${verdict.findingsTotal - 3} more`);
  return lines.join('\n');
}

function place(finding: Finding): string {
  const parts = [finding.where, finding.exchange === undefined ? undefined : `exchange ${finding.exchange}`];
  const text = parts.filter((part) => part !== undefined).join(', ');
  return text === '' ? '' : ` (${visible(text)})`;
}

function heading({ verdict, requirement, target }: Evidence): string {
  const { source, sourceUrl, note } = requirement;
  const things = verdict.checks === 1 ? 'one thing' : `${verdict.checks} things`;
  const rows = [
    ['Promised', markdown(requirement.text)],
    ['Came', `**${outcomeTitles[verdict.outcome]}.** ${markdown(shortened(verdict.reason, 600))}`],
    ['Document', `${link(source.heading, sourceUrl)}; level ${requirement.level}; ${basisWords[requirement.basis]}`],
    [
      'Target',
      `${markdown(target.name)} at ${code(target.baseUrl)}; looked at ${things}, exchanges: ${verdict.exchanges.length}`,
    ],
    ...(verdict.waiver === undefined ? [] : [['Waived', markdown(waiverLine(verdict.waiver))]]),
    ...(note === undefined ? [] : [['Note', markdown(note)]]),
  ];
  // Lists, not tables: tables do not wrap where Allure shows them.
  const list = rows.map(([name, text]) => `- **${name}:** ${text}`).join('\n');
  return target.kind === 'reference' ? `**${referenceNotice}**\n\n${list}` : list;
}

const basisWords = {
  vendor: "the vendor's page says so",
  standard: 'a standard says so',
  inference: 'follows from the page',
};

function findings({ verdict }: Evidence): string[] {
  if (verdict.findings.length === 0) return [];
  const shown = verdict.findings.slice(0, findingLimit);
  const items = shown.map((finding, index) =>
    [
      `${index + 1}. ${markdown(finding.message)}`,
      `   - promised: ${code(finding.expected)}`,
      `   - came: ${code(finding.actual)}`,
      ...(finding.where === undefined ? [] : [`   - where: ${code(finding.where)}`]),
      ...(finding.exchange === undefined ? [] : [`   - exchange: ${code(finding.exchange)}`]),
    ].join('\n'),
  );
  const count = verdict.findingsTotal > shown.length ? ` (${shown.length} of ${verdict.findingsTotal})` : '';
  return [`### What is wrong${count}`, items.join('\n')];
}

function observations({ verdict }: Evidence): string[] {
  if (verdict.observations.length === 0) return [];
  return [
    '### Observed',
    verdict.observations.map(({ label, value }) => `- ${markdown(label)}: ${code(shortened(value, 600))}`).join('\n'),
  ];
}

function repeat(evidence: Evidence): string[] {
  const lines = shownExchanges(evidence)
    .filter(wasSent)
    .map(
      (exchange) =>
        `# ${exchange.x}: ${visible(exchangeTitle(exchange))}\n${curlLine(exchange.request, evidence.variables, 'wrapped')}`,
    );
  if (lines.length === 0) return [];
  const token = lines.some((line) => /\$\{?TOKEN/.test(line))
    ? '\n\n`$TOKEN` is what the login answers; every `$NAME` is a variable of your shell.'
    : '';
  return ['### Repeat it', `${block(lines.join('\n\n'), 'sh')}${token}`];
}

function exchangeMarkdown(exchange: Exchange, { verdict }: Evidence): string {
  const pointer = verdict.findings.find((finding) => finding.exchange === exchange.x)?.where;
  const ms = 'response' in exchange.outcome ? `, ${exchange.outcome.response.ms} ms` : '';
  const attempts = exchange.attempts > 1 ? `, sent ${exchange.attempts} times` : '';
  return [
    `### Exchange ${exchange.x}`,
    `${markdown(exchangeTitle(exchange))} (${exchange.at}${ms}${attempts})`,
    block(requestText(exchange), 'http'),
    block(responseText(exchange, pointer), 'http'),
  ].join('\n\n');
}

function others(evidence: Evidence): string[] {
  const shown = new Set(shownExchanges(evidence).map(({ x }) => x));
  const rest = evidence.verdict.exchanges
    .filter((id) => !shown.has(id))
    .flatMap((id) => evidence.exchanges.get(id) ?? []);
  if (rest.length === 0) return [];
  const listed = rest.slice(0, 50).map((exchange) => `- ${exchange.x} ${code(exchangeTitle(exchange))}`);
  if (rest.length > listed.length) listed.push(`- and ${rest.length - listed.length} more`);
  return ['### Also asked', listed.join('\n')];
}

/** An exchange in the form that Allure shows as request and response (`application/vnd.allure.http+json`). */
export function exchangeJson(exchange: Exchange): string {
  const { request, outcome } = exchange;
  const pairs = (list: readonly (readonly [string, string])[]) =>
    list.map(([name, value]) => ({ name: visible(name), value: visible(value) }));
  const body = (text: string) => ({ encoding: 'utf8', value: visible(bodyText(text), 'keep') });
  return JSON.stringify({
    schemaVersion: 1,
    request: {
      method: visible(request.method),
      url: visible(request.url),
      headers: pairs(request.headers),
      ...(request.body === null ? {} : { body: body(request.body) }),
    },
    ...('response' in outcome
      ? {
          response: {
            status: outcome.response.status,
            headers: pairs(outcome.response.headers),
            body: { ...body(outcome.response.body), size: outcome.response.bytes },
          },
        }
      : { error: { name: outcome.failure.kind, message: visible(outcome.failure.message) } }),
    start: Date.parse(exchange.at),
  });
}
