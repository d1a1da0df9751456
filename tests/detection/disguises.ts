/** Ways in which a conforming vendor's answers may travel and behave. None of them breaks a promise of anybody. */
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { type Disguise, type Passing, type Reply, jsonReply, writeAtOnce } from './proxy.ts';

export interface NamedDisguise {
  readonly id: string;
  readonly text: string;
  /** A fresh one for each server: some count what they are asked. */
  readonly make: () => Disguise;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const isJson = ({ headers }: Reply) =>
  headers.some(([name, value]) => /^content-type$/i.test(name) && /json/.test(value));
const isCoded = ({ headers }: Reply) => headers.some(([name]) => /^content-encoding$/i.test(name));
const named = (id: string, text: string, make: () => Disguise): NamedDisguise => ({ id, text, make });

const changeText = (change: (text: string) => string): Disguise => ({
  change: (reply) =>
    isJson(reply) && !isCoded(reply) ? { ...reply, body: Buffer.from(change(reply.body.toString('utf8'))) } : reply,
});

const changeHeaders = (change: (headers: Reply['headers']) => Reply['headers']): Disguise => ({
  change: (reply) => ({ ...reply, headers: change(reply.headers) }),
});

const compressed = (coding: string, compress: (body: Buffer) => Buffer): Disguise => ({
  change: (reply) =>
    isCoded(reply) || reply.body.length === 0
      ? reply
      : { ...reply, headers: [...reply.headers, ['Content-Encoding', coding]], body: compress(reply.body) },
});

/** Only the first request for a read fails; it may be asked again. */
function onceEach(wanted: (nth: number) => boolean, reply: Reply): Disguise {
  const seen = new Set<string>();
  let reads = 0;
  return {
    instead: ({ method, path }: Passing) => {
      if (method !== 'GET' || seen.has(path)) return null;
      seen.add(path);
      reads += 1;
      return wanted(reads) ? reply : null;
    },
  };
}

export const disguises: readonly NamedDisguise[] = [
  named('lower-case-headers', 'All header names are written in lower case.', () =>
    changeHeaders((headers) => headers.map(([name, value]) => [name.toLowerCase(), value])),
  ),
  named('upper-case-headers', 'All header names are written in upper case.', () =>
    changeHeaders((headers) => headers.map(([name, value]) => [name.toUpperCase(), value])),
  ),
  named('reversed-headers', 'Headers come in the opposite order.', () =>
    changeHeaders((headers) => [...headers].reverse()),
  ),
  named('more-headers', 'A gateway adds headers of its own.', () =>
    changeHeaders((headers) => [
      ...headers,
      ['Via', '1.1 gateway'],
      ['X-Request-Id', '5f0c2d1e'],
      ['Strict-Transport-Security', 'max-age=31536000'],
      ['Set-Cookie', 'lb=a1; Path=/'],
      ['Set-Cookie', 'affinity=b2; HttpOnly'],
    ]),
  ),
  named('gzip', 'Answers are compressed with gzip.', () => compressed('gzip', gzipSync)),
  named('br', 'Answers are compressed with brotli.', () => compressed('br', brotliCompressSync)),
  named('deflate', 'Answers are compressed with deflate.', () => compressed('deflate', deflateSync)),
  named('chunked', 'Answers come in chunks of a few bytes, which cut letters in half.', () => ({
    write: ({ status, headers, body }, response) => {
      response.writeHead(status, headers.flat());
      for (let from = 0; from < Math.min(body.length, 2000); from += 7)
        response.write(body.subarray(from, Math.min(from + 7, 2000)));
      response.end(body.subarray(2000));
    },
  })),
  named('slow', 'Each answer takes a while, and its body another.', () => ({
    write: async ({ status, headers, body }, response) => {
      await pause(15);
      response.writeHead(status, headers.flat());
      response.flushHeaders();
      await pause(5);
      response.end(body);
    },
  })),
  named('one-connection-each', 'The connection is closed after each answer.', () => ({
    change: (reply) => ({ ...reply, headers: [...reply.headers, ['Connection', 'close']] }),
  })),
  named('pretty', 'JSON is written with line breaks and blanks.', () =>
    changeText((text) =>
      /^\s*[[{]/.test(text) ? text.replace(/^([[{])/, '$1\r\n\t ').replace(/([\]}])$/, ' \n$1\n') : text,
    ),
  ),
  named('escaped-letters', 'Letters outside ASCII are escaped in JSON.', () =>
    changeText((text) =>
      text.replace(/[\u0080-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`),
    ),
  ),
  named('escaped-slashes', 'Slashes are escaped in JSON.', () =>
    changeText((text) => text.replace(/(?<!\\)\//g, '\\/')),
  ),
  named('one-503-in-seven', 'Some reads are answered with 503 the first time, and are asked again.', () =>
    onceEach((nth) => nth % 7 === 3, jsonReply(503, { message: 'Service Unavailable' }, [['Retry-After', '0']])),
  ),
  named('one-429', 'A read is answered with 429 once, with Retry-After.', () =>
    onceEach((nth) => nth === 4, jsonReply(429, { message: 'Too Many Requests' }, [['Retry-After', '0']])),
  ),
  named('one-reset', 'The connection is reset in a read once.', () => {
    let reads = 0;
    return {
      write: (reply, response, { method }) => {
        reads += method === 'GET' ? 1 : 0;
        if (method === 'GET' && reads === 5) {
          reads += 1;
          response.socket?.resetAndDestroy();
        } else writeAtOnce(reply, response);
      },
    };
  }),
  named('early-hints', 'Answers are preceded by 103 Early Hints.', () => ({
    write: (reply, response) => {
      response.writeEarlyHints({ link: '</style.css>; rel=preload' });
      writeAtOnce(reply, response);
    },
  })),
  named('no-date', 'A server without a clock sends no Date header.', () => ({
    write: (reply, response) => {
      response.sendDate = false;
      writeAtOnce({ ...reply, headers: reply.headers.filter(([name]) => !/^date$/i.test(name)) }, response);
    },
  })),
];
