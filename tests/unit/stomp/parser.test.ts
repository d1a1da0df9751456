import { describe, expect, it } from 'vitest';
import { type ParsedFrame, StompParser } from '../../../src/transport/stomp-parser.ts';

function read(parts: readonly (string | Buffer)[]): { frames: ParsedFrame[]; beats: number; unfinished: number } {
  const frames: ParsedFrame[] = [];
  let beats = 0;
  const parser = new StompParser({ frame: (frame) => frames.push(frame), beat: () => (beats += 1) });
  for (const part of parts) parser.push(Buffer.from(part));
  return { frames, beats, unfinished: parser.unfinished };
}

const message = 'MESSAGE\nsubscription:a\ncontent-length:8\n\ngrößer\0';
const flawsOf = (text: string | Buffer) => read([text]).frames.flatMap(({ flaws }) => flaws);

describe('frames of a stream', () => {
  it('are the same however they are cut', () => {
    const whole = read([message, '\n', message]);
    const octets = Buffer.from(`${message}\n${message}`);
    const single = read([...octets].map((octet) => Buffer.from([octet])));
    expect(single).toEqual(whole);
    expect(whole).toMatchObject({ beats: 1, unfinished: 0 });
    expect(whole.frames.map(({ body, flaws }) => [body, flaws])).toEqual([
      ['größer', []],
      ['größer', []],
    ]);
  });

  it.each([
    ['CR before LF', 'RECEIPT\r\nreceipt-id:1\r\n\r\n\0', [['receipt-id', '1']], ''],
    ['colons in a value', 'ERROR\nmessage:a:b\n\n\0', [['message', 'a:b']], ''],
    ['no length', 'MESSAGE\n\nbody\0', [], 'body'],
    ['NUL in a body with a length', 'MESSAGE\ncontent-length:3\n\na\0b\0', [['content-length', '3']], 'a\0b'],
    ['a length of nothing', 'RECEIPT\ncontent-length:0\n\n\0', [['content-length', '0']], ''],
  ])('%s', (_, text, headers, body) => {
    const { frames, unfinished } = read([text]);
    expect(frames).toMatchObject([{ headers, body, flaws: [] }]);
    expect(unfinished).toBe(0);
  });

  it.each([
    ['a length in characters', message.replace('8', '6'), 'behind the 6 octets'],
    ['a length of one too few', 'MESSAGE\ncontent-length:1\n\nab\0', 'behind the 1 octets'],
    ['a header without colon', 'MESSAGE\nflag\n\n\0', 'no colon'],
    ['a header in Latin-1', Buffer.from('MESSAGE\na:ö\n\n\0', 'latin1'), 'no UTF-8'],
  ])('%s is a flaw', (_, text, flaw) => expect(flawsOf(text).join()).toContain(flaw));

  it('tells what never ended', () => {
    expect(read(['CONNECTED\nversion:1.2\n\n']).unfinished).toBe(23);
    expect(read(['MESSAGE\ncontent-length:9\n\nab\0']).frames).toEqual([]);
    expect(read(['x'.repeat(9_000_000)]).unfinished).toBe(0);
  });

  it('goes on behind a broken frame', () => {
    const { frames } = read([`MESSAGE\ncontent-length:1\n\nabc\0${message}`]);
    expect(frames.map(({ body, flaws }) => [body, flaws.length])).toEqual([
      ['abc', 1],
      ['größer', 0],
    ]);
  });
});
