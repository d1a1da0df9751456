/** Several runs, each over other targets, become one: shards of one night on several machines. */
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, realpathSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { keepWaivers, keptWaivers } from '../suite/waiver-file.ts';
import { readLedger, writeLedger } from '../verdict/ledger.ts';
import type { Ledger, TargetSummary } from '../verdict/types.ts';
import { type Waiver, notesOn } from '../verdict/waivers.ts';
import { HistoryError, type FoundRun, isRunId } from './runs.ts';
import { keepShapes, shapesOf } from './shapes.ts';

const mostDepth = 6;

/**
 * The runs below a folder, as an artifact of CI holds them, or the run that the folder is.
 * @throws HistoryError when there is none, LedgerError when one is damaged
 */
export function runsBelow(folder: string): FoundRun[] {
  const at = resolve(folder);
  if (!existsSync(at)) throw new HistoryError(`${folder}: there is no such folder`);
  // A folder that is named is meant, whatever its name; below it, only runs are: reports hold copies of ledgers.
  if (existsSync(join(at, 'ledger.json'))) return [{ folder: at, ledger: readLedger(join(at, 'ledger.json')) }];
  const found = search(at, 0);
  if (found.length === 0)
    throw new HistoryError(
      `${folder}: there is no run in this folder; give folders that hold ledger.json and recordings`,
    );
  return found;
}

function search(folder: string, depth: number): FoundRun[] {
  const file = join(folder, 'ledger.json');
  if (isRunId(basename(folder)) && existsSync(file)) return [{ folder, ledger: readLedger(file) }];
  if (depth >= mostDepth) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .flatMap((name) => search(join(folder, name), depth + 1));
}

/**
 * One ledger. Targets and verdicts are those of the parts, in the order of a single run; id and start are those of the part
 * that holds the first target, so that judging the recordings again gives the same ledger, byte for byte.
 * @param waivers those that the parts were judged with
 * @throws HistoryError when two parts judged one target and do not say the same
 */
export function mergeLedgers(parts: readonly Ledger[], waivers: readonly Waiver[] = []): Ledger {
  const owners = new Map<string, Ledger>();
  for (const part of parts)
    for (const target of part.targets) {
      const other = owners.get(target.name);
      if (other === undefined) owners.set(target.name, part);
      else if (sayings(other, target) !== sayings(part, target))
        throw new HistoryError(
          `${target.name} was judged in ${other.run} and in ${part.run}, and they do not say the same; a shard takes whole targets, so leave one of the runs out`,
        );
    }
  const names = [...owners.keys()].sort((a, b) => (a < b ? -1 : 1));
  const first = owners.get(names[0] ?? '');
  if (first === undefined) throw new HistoryError('there is no target in any of these runs');
  const ownersOf = names.flatMap((name) => {
    const ledger = owners.get(name);
    const target = ledger?.targets.find((each) => each.name === name);
    return ledger === undefined || target === undefined ? [] : [{ ledger, target }];
  });
  const verdicts = ownersOf.flatMap(({ ledger, target }) =>
    ledger.verdicts.filter((verdict) => verdict.target === target.name),
  );
  const targets = ownersOf.map(({ target }) => target);
  const { run, startedAt } = first;
  return {
    format: 1,
    run,
    startedAt,
    targets,
    verdicts,
    inScope: verdicts.length + missingIn(parts),
    interrupted: parts.some(({ interrupted }) => interrupted),
    // A waiver that one shard does not need may be needed by another.
    ...notesOn(verdicts, targets, waivers, startedAt),
  };
}

/** What a ledger says of a target, as text. */
const sayings = (ledger: Ledger, target: TargetSummary): string =>
  JSON.stringify([
    ledger.targets.find(({ name }) => name === target.name),
    ledger.verdicts.filter((verdict) => verdict.target === target.name),
  ]);

/** Requirements without a verdict in the parts stay without one: the merged ledger adds up as little as they do. */
const missingIn = (parts: readonly Ledger[]): number =>
  parts.reduce((sum, part) => sum + Math.max(0, part.inScope - part.verdicts.length), 0);

/**
 * Writes the merged run into a folder of runs: recordings first, the ledger last, so that a crash leaves no run that looks complete.
 * @returns the merged run
 * @throws HistoryError, LedgerError
 */
export function mergeRuns(parts: readonly FoundRun[], runs: string): FoundRun {
  const distinct = [...new Map(parts.map((part) => [realpathSync(part.folder), part])).values()];
  const waivers = [
    ...new Map(
      distinct.flatMap((part) => keptWaivers(part.folder)).map((waiver) => [JSON.stringify(waiver), waiver]),
    ).values(),
  ];
  const ledger = mergeLedgers(
    distinct.map((part) => part.ledger),
    waivers,
  );
  const folder = join(runs, ledger.run);
  const file = join(folder, 'ledger.json');
  if (existsSync(file) && !distinct.some((part) => realpathSync(part.folder) === realpathSync(folder)))
    throw new HistoryError(
      `${folder}: another run of that id is there; remove it, or give it as one of the runs to merge`,
    );
  mkdirSync(folder, { recursive: true });
  keepWaivers(folder, waivers);
  for (const { recording, name } of ledger.targets) {
    const owner = distinct.find((part) => part.ledger.targets.some((target) => target.name === name));
    if (owner === undefined || recording === '') continue;
    const [from, to] = [join(owner.folder, recording), join(folder, recording)];
    if (!existsSync(from) || (existsSync(to) && realpathSync(from) === realpathSync(to))) continue;
    if (existsSync(to) && !readFileSync(to).equals(readFileSync(from)))
      throw new HistoryError(`${to}: another recording of that name is there`);
    copyFileSync(from, to);
  }
  // Shapes of parts without recordings would be lost; those of one part alone would hide the others.
  const shapes = new Map(distinct.flatMap((part) => [...shapesOf(part.folder, part.ledger)]));
  keepShapes(folder, ledger, shapes);
  writeLedger(file, ledger);
  return { folder, ledger };
}
