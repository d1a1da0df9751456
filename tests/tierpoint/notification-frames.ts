/** The form of what the notification service sends, in every conversation of the run. */
import { framesOf, isConnected, saidBy, stompFinding, subscriptionsOf, talkOf } from '../../src/judges/stomp.ts';
import { frameProblems } from '../../src/judges/stomp-frames.ts';
import { messageProblems, plainColons } from '../../src/judges/stomp-messages.ts';
import { show, undecided } from '../../src/verdict/check.ts';
import { ownConversations } from './support/answers.ts';
import { completion, connected } from './support/conversations.ts';
import { acceptedTalk, judgeAccepted, report, reportRepeated } from './support/talks.ts';
import { probe, requirement } from './suite.ts';

requirement('TP-NOTE-18', connected, (answer, check, { answers }) => {
  const talks = answers.filter(({ request, raw }) => request.method === 'STOMP' && raw.status === 101);
  if (talks.length === 0) undecided(`no connection was opened: ${saidBy(answer)}`);
  for (const each of talks) {
    const talk = talkOf(each);
    if (talk === null) continue;
    check.held();
    report(check, each, frameProblems(talk));
    // The service may have news of its own for whoever subscribes.
    report(check, each, messageProblems(talk).problems);
    reportRepeated(check, each, framesOf(talk, 'MESSAGE'));
  }
});

const whileWaiting = probe(
  'notifications, end of a long operation, and before',
  { cost: 0, writes: true, needs: [connected, completion] },
  async ({ get }) => ({ before: await get(connected), answer: (await get(completion)).talk }),
);

requirement('TP-NOTE-19', whileWaiting, ({ before, answer }, check) => {
  const { received } = subscriptionsOf(acceptedTalk(before));
  judgeAccepted(answer, check);
  const talk = talkOf(answer);
  if (talk === null || !isConnected(talk)) return;
  const now = subscriptionsOf(talk).received;
  for (const id of received)
    check.that(now.includes(id), () =>
      stompFinding(
        answer,
        `the receipt of the subscription ${id} did not come`,
        `RECEIPT with receipt-id receipt-${id}`,
        'header receipt-id',
      ),
    );
  report(check, answer, frameProblems(talk));
});

requirement('TP-NOTE-20', whileWaiting, ({ before }, check, context) => {
  acceptedTalk(before);
  for (const each of ownConversations(context)) {
    const talk = each.raw.status === 101 ? talkOf(each) : null;
    if (talk === null) continue;
    check.held();
    for (const { command, name } of plainColons(talk))
      check.broken(
        stompFinding(
          each,
          `${command} has a colon in its header ${show(name, 40)} that is not escaped`,
          String.raw`\c for a colon in a value`,
          `header ${name}`,
        ),
      );
  }
});
