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
  readonly #file: number;

  constructor(path: string, header: RecordingHeader) {
    mkdirSync(dirname(path), { recursive: true });
    this.#file = openSync(path, 'ax');
    this.#line(header);
  }

  #line(value: unknown): void {
    writeSync(this.#file, `${JSON.stringify(value)}\n`);
  }

  add(exchange: Exchange): void {
    this.#line(exchange);
  }

  close(end: RecordingEnd): void {
    this.#line(end);
    closeSync(this.#file);
  }
}

/** @throws RecordingError */
export function readRecording(path: string): Recording {
  if (!existsSync(path)) throw new RecordingError(`${path}: no such recording; 'history' lists the runs that there are`);
  const lines = readFileSync(path, 'utf8').split('\n');
  const last = lines.pop() ?? '';
  const parsed = lines.map((line, i) => parseLine(path, line, i + 1));
  const header = parsed[0];
  if (!isHeader(header)) throw new RecordingError(`${path}:1: this is no recording of vendor-conformance (format 1)`);
  const exchanges: Exchange[] = [];
  let end: RecordingEnd | null = null;
  parsed.slice(1).forEach((value, i) => {
    if (isExchange(value)) exchanges.push(value);
    else if (isEnd(value)) end = value;
    else throw new RecordingError(`${path}:${i + 2}: this line is no exchange; the file was changed or mixed with another`);
  });
  if (last !== '' && end !== null) throw new RecordingError(`${path}: there is text behind the end of the recording`);
  return { header, exchanges, end };
}

function parseLine(path: string, line: string, number: number): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    throw new RecordingError(`${path}:${number}: this line is no JSON; the file was cut or changed by hand`);
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function isHeader(value: unknown): value is RecordingHeader {
  return isObject(value) && value['format'] === 1 && typeof value['run'] === 'string' && isObject(value['target']) && Array.isArray(value['requirements']);
}

function isExchange(value: unknown): value is Exchange {
  if (!isObject(value) || typeof value['x'] !== 'string' || typeof value['key'] !== 'string') return false;
  const { request, outcome } = value;
  return isObject(request) && typeof request['url'] === 'string' && isObject(outcome) && (isObject(outcome['response']) || isObject(outcome['failure']));
}

const isEnd = (value: unknown): value is RecordingEnd => isObject(value) && value['end'] === true;
