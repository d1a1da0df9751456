/** Live answers against the documents that describe them. */
import { type Aspect, judgeAnswer } from '../../src/openapi/judge.ts';
import type { Read } from '../../src/openapi/read-all.ts';
import { expectRefused } from '../../src/judges/refusal.ts';
import { type Check, notTestable, shorten, undecided } from '../../src/verdict/check.ts';
import { isAnswered, reads, readsWithoutToken, unknownIds } from './support/reads.ts';
import { probe, requirement } from './suite.ts';

/** Says nothing of the vendor's documents: nothing came, the server failed, or permissions are missing. */
const saysNothing = ({ answer: { raw } }: Read) =>
  raw.status === 0 || (raw.status >= 500 && raw.status !== 501) || [401, 403, 429].includes(raw.status);

const isRefused = (read: Read) => !saysNothing(read) && read.answer.raw.status >= 400;

requirement('TP-LIVE-01', reads, ({ reads: all }, check) => {
  for (const read of all) {
    const { planned, answer } = read;
    if (saysNothing(read) || (isRefused(read) && !planned.sure)) continue;
    check.that(!isRefused(read), () => ({
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

/** @throws Undecided where no read was answered */
function answered(all: readonly Read[]): readonly Read[] {
  const some = all.filter(isAnswered);
  if (some.length === 0) undecided('no documented read was answered');
  return some;
}

requirement('TP-LIVE-02', reads, ({ reads: all }, check) => judgeReads(check, answered(all), 'status'));
requirement('TP-LIVE-03', reads, ({ reads: all }, check) => {
  judgeReads(check, answered(all), 'media-type');
  if (check.checks === 0) notTestable('no answer names a media type that its document describes');
});
requirement('TP-LIVE-04', reads, ({ reads: all }, check) => judgeReads(check, answered(all), 'schema'));
requirement('TP-LIVE-05', reads, ({ reads: all }, check) => judgeReads(check, answered(all), 'format'));
requirement('TP-LIVE-06', reads, ({ reads: all }, check) => judgeReads(check, answered(all), 'closed'));

/** Reads that were refused: with values that may not exist, and with ids that surely do not. */
const refusedReads = probe('refused reads', { cost: 0, needs: [reads, unknownIds] }, async ({ get }) => {
  const refused = [...(await get(reads)).reads, ...(await get(unknownIds))].filter(isRefused);
  return refused.length > 0
    ? refused
    : notTestable('no documented read takes an id that could be made up, and none was refused');
});

requirement('TP-LIVE-07', refusedReads, (refused, check) => judgeReads(check, refused, 'status'));

requirement('TP-LIVE-08', refusedReads, (refused, check) => {
  // In Swagger 2.0 one list of types stands for successes and errors alike, and is written for successes.
  judgeReads(
    check,
    refused.filter(({ document }) => document.dialect !== 'Swagger 2.0'),
    'media-type',
  );
  judgeReads(check, refused, 'schema');
  if (check.checks === 0) notTestable('the documents describe no body for these refusals');
});

requirement('TP-LIVE-09', reads, ({ reads: all }, check) => {
  judgeReads(check, answered(all), 'header');
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
