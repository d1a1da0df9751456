/** Media types as HTTP writes them (RFC 9110, sections 8.3.1 and 12.5.1). */

export interface Parameter {
  /** Lower case. */
  readonly name: string;
  /** Without quotes and escapes. */
  readonly value: string;
}

export interface MediaType {
  /** `type/subtype` in lower case. */
  readonly essence: string;
  readonly parameters: readonly Parameter[];
}

export interface AcceptedType extends MediaType {
  /** Weight, 0 to 1. */
  readonly quality: number;
}

export interface Unreadable {
  /** What is wrong, as the end of a sentence: `has no value for the parameter version`. */
  readonly problem: string;
}

const token = /[!#$%&'*+\-.^_`|~0-9A-Za-z]+/y;
const quoted = /"((?:[^"\\]|\\.)*)"/y;
const blank = /[ \t]*/y;

/** Reads the value of a `Content-Type` header. Letter case of names, quotes and blanks around `;` do not matter. */
export function parseMediaType(text: string): MediaType | Unreadable {
  const reader = readerOf(text.trim());
  const type = readOne(reader);
  if ('problem' in type) return type;
  return reader.done() ? type : { problem: 'goes on behind the media type' };
}

/** Reads the value of an `Accept` header; several headers are joined with a comma. */
export function parseAccept(text: string): readonly AcceptedType[] | Unreadable {
  const reader = readerOf(text.trim());
  const types: AcceptedType[] = [];
  while (!reader.done()) {
    if (reader.take(',')) continue;
    const type = readOne(reader);
    if ('problem' in type) return type;
    types.push(weighed(type));
    if (!reader.done() && !reader.take(',')) return { problem: 'goes on behind a media type without a comma' };
  }
  return types;
}

/** Value of a parameter, by its lower-case name. */
export function parameterOf(type: MediaType, name: string): string | undefined {
  return type.parameters.find((parameter) => parameter.name === name)?.value;
}

/** `q` and what follows it weighs the type and does not belong to it. */
function weighed(type: MediaType): AcceptedType {
  const index = type.parameters.findIndex(({ name }) => name === 'q');
  if (index < 0) return { ...type, quality: 1 };
  const quality = Number(type.parameters[index]?.value);
  return {
    essence: type.essence,
    parameters: type.parameters.slice(0, index),
    quality: Number.isFinite(quality) ? quality : 1,
  };
}

interface Reader {
  done(): boolean;
  /** Steps over blanks, then over `character` if it comes next. */
  take(character: string): boolean;
  /** Matches a sticky pattern here; null when it does not. */
  match(pattern: RegExp): RegExpExecArray | null;
}

function readerOf(text: string): Reader {
  let index = 0;
  const match = (pattern: RegExp) => {
    pattern.lastIndex = index;
    const found = pattern.exec(text);
    if (found !== null) index = pattern.lastIndex;
    return found;
  };
  return {
    match,
    done: () => {
      match(blank);
      return index >= text.length;
    },
    take: (character) => {
      match(blank);
      if (text[index] !== character) return false;
      index += 1;
      match(blank);
      return true;
    },
  };
}

function readOne(reader: Reader): MediaType | Unreadable {
  const type = reader.match(token)?.[0];
  if (type === undefined || reader.match(/\//y) === null) return { problem: 'is no media type' };
  const subtype = reader.match(token)?.[0];
  if (subtype === undefined) return { problem: 'has no subtype' };
  const parameters: Parameter[] = [];
  while (reader.take(';')) {
    const name = reader.match(token)?.[0];
    if (name === undefined) continue; // RFC 9110 allows an empty parameter
    if (reader.match(/=/y) === null) return { problem: `has no value for the parameter ${name.slice(0, 40)}` };
    const value = reader.match(quoted)?.[1]?.replace(/\\(.)/g, '$1') ?? reader.match(token)?.[0];
    if (value === undefined) return { problem: `has no readable value for the parameter ${name.slice(0, 40)}` };
    parameters.push({ name: name.toLowerCase(), value });
  }
  return { essence: `${type}/${subtype}`.toLowerCase(), parameters };
}
