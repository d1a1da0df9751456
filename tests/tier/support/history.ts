/** The states that a rental has gone through. */
import type { Answer } from '../../../src/judges/answer.ts';
import type { JudgeContext } from '../../../src/suite/types.ts';
import { type Check, undecided } from '../../../src/verdict/check.ts';
import { expectThat } from './findings.ts';
import { type Placed, attributesOf, expectKnown, within } from './resources.ts';
import { minute, timeIn } from './times.ts';

interface Entry {
  readonly text: string;
  readonly at: number;
  readonly state: unknown;
}

function historyOf(placed: Placed): Entry[] {
  const { stateHistory } = attributesOf(placed);
  return (Array.isArray(stateHistory) ? stateHistory : []).flatMap((entry: unknown): Entry[] => {
    const text = within(entry, 'createdAt');
    const at = timeIn(text);
    return at === undefined ? [] : [{ text: String(text), at, state: within(entry, 'state') }];
  });
}

/** A history came; nobody promises one that is not empty. */
export const hasHistory = (placed: Placed): boolean => historyOf(placed).length > 0;

/** No state is older than the rental or newer than its end, and the newest is the present one. A minute is accepted. */
export function expectHistory(check: Check, answer: Answer, placed: Placed): void {
  const { startedAt, endedAt, state } = attributesOf(placed);
  const history = historyOf(placed).sort((a, b) => a.at - b.at);
  const [oldest, newest] = [history[0], history.at(-1)];
  if (oldest === undefined || newest === undefined) return undecided('the rental has no history');
  const at = `${placed.at}/attributes/stateHistory`;
  const [start, end] = [timeIn(startedAt), timeIn(endedAt)];
  if (start !== undefined)
    expectThat(
      check,
      answer,
      oldest.at >= start - minute,
      'the history begins before the rental',
      `from ${String(startedAt)} on`,
      oldest.text,
      at,
    );
  if (end !== undefined)
    expectThat(
      check,
      answer,
      newest.at <= end + minute,
      'the history goes on behind the end of the rental',
      `until ${String(endedAt)}`,
      newest.text,
      at,
    );
  const states = history.filter((entry) => entry.at === newest.at).map((entry) => entry.state);
  expectThat(
    check,
    answer,
    states.includes(state),
    `the newest state of the history is ${states.join(', ')}, the rental is ${String(state)}`,
    String(state),
    states.join(', '),
    at,
  );
}

/** The state of a rental, and those of its history, are ones that the page names. */
export function expectKnownStates(check: Check, answer: Answer, placed: Placed, context: JudgeContext): void {
  const at = `${placed.at}/attributes`;
  expectKnown(check, answer, 'rentalState', attributesOf(placed)['state'], `${at}/state`, context);
  const { stateHistory } = attributesOf(placed);
  for (const [i, entry] of (Array.isArray(stateHistory) ? stateHistory : []).entries())
    expectKnown(check, answer, 'rentalState', within(entry, 'state'), `${at}/stateHistory/${i}/state`, context);
}
