/** What the spec of a vendor declares: one test per requirement, which asks the observer and shows its verdict. */
import { test } from '@playwright/test';
import type { TestDetails } from '@playwright/test';
import { ask } from './ask.ts';
import { readRegistry } from './registry.ts';
import type { Entry } from './registry.ts';
import { verdictAnnotation } from './reply.ts';

export interface DeclaredTest {
  /** As `VN-PAGE-03 A requested size above 2000 is served as 2000.` */
  readonly title: string;
  readonly details: TestDetails;
  readonly body: () => Promise<void>;
}

/** One test per requirement of the vendor, in the order of its registry. Loads nothing but the registry. */
export function testsOf(vendor: string): readonly DeclaredTest[] {
  return readRegistry(vendor).map((entry) => ({
    title: `${entry.id} ${entry.text}`,
    details: { tag: tagsOf(entry), annotation: annotationsOf(entry) },
    body: () => judge(entry.id),
  }));
}

/** Tags: vendor, section, level, `@smoke`, and the versions if it does not hold for all. */
export function tagsOf(entry: Entry): string[] {
  return [
    `@${entry.vendor}`,
    `@${entry.file}`,
    `@${entry.level}`,
    ...(entry.smoke ? ['@smoke'] : []),
    ...(entry.versions ?? []).map((version) => `@${version}`),
  ];
}

function annotationsOf(entry: Entry): { type: string; description: string }[] {
  const source = { type: 'source', description: `${entry.heading}, ${entry.sourceUrl}` };
  // An annotation `skip` skips at declaration, and unlike `test.skip` it can say why.
  return entry.notTestable === undefined ? [source] : [source, { type: 'skip', description: entry.notTestable }];
}

async function judge(id: string): Promise<void> {
  const info = test.info();
  const reply = await ask(info.project.name, id);
  const { outcome, status, reason } = reply;
  info.annotations.push({ type: verdictAnnotation, description: outcome });
  for (const { name, contentType, body } of reply.attachments) await info.attach(name, { contentType, body });
  if (status === 'skipped') info.skip(true, reason);
  if (status === 'failed') {
    // An expected failure does not cost the worker a restart; our reporter turns it back.
    if (reply.reporterListens) info.fail();
    throw named(outcome, reply.message);
  }
  if (outcome !== 'pass') info.annotations.push({ type: outcome, description: reason });
}

/** An error that reporters show as `fail: why`, without a code frame of ours. */
function named(name: string, message: string): Error {
  const error = new Error(message);
  error.name = name;
  error.stack = `${name}: ${message}`;
  return error;
}
