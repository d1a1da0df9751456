/** `waivers.yaml`: read, checked against the registry, and kept beside the recordings of a run. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { LineCounter, isSeq, parseDocument } from 'yaml';
import { loadContract } from '../contract/load.ts';
import { shapeProblems } from '../contract/meta.ts';
import { type ContractHead, readHeads } from '../target/heads.ts';
import { ConfigurationError, type Problem } from '../target/problems.ts';
import { oneOf } from '../target/suggest.ts';
import { nameOf } from '../target/versions.ts';
import { RecordingError } from '../transport/recording.ts';
import { type Waiver, covers } from '../verdict/waivers.ts';
import { projectRoot } from './paths.ts';

/** Moves the file; by default it is `waivers.yaml` in the project's folder, which may be missing. */
export const waiversVariable = 'CONFORMANCE_WAIVERS';

/** A waiver with the place where it stands, as `waivers.yaml:12`. */
interface Entry {
  readonly waiver: Waiver;
  readonly place: string;
}

/**
 * The waivers of the configured file.
 * @throws ConfigurationError with everything that is wrong with it: no YAML, other members, unknown requirements or
 *   targets, promises that cannot be broken, two entries for one deviation
 */
export function readWaivers(env: Readonly<Record<string, string | undefined>>): readonly Waiver[] {
  const named = env[waiversVariable] ?? '';
  const file = named === '' ? join(projectRoot, 'waivers.yaml') : resolve(named);
  if (named === '' && !existsSync(file)) return [];
  const shown = relative(process.cwd(), file);
  const name = shown.startsWith('..') ? file : shown;
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    const problem = `${name} cannot be read (${code})`;
    throw new ConfigurationError([{ variable: waiversVariable, problem, expected: 'a readable file of waivers' }]);
  }
  return parseWaivers(text, name);
}

/**
 * @param name of the file, for its problems
 * @throws ConfigurationError as `readWaivers`
 */
export function parseWaivers(
  text: string,
  name: string,
  heads: readonly ContractHead[] = readHeads(),
): readonly Waiver[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const faults = [...document.errors, ...document.warnings].map(({ pos, message }) => ({
    variable: `${name}:${lines.linePos(pos[0]).line}`,
    problem: message.split('\n', 1)[0] ?? message,
    expected: 'valid YAML, each key once',
  }));
  if (faults.length > 0) throw new ConfigurationError(faults);
  const list = document.get('waivers', true);
  const offsets = isSeq(list)
    ? list.items.map((item) => (item as { range?: [number] | null } | null)?.range?.[0] ?? 0)
    : [];
  const placeOf = (i: number) => `${name}:${lines.linePos(offsets[i] ?? 0).line}`;
  const value = document.toJS() as unknown;
  const shape = shapeProblems(value, 'waivers').map(({ pointer, message }) => ({
    variable: placeOf(Number(pointer.split('/')[2] ?? 0)),
    problem: `${pointer === '' ? 'the file' : pointer} ${message}`,
    expected: 'a list "waivers" of requirement, target, owner, reason, ticket, expires; "waiver" prints a ready entry',
  }));
  if (shape.length > 0) throw new ConfigurationError(shape);
  const entries = (value as { waivers: Waiver[] }).waivers.map((waiver, i) => ({ waiver, place: placeOf(i) }));
  const problems = [...entries.flatMap((entry) => problemsOf(entry, heads)), ...doubles(entries, heads)];
  if (problems.length > 0) throw new ConfigurationError(problems);
  return entries.map(({ waiver }) => waiver);
}

