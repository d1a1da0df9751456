/** Whether the frames of a server are frames of STOMP: commands, their order, and headers of a fixed form. */
import { show } from '../verdict/check.ts';
import type { StompFrame, StompTalk } from '../verdict/conversation.ts';
import { headerOf } from './stomp.ts';

export interface FrameProblem {
  readonly message: string;
  readonly expected: string;
  readonly where: string;
}

const commands = ['CONNECTED', 'MESSAGE', 'RECEIPT', 'ERROR'];

/** What the server's frames break of STOMP 1.2, Server Frames, by themselves. Headers that a MESSAGE must have are left out. */
export function frameProblems(talk: StompTalk): FrameProblem[] {
  const problems: FrameProblem[] = [];
  const wanted = new Set<string>();
  const offered = ['1.0', '1.1', '1.2'];
  let connected = false;
  for (const frame of talk.frames) {
    if (frame.from === 'client') {
      offered.push(...(headerOf(frame, 'accept-version') ?? '').split(','));
      const receipt = headerOf(frame, 'receipt');
      if (receipt !== undefined) wanted.add(receipt);
      continue;
    }
    problems.push(...orderProblems(frame, connected), ...valueProblems(frame));
    if (frame.command === 'CONNECTED') {
      connected = true;
      problems.push(...connectedProblems(frame, talk.protocol, offered));
    }
    if (frame.command === 'RECEIPT') problems.push(...receiptProblems(frame, wanted));
  }
  return problems;
}

function orderProblems({ command }: StompFrame, connected: boolean): FrameProblem[] {
  const problem = (message: string, expected: string) => [{ message, expected, where: 'command' }];
  if (!commands.includes(command))
    return problem(`the server sent ${show(command, 40)}, which is no frame of a server`, commands.join(', '));
  if (command === 'CONNECTED' && connected) return problem('CONNECTED came twice', 'CONNECTED once');
  if (!connected && (command === 'MESSAGE' || command === 'RECEIPT'))
    return problem(`${command} came before CONNECTED`, 'CONNECTED or ERROR first');
  return [];
}

const mediaType = /^[^\s/;]+\/[^\s/;]+\s*(?:;|$)/;

/** Lengths are numbers of bytes; a content-type is a MIME type. */
function valueProblems(frame: StompFrame): FrameProblem[] {
  const form = (name: string, pattern: RegExp, expected: string): FrameProblem[] => {
    const value = headerOf(frame, name);
    return value === undefined || pattern.test(value.trim())
      ? []
      : [{ message: `${frame.command} has the ${name} ${show(value, 60)}`, expected, where: `header ${name}` }];
  };
  return [
    ...form('content-length', /^\d+$/, 'a number of bytes'),
    ...form('content-type', mediaType, 'a MIME type, as application/json'),
  ];
}

/** Without a version the connection is one of STOMP 1.0, which knows no heart-beats. */
function connectedProblems(frame: StompFrame, protocol: string, offered: readonly string[]): FrameProblem[] {
  const version = headerOf(frame, 'version') ?? '1.0';
  if (headerOf(frame, 'version') === undefined && /^v1[12]\.stomp$/.test(protocol))
    return [
      {
        message: `CONNECTED names no version, although the server chose the sub-protocol ${protocol}`,
        expected: 'a header version',
        where: 'header version',
      },
    ];
  if (!offered.includes(version.trim()))
    return [
      {
        message: `CONNECTED names the version ${show(version, 40)}, which was not offered`,
        expected: 'a version that was offered',
        where: 'header version',
      },
    ];
  const beat = headerOf(frame, 'heart-beat');
  if (version === '1.0' || beat === undefined || /^\s*\d+\s*,\s*\d+\s*$/.test(beat)) return [];
  return [
    {
      message: `CONNECTED has the heart-beat ${show(beat, 60)}`,
      expected: 'two numbers of milliseconds with a comma between them',
      where: 'header heart-beat',
    },
  ];
}

function receiptProblems(frame: StompFrame, wanted: ReadonlySet<string>): FrameProblem[] {
  const id = headerOf(frame, 'receipt-id');
  if (id !== undefined && wanted.has(id)) return [];
  return [
    {
      message:
        id === undefined ? 'a RECEIPT has no receipt-id' : `the RECEIPT ${show(id, 60)} is for nothing that was asked`,
      expected: `a receipt-id that was asked for: ${[...wanted].join(', ') || 'none was'}`,
      where: 'header receipt-id',
    },
  ];
}
