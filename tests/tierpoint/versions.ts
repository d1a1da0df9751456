/** Version labels: which answer, what latest points to, and what changed between labels and between runs. */
import type { Answer } from '../../src/judges/answer.ts';
import { type AnswerProblem, judgeAnswer, responseFor } from '../../src/openapi/judge.ts';
import { isMapAt } from '../../src/openapi/maps.ts';
import { bestMedia, mediaTypeOf } from '../../src/openapi/media.ts';
import type { Read } from '../../src/openapi/read-all.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { type Check, notTestable, shorten, undecided } from '../../src/verdict/check.ts';
import {
  type ReadTwice,
  changesInTime,
  changesOf,
  documentPairs,
  earlierDocuments,
  judgedChanges,
  policyFor,
  readsAtNewest,
  summary,
} from './support/compare.ts';
import { docLinks, documentation, index } from './support/documentation.ts';
import { atLabel, labelIn } from './support/labels.ts';
import { isAnswered, plainRead, reads } from './support/reads.ts';
import { login } from './support/session.ts';
import { shapeDifferences, shapeOf } from './support/shape.ts';
import { tokenIn } from './support/token.ts';
import { probe, requirement } from './suite.ts';

/** Everything that was asked below the label, and what of it was answered with something that can be used. */
const atThisLabel = probe(
  'answers of the label',
  { cost: 0, needs: [index, login, documentation, reads], withoutSession: true },
  async ({ get, version, settings }) => {
    const page = await get(index);
    const [token, found, called] = [
      await attempt(get(login)),
      await attempt(get(documentation)),
      await attempt(get(reads)),
    ];
    const answers = [
      ...('value' in token ? [{ answer: token.value, useful: tokenIn(token.value, settings) !== null }] : []),
      ...('value' in found
        ? found.value.pages.map(({ answer, documents }) => ({ answer, useful: documents.length > 0 }))
        : []),
      ...('value' in called
        ? called.value.reads.map((read) => ({ answer: read.answer, useful: isAnswered(read) }))
        : []),
    ];
    const here = answers.filter(({ answer }) => labelIn(answer.url) === version);
    const sure = 'value' in called ? called.value.reads.filter(({ planned }) => planned.sure) : [];
    const gone = sure.filter(({ answer: { raw } }) => [404, 410].includes(raw.status));
    // A label whose documents stand there and none of whose reads is found does not answer.
    const emptied = gone.length === sure.length ? gone[0]?.answer : undefined;
    return { version, here, isThere: docLinks(page).length > 0, emptied };
  },
);

for (const id of ['TP-VERS-01', 'TP-VERS-02'])
  requirement(id, atThisLabel, ({ version, here, isThere, emptied }, check) => {
    if (emptied === undefined && here.some(({ useful }) => useful)) return check.held();
    const gone = emptied ?? here.find(({ answer: { raw } }) => [404, 410].includes(raw.status))?.answer;
    if (gone === undefined)
      undecided(
        `nothing that was asked below ${version} was answered with success, or says that the label is not there`,
      );
    if (!isThere)
      undecided(`nothing is found below ${version}, and the index page is not there either; check the base URL`);
    check.that(false, () => ({
      message: `${gone.asked}: nothing is found below the label ${version}`,
      expected: `answers below ${version}`,
      actual: `status ${gone.raw.status}`,
      where: 'status',
      exchange: gone.x,
    }));
  });

