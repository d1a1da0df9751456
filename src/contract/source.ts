/** Files of a contract, read with their positions. */
import { readFileSync, realpathSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { LineCounter, isAlias, isMap, isPair, isScalar, isSeq, parseDocument } from 'yaml';
import type { Document, Node } from 'yaml';
import type { ContractProblem, ContractRule } from './problems.ts';

/** One file of a contract, as data and with the lines of its parts. */
export interface Source {
  /** Relative to the root, with `/`. */
  readonly file: string;
  /** What `file` is called in `$ref`s and schema ids: `vendnovation/v2.1/machine.schema.json`. */
  readonly id: string;
  readonly value: unknown;
  /**
   * Line (from 1) of the part at `path`; of the nearest existing parent if it does not exist.
   * Members of objects stand on the line of their key.
   */
  line(path: readonly string[]): number;
}

/** The files of one contract, read once each, and the problems found so far. */
export class Sources {
  readonly problems: ContractProblem[] = [];
  readonly root: string;
  readonly #files = new Map<string, Source | null>();

  /** @param root folder that holds `schemas/`, absolute */
  constructor(root: string) {
    this.root = root;
  }

  /** All files read so far. */
  get all(): readonly Source[] {
    return [...this.#files.values()].filter((source) => source !== null);
  }

  report(file: string, line: number, rule: ContractRule, message: string): void {
    this.problems.push({ file, line, rule, message });
  }

  /** Reports a problem at a part of a file. */
  at(source: Source, path: readonly string[], rule: ContractRule, message: string): void {
    this.report(source.file, source.line(path), rule, message);
  }

  /**
   * Reads a file, `file` relative to the root. Null, and a problem, if it cannot be read or parsed.
   * @param neededBy where a missing file is reported: the place that names it
   */
  read(
    file: string,
    neededBy?: { readonly source: Source; readonly path: readonly string[]; readonly rule: ContractRule },
  ): Source | null {
    const known = this.#files.get(file);
    if (known !== undefined) return known;
    const text = this.#text(file, neededBy);
    const source =
      text === null ? null : file.endsWith('.json') ? this.#parseJson(file, text) : this.#parseYaml(file, text);
    if (text !== null || neededBy === undefined) this.#files.set(file, source);
    return source;
  }

  #text(file: string, neededBy: Parameters<Sources['read']>[1]): string | null {
    const path = join(this.root, ...file.split('/'));
    let bytes: Buffer;
    try {
      const folder = realpathSync(join(this.root, 'schemas'));
      if (!realpathSync(path).startsWith(folder + sep)) throw new Error('a link leads out of schemas/');
      bytes = readFileSync(path);
    } catch (error) {
      const why =
        (error as NodeJS.ErrnoException).code === 'ENOENT' ? '' : ` (${(error as Error).message.split(',')[0] ?? ''})`;
      const message = `${file} cannot be read${why}; create it or correct what names it`;
      if (neededBy === undefined) this.report(file, 1, 'file-missing', message);
      else this.at(neededBy.source, neededBy.path, neededBy.rule, message);
      return null;
    }
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      this.report(file, 1, 'file-encoding', 'this is not UTF-8; save it as UTF-8');
      return null;
    }
  }

  #parseYaml(file: string, text: string): Source | null {
    const positions = positionsIn(text);
    const { document, counter } = positions;
    const faults = [...document.errors, ...document.warnings];
    for (const fault of faults) {
      const duplicate = fault.code === 'DUPLICATE_KEY';
      const fix = duplicate
        ? 'this key stands twice; remove one'
        : `${firstLine(fault.message)}; correct the syntax here`;
      this.report(file, counter.linePos(fault.pos[0]).line, duplicate ? 'duplicate-key' : 'yaml-syntax', fix);
    }
    if (faults.length > 0) return null;
    return { file, id: idOf(file), value: document.toJS() as unknown, line: (path) => lineOf(positions, path) };
  }

  /** Positions are looked up only for problems: JSON is YAML, but reading it as such is slow. Lint finds duplicate keys. */
  #parseJson(file: string, text: string): Source | null {
    try {
      const value = JSON.parse(text) as unknown;
      let positions: Positions | undefined;
      return { file, id: idOf(file), value, line: (path) => lineOf((positions ??= positionsIn(text)), path) };
    } catch (error) {
      const message = firstLine((error as Error).message);
      const position = Number(/position (\d+)/.exec(message)?.[1] ?? text.length);
      this.report(
        file,
        text.slice(0, position).split('\n').length,
        'json-syntax',
        `${message}; correct the syntax here`,
      );
      return null;
    }
  }
}

interface Positions {
  readonly document: Document;
  readonly counter: LineCounter;
}

function positionsIn(text: string): Positions {
  const counter = new LineCounter();
  return { counter, document: parseDocument(text, { lineCounter: counter, prettyErrors: false }) };
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? text;
}

function lineOf({ document, counter }: Positions, path: readonly string[]): number {
  let node: Node | null = document.contents;
  let position = node?.range?.[0] ?? 0;
  for (const key of path) {
    while (isAlias(node)) node = node.resolve(document) ?? null;
    if (isMap(node)) {
      const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === key);
      if (pair === undefined) break;
      position = (pair.key as Node).range?.[0] ?? position;
      node = pair.value as Node | null;
    } else if (isSeq(node)) {
      const item = node.items[Number(key)] as Node | undefined;
      if (item === undefined) break;
      position = item.range?.[0] ?? position;
      node = item;
    } else break;
  }
  return counter.linePos(position).line;
}

/**
 * Id of a file: its path below `schemas/vendors/`, or below `schemas/` for a standard.
 * `schemas/vendors/vendnovation/v2.1/machine.schema.json` -> `vendnovation/v2.1/machine.schema.json`,
 * `schemas/standards/json-api/document.schema.json` -> `standards/json-api/document.schema.json`.
 */
export function idOf(file: string): string {
  return file.replace(/^schemas\//, '').replace(/^vendors\//, '');
}

/**
 * File that a relative reference names, relative to the root; null where it leaves what a contract may read: its
 * vendor's folder and `schemas/standards`.
 */
export function fileOf(base: string, reference: string): string | null {
  if (/^[a-z][a-z\d+.-]*:|^\/|\\/i.test(reference)) return null;
  let name: string;
  try {
    name = decodeURIComponent(reference);
  } catch {
    return null;
  }
  const file = posix.join(posix.dirname(base), name);
  const vendor = /^schemas\/vendors\/[^/]+\//.exec(base)?.[0];
  return file.startsWith('schemas/standards/') || (vendor !== undefined && file.startsWith(vendor)) ? file : null;
}
