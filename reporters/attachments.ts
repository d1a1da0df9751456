/** What a report can open beside a verdict: the whole evidence, and the exchanges that show it. */
import { evidenceMarkdown, exchangeJson, shownExchanges } from './evidence.ts';
import { exchangeTitle } from './excerpt.ts';
import type { Evidence } from './run.ts';
import { visible } from './text.ts';

export interface Attached {
  readonly name: string;
  readonly contentType: string;
  readonly body: string;
}

/** None where nothing could be asked. */
export function attachmentsOf(evidence: Evidence): readonly Attached[] {
  if (evidence.verdict.outcome === 'not-testable') return [];
  return [
    { name: 'evidence.md', contentType: 'text/markdown', body: evidenceMarkdown(evidence) },
    ...shownExchanges(evidence).map((exchange) => ({
      name: `${exchange.x} ${visible(exchangeTitle(exchange))}`,
      contentType: 'application/vnd.allure.http+json',
      body: exchangeJson(exchange),
    })),
  ];
}
