/** What a vendor's support needs to know of a run: what was promised, what came, since when, and how to see it. */
import { type Course, courseOf } from '../../src/compare/runs.ts';
import type { Requirement } from '../../src/contract/types.ts';
import type { Exchange } from '../../src/verdict/exchange.ts';
import type { Finding, Ledger, Outcome, TargetSummary, Verdict } from '../../src/verdict/types.ts';
import { curlLine } from '../curl.ts';
import { shownExchanges } from '../evidence.ts';
import { exchangeTitle, requestText, responseText, wasSent } from '../excerpt.ts';
import { undecidedGroups } from '../groups.ts';
import { evidenceOf } from '../run.ts';
import type { Evidence, Run } from '../run.ts';

/** One request with its answer, ready to be shown. */
export interface Shown {
  /** `A`, `B` ... within a deviation. */
  readonly label: string;
  /** As `GET /machines answered 200`. */
  readonly title: string;
  /** UTC, ISO 8601 with milliseconds. */
  readonly at: string;
  readonly ms: number | null;
  /** Ids by which the vendor finds the request in its own logs. */
  readonly ids: readonly (readonly [name: string, value: string])[];
  readonly request: string;
  readonly response: string;
  /** Null where nothing was sent. */
  readonly curl: string | null;
}

/** A broken promise at one target. */
export interface Occurrence {
  readonly target: string;
  readonly version: string;
  readonly baseUrl: string;
  readonly came: string;
  readonly findings: readonly Finding[];
  readonly findingsTotal: number;
  readonly course: Course;
  /** Outcomes of the last runs, oldest first, this one last; null where it was not asked. */
  readonly strip: readonly (Outcome | null)[];
  readonly shown: readonly Shown[];
}

export type DeviationKind = 'fail' | 'warn' | 'known';

export interface Deviation {
  readonly kind: DeviationKind;
  readonly requirement: Requirement;
  readonly occurrences: readonly Occurrence[];
}

/** One run of the history, for the chart. */
export interface RunCount {
  readonly run: string;
  readonly startedAt: string;
  readonly broken: number;
  readonly undecided: number;
  readonly kept: number;
}

export interface VendorReport {
  readonly vendor: string;
  readonly title: string;
  readonly run: string;
  readonly startedAt: string;
  readonly targets: readonly TargetSummary[];
  /** An embedded server answered for some target: not to be sent to anybody. */
  readonly reference: boolean;
  readonly interrupted: boolean;
  readonly counts: {
    readonly examined: number;
    readonly kept: number;
    readonly broken: number;
    readonly shoulds: number;
    readonly known: number;
    readonly undecided: number;
  };
  readonly deviations: readonly Deviation[];
  readonly undecided: readonly {
    readonly target: string;
    readonly reason: string;
    readonly requirements: readonly string[];
  }[];
  /** Promises that were kept at every target where they were examined. */
  readonly kept: readonly Requirement[];
  /** Oldest first, this run last. */
  readonly history: readonly RunCount[];
  /** Variables that stand in the requests, with what they hold. */
  readonly variables: readonly (readonly [name: string, meaning: string])[];
}

/** Runs that chart and strips show. */
export const shownRuns = 30;
/** Findings that are listed of one occurrence. */
export const shownFindings = 5;

/** Ids that servers and gateways give a request, as their operators look for them. */
const requestIds =
  /^(?:x-)?(?:amzn?-?)?(?:request|correlation|transaction|trace)-?id$|^x-amzn-trace-id$|^x-amz-cf-id$|^x-amz-apigw-id$|^cf-ray$|^traceparent$|^x-b3-traceid$|^x-ms-request-id$/i;

const order: readonly DeviationKind[] = ['fail', 'warn', 'known'];

/** @param history ledgers of earlier runs, oldest first; those answered by another kind of server are left out */
export function vendorReport(run: Run, vendor: string, history: readonly Ledger[]): VendorReport {
  const { ledger } = run;
  const targets = ledger.targets.filter((target) => target.vendor === vendor);
  const names = new Set(targets.map(({ name }) => name));
  const verdicts = ledger.verdicts.filter(({ target }) => names.has(target));
  const past = [
    ...history.filter(({ run: id }) => id < ledger.run).map((each) => ofSameServers(each, targets)),
    ledger,
  ].slice(-shownRuns);
  const contract = run.contract(targets[0]?.name ?? '');
  const count = (...outcomes: Outcome[]) => verdicts.filter(({ outcome }) => outcomes.includes(outcome)).length;
  const deviations = deviationsOf(run, verdicts, past);
  return {
    vendor,
    title: contract.title,
    run: ledger.run,
    startedAt: ledger.startedAt,
    targets,
    reference: targets.some(({ kind }) => kind === 'reference'),
    interrupted: ledger.interrupted,
    counts: {
      examined: count('pass', 'fail', 'warn', 'known', 'inconclusive', 'unstable'),
      kept: count('pass'),
      broken: count('fail'),
      shoulds: count('warn'),
      known: count('known'),
      undecided: count('inconclusive', 'unstable'),
    },
    deviations,
    undecided: undecidedGroups(
      verdicts.filter(
        ({ outcome, level }) => (outcome === 'inconclusive' || outcome === 'unstable') && level !== 'may',
      ),
    ),
    kept: keptBy(verdicts, (id) => contract.requirements.get(id)),
    history: past
      .map((each) => countOf(each, names))
      .filter((each, i, all) => i === all.length - 1 || each.broken + each.kept + each.undecided > 0),
    variables: variablesIn(deviations, contract.credentials),
  };
}

