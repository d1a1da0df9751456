/** Notifications: STOMP over WebSockets, with the token. */
import {
  framesOf,
  headerOf,
  isConnected,
  isCutOff,
  isShutOut,
  saidBy,
  stompFinding,
  subscriptionsOf,
  talkOf,
} from '../../src/judges/stomp.ts';
import { attempt } from '../../src/suite/attempt.ts';
import type { JudgeContext } from '../../src/suite/types.ts';
import { notTestable, show, undecided } from '../../src/verdict/check.ts';
import type { StompTalk } from '../../src/verdict/conversation.ts';
import { ownConversations } from './support/answers.ts';
import {
  again,
  connected,
  idle,
  withAlteredHead,
  withAlteredToken,
  withBadFrame,
  withBadVersion,
  withExpiredToken,
  withNoRealToken,
  withoutToken,
} from './support/conversations.ts';
import { acceptedTalk, judgeAccepted } from './support/talks.ts';
import { probe, requirement } from './suite.ts';

requirement('TP-NOTE-01', connected, judgeAccepted);

const shutOut = (twins: readonly (typeof withoutToken)[]) =>
  probe(`${twins[0]?.name}, and with it`, { cost: 0, needs: [connected, ...twins] }, async ({ get }) => ({
    plain: await get(connected),
    answers: await Promise.all(twins.map((twin) => get(twin))),
  }));

for (const [id, twins, because] of [
  ['TP-NOTE-02', [withoutToken], 'without a token'],
  ['TP-NOTE-03', [withAlteredToken, withAlteredHead, withNoRealToken], 'with an altered token'],
  ['TP-NOTE-21', [withExpiredToken], 'with an expired token'],
] as const)
  requirement(id, shutOut(twins), ({ plain, answers }, check) => {
    const talk = acceptedTalk(plain);
    const { asked, received } = subscriptionsOf(talk);
    if (isShutOut(plain) || received.length < asked.length)
      undecided('the subscriptions with the token cannot be told from refused ones');
    for (const answer of answers)
      check.that(isShutOut(answer), () =>
        stompFinding(
          answer,
          `${because} a subscription is accepted`,
          'a refusal of the connection or of the subscription',
        ),
      );
  });

/** Accepted conversations with the token, whoever held them, that the server ended with no ERROR and not before their end. */
const undisturbed = (context: JudgeContext) =>
  ownConversations(context).flatMap((answer) => {
    const talk = answer.raw.status === 101 ? talkOf(answer) : null;
    const isPlain = talk !== null && isConnected(talk) && !isCutOff(talk) && framesOf(talk, 'ERROR').length === 0;
    return isPlain ? [{ answer, talk }] : [];
  });

requirement('TP-NOTE-04', connected, (answer, check, context) => {
  const talk = acceptedTalk(answer);
  const { asked } = subscriptionsOf(talk);
  if (asked.length === 0)
    notTestable('no page names a destination of notifications; set TIERPOINT_NOTIFICATION_DESTINATIONS');
  if (framesOf(talk, 'ERROR').length > 0)
    undecided(`a subscription was refused, check TIERPOINT_NOTIFICATION_DESTINATIONS: ${saidBy(answer)}`);
  const others = undisturbed(context).filter((other) => other.answer.x !== answer.x);
  for (const each of [{ answer, talk }, ...others]) {
    const { asked: ids, received } = subscriptionsOf(each.talk);
    for (const id of ids)
      check.that(received.includes(id), () =>
        stompFinding(
          each.answer,
          `the receipt of the subscription ${id} did not come`,
          `RECEIPT with receipt-id receipt-${id}`,
          'header receipt-id',
        ),
      );
  }
});

requirement('TP-NOTE-05', idle, ({ answer, agreed }, check) => {
  const talk = acceptedTalk(answer);
  const { listened } = talk;
  if (listened === null) undecided('the conversation ended before the silence began');
  if (!listened.came && isCutOff(talk)) undecided('the server ended the connection');
  check.that(listened.came, () =>
    stompFinding(
      answer,
      `fewer than two heart-beats came in ${listened.ms} ms, one every ${agreed} ms was agreed upon`,
      `a heart-beat every ${agreed} ms`,
    ),
  );
});