function problemsOf({ waiver, place }: Entry, heads: readonly ContractHead[]): Problem[] {
  const { requirement, target, expires } = waiver;
  const problem = (text: string, expected: string): Problem => ({ variable: place, problem: text, expected });
  const problems = (['owner', 'reason', 'ticket'] as const)
    .filter((member) => waiver[member].trim() === '')
    .map((member) => problem(`${member} is blank`, 'words that tell a stranger'));
  if (!isDay(expires)) problems.push(problem(`expires is no day: ${JSON.stringify(expires)}`, 'a day, as 2027-01-31'));
  const head = heads.find(
    ({ vendor }) => target === vendor || [`${vendor}@`, `${vendor}-`].some((p) => target.startsWith(p)),
  );
  const versions = head === undefined ? [] : versionsOf(waiver, head);
  if (head === undefined || versions.length === 0) {
    const names = (head === undefined ? heads : [head]).flatMap((h) => h.versions.map(({ id }) => nameOf(h, id)));
    const expected = `${oneOf(target, names)}, or versions of a vendor, as ${head?.vendor ?? heads[0]?.vendor ?? 'vendor'}@*`;
    return [...problems, problem(`there is no target ${JSON.stringify(target)}`, expected)];
  }
  return [
    ...problems,
    ...requirementProblems(requirement, head.vendor, versions).map(([text, expected]) => problem(text, expected)),
  ];
}

/** A waiver of what cannot be broken would never be missed. */
function requirementProblems(
  id: string,
  vendor: string,
  versions: readonly string[],
): [text: string, expected: string][] {
  const { requirements } = loadContract(vendor);
  const requirement = requirements.get(id);
  if (requirement === undefined)
    return [[`${vendor} has no requirement ${JSON.stringify(id)}`, oneOf(id, [...requirements.keys()])]];
  if (requirement.class !== 'tested')
    return [[`${id} is ${requirement.class} and can never be broken`, 'a requirement that is judged']];
  if (requirement.versions !== undefined && !versions.some((version) => requirement.versions?.includes(version)))
    return [
      [`${id} is not promised for ${versions.join(', ')}`, `one of the versions ${requirement.versions.join(', ')}`],
    ];
  return [];
}

const versionsOf = ({ target }: Waiver, head: ContractHead): string[] =>
  head.versions.map(({ id }) => id).filter((version) => covers(target, head.vendor, version));

/** Two entries for the same requirement at the same version: nobody could tell which one holds. */
function doubles(entries: readonly Entry[], heads: readonly ContractHead[]): Problem[] {
  const first = new Map<string, string>();
  const problems = new Map<string, Problem>();
  for (const { waiver, place } of entries)
    for (const head of heads)
      for (const version of versionsOf(waiver, head)) {
        const key = `${waiver.requirement} at ${nameOf(head, version)}`;
        const before = first.get(key);
        if (before === undefined) first.set(key, place);
        else if (!problems.has(place))
          problems.set(place, {
            variable: place,
            problem: `${key} is waived already, at ${before}`,
            expected: 'one entry for it',
          });
      }
  return [...problems.values()];
}

/** A day that the calendar has. */
function isDay(text: string): boolean {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}

const keptName = 'waivers.json';

/** Keeps the waivers of a run beside its recordings, so that judging it again applies the same ones. */
export function keepWaivers(folder: string, waivers: readonly Waiver[]): void {
  if (waivers.length > 0) writeFileSync(join(folder, keptName), `${JSON.stringify({ format: 1, waivers }, null, 1)}\n`);
}

/** The waivers that a run was judged with. @throws RecordingError when the file was changed by hand */
export function keptWaivers(folder: string): readonly Waiver[] {
  const file = join(folder, keptName);
  if (!existsSync(file)) return [];
  let value: { format?: unknown; waivers?: unknown } | null = null;
  try {
    value = JSON.parse(readFileSync(file, 'utf8')) as { format?: unknown; waivers?: unknown } | null;
  } catch {
    // said below
  }
  if (value?.format !== 1 || shapeProblems({ waivers: value.waivers }, 'waivers').length > 0)
    throw new RecordingError(`${file}: these are no waivers of a run (format 1); the file was changed by hand`);
  return value.waivers as Waiver[];
}