/** Without targets that another kind of server, or another address, answered for. */
function ofSameServers(ledger: Ledger, targets: readonly TargetSummary[]): Ledger {
  const same = ledger.targets.filter((was) =>
    targets.some(
      (is) => is.name === was.name && is.kind === was.kind && (is.kind === 'reference' || is.baseUrl === was.baseUrl),
    ),
  );
  const names = new Set(same.map(({ name }) => name));
  return { ...ledger, targets: same, verdicts: ledger.verdicts.filter(({ target }) => names.has(target)) };
}

function countOf({ run, startedAt, verdicts }: Ledger, names: ReadonlySet<string>): RunCount {
  const count = (...outcomes: Outcome[]) =>
    verdicts.filter(({ target, outcome }) => names.has(target) && outcomes.includes(outcome)).length;
  return { run, startedAt, broken: count('fail'), undecided: count('inconclusive', 'unstable'), kept: count('pass') };
}

function deviationsOf(run: Run, verdicts: readonly Verdict[], past: readonly Ledger[]): Deviation[] {
  const byRequirement = new Map<string, { kind: DeviationKind; requirement: Requirement; occurrences: Occurrence[] }>();
  for (const verdict of verdicts) {
    const kind = order.find((each) => each === verdict.outcome);
    if (kind === undefined) continue;
    const evidence = evidenceOf(run, verdict);
    const known = byRequirement.get(`${kind} ${verdict.requirement}`) ?? {
      kind,
      requirement: evidence.requirement,
      occurrences: [],
    };
    byRequirement.set(`${kind} ${verdict.requirement}`, known);
    known.occurrences.push(occurrenceOf(evidence, past));
  }
  return [...byRequirement.values()].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

function occurrenceOf(evidence: Evidence, past: readonly Ledger[]): Occurrence {
  const { verdict, target } = evidence;
  const { findings, findingsTotal } = verdict;
  const [first] = findings;
  return {
    target: target.name,
    version: target.version,
    baseUrl: target.baseUrl,
    came: first === undefined ? verdict.reason : first.message,
    findings: findings.slice(0, shownFindings),
    findingsTotal,
    course: courseOf(verdict, past),
    strip: past.map(
      ({ verdicts }) =>
        verdicts.find((each) => each.target === verdict.target && each.requirement === verdict.requirement)?.outcome ??
        null,
    ),
    shown: shownExchanges(evidence).map((exchange, i) => shownOf(exchange, String.fromCharCode(65 + i), evidence)),
  };
}

function shownOf(exchange: Exchange, label: string, { verdict, variables }: Evidence): Shown {
  const pointer = verdict.findings.find((finding) => finding.exchange === exchange.x)?.where;
  const response = 'response' in exchange.outcome ? exchange.outcome.response : null;
  return {
    label,
    title: exchangeTitle(exchange),
    at: exchange.at,
    ms: response?.ms ?? null,
    ids: (response?.headers ?? []).filter(([name]) => requestIds.test(name)).slice(0, 4),
    request: requestText(exchange),
    response: responseText(exchange, pointer),
    curl: wasSent(exchange) ? curlLine(exchange.request, variables, 'wrapped') : null,
  };
}

function keptBy(verdicts: readonly Verdict[], requirementOf: (id: string) => Requirement | undefined): Requirement[] {
  const ids = new Set(verdicts.filter(({ outcome }) => outcome === 'pass').map(({ requirement }) => requirement));
  for (const { requirement, outcome } of verdicts)
    if (outcome === 'fail' || outcome === 'warn' || outcome === 'known') ids.delete(requirement);
  return [...ids].flatMap((id) => requirementOf(id) ?? []);
}

/** Variables of the shell that the shown requests use. */
function variablesIn(
  deviations: readonly Deviation[],
  credentials: readonly { readonly env: string; readonly description: string }[],
): [string, string][] {
  const lines = deviations.flatMap(({ occurrences }) =>
    occurrences.flatMap(({ shown }) => shown.map(({ curl }) => curl ?? '')),
  );
  const used = new Set(
    lines.flatMap((line) => [...line.matchAll(/\$\{?([A-Z][A-Z0-9_]*)/g)].map((match) => match[1] ?? '')),
  );
  const meanings = new Map(
    credentials.map(({ env, description }) => [
      env,
      description.replace(/; the suite .*$|; sent .*$/, '.').replace(/\.\.$/, '.'),
    ]),
  );
  return [...used]
    .sort()
    .map((name) => [
      name,
      meanings.get(name) ??
        (name.startsWith('TOKEN')
          ? 'What the login, or the request before, was answered with.'
          : 'A secret of the account.'),
    ]);
}
