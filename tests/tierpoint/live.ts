/** Live answers against the documents that describe them. */
import { type Aspect, judgeAnswer, responseFor } from '../../src/openapi/judge.ts';
import { isJson, mediaTypeOf } from '../../src/openapi/media.ts';
import type { Read } from '../../src/openapi/read-all.ts';
import { expectRefused } from '../../src/judges/refusal.ts';
import type { JudgeContext } from '../../src/suite/types.ts';
import { type Check, notTestable, shorten, undecided } from '../../src/verdict/check.ts';
import { answeredReads, otherReads } from './support/answers.ts';
import { isAnswered, reads, readsWithoutToken, unknownIds } from './support/reads.ts';
import { probe, requirement } from './suite.ts';

/** Says nothing of the vendor's documents: nothing came, the server failed, or permissions are missing. */
const saysNothing = ({ answer: { raw } }: Read) =>
  raw.status === 0 || (raw.status >= 500 && raw.status !== 501) || [401, 403, 429].includes(raw.status);

const isRefused = (read: Read) => !saysNothing(read) && read.answer.raw.status >= 400;

/** Redirects are followed; one that is left over leads nowhere. */
const isLost = ({ planned, answer: { raw } }: Read) =>
  raw.status >= 300 && raw.status < 400 && raw.status !== 304 && responseFor(planned.operation, raw.status) === null;

requirement('TP-LIVE-01', reads, ({ reads: all }, check) => {
  for (const read of all) {
    const { planned, answer } = read;
    if (saysNothing(read) || (isRefused(read) && !planned.sure)) continue;
    check.that(!isRefused(read) && !isLost(read), () => ({
      message: `${answer.asked} was answered with ${answer.raw.status}, although the call keeps the document`,
      expected: 'an answer',
      actual: `status ${answer.raw.status}: ${shorten(answer.raw.text, 120) || 'an empty body'}`,
      where: 'status',
      exchange: answer.x,
    }));
  }
  const silent = all.find(saysNothing);
  if (silent !== undefined && check.findingsTotal === 0) silent.answer.header('content-type'); // says why it cannot be decided
  for (const { planned, answer } of all.filter((read) => isRefused(read) && !read.planned.sure))
    check.observe(
      `refused with made-up or example values: ${planned.operation.key}`,
      `status ${answer.raw.status}, ${planned.values.join(', ')}`,
      answer.x,
    );
});

/** Judges the chosen answers in one aspect; answers of which it says nothing do not count. */
function judgeReads(check: Check, chosen: readonly Read[], aspect: Aspect): void {
  for (const { document, planned, answer } of chosen) {
    const { judged, problems, notes } = judgeAnswer(document, planned.operation, answer.raw);
    if (judged.has(aspect)) check.held();
    for (const { message, expected, actual, where } of problems.filter((problem) => problem.aspect === aspect))
      check.broken({ message: `${answer.asked}: ${message}`, expected, actual, where, exchange: answer.x });
    if (aspect === 'schema') for (const note of notes) check.observe(planned.operation.key, note, answer.x);
  }
}

/** Answers with success to documented reads, whoever asked. @throws Undecided where no read was answered */
function answered(all: readonly Read[], context: JudgeContext): readonly Read[] {
  if (!all.some(isAnswered)) undecided('no documented read was answered');
  return answeredReads(all, context);
}

for (const [id, aspect] of [
  ['TP-LIVE-02', 'status'],
  ['TP-LIVE-04', 'schema'],
  ['TP-LIVE-05', 'format'],
  ['TP-LIVE-06', 'closed'],
] as const)
  requirement(id, reads, ({ reads: all }, check, context) => judgeReads(check, answered(all, context), aspect));

requirement('TP-LIVE-03', reads, ({ reads: all }, check, context) => {
  judgeReads(check, answered(all, context), 'media-type');
  if (check.checks === 0) notTestable('no answer names a media type that its document describes');
});

/** Reads that were refused: with values that may not exist, and with ids that surely do not. */
const refusedReads = probe('refused reads', { cost: 0, needs: [reads, unknownIds] }, async ({ get }) => {
  const all = (await get(reads)).reads;
  return { all, refused: [...all, ...(await get(unknownIds))].filter(isRefused) };
});

const noneRefused = 'no documented read takes an id that could be made up, and none was refused';

requirement('TP-LIVE-07', refusedReads, ({ refused }, check) => {
  judgeReads(check, refused, 'status');
  if (check.checks === 0) notTestable(noneRefused);
});

/** A refusal by the service itself: a gateway knows nothing of the media type that the document names for this status. */
function isOwnRefusal({ planned, answer: { raw } }: Read): boolean {
  const sent = mediaTypeOf(raw.header('content-type'));
  const response = planned.operation.responses.find(({ status }) => status === String(raw.status));
  const named = (response?.media ?? []).map(({ type }) => mediaTypeOf(type));
  return sent !== null && isJson(sent) && raw.text !== '' && named.includes(sent);
}

requirement('TP-LIVE-08', refusedReads, ({ all, refused }, check, context) => {
  // In Swagger 2.0 one list of types stands for successes and errors alike, and is written for successes.
  judgeReads(
    check,
    refused.filter(({ document }) => document.dialect !== 'Swagger 2.0'),
    'media-type',
  );
  judgeReads(check, refused, 'schema');
  const ofTokens = [...all, ...otherReads(all, context)].filter(({ answer }) => [401, 403].includes(answer.raw.status));
  judgeReads(check, ofTokens.filter(isOwnRefusal), 'schema');
  if (check.checks === 0)
    notTestable(refused.length === 0 ? noneRefused : 'the documents describe no body for these refusals');
});

requirement('TP-LIVE-09', reads, ({ reads: all }, check, context) => {
  judgeReads(check, answered(all, context), 'header');
  if (check.checks === 0) notTestable('the documents require no response headers');
});

requirement('TP-LIVE-10', readsWithoutToken, (answers, check) => {
  if (answers.length === 0) notTestable('no answered read asks for a token by its document');
  for (const answer of answers)
    expectRefused(check, answer, {
      because: 'its document asks for a token, and it carries none',
      statuses: [400, 401, 403],
    });
});
