import { describe, expect, test } from 'vitest';
import type { UndoEntry } from '../../../src/suite/undo.ts';
import type { ProbeContext } from '../../../src/suite/types.ts';
import { type Said, type ToyApi, roundOf, target, toySuite, vendor } from './toy.ts';

type Run<T> = (context: ProbeContext<ToyApi>) => Promise<T> | T;

const answers = (body: unknown = [], status = 200): Said => ({ status, body });
const fine = () => vendor(() => answers());

describe('writes', () => {
  interface Written {
    readonly log: string[];
    readonly journal: { add(entry: UndoEntry): string; done(id: string): void };
  }
  function journaling(): Written {
    const log: string[] = [];
    return {
      log,
      journal: {
        add: ({ label }) => {
          log.push(`add ${label}`);
          return label;
        },
        done: (id) => log.push(`done ${id}`),
      },
    };
  }

  async function write(
    run: Run<unknown>,
    said: (operation: string, nth: number) => Said | Error = () => answers(),
    allowWrites = true,
  ) {
    const { probe, suite } = toySuite();
    const { log, journal } = journaling();
    const one = probe('one', { cost: 9, writes: true }, run);
    const from = vendor((request, _, nth) => {
      log.push(request.operation);
      return said(request.operation, nth);
    });
    const { settled } = await roundOf(suite(), from, { journal, target: target(undefined, { allowWrites }) }).result(
      one,
    );
    return { settled, log, from };
  }
  const undoOne = (context: ProbeContext<ToyApi>, id = 1) =>
    context.undo(`item ${id}`, { operation: 'remove', path: { id } });

  test('are journaled before they are sent, undone afterwards, and then struck out', async () => {
    const { settled, log } = await write(async (context) => {
      undoOne(context);
      await context.api.create({ body: { id: 1 } });
      await context.api.list();
      return 'made';
    });
    expect(settled).toEqual({ kind: 'value', value: 'made' });
    expect(log).toEqual(['add item 1', 'create', 'list', 'remove', 'done item 1']);
  });

  test('are undone last first, equal ones as often as they were made', async () => {
    const { log, from } = await write(async (context) => {
      for (const id of [1, 2, 2]) {
        undoOne(context, id);
        await context.api.create({ body: { id } });
      }
    });
    expect(log).toEqual([
      'add item 1',
      'create',
      'add item 2',
      'create',
      'add item 2',
      'create',
      'remove',
      'done item 2',
      'remove',
      'done item 2',
      'remove',
      'done item 1',
    ]);
    expect(from.requests.slice(3).map((r) => r.request.url.at(-1))).toEqual(['2', '2', '1']);
  });

  test('are never taken for the same, though they are equal', async () => {
    const { from } = await write(({ api }) => Promise.all([api.create({ body: 1 }), api.create({ body: 1 })]));
    expect(from.requests).toHaveLength(2);
  });

  test('are undone when the probe fails after them', async () => {
    const { settled, log } = await write(async (context) => {
      undoOne(context);
      await context.api.create();
      throw new TypeError('bug');
    });
    expect(settled.kind).toBe('error');
    expect(log).toEqual(['add item 1', 'create', 'remove', 'done item 1']);
  });

  test('that were never sent are neither journaled nor undone', async () => {
    const { log } = await write((context) => {
      undoOne(context);
      return context.undecided('there is nothing to write');
    });
    expect(log).toEqual([]);
  });

  test.each([
    ['unreachable', 1, false],
    ['refused-by-suite', 0, false],
    ['interrupted', 0, false],
    ['interrupted', 1, true],
    ['timeout', 1, true],
    ['reset', 1, true],
  ] as const)('that ended as %s after %i sendings are undone: %s', async (kind, attempts, undone) => {
    const { log } = await write(
      async (context) => {
        undoOne(context);
        await context.api.create();
      },
      (operation) => (operation === 'create' ? { failure: { kind, message: '' }, attempts } : answers()),
    );
    expect(log).toEqual(['add item 1', 'create', ...(undone ? ['remove'] : []), 'done item 1']);
  });

  test('stay in the journal when they cannot be undone', async () => {
    const { settled, log } = await write(
      async (context) => {
        undoOne(context);
        await context.api.create();
        return context.undecided('no data');
      },
      (operation) => answers([], operation === 'remove' ? 409 : 200),
    );
    expect(log).toEqual(['add item 1', 'create', 'remove']);
    expect(settled).toEqual({
      kind: 'undecided',
      reason: "no data; 'item 1' could not be undone (status 409), the journal keeps it for the next run",
    });
  });

  test('that are gone already are undone', async () => {
    const { log } = await write(
      async (context) => {
        undoOne(context);
        await context.api.create();
      },
      (operation) => answers([], operation === 'remove' ? 404 : 200),
    );
    expect(log.at(-1)).toBe('done item 1');
  });

  test('whose undoing fails in the transport are an error, and stay in the journal', async () => {
    const { settled, log } = await write(
      async (context) => {
        undoOne(context);
        await context.api.create();
      },
      (operation) => (operation === 'remove' ? new Error('disk full') : answers()),
    );
    expect(settled).toMatchObject({
      kind: 'error',
      message: expect.stringContaining("undoing of 'item 1' failed: disk full") as string,
    });
    expect(log).not.toContain('done item 1');
  });

  test('whose undoing is wrong are found out before anything is written', async () => {
    for (const call of [{ operation: 'nobody' }, { operation: 'remove' }]) {
      const { settled, log } = await write(async (context) => {
        context.undo('item', call);
        await context.api.create();
      });
      expect(settled.kind).toBe('error');
      expect(log).toEqual([]);
    }
  });

  test('are not sent when the journal cannot be written', async () => {
    const { probe, suite } = toySuite();
    const one = probe('one', { cost: 1, writes: true }, async (context) => {
      undoOne(context);
      await context.api.create();
    });
    const from = fine();
    const journal = {
      add: () => {
        throw new Error('the journal cannot be written');
      },
      done: () => {},
    };
    expect((await roundOf(suite(), from, { journal }).result(one)).settled.kind).toBe('error');
    expect(from.requests).toHaveLength(0);
  });

  test('are not sent where the target does not allow them', async () => {
    const { settled, log } = await write(
      async ({ api }) => api.create(),
      () => answers(),
      false,
    );
    expect(settled).toEqual({ kind: 'not-testable', reason: 'writes are switched off for this target' });
    expect(log).toEqual([]);
  });
});
