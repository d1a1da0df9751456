/** The index page, the documentation behind it, and what lint says of the documents. */
import type { Answer } from '../../src/judges/answer.ts';
import { isDocumentation } from '../../src/openapi/discover.ts';
import { operationsOf } from '../../src/openapi/operations.ts';
import type { ApiDocument } from '../../src/openapi/document.ts';
import type { LintResult } from '../../src/openapi/lint.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { type Check, notTestable, shorten, undecided } from '../../src/verdict/check.ts';
import {
  docLinks,
  documentation,
  documents,
  index,
  linkedLabels,
  otherDocumentation,
} from './support/documentation.ts';
import { labelIn } from './support/labels.ts';
import { type Linted, lint } from './support/lint.ts';
import { openReads, reads } from './support/reads.ts';
import { login } from './support/session.ts';
import { tokenIn } from './support/token.ts';
import { probe, requirement } from './suite.ts';

/** The index page, whether the base URL leads to the API at all, and what its links lead to where none sounds like documentation. */
const site = probe(
  'site',
  { cost: 0, needs: [index, login, documentation, otherDocumentation], withoutSession: true },
  async ({ get, settings }) => {
    const [page, token] = [await get(index), await attempt(get(login))];
    const sites = [await attempt(get(documentation)), await attempt(get(otherDocumentation))];
    const leads = sites.some((each) => 'value' in each && each.value.pages.length > 0);
    return { page, leads, isApi: 'value' in token && tokenIn(token.value, settings) !== null };
  },
);

requirement('TP-DOC-01', site, ({ page, leads, isApi }, check) => {
  const gone = [404, 410].includes(page.raw.status) && isApi;
  if (!gone) page.header('content-type');
  const links = docLinks(page).filter((url) => leads || isDocumentation(url));
  if (!gone && links.length === 0 && /<script\b/i.test(page.raw.text))
    undecided('the index page builds its links in the browser; TIERPOINT_DOCUMENTS can name the documents');
  check.that(links.length > 0, () => ({
    message: gone
      ? `${page.asked} was answered with ${page.raw.status}: there is no page at the base URL of the API`
      : `${page.asked}: the page links no documentation of a service`,
    expected: 'links to the documentation of each service',
    actual: gone ? `status ${page.raw.status}` : shorten(page.raw.text, 160) || 'an empty page',
    where: gone ? 'status' : 'body',
    exchange: page.x,
  }));
  if (links.length > 0) check.observe('labels that are linked', linkedLabels(page).join(', ') || 'none');
});

/** A reader or a browser can go on from this page. */
const leadsOn = ({ raw: { text } }: Answer) =>
  /<(?:script|iframe|frame|object|embed|a|area|link)\b|<meta\b[^>]*\brefresh\b/i.test(text);

requirement('TP-DOC-02', documentation, ({ pages, made }, check) => {
  for (const { url, answer, named, documents: found, broken } of pages) {
    const { status } = answer.raw;
    if (status === 0 || status >= 500 || status === 429 || status === 401 || status === 403) {
      answer.header('content-type'); // says why nothing can be decided
      continue;
    }
    if (made && status >= 400) continue; // nobody linked it
    // Without a script nothing can be loaded later.
    const isPlain = !/<(?:script|iframe|frame|object|embed)\b/i.test(answer.raw.text);
    if (status < 300 && found.length === 0 && named.length === 0 && !isPlain)
      undecided(
        `${answer.asked}: where this page has its API document from cannot be read; TIERPOINT_DOCUMENTS can name it`,
      );
    check.that(status < 300, () => ({
      message: `${answer.asked}: a linked documentation page was answered with ${status}`,
      expected: 'a documentation page',
      actual: `status ${status}`,
      where: 'status',
      exchange: answer.x,
    }));
    for (const { answer: failed, problem } of broken) {
      if (failed.raw.status === 0 || failed.raw.status >= 500 || failed.raw.status === 429)
        failed.header('content-type');
      check.that(false, () => ({
        message: `${failed.asked}: the page ${shorten(new URL(url).pathname, 80)} names this as its API document, but ${problem}`,
        expected: 'a document of OpenAPI 2.0, 3.0 or 3.1',
        actual: shorten(failed.raw.text, 120) || `status ${failed.raw.status}`,
        where: 'body',
        exchange: failed.x,
      }));
    }
    if (status < 300 && found.length === 0 && named.length === 0)
      check.broken({
        message: `${answer.asked}: this documentation page names no API document, and none is found beside it`,
        expected: 'a document of OpenAPI 2.0, 3.0 or 3.1',
        actual: shorten(answer.raw.text, 120) || 'an empty page',
        where: 'body',
        exchange: answer.x,
      });
    if (found.length === 0) continue;
    // The document is found all the same, but nobody who opens the page does.
    const isDocument = found.some((each) => each.answer.x === answer.x);
    check.that(made || isDocument || named.length > 0 || leadsOn(answer), () => ({
      message: `${answer.asked}: this documentation page leads nowhere, it has no script, frame or link`,
      expected: 'a page that leads to its API document',
      actual: shorten(answer.raw.text, 120) || 'an empty page',
      where: 'body',
      exchange: answer.x,
    }));
  }
  if (check.checks === 0 && pages.length > 0) notTestable('the site links no documentation of this label');
});

