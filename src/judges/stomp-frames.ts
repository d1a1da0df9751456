/** Whether the frames of a server are frames of STOMP: commands, their order, and headers of a fixed form. */
import { show } from '../verdict/check.ts';
import type { StompFrame, StompTalk } from '../verdict/conversation.ts';
import { parseJson } from './json.ts';
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
  const wanted = new Map<string, 'asked' | 'given'>();
  const knowsEscapes = isNewerThanFirst(talk);
  const offered = ['1.0', '1.1', '1.2'];
  let connected = false;
  for (const frame of talk.frames) {
    if (frame.from === 'client') {
      offered.push(...(headerOf(frame, 'accept-version') ?? '').split(','));
      const receipt = headerOf(frame, 'receipt');
      if (receipt !== undefined) wanted.set(receipt, 'asked');
      continue;
    }
    problems.push(...orderProblems(frame, connected), ...formProblems(frame), ...valueProblems(frame));
    if (knowsEscapes) problems.push(...escapeProblems(frame));
    if (frame.command === 'CONNECTED') {
      connected = true;
      problems.push(...connectedProblems(frame, talk.protocol, offered));
    }
    if (frame.command === 'RECEIPT') problems.push(...receiptProblems(frame, wanted));
  }
  if (talk.unfinished !== undefined)
    problems.push({
      message: `the last ${talk.unfinished} octets of the server are no whole frame`,
      expected: 'a NUL at the end of each frame',
      where: 'body',
    });
  return problems;
}

/** Version 1.0 has no escapes. */
export const isNewerThanFirst = ({ frames }: StompTalk): boolean =>
  frames.some(
    (frame) =>
      frame.from === 'server' && frame.command === 'CONNECTED' && /^1\.[12]$/.test(headerOf(frame, 'version') ?? ''),
  );

/** Frames end with NUL, headers have names, and only some frames have a body (STOMP 1.2, STOMP Frames and Body). */
function formProblems({ command, body, flaws }: StompFrame): FrameProblem[] {
  const said = (flaws ?? []).map((flaw) => ({
    message: `${show(command, 40)}: ${flaw}`,
    expected: 'a frame of STOMP',
    where: 'frame',
  }));
  const hasBody = (command === 'CONNECTED' || command === 'RECEIPT') && body !== '';
  return hasBody
    ? [...said, { message: `${command} has the body ${show(body, 60)}`, expected: 'no body', where: 'body' }]
    : said;
}

/** An escape that is not defined ends the connection (STOMP 1.2, Value Encoding). */
function escapeProblems({ command, headers }: StompFrame): FrameProblem[] {
  if (command === 'CONNECTED') return [];
  return headers
    .filter((pair) => pair.some((text) => text.replaceAll(/\\[rnc\\]/g, '').includes('\\')))
    .map(([name, value]) => ({
      message: `${command} has an escape in its header ${show(name, 40)} that STOMP does not know: ${show(value, 60)}`,
      expected: String.raw`\r, \n, \c or \\`,
      where: `header ${name}`,
    }));
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

/** Something came, and nothing in it was replaced by a handle, which might stand for a number. */
const isWhole = (body: string) => body !== '' && !body.includes('«');

const mediaType = /^[^\s/;]+\/[^\s/;]+\s*(?:;|$)/;

/** Lengths are numbers of bytes; a content-type is a MIME type. */
function valueProblems(frame: StompFrame): FrameProblem[] {
  const form = (name: string, pattern: RegExp, expected: string): FrameProblem[] => {
    const value = headerOf(frame, name);
    return value === undefined || pattern.test(value.trim())
      ? []
      : [{ message: `${frame.command} has the ${name} ${show(value, 60)}`, expected, where: `header ${name}` }];
  };
  const type = headerOf(frame, 'content-type')?.split(';')[0]?.trim() ?? '';
  const isOther = /[/+]json$/i.test(type) && isWhole(frame.body) && 'problem' in parseJson(frame.body);
  return [
    ...form('content-length', /^\d+$/, 'a number of bytes'),
    ...form('content-type', mediaType, 'a MIME type, as application/json'),
    ...(isOther
      ? [
          {
            message: `${frame.command} has the content-type ${type}, but its body is no JSON: ${show(frame.body, 80)}`,
            expected: 'JSON',
            where: 'body',
          },
        ]
      : []),
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

function receiptProblems(frame: StompFrame, wanted: Map<string, 'asked' | 'given'>): FrameProblem[] {
  const id = headerOf(frame, 'receipt-id');
  const state = id === undefined ? undefined : wanted.get(id);
  if (id !== undefined && state !== undefined) wanted.set(id, 'given');
  if (state === 'asked') return [];
  const what =
    id === undefined
      ? 'a RECEIPT has no receipt-id'
      : state === 'given'
        ? `the RECEIPT ${show(id, 60)} came twice`
        : `the RECEIPT ${show(id, 60)} is for nothing that was asked`;
  return [
    {
      message: what,
      expected: `one for each receipt that was asked for: ${[...wanted.keys()].join(', ') || 'none was'}`,
      where: 'header receipt-id',
    },
  ];
}
