/** Judges answers that a test makes up: a server for one test, and the verdicts of some requirements. */
import { serve, type Incoming, type Reply } from '../../../reference/http.ts';
import { loadContract } from '../../../src/contract/load.ts';
import { observeTarget } from '../../../src/suite/observe.ts';
import { loadSuite } from '../../../src/suite/suites.ts';
import type { Verdict } from '../../../src/verdict/types.ts';

export type Said = { readonly status?: number; readonly body?: unknown; readonly type?: string };
export type Answering = (call: Incoming) => Said | null;

const contract = loadContract('tier');

interface Questions {
  readonly version: string;
  readonly requirements: readonly string[];
  readonly settings?: Readonly<Record<string, string>>;
  readonly allowWrites?: boolean;
}

/**
 * Outcomes by requirement, when the answers are those of `answering`; null is answered with 404.
 * Paths are below the version, as `/customer/free-ride`.
 */
export async function judged(answering: Answering, questions: Questions): Promise<Record<string, Verdict>> {
  const { version, requirements, settings = {}, allowWrites = false } = questions;
  const type = version === 'mds-0.3' ? 'application/vnd.mds.provider+json;version=0.3' : 'application/vnd.api+json';
  const served = await serve((call): Reply => {
    const said = answering({ ...call, path: call.path.replace(/^\/[^/]+/, '') }) ?? { status: 404, body: {} };
    return {
      status: said.status ?? 200,
      headers: [['content-type', said.type ?? type]],
      ...(said.body === undefined ? {} : { body: JSON.stringify(said.body) }),
    };
  });
  try {
    const credential = (name: string) => ({
      name,
      handle: `«secret:${name}»`,
      value: `value-of-${name}`,
      origin: served.origin,
    });
    const defaults = contract.settings.flatMap((s) => (s.default === undefined ? [] : [[s.name, s.default] as const]));
    const { verdicts } = await observeTarget({
      target: {
        name: `tier-${version}`,
        vendor: 'tier',
        version,
        baseUrl: `${served.origin}/${version}`,
        kind: 'reference',
        credentials: [credential('apiKey'), credential('jwt')],
        settings: { ...Object.fromEntries(defaults), ...settings },
        allowWrites,
      },
      contract,
      suite: await loadSuite('tier'),
      ids: requirements,
      run: { id: '20260101T000000Z-0000', startedAt: '2026-01-01T00:00:00Z', folder: '' },
      state: null,
      record: false,
      limits: { timeout: 5000 },
    });
    return Object.fromEntries(verdicts.map((verdict) => [verdict.requirement, verdict]));
  } finally {
    await served.close();
  }
}

/** Outcomes alone. */
export const outcomes = (verdicts: Record<string, Verdict>): Record<string, string> =>
  Object.fromEntries(Object.entries(verdicts).map(([id, verdict]) => [id, verdict.outcome]));
