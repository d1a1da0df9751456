/** Reads a published API document: Swagger 2.0, OpenAPI 3.0 or 3.1, as JSON or YAML. */
import { parse as parseYaml } from 'yaml';
import { parseJson } from '../judges/json.ts';
import { recent } from './recent.ts';
import { type JsonObject, isObject, objectOf, textOf } from './json.ts';

export type Dialect = 'Swagger 2.0' | 'OpenAPI 3.0' | 'OpenAPI 3.1';

export interface ApiDocument {
  readonly dialect: Dialect;
  /** Where it was read; relative server addresses are resolved against it. */
  readonly url: string;
  readonly title: string;
  readonly root: JsonObject;
  /** As it came, for lint. */
  readonly text: string;
}

/** Longer texts are refused, in characters. */
export const documentLimit = 20_000_000;

type Result = { readonly document: ApiDocument } | { readonly problem: string };

const known = recent<Result>(40);

/** The document, or in words why the text is none. Never throws. */
export const readDocument = (text: string, url: string): Result => known(`${url}\n${text}`, () => read(text, url));

function read(text: string, url: string): Result {
  if (text.length > documentLimit) return { problem: `it is longer than ${documentLimit} characters` };
  const parsed = parseJson(text);
  const value = 'value' in parsed ? parsed.value : fromYaml(text);
  if (!isObject(value))
    return {
      problem: 'problem' in parsed ? `it is no JSON (${parsed.problem}) and no YAML object` : 'it is no JSON object',
    };
  const dialect = dialectOf(value);
  if ('problem' in dialect) return dialect;
  const title = textOf(objectOf(value['info'])['title']) ?? '';
  return { document: { dialect: dialect.dialect, url, title, root: value, text } };
}

/** Plain JSON data of a YAML text; undefined where it is none. Anchors that contain themselves and floods of aliases are none. */
function fromYaml(text: string): unknown {
  if (/^\s*</.test(text)) return undefined;
  try {
    return JSON.parse(JSON.stringify(parseYaml(text, { maxAliasCount: 200, logLevel: 'error' }))) as unknown;
  } catch {
    return undefined;
  }
}

function dialectOf({ swagger, openapi }: JsonObject): { dialect: Dialect } | { problem: string } {
  if (swagger === '2.0' || swagger === 2) return { dialect: 'Swagger 2.0' };
  const version = textOf(openapi) ?? '';
  if (version.startsWith('3.0')) return { dialect: 'OpenAPI 3.0' };
  // Later minor versions add to 3.1; what is read here stayed the same.
  if (/^3\.[1-9]/.test(version)) return { dialect: 'OpenAPI 3.1' };
  if (swagger === undefined && openapi === undefined)
    return { problem: "it has neither 'openapi' nor 'swagger', so it is no API document" };
  return { problem: `it is of a version that is not read: ${String(openapi ?? swagger).slice(0, 40)}` };
}
