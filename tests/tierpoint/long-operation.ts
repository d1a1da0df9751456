/** The end of a long operation is notified. */
import { framesOf, headerOf, isCutOff, saidBy, stompFinding } from '../../src/judges/stomp.ts';
import { messageProblems } from '../../src/judges/stomp-messages.ts';
import { parseJson } from '../../src/judges/json.ts';
import { isObject } from '../../src/openapi/json.ts';
import { show, undecided } from '../../src/verdict/check.ts';
import type { StompTalk } from '../../src/verdict/conversation.ts';
import { type Completion, completion } from './support/conversations.ts';
import { acceptedTalk, report, reportRepeated } from './support/talks.ts';
import { requirement } from './suite.ts';

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

requirement('TP-NOTE-12', completion, (seen, check) => {
  const { messages, problems } = messageProblems(messagesOf(seen).talk);
  if (messages === 0) undecided('no notification came');
  check.held();
  report(check, seen.talk, problems);
});

requirement('TP-NOTE-13', completion, (seen, check) => {
  const { all } = messagesOf(seen);
  if (!all.some((frame) => headerOf(frame, 'message-id') !== undefined)) undecided('no notification came');
  check.held();
  reportRepeated(check, seen.talk, all);
});

requirement('TP-NOTE-14', completion, (seen, check) => {
  const { about } = messagesOf(seen);
  for (const frame of about.slice(0, 3)) {
    check.observe('content-type', headerOf(frame, 'content-type') ?? 'none', seen.talk.x);
    check.observe('body', show(frame.body, 200), seen.talk.x);
  }
  if (about.length === 0) check.observe('notifications', 'none');
});
