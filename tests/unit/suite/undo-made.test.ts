/** Undoing what stands already: a record whose id only the answer to its creation told. */
import { describe, expect, test } from 'vitest';
import type { ProbeContext } from '../../../src/suite/types.ts';
import { type Said, type ToyApi, roundOf, target, toySuite, vendor } from './toy.ts';

async function write(
  run: (context: ProbeContext<ToyApi>) => Promise<unknown>,
  removal: Said = { status: 204, body: '' },
) {
  const { probe, suite } = toySuite();
  const log: string[] = [];
  const one = probe('one', { cost: 9, writes: true }, run);
  const from = vendor((request) => {
    log.push(request.operation);
    return request.operation === 'remove' ? removal : { status: 200, body: { id: 7 } };
  });
  const journal = {
    add: ({ label }: { label: string }) => {
      log.push(`add ${label}`);
      return label;
    },
    done: (id: string) => log.push(`done ${id}`),
  };
  const allowed = target(undefined, { allowWrites: true });
  const { settled } = await roundOf(suite(), from, { journal, target: allowed }).result(one);
  return { settled, log };
}

const made = (context: ProbeContext<ToyApi>) =>
  context.undo('item 7', { operation: 'remove', path: { id: 7 } }, { made: true });

/** Until its answer tells the id, the journal knows no more than that something is being made. */
const creation = "what 'one' may have made with create";
const before = [`add ${creation}`, 'create', 'add item 7', `done ${creation}`];

describe('what was made', () => {
  test('is journaled at once, and undone without a further write', async () => {
    const { log } = await write(async (context) => {
      await context.api.create();
      made(context);
    });
    expect(log).toEqual([...before, 'remove', 'done item 7']);
  });

  test('is undone when the probe fails', async () => {
    const { settled, log } = await write(async (context) => {
      await context.api.create();
      made(context);
      throw new TypeError('bug');
    });
    expect(settled.kind).toBe('error');
    expect(log).toEqual([...before, 'remove', 'done item 7']);
  });

  test.each([404, 410])('counts as undone when it is gone already (%i)', async (status) => {
    const run = async (context: ProbeContext<ToyApi>) => {
      await context.api.create();
      made(context);
      return context.undecided('no data');
    };
    const { settled, log } = await write(run, { status, body: '' });
    expect(log).toEqual([...before, 'remove', 'done item 7']);
    expect(settled).toEqual({ kind: 'undecided', reason: 'no data' });
  });

  test('stays in the journal when it cannot be undone', async () => {
    const { log } = await write(
      async (context) => {
        await context.api.create();
        made(context);
      },
      { status: 409, body: '' },
    );
    expect(log).toEqual([...before, 'remove']);
  });

  test('is known to the journal though no answer tells of it', async () => {
    const log: string[] = [];
    const { probe, suite } = toySuite();
    const one = probe('one', { cost: 9, writes: true }, ({ api }) => api.create({ body: { name: 'x' } }));
    const from = vendor(() => ({ failure: { kind: 'timeout', message: '' }, attempts: 1 }));
    const journal = {
      add: ({ label, byHand }: { label: string; byHand?: true }) => {
        log.push(`add ${label} ${String(byHand)}`);
        return label;
      },
      done: (id: string) => log.push(`done ${id}`),
    };
    const allowed = target(undefined, { allowWrites: true });
    await roundOf(suite(), from, { journal, target: allowed }).result(one);
    expect(log).toEqual([`add ${creation}: {"name":"x"} true`]);
  });
});
