/** What `judge` judges: a file, or what a URL answers. Bounded in size and time; no credentials, no foreign redirects. */
import { readFileSync, statSync } from 'node:fs';
import { fetch } from 'undici';
import type { Response as HttpResponse } from 'undici';
import type { Request, Response } from '../src/judges/json-api/exchange.ts';
import { shorten } from '../src/verdict/check.ts';
import { readJsonText } from './judge-text.ts';

export interface SourceLimits {
  /** Bytes after decompression. */
  readonly bytes: number;
  /** Milliseconds for the whole answer, redirects included. */
  readonly ms: number;
  readonly redirects: number;
}

export const usualLimits: SourceLimits = { bytes: 50_000_000, ms: 30_000, redirects: 5 };

/** A file has only a document, an answer has all of it. */
export interface Source {
  /** Undefined where nothing came, or no JSON. */
  readonly document: unknown;
  readonly text: string;
  readonly answer: { readonly request: Request; readonly response: Response } | null;
  /** What is to be known of the text beside the verdict; null when there is nothing. */
  readonly note: string | null;
}

/** Why a source cannot be judged: what, where, what to do. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
}

export function isUrl(source: string): boolean {
  return /^https?:/i.test(source);
}

/** The source as it may be shown: without credentials and query, which may hold keys. */
export function shownSource(source: string): string {
  if (source === '-') return 'the standard input';
  if (!isUrl(source)) return shorten(source, 200);
  if (!URL.canParse(source)) return 'the URL';
  const url = new URL(source);
  return shorten(`${url.origin}${url.pathname}`, 200);
}

/**
 * Reads a JSON file, or the standard input for a hyphen.
 * @param mayBeEmpty an empty file is an answer without a body
 * @throws SourceError
 */
export async function readSource(
  file: string,
  mayBeEmpty = false,
  limits: SourceLimits = usualLimits,
): Promise<Source> {
  const shown = file === '-' ? 'The standard input' : file;
  const text = decoded(file === '-' ? await readInput(limits) : readFile(file, limits), shown);
  if (mayBeEmpty && text.trim() === '') return { document: undefined, text: '', answer: null, note: null };
  const read = readJsonText(text);
  if ('problem' in read)
    throw new SourceError(`${shown} cannot be judged: ${read.problem}. It has to be one JSON document.`);
  return { document: read.value, text, answer: null, note: read.note };
}

function readFile(file: string, limits: SourceLimits): Buffer {
  try {
    const stats = statSync(file);
    if (!stats.isFile()) throw new SourceError(`${file} is no file. Name a file with one JSON document.`);
    if (stats.size > limits.bytes)
      throw new SourceError(`${file} has ${stats.size} bytes; at most ${limits.bytes} are read. Judge a part of it.`);
    return readFileSync(file);
  } catch (error) {
    if (error instanceof SourceError) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    const reason = code === 'ENOENT' ? 'does not exist (ENOENT)' : `cannot be read (${code ?? 'unknown'})`;
    throw new SourceError(
      `${shorten(file, 200)} ${reason}. Name a file, a URL that starts with http, or - for the standard input.`,
    );
  }
}

async function readInput(limits: SourceLimits): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of process.stdin) {
    const part = Buffer.from(chunk as Buffer);
    bytes += part.length;
    if (bytes > limits.bytes)
      throw new SourceError(`The standard input has more than ${limits.bytes} bytes; judge a part of it.`);
    chunks.push(part);
  }
  return Buffer.concat(chunks);
}

/**
 * Asks a URL once. Redirects are followed at the same origin only.
 * @param accept value of the Accept header
 * @throws SourceError for a bad URL, no answer, too much of it, a foreign redirect, or a status that decides nothing
 */
export async function fetchSource(source: string, accept: string, limits: SourceLimits = usualLimits): Promise<Source> {
  const shown = shownSource(source);
  if (!URL.canParse(source)) throw new SourceError('The URL cannot be parsed.');
  const start = new URL(source);
  if (start.username !== '' || start.password !== '') {
    throw new SourceError('The URL holds credentials; they are not sent. Download the answer and judge the file.');
  }
  const signal = AbortSignal.timeout(limits.ms);
  let url = start;
  for (let step = 0; step <= limits.redirects; step += 1) {
    const response = await ask(url, accept, signal, limits, shown);
    const location = response.headers.get('location');
    if (response.status < 300 || response.status > 399 || location === null) {
      const text = decoded(await readBody(response, limits, shown), shown);
      return sourceOf(url, accept, response, text, shown);
    }
    await response.body?.cancel();
    url = redirected(location, url, shown);
  }
  throw new SourceError(`${shown} redirects more than ${limits.redirects} times.`);
}

async function ask(
  url: URL,
  accept: string,
  signal: AbortSignal,
  limits: SourceLimits,
  shown: string,
): Promise<HttpResponse> {
  try {
    return await fetch(url, { headers: { accept }, redirect: 'manual', signal });
  } catch (error) {
    throw unanswered(error, limits, shown);
  }
}

function unanswered(error: unknown, limits: SourceLimits, shown: string): SourceError {
  const { name, cause } = error as Error & { cause?: { code?: unknown } };
  if (name === 'TimeoutError' || name === 'AbortError')
    return new SourceError(`${shown} did not answer within ${limits.ms / 1000} s.`);
  const reason = typeof cause?.code === 'string' ? cause.code : 'no connection';
  return new SourceError(`${shown} could not be asked (${reason}). Check the URL and the connection.`);
}

async function readBody(response: HttpResponse, limits: SourceLimits, shown: string): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response.body ?? []) {
      bytes += (chunk as Uint8Array).length;
      if (bytes > limits.bytes)
        throw new SourceError(`${shown} answered with more than ${limits.bytes} bytes; ask for a smaller page.`);
      chunks.push(chunk as Uint8Array);
    }
  } catch (error) {
    throw error instanceof SourceError ? error : unanswered(error, limits, shown);
  }
  return Buffer.concat(chunks);
}

function redirected(location: string, from: URL, shown: string): URL {
  if (!URL.canParse(location, from.href)) throw new SourceError(`${shown} redirects to something that is no URL.`);
  const url = new URL(location, from);
  if (url.origin !== from.origin) {
    throw new SourceError(`${shown} redirects to another origin, ${url.origin}. Call that URL if you trust it.`);
  }
  return url;
}

function sourceOf(url: URL, accept: string, response: HttpResponse, text: string, shown: string): Source {
  const { status, headers } = response;
  if (status === 401 || status === 403 || status === 429 || status >= 500) {
    throw new SourceError(`${shown} answered with ${status}: nothing to judge. Download an answer and judge the file.`);
  }
  const read = readJsonText(text);
  if ('problem' in read && status >= 400)
    throw new SourceError(`${shown} answered with ${status} and no JSON: nothing to judge.`);
  const header = (name: string) => {
    const value = headers.get(name);
    return value === null ? [] : [value];
  };
  const document = 'problem' in read ? undefined : read.value;
  return {
    document,
    text,
    answer: {
      request: { method: 'GET', url: url.href, headers: { accept } },
      response: { status, headers: header, text, document },
    },
    note: 'problem' in read ? (text === '' ? null : `The body cannot be read: ${read.problem}.`) : read.note,
  };
}

function decoded(bytes: Buffer, shown: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new SourceError(
      `${shown} is not encoded as UTF-8, as JSON has to be; is it compressed, or in another encoding?`,
    );
  }
}
