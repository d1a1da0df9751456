/** Notifications: STOMP over WebSockets, with the token; the end of a long operation. */
import type { Answer } from '../../src/judges/answer.ts';
import {
  brokenHandshake,
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
import { type FrameProblem, frameProblems } from '../../src/judges/stomp-frames.ts';
import { messageProblems, plainColons, repeatedMessageId } from '../../src/judges/stomp-messages.ts';
import { parseJson } from '../../src/judges/json.ts';
import { isObject } from '../../src/openapi/json.ts';
import { attempt } from '../../src/suite/attempt.ts';
import type { JudgeContext } from '../../src/suite/types.ts';
import { type Check, notTestable, show, undecided } from '../../src/verdict/check.ts';
import type { StompTalk } from '../../src/verdict/conversation.ts';
import { ownConversations } from './support/answers.ts';
import {
  type Completion,
  again,
  completion,
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
import { probe, requirement } from './suite.ts';

/** The talk of a conversation that the server accepted. @throws Undecided where it did not: that is judged elsewhere */
function acceptedTalk(answer: Answer): StompTalk {
  const talk = talkOf(answer);
  if (talk === null || !isConnected(talk))
    undecided(`the connection with the token was not accepted: ${saidBy(answer)}`);
  return talk;
}

function judgeAccepted(answer: Answer, check: Check): void {
  const broken = brokenHandshake(answer);
  if (broken !== undefined)
    return check.broken(
      stompFinding(answer, `the answer that opens the WebSocket breaks RFC 6455: ${broken}`, 'an open WebSocket'),
    );
  const talk = talkOf(answer);
  const [frame] = talk === null ? [] : framesOf(talk, 'CONNECTED');
  check.that(frame !== undefined, () =>
    stompFinding(answer, `a connection with a valid token was not accepted: ${saidBy(answer)}`, 'CONNECTED'),
  );
  if (frame === undefined) return;
  const version = headerOf(frame, 'version');
  // Version 1.0 has no such header.
  check.that(version === undefined || ['1.0', '1.1', '1.2'].includes(version), () =>
    stompFinding(
      answer,
      `CONNECTED names the version ${show(version)}, which was not offered`,
      'version 1.2, 1.1 or 1.0',
      'header version',
    ),
  );
}

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

/** An ERROR ended the talk before the suite did. One that the server talks on after ended nothing. */
function endedInError({ frames }: StompTalk): boolean {
  const at = frames.findIndex(({ from, command }) => from === 'server' && command === 'ERROR');
  const goodbye = frames.findIndex(({ from, command }) => from === 'client' && command === 'DISCONNECT');
  const talksOn = frames.slice(at + 1).some(({ from }) => from === 'server');
  return at !== -1 && !talksOn && (goodbye === -1 || at < goodbye);
}

/** Messages about the operation, and the talk. @throws Undecided where nothing was started, or nobody listened */
function messagesOf({ talk: answer, started, id }: Completion) {
  if (started.status < 200 || started.status > 299)
    undecided(
      `${started.asked} did not start the long operation, it was answered with ${started.status}; check TIERPOINT_LONG_OPERATION_PATH and _BODY`,
    );
  const talk = acceptedTalk(answer);
  if (talk.listened === null || endedInError(talk))
    undecided(`the subscriptions did not stand when the operation was started: ${saidBy(answer)}`);
  const all = framesOf(talk, 'MESSAGE');
  const about = all.filter(
    (frame) => id === null || frame.body.includes(id) || frame.headers.some(([, value]) => value.includes(id)),
  );
  return { talk, all, about, waited: talk.listened.ms };
}

requirement('TP-NOTE-10', completion, (seen, check) => {
  const { talk, all, about, waited } = messagesOf(seen);
  if (about.length === 0 && isCutOff(talk)) undecided('the server ended the connection while the suite was waiting');
  check.that(about.length > 0, () =>
    stompFinding(
      seen.talk,
      `no notification of the operation ${seen.id ?? ''} came within ${Math.round(waited / 100) / 10} s (${all.length} others did)`,
      'a notification when the operation is complete',
    ),
  );
});

const end = /\b(?:complet\w*|done|finish\w*|succe\w*|fail\w*|ended|ready)\b/i;
const ofTheMessage = /time|date|(?:At|_at|-at)$|^(?:message|event|notification)_?-?id$/i;

/** What a notification says. News of the end say the same at whatever time they were sent. */
function contentOf(body: string): unknown {
  const parsed = end.test(body) ? parseJson(body) : { problem: '' };
  if (!('value' in parsed) || !isObject(parsed.value)) return body;
  return Object.fromEntries(Object.entries(parsed.value).filter(([name]) => !ofTheMessage.test(name)));
}

requirement('TP-NOTE-11', completion, (seen, check) => {
  const { about } = messagesOf(seen);
  if (about.length === 0) undecided('no notification came');
  const keyed = about.map((frame) => JSON.stringify([headerOf(frame, 'subscription'), contentOf(frame.body)]));
  const twice = keyed.find((key, i) => keyed.indexOf(key) !== i);
  check.that(twice === undefined, () =>
    stompFinding(
      seen.talk,
      `the same notification came ${keyed.filter((key) => key === twice).length} times: ${show(about[0]?.body, 120)}`,
      'each notification once',
    ),
  );
});

function report(check: Check, answer: Answer, problems: readonly FrameProblem[]): void {
  for (const { message, expected, where } of problems) check.broken(stompFinding(answer, message, expected, where));
}

requirement('TP-NOTE-12', completion, (seen, check) => {
  const { messages, problems } = messageProblems(messagesOf(seen).talk);
  if (messages === 0) undecided('no notification came');
  check.held();
  report(check, seen.talk, problems);
});

requirement('TP-NOTE-13', completion, (seen, check) => {
  const { all } = messagesOf(seen);
  if (!all.some((frame) => headerOf(frame, 'message-id') !== undefined)) undecided('no notification came');
  const twice = repeatedMessageId(all);
  check.that(twice === undefined, () =>
    stompFinding(
      seen.talk,
      `the message id ${show(twice, 60)} comes twice`,
      'a message id of its own for each message',
      'header message-id',
    ),
  );
});

requirement('TP-NOTE-14', completion, (seen, check) => {
  const { about } = messagesOf(seen);
  for (const frame of about.slice(0, 3)) {
    check.observe('content-type', headerOf(frame, 'content-type') ?? 'none', seen.talk.x);
    check.observe('body', show(frame.body, 200), seen.talk.x);
  }
  if (about.length === 0) check.observe('notifications', 'none');
});

requirement('TP-NOTE-15', connected, (answer, check) => {
  const talk = acceptedTalk(answer);
  const [frame] = framesOf(talk, 'CONNECTED');
  check.observe('sub-protocol', talk.protocol === '' ? 'none' : talk.protocol, answer.x);
  for (const name of ['version', 'server', 'heart-beat'])
    check.observe(name, (frame === undefined ? undefined : headerOf(frame, name)) ?? 'none', answer.x);
});

requirement('TP-NOTE-18', connected, (answer, check, { answers }) => {
  const talks = answers.filter(({ request, raw }) => request.method === 'STOMP' && raw.status === 101);
  if (talks.length === 0) undecided(`no connection was opened: ${saidBy(answer)}`);
  for (const each of talks) {
    const talk = talkOf(each);
    check.held();
    if (talk === null) continue;
    report(check, each, frameProblems(talk));
    // The service may have news of its own for whoever subscribes.
    report(check, each, messageProblems(talk).problems);
    const twice = repeatedMessageId(framesOf(talk, 'MESSAGE'));
    if (twice !== undefined)
      check.broken(
        stompFinding(
          each,
          `the message id ${show(twice, 60)} comes twice`,
          'a message id of its own for each message',
          'header message-id',
        ),
      );
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