requirement('TP-VERS-03', documentPairs, ({ version, label, made, pairs, missing, failed }, check) => {
  if (failed) undecided(`no API document of ${label} could be read`);
  for (const { own, other } of pairs) {
    if (other === null || other.answer.x === own.answer.x) continue;
    check.held();
    const gone = changesOf(other.document, own.document);
    // What only one of them has may be a change in one direction alone.
    const changes = gone.length > 0 ? gone : changesOf(own.document, other.document);
    for (const { text } of changes)
      check.broken({
        message: `${own.answer.asked}: the document of ${version} differs from that of ${label}: ${text}`,
        expected: `the document of ${label}`,
        actual: shorten(text, 160),
        where: 'body',
        exchange: own.answer.x,
      });
  }
  const [borrowed] = pairs.filter(({ own, other }) => own.answer.x === other?.answer.x);
  if (borrowed !== undefined) notTestable(`the site publishes no documents of ${version}`);
  for (const { service, answer } of made ? [] : missing)
    check.that(false, () => ({
      message: `${answer.asked}: ${label} documents the service ${service}, ${version} does not`,
      expected: `a document of ${service} under ${version}`,
      actual: 'none',
      exchange: answer.x,
    }));
});

const saysNothing = (status: number) => status === 0 || status >= 500 || [401, 403, 429].includes(status);

/** Which objects of the answer are maps by the document. */
function mapsOf({ document, planned, answer: { raw } }: Read): (path: string) => boolean {
  const sent = mediaTypeOf(raw.header('content-type')) ?? 'application/json';
  const schema = bestMedia(responseFor(planned.operation, raw.status)?.media ?? [], sent)?.schema ?? null;
  return (path) =>
    schema !== null &&
    isMapAt(
      document,
      schema,
      path
        .split('/')
        .slice(1)
        .map((name) => name.replaceAll('~1', '/')),
    );
}

/** What the answer at the other label breaks of the document, in aspects in which the own answer breaks nothing. */
function brokenOnlyThere({ document, planned, answer }: Read, other: Answer): readonly AnswerProblem[] {
  const here = new Set(judgeAnswer(document, planned.operation, answer.raw).problems.map(({ aspect }) => aspect));
  const { problems } = judgeAnswer(document, planned.operation, other.raw);
  return problems.filter(({ aspect }) => (aspect === 'schema' || aspect === 'header') && !here.has(aspect));
}

function judgePair({ read, own, other }: ReadTwice, check: Check): void {
  const finding = (what: string, expected: string, actual: string) => () => ({
    message: `${own.asked} is not answered as ${shorten(other.url.replace(/^https?:\/\/[^/]+/i, ''), 100)}: ${what}`,
    expected,
    actual,
    where: 'body',
    exchange: own.x,
  });
  const [a, b] = [own.raw.status, other.raw.status];
  if (isUncompared({ own, other })) return;
  if (!check.that(a === b, finding(`the status is ${a}, there ${b}`, `status ${b}`, `status ${a}`)) || a >= 300) return;
  const [mine, theirs] = [own, other].map(({ raw }) => mediaTypeOf(raw.header('content-type')));
  check.that(
    mine === theirs,
    finding(`the media type is ${mine ?? 'missing'}, there ${theirs ?? 'missing'}`, theirs ?? 'none', mine ?? 'none'),
  );
  for (const { message, expected, actual, where } of brokenOnlyThere(read, other))
    check.broken({
      message: `${own.asked} keeps its document, ${shorten(other.asked, 100)} does not: ${message}`,
      expected,
      actual,
      where,
      exchange: other.x,
    });
  if (own.raw.json === undefined || other.raw.json === undefined) return;
  const differences = shapeDifferences(shapeOf(own.raw.json), shapeOf(other.raw.json), mapsOf(read));
  const text = differences.slice(0, 6).join('; ');
  check.that(differences.length === 0, finding(text, 'the same members', text));
}

/** One side says nothing. What both refuse alike is answered alike. */
const isUncompared = ({ own, other }: Pick<ReadTwice, 'own' | 'other'>): boolean => {
  const [a, b] = [own.raw.status, other.raw.status];
  return (saysNothing(a) || saysNothing(b)) && !(a === b && (a === 401 || a === 403));
};