const conversations = [
  ...[withBadFrame, withBadVersion, withoutToken],
  ...[withAlteredToken, withAlteredHead, withNoRealToken, withExpiredToken],
];

const withErrors = probe('conversations that ended in ERROR', { cost: 0, needs: conversations }, async ({ get }) => {
  const answers = await Promise.all(conversations.map((each) => attempt(get(each))));
  const [first] = answers;
  if (answers.every((each) => 'reason' in each) && first !== undefined && 'reason' in first)
    return notTestable(first.reason);
  return answers.flatMap((each) => ('value' in each ? [each.value] : []));
});

requirement('TP-NOTE-06', withErrors, (answers, check, context) => {
  const provoked = new Set(answers.map(({ x }) => x));
  for (const answer of [...answers, ...ownConversations(context).filter(({ x }) => !provoked.has(x))]) {
    const talk = answer.raw.status === 101 ? talkOf(answer) : null;
    const said = talk === null ? [] : talk.frames.filter(({ from }) => from === 'server');
    const at = said.findIndex(({ command }) => command === 'ERROR');
    const error = said[at];
    if (talk === null || error === undefined) continue;
    check.that(talk.end.by === 'server' && at === said.length - 1, () =>
      stompFinding(answer, 'after an ERROR frame the connection stayed open', 'the end of the connection'),
    );
    check.observe('ERROR', show(headerOf(error, 'message') ?? error.body, 120), answer.x);
  }
  if (check.checks === 0)
    notTestable('no conversation was answered with an ERROR frame, which a server may send and need not');
});

requirement('TP-NOTE-07', withBadVersion, (answer, check) => {
  const talk = talkOf(answer);
  if (talk === null) undecided(`the WebSocket was refused: ${saidBy(answer)}`);
  check.that(framesOf(talk, 'ERROR').length > 0 && !isConnected(talk), () =>
    stompFinding(answer, 'a version that does not exist is not refused with ERROR', 'an ERROR frame'),
  );
});

const saidGoodbye = ({ frames }: StompTalk) =>
  frames.some(({ from, command }) => from === 'client' && command === 'DISCONNECT');

requirement('TP-NOTE-08', connected, (answer, check, context) => {
  const talk = acceptedTalk(answer);
  if (!saidGoodbye(talk)) undecided(`the server ended the connection before: ${saidBy(answer)}`);
  const others = undisturbed(context).filter((other) => other.answer.x !== answer.x && saidGoodbye(other.talk));
  for (const each of [{ answer, talk }, ...others]) {
    const received = framesOf(each.talk, 'RECEIPT').some((frame) => headerOf(frame, 'receipt-id') === 'receipt-bye');
    check.that(received, () =>
      stompFinding(
        each.answer,
        'the receipt of DISCONNECT did not come',
        'RECEIPT with receipt-id receipt-bye',
        'header receipt-id',
      ),
    );
  }
});

const bothTimes = probe('notifications, both times', { cost: 0, needs: [connected, again] }, async ({ get }) => ({
  first: await get(connected),
  second: await get(again),
}));

requirement('TP-NOTE-09', bothTimes, ({ first, second }, check) => {
  const { asked, received } = subscriptionsOf(acceptedTalk(first));
  if (received.length < asked.length) undecided('the subscriptions of the first connection were not accepted');
  judgeAccepted(second, check);
  const talk = talkOf(second);
  if (talk === null || !isConnected(talk)) return;
  const now = subscriptionsOf(talk).received;
  check.that(
    received.every((id) => now.includes(id)),
    () =>
      stompFinding(
        second,
        'a subscription that was accepted before is not accepted after the connection was made anew',
        'a RECEIPT for each subscription',
      ),
  );
});

requirement('TP-NOTE-15', connected, (answer, check) => {
  const talk = acceptedTalk(answer);
  const [frame] = framesOf(talk, 'CONNECTED');
  check.observe('sub-protocol', talk.protocol === '' ? 'none' : talk.protocol, answer.x);
  for (const name of ['version', 'server', 'heart-beat'])
    check.observe(name, (frame === undefined ? undefined : headerOf(frame, name)) ?? 'none', answer.x);
});
