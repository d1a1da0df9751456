import { afterEach, describe, expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import { hold, serveSockets, type Served } from './world.ts';

const open: Served[] = [];
afterEach(async () => {
  for (const served of open.splice(0)) await served.close();
});

async function server(...parts: Parameters<typeof serveSockets>): Promise<string> {
  const served = await serveSockets(...parts);
  open.push(served);
  return served.url;
}

const connected = 'CONNECTED\nversion:1.2\nheart-beat:0,0\n\n\0';

/** Answers CONNECT, and everything else by its command. */
const answering =
  (answers: Readonly<Record<string, (socket: WebSocket, frame: string) => void>> = {}, hello = connected) =>
  (socket: WebSocket) =>
    socket.on('message', (data: Buffer) => {
      const text = data.toString('utf8');
      const command = text.split('\n', 1)[0] ?? '';
      if (command === 'CONNECT') socket.send(hello);
      else answers[command]?.(socket, text);
    });
const receipt = (socket: WebSocket, frame: string) =>
  socket.send(`RECEIPT\nreceipt-id:${/receipt:(\S+)/.exec(frame)?.[1] ?? ''}\n\n\0`);

describe('converse', () => {
  it('connects, subscribes with a receipt, disconnects with a receipt', async () => {
    const { talk, said, outcome } = await hold(await server(answering({ SUBSCRIBE: receipt, DISCONNECT: receipt })), {
      subscribe: [{ id: 'a', destination: '/q' }],
    });
    expect(said).toEqual(['CONNECTED', 'RECEIPT', 'RECEIPT']);
    expect(talk.frames.filter(({ from }) => from === 'client').map(({ command }) => command)).toEqual([
      'CONNECT',
      'SUBSCRIBE',
      'DISCONNECT',
    ]);
    expect([talk.protocol, talk.end.by, 'status' in outcome && outcome.status]).toEqual(['v12.stomp', 'client', 101]);
  });

  it('runs what happens meanwhile once the subscription stands, and misses no message that comes before its answer', async () => {
    let subscribed = false;
    let notify = () => undefined as void;
    const url = await server((socket) => {
      notify = () => socket.send('MESSAGE\nsubscription:a\nmessage-id:1\ndestination:/q\n\nop-7 is done\0');
      answering({
        SUBSCRIBE: (s, frame) => {
          subscribed = true;
          receipt(s, frame);
        },
        DISCONNECT: receipt,
      })(socket);
    });
    const { talk } = await hold(
      url,
      { subscribe: [{ id: 'a', destination: '/q' }], until: 'message', listen: 1000 },
      async () => {
        expect(subscribed).toBe(true);
        notify(); // before the answer of the call
        await new Promise((resolve) => setTimeout(resolve, 30));
        return 'op-7';
      },
    );
    expect(talk.listened?.came).toBe(true);
    expect(talk.frames.filter(({ command }) => command === 'MESSAGE').length).toBe(1);
  });

  it('waits for the message that it was told of, then listens for what should not come', async () => {
    const message = (id: number, body: string) =>
      `MESSAGE\nsubscription:a\nmessage-id:${id}\ndestination:/q\n\n${body}\0`;
    const url = await server(
      answering({
        SUBSCRIBE: (socket, frame) => {
          receipt(socket, frame);
          socket.send(message(1, 'op-1'));
          setTimeout(() => socket.send(message(2, 'op-2')), 30);
          setTimeout(() => socket.send(message(3, 'op-2')), 60);
        },
        DISCONNECT: receipt,
      }),
    );
    const { talk } = await hold(
      url,
      { subscribe: [{ id: 'a', destination: '/q' }], until: 'message', listen: 1000, quiet: 200 },
      () => Promise.resolve('op-2'),
    );
    expect(talk.frames.filter(({ command }) => command === 'MESSAGE').map(({ body }) => body)).toEqual([
      'op-1',
      'op-2',
      'op-2',
    ]);
  });

  it('says that nothing came', async () => {
    const { talk } = await hold(await server(answering({ DISCONNECT: receipt })), { until: 'message', listen: 50 });
    expect(talk.listened?.came).toBe(false);
  });

  it('counts heart-beats, and sends the agreed ones', async () => {
    let beats = 0;
    const url = await server((socket) => {
      answering({ DISCONNECT: receipt }, 'CONNECTED\nversion:1.2\nheart-beat:20,20\n\n\0')(socket);
      socket.on('message', (data: Buffer) => (data.toString() === '\n' ? (beats += 1) : 0));
      setInterval(() => socket.readyState === socket.OPEN && socket.send('\n'), 20).unref();
    });
    const { talk } = await hold(url, { heartBeat: [20, 20], until: 'beats', listen: 1000, quiet: 200 });
    expect([talk.listened?.came, talk.beats > 1, beats > 0]).toEqual([true, true, true]);
  });

  it.each([
    [
      'ERROR and the end',
      (socket: WebSocket) => {
        socket.send('ERROR\nmessage:no\n\nno\0');
        socket.close(1002);
      },
      ['ERROR'],
      'server',
    ],
    ['ERROR alone', (socket: WebSocket) => socket.send('ERROR\nmessage:no\n\nno\0'), ['ERROR'], 'client'],
    ['the end without a word', (socket: WebSocket) => socket.close(1008, 'bye'), [], 'server'],
    ['a torn connection', (socket: WebSocket) => socket.terminate(), [], 'server'],
    ['silence', () => undefined, [], 'client'],
  ])('a refusal by %s is written down', async (_, refuse, commands, by) => {
    const { talk, said } = await hold(await server((socket) => socket.on('message', () => refuse(socket))));
    expect([said, talk.end.by]).toEqual([commands, by]);
  });

  it('keeps repeated headers, escapes, frames in pieces, several in one, and bytes', async () => {
    const url = await server(
      answering({
        SUBSCRIBE: (socket) => {
          socket.send(
            '\n\nMESSAGE\nfoo:first\nfoo:second\na:b\\cd\ncontent-length:5\n\nab\0cd\0RECEIPT\nreceipt-id:receipt-a\n\n',
          );
          socket.send(Buffer.from('\0'));
        },
        DISCONNECT: receipt,
      }),
    );
    const { talk } = await hold(url, { subscribe: [{ id: 'a', destination: '/q' }] });
    const [message] = talk.frames.filter(({ command }) => command === 'MESSAGE');
    expect(message?.headers.slice(0, 3)).toEqual([
      ['foo', 'first'],
      ['foo', 'second'],
      ['a', 'b\\cd'],
    ]);
    expect(message?.body).toBe('ab\0cd');
  });

  it('a WebSocket that is refused is the answer that came', async () => {
    const { createServer } = await import('node:http');
    const http = createServer((_request, response) =>
      response.writeHead(401, { 'www-authenticate': 'Bearer' }).end('{"title":"no"}'),
    );
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    const { outcome } = await hold(`http://127.0.0.1:${(http.address() as { port: number }).port}/n`);
    http.close();
    expect(outcome).toMatchObject({ status: 401 });
    expect('body' in outcome && outcome.body.toString()).toBe('{"title":"no"}');
  });

  it('a server without sub-protocol is spoken to all the same', async () => {
    const { talk, said } = await hold(await server(answering({ DISCONNECT: receipt }), false));
    expect([talk.protocol, said]).toEqual(['', ['CONNECTED', 'RECEIPT']]);
  });

  it('nobody there is a failure, and what happens meanwhile happens', async () => {
    let ran = false;
    const { outcome } = await hold('http://127.0.0.1:9/n', {}, () => Promise.resolve((ran = true) ? null : null));
    expect([outcome, ran]).toMatchObject([{ kind: 'unreachable' }, true]);
  });

  it('an interrupted run ends at once', async () => {
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 50);
    const { outcome } = await hold(
      await server(answering()),
      { until: 'message', listen: 60_000 },
      undefined,
      abort.signal,
    );
    expect(outcome).toMatchObject({ kind: 'interrupted' });
  });

  it('a flood of frames is cut', async () => {
    const url = await server(
      answering({
        SUBSCRIBE: (socket, frame) => {
          for (let i = 0; i < 3000; i += 1) socket.send(`MESSAGE\nmessage-id:${i}\n\nx\0`);
          receipt(socket, frame);
        },
      }),
    );
    const { talk } = await hold(url, { subscribe: [{ id: 'a', destination: '/q' }] });
    expect(talk.frames.length).toBeLessThanOrEqual(2010);
  });

  it('a frame that is too large ends the connection', async () => {
    const { talk } = await hold(
      await server(answering({ SUBSCRIBE: (socket) => socket.send(`MESSAGE\n\n${'x'.repeat(2_000_000)}\0`) })),
      { subscribe: [{ id: 'a', destination: '/q' }] },
    );
    expect(talk.frames.some(({ command }) => command === 'MESSAGE')).toBe(false);
  });
});
