import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Observer } from '../../../src/playwright/observation.ts';
import type { Engine, EngineRun, RunOptions, Selection } from '../../../src/suite/engine.ts';
import type { Outcome, TargetSummary, Verdict } from '../../../src/verdict/types.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'observation-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const name = 'vendnovation-v2.1';
const summary: TargetSummary = {
  name,
  vendor: 'vendnovation',
  version: 'v2.1',
  baseUrl: 'http://127.0.0.1:1',
  kind: 'reference',
  requestsPlanned: 0,
  requestsSent: 0,
  recording: 'none.jsonl',
};

function verdict(requirement: string, outcome: Outcome): Verdict {
  const rest = { checks: 1, findings: [], findingsTotal: 0, observations: [], exchanges: [], probe: 'p' };
  return { target: name, requirement, level: 'must', outcome, reason: 'because \u001b[2J', ...rest };
}

/** An engine that notes what it is told to run; each run ends when `go` is called. */
function fakeEngine(outcome: Outcome = 'pass') {
  const runs: { selection: Selection; options: RunOptions; go: () => void }[] = [];
  let closed = false;
  const engine = {
    targets: [{ name, vendor: 'vendnovation', version: 'v2.1', kind: 'reference' }],
    notes: [],
    run(selection: Selection, options: RunOptions = {}): EngineRun {
      let go = () => {};
      const gate = new Promise<void>((resolve) => (go = resolve));
      options.signal?.addEventListener('abort', () => go());
      runs.push({ selection, options, go });
      const verdicts = (selection.get(name) ?? []).map((id) => verdict(id, outcome));
      return {
        info: { id: 'r', startedAt: '', folder },
        result: () => gate.then(() => ({ verdicts, summary, interrupted: options.signal?.aborted === true })),
        ledger: gate.then(() => ({
          format: 1,
          run: 'r',
          startedAt: '',
          targets: [summary],
          verdicts,
          inScope: verdicts.length,
          interrupted: false,
        })),
      };
    },
    close: () => {
      closed = true;
      return Promise.resolve();
    },
  } as unknown as Engine;
  return { engine, runs, isClosed: () => closed };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('Observer told the selection by the reporter', () => {
  it('observes it once, however many tests ask', async () => {
    const { engine, runs } = fakeEngine('fail');
    const observer = new Observer(engine);
    observer.begin(new Map([[name, ['VN-PAGE-01', 'VN-PAGE-02']]]), {});
    const asked = ['VN-PAGE-01', 'VN-PAGE-02', 'VN-PAGE-01'].map((id) => observer.reply(name, id));
    runs[0]?.go();
    const replies = await Promise.all(asked);
    expect(runs).toHaveLength(1);
    expect(replies.map(({ outcome, reporterListens }) => [outcome, reporterListens])).toEqual([
      ['fail', true],
      ['fail', true],
      ['fail', true],
    ]);
    expect(replies[0]?.message).toBe('because \\u001b[2J');
  });
  it('asks anew in the next run, as in the UI mode', async () => {
    const { engine, runs } = fakeEngine();
    const observer = new Observer(engine);
    for (let i = 0; i < 2; i += 1) {
      observer.begin(new Map([[name, ['VN-PAGE-01']]]), {});
      runs[i]?.go();
      await observer.reply(name, 'VN-PAGE-01');
    }
    expect(runs).toHaveLength(2);
  });
  it('has no verdict for what was not selected', async () => {
    const { engine, runs } = fakeEngine();
    const observer = new Observer(engine);
    observer.begin(new Map([[name, ['VN-PAGE-01']]]), {});
    runs[0]?.go();
    const { outcome, message } = await observer.reply(name, 'VN-PAGE-02');
    expect(outcome).toBe('error');
    expect(message).toMatch(/has no requirement VN-PAGE-02 in this run/);
  });
  it('knows for the report what it told the test', async () => {
    const { engine, runs } = fakeEngine();
    const observer = new Observer(engine);
    observer.begin(new Map([[name, ['VN-PAGE-01']]]), {});
    runs[0]?.go();
    expect(observer.subject(name, 'VN-PAGE-01')?.evidence).toBeUndefined();
    await observer.reply(name, 'VN-PAGE-01');
    expect(observer.subject(name, 'VN-PAGE-01')?.evidence?.verdict.outcome).toBe('pass');
    expect(observer.subject('other', 'VN-PAGE-01')).toBeUndefined();
    expect(observer.subject(name, 'no-id')).toBeUndefined();
  });
  it('shows nothing of what was not asked', async () => {
    const { engine, runs } = fakeEngine('not-testable');
    const observer = new Observer(engine);
    observer.begin(new Map([[name, ['VN-PAGE-01']]]), {});
    runs[0]?.go();
    expect((await observer.reply(name, 'VN-PAGE-01')).attachments).toEqual([]);
  });
});

describe('Observer without the reporter', () => {
  it('asks for one test at a time, and together for those that wait', async () => {
    const { engine, runs } = fakeEngine('fail');
    const observer = new Observer(engine);
    const first = observer.reply(name, 'VN-PAGE-01');
    await settle();
    const others = [observer.reply(name, 'VN-PAGE-02'), observer.reply(name, 'VN-PAGE-03')];
    await settle();
    expect(runs).toHaveLength(1);
    runs[0]?.go();
    expect((await first).reporterListens).toBe(false);
    await settle();
    expect(runs.map(({ selection }) => selection.get(name))).toEqual([['VN-PAGE-01'], ['VN-PAGE-02', 'VN-PAGE-03']]);
    runs[1]?.go();
    expect((await Promise.all(others)).map(({ outcome }) => outcome)).toEqual(['fail', 'fail']);
  });
});

describe('closing', () => {
  it('ends what is under way, waits for its ledger, then stops the servers', async () => {
    const { engine, runs, isClosed } = fakeEngine();
    const observer = new Observer(engine);
    observer.begin(new Map([[name, ['VN-PAGE-01']]]), {});
    await observer.close();
    expect(runs[0]?.options.signal?.aborted).toBe(true);
    expect(isClosed()).toBe(true);
  });
});
