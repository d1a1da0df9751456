import { afterEach, describe, expect, it } from 'vitest';
import { ask } from '../../../src/playwright/ask.ts';
import { addressVariable } from '../../../src/playwright/reply.ts';
import type { Reply } from '../../../src/playwright/reply.ts';
import { serve } from '../../../src/playwright/service.ts';
import type { Service } from '../../../src/playwright/service.ts';

const reply: Reply = {
  outcome: 'fail',
  status: 'failed',
  reason: 'Größe',
  message: 'm',
  reporterListens: true,
  attachments: [],
};
let service: Service | undefined;

async function start(answer: (target: string, requirement: string) => Promise<Reply>): Promise<void> {
  service = await serve(answer);
  process.env[addressVariable] = service.address;
}

afterEach(async () => {
  await service?.close();
  service = undefined;
  delete process.env[addressVariable];
});

describe('ask', () => {
  it('brings the reply for a target and a requirement', async () => {
    const asked: string[] = [];
    await start((target, requirement) => {
      asked.push(target, requirement);
      return Promise.resolve(reply);
    });
    expect(await ask('vendnovation-v2.1', 'VN-PAGE-03')).toEqual(reply);
    expect(asked).toEqual(['vendnovation-v2.1', 'VN-PAGE-03']);
  });
  it('passes on why there is no verdict', async () => {
    await start(() => Promise.reject(new Error('the engine is gone')));
    await expect(ask('t', 'VN-A-01')).rejects.toThrow('The observer gave no verdict for VN-A-01: the engine is gone');
  });
  it('says so when the observer goes away', async () => {
    await start(() => new Promise(() => undefined));
    const waiting = ask('t', 'VN-A-01');
    const failed = expect(waiting).rejects.toThrow(/gave no verdict for VN-A-01/);
    await new Promise((resolve) => setImmediate(resolve));
    await service?.close();
    await failed;
  });
  it('says so when no observer was started', () => {
    expect(() => ask('t', 'VN-A-01')).toThrow(/No observer listens/);
  });
});

describe('serve', () => {
  it('answers nobody who does not know the path', async () => {
    await start(() => Promise.resolve(reply));
    const { origin } = new URL(service?.address ?? '');
    expect((await fetch(`${origin}/?target=t&requirement=r`)).status).toBe(404);
    expect((await fetch(`${service?.address}`)).status).toBe(404);
  });
  it('listens on the loopback interface alone', async () => {
    await start(() => Promise.resolve(reply));
    expect(new URL(service?.address ?? '').hostname).toBe('127.0.0.1');
  });
});
