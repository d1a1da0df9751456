/** A recording: one JSON line for the header, then one for each exchange, appended as it ends. */
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Exchange } from '../verdict/exchange.ts';

export interface RecordingHeader {
  readonly format: 1;
  readonly run: string;
  /** UTC, ISO 8601, whole seconds: the only clock that probes and judges know. */
  readonly startedAt: string;
  readonly target: {
    readonly name: string;
    readonly vendor: string;
    readonly version: string;
    readonly baseUrl: string;
    readonly kind: 'live' | 'reference';
    readonly settings: Readonly<Record<string, string>>;
    readonly allowWrites: boolean;
    /** Handles of the credentials by name; never values. */
    readonly credentials: Readonly<Record<string, string>>;
  };
  /** Ids of the requirements in scope. */
  readonly requirements: readonly string[];
  readonly requestsPlanned: number;
}

export interface RecordingEnd {
  readonly end: true;
  readonly requestsSent: number;
  readonly interrupted: boolean;
}

export interface Recording {
  readonly header: RecordingHeader;
  readonly exchanges: readonly Exchange[];
  /** Null when the run was killed. */
  readonly end: RecordingEnd | null;
}

/** The recording cannot be read; says which file, which line, and what to do. */
export class RecordingError extends Error {
  override readonly name = 'RecordingError';
}

/** Appends lines to a recording; a crash loses at most the exchange in flight. */
export class RecordingWriter {
  readonly #path: string;
  readonly #file: number;
  #failed: RecordingError | null = null;

  /** @throws RecordingError when the file cannot be written, or is there already */
  constructor(path: string, header: RecordingHeader) {
    this.#path = path;
    try {
      mkdirSync(dirname(path), { recursive: true });
      this.#file = openSync(path, 'ax');
    } catch (error) {
      throw cannotWrite(path, error);
    }
    this.#line(header);
  }

  /** A line that did not get through spoils the whole recording: every later call fails with the same error. */
  #line(value: unknown): void {
    if (this.#failed !== null) throw this.#failed;
    try {
      const bytes = Buffer.from(`${JSON.stringify(value)}\n`);
      for (let from = 0; from < bytes.length;) from += writeSync(this.#file, bytes, from);
    } catch (error) {
      this.#failed = cannotWrite(this.#path, error);
      throw this.#failed;
    }
  }

  /** @throws RecordingError */
  add(exchange: Exchange): void {
    this.#line(exchange);
  }

  /** @throws RecordingError when not every line was written */
  close(end: RecordingEnd): void {
    try {
      this.#line(end);
    } finally {
      closeSync(this.#file);
    }
  }
}

function cannotWrite(path: string, error: unknown): RecordingError {
  const why = error instanceof Error ? error.message : 'unknown error';
  return new RecordingError(
    `${path}: the recording cannot be written (${why}); make room or make the folder writable, or choose another one with CONFORMANCE_STATE`,
  );
}

/** @throws RecordingError */
export function readRecording(path: string): Recording {
  const lines = linesOf(path);
  // Complete lines end with a line break; what follows the last one was cut off by a crash.
  const cut = lines.pop() ?? '';
  const parsed = lines.map((line, i) => parseLine(path, line, i + 1));
  const header = parsed[0];
  if (!isHeader(header)) throw new RecordingError(`${path}:1: this is no recording of vendor-conformance (format 1)`);
  const exchanges: Exchange[] = [];
  const taken = new Set<string>();
  let end: RecordingEnd | null = null;
  parsed.slice(1).forEach((value, i) => {
    const line = `${path}:${i + 2}`;
    if (end !== null) throw new RecordingError(`${line}: there is text behind the end of the recording`);
    if (isEnd(value)) end = value;
    else if (isExchange(value)) {
      for (const name of [value.x, `${value.round}/${value.key}/${value.nth}`]) {
        if (taken.has(name))
          throw new RecordingError(
            `${line}: the exchange ${name} comes a second time; the file was changed or mixed with another`,
          );
        taken.add(name);
      }
      exchanges.push(value);
    } else throw new RecordingError(`${line}: this line is no exchange; the file was changed or mixed with another`);
  });
  if (cut !== '' && end !== null)
    throw new RecordingError(`${path}:${lines.length + 1}: there is text behind the end of the recording`);
  return { header, exchanges, end };
}

/** Split as bytes: all bodies of a run together may be longer than a string can be. */
function linesOf(path: string): string[] {
  if (!existsSync(path))
    throw new RecordingError(`${path}: no such recording; 'history' lists the runs that there are`);
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new RecordingError(
      `${path}: the recording cannot be read (${error instanceof Error ? error.message : 'unknown error'})`,
    );
  }
  const lines: string[] = [];
  let from = 0;
  for (let to = bytes.indexOf(10); to >= 0; to = bytes.indexOf(10, from)) {
    lines.push(bytes.toString('utf8', from, to));
    from = to + 1;
  }
  return [...lines, bytes.toString('utf8', from)];
}

function parseLine(path: string, line: string, number: number): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    throw new RecordingError(`${path}:${number}: this line is no JSON; the file was cut or changed by hand`);
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string';
const isTextMap = (value: unknown) => isObject(value) && Object.values(value).every(isText);

function isHeader(value: unknown): value is RecordingHeader {
  if (
    !isObject(value) ||
    value['format'] !== 1 ||
    !isText(value['run']) ||
    !Number.isFinite(Date.parse(String(value['startedAt'])))
  )
    return false;
  const { target, requirements } = value;
  return (
    isObject(target) &&
    [target['name'], target['vendor'], target['version']].every(isText) &&
    URL.canParse(String(target['baseUrl'])) &&
    isTextMap(target['settings']) &&
    isTextMap(target['credentials']) &&
    Array.isArray(requirements) &&
    requirements.every(isText)
  );
}

function isExchange(value: unknown): value is Exchange {
  if (!isObject(value) || ![value['x'], value['key'], value['at']].every(isText) || typeof value['nth'] !== 'number')
    return false;
  const { round, request, outcome, secrets } = value;
  return (
    (round === 1 || round === 2) &&
    isRequest(request) &&
    isObject(outcome) &&
    (isResponse(outcome['response']) || isFailure(outcome['failure'])) &&
    Array.isArray(secrets)
  );
}

const isHeaders = (value: unknown) =>
  Array.isArray(value) &&
  value.every((pair: unknown) => Array.isArray(pair) && pair.length === 2 && pair.every(isText));

const isRequest = (value: unknown) =>
  isObject(value) && [value['operation'], value['method'], value['url']].every(isText) && isHeaders(value['headers']);
const isResponse = (value: unknown) =>
  isObject(value) && Number.isInteger(value['status']) && isText(value['body']) && isHeaders(value['headers']);
const isFailure = (value: unknown) => isObject(value) && isText(value['kind']) && isText(value['message']);

const isEnd = (value: unknown): value is RecordingEnd => isObject(value) && value['end'] === true;