requirement('TP-VERS-04', readsAtNewest, (pairs, check) => {
  for (const pair of pairs) judgePair(pair, check);
  const silent = check.findingsTotal === 0 ? pairs.find(isUncompared) : undefined;
  if (silent === undefined) return;
  for (const { raw, asked } of [silent.own, silent.other])
    if (saysNothing(raw.status)) undecided(`${asked} was answered with ${raw.status === 0 ? 'nothing' : raw.status}`);
});

requirement(
  'TP-VERS-05',
  documentPairs,
  ({ version, label, pairs, missing, failed }, check, { contract, settings }) => {
    if (failed) return check.observe(`${version} and ${label}`, `${label} publishes no documents that can be read`);
    const policy = policyFor(contract, settings);
    // Changes are read from the older label to the newer one.
    const backwards = version === 'beta';
    for (const { own, other } of pairs) {
      if (other === null) check.observe(own.service, `only under ${version}`);
      else {
        const [before, after] = backwards ? [other, own] : [own, other];
        check.observe(
          `${own.service}, ${backwards ? label : version} to ${backwards ? version : label}`,
          summary(judgedChanges(before.document, after.document, policy)),
          own.answer.x,
        );
      }
    }
    for (const { service, answer } of missing) check.observe(service, `only under ${label}`, answer.x);
  },
);

requirement('TP-VERS-06', earlierDocuments, (aged, check, { contract, settings, version }) => {
  const policy = policyFor(contract, settings);
  const first = aged.every(({ earlier }) => earlier === null);
  if (first) notTestable(`there is no earlier copy to compare with: ${aged[0]?.reason ?? 'there are no documents'}`);
  for (const { published, earlier, reason } of aged) {
    if (earlier === null) {
      check.observe(published.service, reason);
      continue;
    }
    const changes = changesInTime(earlier, published.document, policy);
    check.held();
    for (const { judgement, assumed, text, kind } of changes) {
      if (judgement !== 'breaking') continue;
      check.broken({
        message: `${published.answer.asked}: ${text}, but the version is still ${version}`,
        expected: `no ${kind} without a new version${assumed ? ' (an assumption: the vendor’s own list is not known)' : ''}`,
        actual: shorten(text, 160),
        where: 'body',
        exchange: published.answer.x,
      });
    }
    const lawful = changes.filter(({ judgement }) => judgement !== 'breaking');
    if (lawful.length > 0) check.observe(published.service, summary(lawful), published.answer.x);
  }
});

requirement('TP-VERS-07', earlierDocuments, (aged, check, { contract, settings }) => {
  const policy = policyFor(contract, settings);
  for (const { published, earlier, reason } of aged)
    check.observe(
      published.service,
      earlier === null ? reason : summary(changesInTime(earlier, published.document, policy)),
      published.answer.x,
    );
});

const unknownLabel = 'v9999';

const atUnknownLabel = probe(
  'a read, unknown label',
  { cost: 1, needs: [plainRead], control: plainRead },
  async ({ get, follow, notTestable: none }) => {
    const plain = await get(plainRead);
    const url = atLabel(plain.url, unknownLabel);
    return url === null ? none('the address of the read names no label') : { plain, answer: await follow(url) };
  },
);

requirement('TP-VERS-08', atUnknownLabel, ({ plain, answer }, check) => {
  if (answer.control !== 'held') undecided('the same read was not answered at its own label');
  if (saysNothing(answer.raw.status) && answer.raw.status !== 403 && answer.raw.status !== 401)
    undecided(`${answer.asked} was answered with ${answer.raw.status}`);
  // A site may show its start page for whatever it does not know.
  const [asAlways, now] = [plain, answer].map(({ raw }) => mediaTypeOf(raw.header('content-type')));
  check.that(answer.status < 200 || answer.status >= 300 || now !== asAlways, () => ({
    message: `${answer.asked} is answered with ${answer.status}, although no version ${unknownLabel} is deployed`,
    expected: 'a refusal, as 404',
    actual: `status ${answer.status}`,
    where: 'status',
    exchange: answer.x,
  }));
});
