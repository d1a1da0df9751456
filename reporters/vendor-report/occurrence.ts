/** A broken promise at one target, with the requests that show it. */
import { type Course, courseOf } from '../../src/compare/runs.ts';
import type { Exchange } from '../../src/verdict/exchange.ts';
import type { Finding, Ledger, Outcome } from '../../src/verdict/types.ts';
import { curlLine } from '../curl.ts';
import { shownExchanges } from '../evidence.ts';
import { exchangeTitle, requestText, responseText, wasSent } from '../excerpt.ts';
import type { Evidence } from '../run.ts';

/** One request with its answer, ready to be shown. */
export interface Shown {
  /** `A`, `B` ... within an occurrence. */
  readonly label: string;
  /** As `GET /machines answered 200`. */
  readonly title: string;
  /** UTC, ISO 8601 with milliseconds. */
  readonly at: string;
  readonly ms: number | null;
  /** Ids by which the vendor finds the request in its own logs. */
  readonly ids: readonly (readonly [name: string, value: string])[];
  readonly request: string;
  /** The start of it, or the record that the finding lies in. */
  readonly response: string;
  /** Null where nothing was sent. */
  readonly curl: string | null;
}

/** One place at which a promise is broken. */
export interface Place extends Pick<Finding, 'expected' | 'actual' | 'where'> {
  /** Label of the request that shows it, or what was asked where it is not shown; empty where no request belongs to it. */
  readonly asked: string;
}

export interface Occurrence {
  readonly target: string;
  readonly version: string;
  readonly baseUrl: string;
  readonly came: string;
  readonly findings: readonly Place[];
  readonly findingsTotal: number;
  readonly course: Course;
  /** Outcomes of the last runs, oldest first, this one last; null where it was not asked. */
  readonly strip: readonly (Outcome | null)[];
  readonly shown: readonly Shown[];
}

/** Findings that are listed. */
const shownFindings = 5;

/** Ids that servers and gateways give a request, as their operators look for them. */
const requestIds =
  /^(?:x-)?(?:amzn?-?)?(?:request|correlation|transaction|trace)-?id$|^x-amzn-trace-id$|^x-amz-cf-id$|^x-amz-apigw-id$|^cf-ray$|^traceparent$|^x-b3-traceid$|^x-ms-request-id$/i;

/** @param past ledgers, oldest first, that of the verdict last */
export function occurrenceOf(evidence: Evidence, past: readonly Ledger[]): Occurrence {
  const { verdict, target, exchanges } = evidence;
  const shown = shownExchanges(evidence).map((exchange, i) => ({
    x: exchange.x,
    ...shownOf(exchange, String.fromCharCode(65 + i), evidence),
  }));
  const asked = (x: string | undefined) => {
    const exchange = x === undefined ? undefined : exchanges.get(x);
    return shown.find((each) => each.x === x)?.label ?? (exchange === undefined ? '' : exchangeTitle(exchange));
  };
  const places = verdict.findings.slice(0, shownFindings).map(({ expected, actual, where, exchange }) => ({
    expected,
    actual,
    asked: asked(exchange),
    ...(where === undefined ? {} : { where }),
  }));
  const outcomeIn = ({ verdicts }: Ledger) =>
    verdicts.find((each) => each.target === verdict.target && each.requirement === verdict.requirement)?.outcome;
  return {
    target: target.name,
    version: target.version,
    baseUrl: target.baseUrl,
    came: verdict.findings[0]?.message ?? verdict.reason,
    findings: places,
    findingsTotal: verdict.findingsTotal,
    course: courseOf(verdict, past),
    strip: past.map((ledger) => outcomeIn(ledger) ?? null),
    shown,
  };
}

function shownOf(exchange: Exchange, label: string, { verdict, variables }: Evidence): Shown {
  const pointer = verdict.findings.find((finding) => finding.exchange === exchange.x)?.where;
  const response = 'response' in exchange.outcome ? exchange.outcome.response : null;
  const lines = pointer?.startsWith('/') === true ? 40 : 24;
  return {
    label,
    title: exchangeTitle(exchange),
    at: exchange.at,
    ms: response?.ms ?? null,
    ids: (response?.headers ?? []).filter(([name]) => requestIds.test(name)).slice(0, 4),
    request: withVariables(requestText(exchange), variables),
    response: withVariables(firstLines(responseText(exchange, pointer), lines), variables),
    curl: wasSent(exchange) ? curlLine(exchange.request, variables, 'wrapped') : null,
  };
}

/** The headers and as much of the body as shows what came; a report is no archive. */
function firstLines(text: string, most: number): string {
  const lines = text.split('\n');
  if (lines.length <= most + 3) return text;
  return `${lines.slice(0, most).join('\n')}\n… (${lines.length - most} more lines)`;
}

/** Secrets go by the names that they have in the lines to repeat; marks of ours say nothing to a stranger. */
function withVariables(text: string, variables: Evidence['variables']): string {
  return text
    .replace(/«secret:([\w.-]+?)(\|altered)?»/g, (_, name: string, altered?: string) => {
      const variable = Object.hasOwn(variables, name) ? variables[name] : undefined;
      return `$${variable ?? 'TOKEN'}${altered === undefined ? '' : ' (altered)'}`;
    })
    .replaceAll('«masked»', '(masked)');
}
