/**
 * The notification requirements of TierPoint against a STOMP broker that nobody here wrote. The reference server issues
 * the tokens and runs the long operation; RabbitMQ checks the tokens and carries the notifications.
 */
import { Client } from '@stomp/stompjs';
import { exportSPKI } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { startWith } from '../../reference/tierpoint/server.ts';
import { newKeys } from '../../reference/tierpoint/tokens.ts';
import type { RunningReference } from '../../reference/types.ts';
import type { Verdict } from '../../src/verdict/types.ts';
import { judgeAt } from '../detection/detect.ts';
import { type Rabbit, findRabbit, instructions, startRabbit } from './rabbitmq-server.ts';

const launcher = findRabbit();
const destination = '/topic/tierpoint.notifications';

/** Publishes as the administrator of the broker. */
function publisher(url: string): Promise<Client> {
  return new Promise((resolve, reject) => {
    const client = new Client({
      webSocketFactory: () => new WebSocket(url.replace(/^http/, 'ws'), ['v12.stomp']) as never,
      connectHeaders: { login: 'guest', passcode: 'guest', host: '/' },
      reconnectDelay: 0,
      onConnect: () => resolve(client),
      onStompError: ({ headers }) => reject(new Error(headers['message'])),
      onWebSocketError: () => reject(new Error('no WebSocket')),
    });
    client.activate();
  });
}

describe.skipIf(launcher === null)(
  launcher === null ? `notifications over RabbitMQ (not run: ${instructions})` : 'notifications over RabbitMQ',
  () => {
    let rabbit: Rabbit;
    let reference: RunningReference;
    let client: Client;
    let copies = 1;
    let verdicts: ReadonlyMap<string, Verdict>;

    async function judge(): Promise<ReadonlyMap<string, Verdict>> {
      const judged = await judgeAt(
        'tierpoint',
        'v2',
        reference.baseUrl('v2', { instance: `rabbit-${copies}` }),
        reference.credentials,
        {
          allowWrites: true,
          settings: {
            ...reference.settings,
            notificationUrl: rabbit.url,
            notificationDestinations: destination,
            notificationAuth: 'passcode',
            notificationLogin: 'api',
            notificationHost: '/',
            notificationHeartBeat: '1000',
            notificationWait: 'PT5S',
          },
        },
      );
      return new Map(judged.observed.verdicts.map((verdict) => [verdict.requirement, verdict]));
    }

    beforeAll(async () => {
      const keys = await newKeys();
      rabbit = await startRabbit(launcher ?? '', { kid: keys.kid, publicKey: await exportSPKI(keys.publicKey) });
      client = await publisher(rabbit.url);
      reference = await startWith(
        {},
        {
          keys,
          change: (base) => ({
            claims: (claims) => ({
              ...base.claims(claims),
              aud: 'rabbitmq',
              scope: ['configure:*/*', 'read:*/*', 'write:*/*', 'read:*/*/*', 'write:*/*/*']
                .map((right) => `rabbitmq.${right}`)
                .join(' '),
            }),
            // The broker of the reference server says nothing; RabbitMQ does.
            notifications: (operation) => {
              for (const body of base.notifications(operation))
                for (let i = 0; i < copies; i += 1) client.publish({ destination, body: JSON.stringify(body) });
              return [];
            },
          }),
        },
      );
      verdicts = await judge();
    }, 120_000);

    afterAll(async () => {
      await client?.deactivate({ force: true });
      await reference?.close();
      await rabbit?.stop();
    }, 60_000);

    it.each(['01', '02', '03', '04', '05', '07', '09', '10', '11', '12', '13'])('TP-NOTE-%s is kept', (number) => {
      const verdict = verdicts.get(`TP-NOTE-${number}`);
      expect(`${verdict?.outcome}: ${verdict?.reason}`).toMatch(/^pass: /);
    });

    // RabbitMQ 3.10 keeps a connection open after ERROR, and ends it without a receipt for DISCONNECT.
    it.each(['06', '08'])('TP-NOTE-%s is decided', (number) => {
      expect(verdicts.get(`TP-NOTE-${number}`)?.outcome).toMatch(/^(?:pass|warn)$/);
    });

    it('names its software', () => expect(verdicts.get('TP-NOTE-15')?.reason).toMatch(/RabbitMQ/));

    it('a doubled notification is found', async () => {
      copies = 2;
      expect((await judge()).get('TP-NOTE-11')?.outcome).toBe('fail');
    }, 60_000);

    it('a lost notification is found', async () => {
      copies = 0;
      const verdict = (await judge()).get('TP-NOTE-10');
      expect(`${verdict?.outcome}: ${verdict?.reason}`).toMatch(/^fail: no notification/);
    }, 60_000);
  },
);
