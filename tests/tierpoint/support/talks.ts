/** Conversations that were accepted, and what is said of their frames. */
import type { Answer } from '../../../src/judges/answer.ts';
import type { FrameProblem } from '../../../src/judges/stomp-frames.ts';
import { repeatedMessageId } from '../../../src/judges/stomp-messages.ts';
import {
  brokenHandshake,
  framesOf,
  headerOf,
  isConnected,
  saidBy,
  stompFinding,
  talkOf,
} from '../../../src/judges/stomp.ts';
import { type Check, show, undecided } from '../../../src/verdict/check.ts';
import type { StompFrame, StompTalk } from '../../../src/verdict/conversation.ts';

/** The talk of a conversation that the server accepted. @throws Undecided where it did not: that is judged elsewhere */
export function acceptedTalk(answer: Answer): StompTalk {
  const talk = talkOf(answer);
  if (talk === null || !isConnected(talk))
    undecided(`the connection with the token was not accepted: ${saidBy(answer)}`);
  return talk;
}

/** The server accepts the connection, in a version that was offered. */
export function judgeAccepted(answer: Answer, check: Check): void {
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

export function report(check: Check, answer: Answer, problems: readonly FrameProblem[]): void {
  for (const { message, expected, where } of problems) check.broken(stompFinding(answer, message, expected, where));
}

/** No two messages have one id. */
export function reportRepeated(check: Check, answer: Answer, messages: readonly StompFrame[]): void {
  const twice = repeatedMessageId(messages);
  if (twice === undefined) return;
  check.broken(
    stompFinding(
      answer,
      `the message id ${show(twice, 60)} comes twice`,
      'a message id of its own for each message',
      'header message-id',
    ),
  );
}