/** Judges by the results of lint that are chosen: one check per document. */
function judgeLint(check: Check, linted: readonly Linted[], chosen: (result: LintResult) => boolean): void {
  for (const { published, results } of linted) {
    if (typeof results === 'string') {
      check.observe(`not linted, ${results}`, published.answer.url);
      continue;
    }
    check.held();
    for (const { rule, message, pointer, line } of results.filter(chosen))
      check.broken({
        message: `${published.answer.asked}, line ${line}: ${message}`,
        expected: `the rule ${rule}`,
        actual: shorten(message, 160),
        where: pointer,
        exchange: published.answer.x,
      });
  }
}

const ours = (result: LintResult) => result.rule.startsWith('tierpoint-');

requirement('TP-DOC-03', lint, (linted, check) => judgeLint(check, linted, (result) => result.kind === 'invalid'));
requirement('TP-DOC-04', lint, (linted, check) => judgeLint(check, linted, (result) => result.kind === 'example'));

requirement('TP-DOC-05', lint, (linted, check) => {
  for (const { published, results } of linted) {
    const rules = new Map<string, number>();
    for (const result of typeof results === 'string' ? [] : results)
      if (result.kind === 'style' && !ours(result)) rules.set(result.rule, (rules.get(result.rule) ?? 0) + 1);
    check.observe(
      published.service,
      [...rules].map(([rule, count]) => `${rule} ${count}`).join(', ') || 'nothing',
      published.answer.x,
    );
  }
});

requirement('TP-DOC-06', lint, (linted, check) =>
  judgeLint(check, linted, ({ rule }) => rule === 'tierpoint-version-label'),
);

const declared = probe('declared security', { cost: 0, needs: [lint, openReads] }, async ({ get }) => {
  const open = await attempt(get(openReads));
  return { linted: await get(lint), refused: 'value' in open ? open.value : [] };
});

requirement('TP-DOC-07', declared, ({ linted, refused }, check) => {
  const asksForToken = ({ published: { document } }: Linted) =>
    document.root['security'] !== undefined || operationsOf(document).some(({ secured }) => secured);
  judgeLint(check, linted.filter(asksForToken), ({ rule }) => rule === 'tierpoint-bearer');
  for (const { document, answer, planned } of refused)
    if (answer.raw.status > 0 && !carriesToken(document))
      check.that(answer.raw.status !== 401, () => ({
        message: `${answer.asked} is refused without a token, but its document declares none`,
        expected: 'a security scheme for the header Authorization',
        actual: 'no security scheme',
        where: planned.operation.pointer,
        exchange: answer.x,
      }));
  if (check.checks === 0) notTestable('no document asks for a token');
});

/** Some documents describe the header as a plain parameter. */
const carriesToken = (document: ApiDocument) =>
  operationsOf(document).some(({ parameters }) =>
    parameters.some(({ in: place, name }) => place === 'header' && name.toLowerCase() === 'authorization'),
  );

requirement('TP-DOC-08', lint, (linted, check) =>
  judgeLint(check, linted, ({ rule }) => rule === 'tierpoint-response-schema'),
);
requirement('TP-DOC-09', lint, (linted, check) =>
  judgeLint(check, linted, ({ rule }) => rule === 'tierpoint-json-first'),
);

requirement('TP-DOC-10', reads, ({ reads: called, unread }, check) => {
  const titles = [...new Set([...called, ...unread].map(({ document }) => document.title || document.url))];
  check.observe('documented services with reads', titles.join(', ') || 'none');
  check.observe('reads that were called', String(called.length));
  for (const { document, operation, reason } of unread)
    check.observe(`not called: ${document.title} ${operation.key}`, reason);
});

requirement('TP-DOC-11', documents, (all, check) => {
  for (const { answer, document } of all) {
    const published = labelIn(answer.finalUrl);
    if (published === null || !/^v\d+$/.test(published)) continue;
    for (const { key, server, path } of operationsOf(document)) {
      const described = server === null ? null : labelIn(`${server}${path}`);
      if (described === null) continue;
      check.that(described === published, () => ({
        message: `${answer.asked}: ${key} is described below ${described}, but the document is published under ${published}`,
        expected: `addresses of ${published}`,
        actual: shorten(`${server}${path}`, 120),
        where: '/servers',
        exchange: answer.x,
      }));
    }
  }
  if (check.checks === 0) notTestable('the documents are published under addresses without an integer label');
});
