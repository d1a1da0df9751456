/** Judges the recordings of a run again. */
import { existsSync, readdirSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { loadContract } from '../contract/load.ts';
import { RecordingError, readRecording } from '../transport/recording.ts';
import type { Ledger, TargetSummary } from '../verdict/types.ts';
import { notesOn, waived } from '../verdict/waivers.ts';
import { runsFolder } from './paths.ts';
import { loadSuite } from './suites.ts';
import { verdictsOf } from './verdicts.ts';
import { keptWaivers } from './waiver-file.ts';

/**
 * The ledger of a run, from its recordings alone: byte-identical to the one that the run wrote.
 * @param run id of a run, `latest`, or a folder with recordings
 * @throws RecordingError
 */
export async function rejudgeRun(run: string): Promise<Ledger> {
  const folder = folderOf(run);
  const names = readdirSync(folder)
    .filter((name) => /^recording-.+\.jsonl$/.test(name))
    .sort();
  if (names.length === 0) throw new RecordingError(`${folder}: there is no recording in this folder`);
  const waivers = keptWaivers(folder);
  const parts = await Promise.all(
    names.map(async (name) => {
      const recording = readRecording(join(folder, name));
      const { target, startedAt } = recording.header;
      const verdicts = await verdictsOf(recording, loadContract(target.vendor), await loadSuite(target.vendor));
      return { name, recording, verdicts: waived(verdicts, target, waivers, startedAt) };
    }),
  );
  parts.sort((a, b) => (a.recording.header.target.name < b.recording.header.target.name ? -1 : 1));
  const [first] = parts;
  if (first === undefined) throw new RecordingError(`${folder}: there is no recording in this folder`);
  const targets: TargetSummary[] = parts.map(({ name, recording: { header, end, exchanges } }) => ({
    name: header.target.name,
    vendor: header.target.vendor,
    version: header.target.version,
    baseUrl: header.target.baseUrl,
    kind: header.target.kind,
    requestsPlanned: header.requestsPlanned,
    requestsSent: end?.requestsSent ?? exchanges.length,
    recording: name,
  }));
  const verdicts = parts.flatMap((p) => p.verdicts);
  const { run: id, startedAt } = first.recording.header;
  return {
    format: 1,
    run: id,
    startedAt,
    targets,
    verdicts,
    inScope: parts.reduce((sum, p) => sum + p.recording.header.requirements.length, 0),
    interrupted: parts.some((p) => p.recording.end?.interrupted !== false),
    ...notesOn(verdicts, targets, waivers, startedAt),
  };
}

function folderOf(run: string): string {
  if (isAbsolute(run) || run.includes('/') || run.includes('\\')) {
    if (!existsSync(run)) throw new RecordingError(`${run}: no such folder`);
    return run;
  }
  const all = existsSync(runsFolder()) ? readdirSync(runsFolder()).sort() : [];
  const name = run === 'latest' ? all.at(-1) : run;
  if (name === undefined || !all.includes(name))
    throw new RecordingError(
      `there is no run '${run}' in ${runsFolder()}; the newest are ${all.slice(-3).join(', ') || 'none'}`,
    );
  return join(runsFolder(), name);
}
