/** Content negotiation: which refusal the headers of a request demand, and what an answer's media type must look like. */
import type { JsonApiVersion } from './outline.ts';
import { parameterOf, parseAccept, parseMediaType } from './media-type.ts';
import type { MediaType } from './media-type.ts';
import { jsonApiMediaType } from './exchange.ts';
import { absoluteUriProblem } from './uri.ts';

const knownParameters = { '1.0': [] as readonly string[], '1.1': ['ext', 'profile'] as readonly string[] };

/** Names of parameters that the version does not allow on the JSON:API media type. */
export function forbiddenParameters(type: MediaType, version: JsonApiVersion): readonly string[] {
  return type.parameters.map(({ name }) => name).filter((name) => !knownParameters[version].includes(name));
}

/** Whether the `Content-Type` of a request demands 415; null when it cannot be told. */
export function demands415(
  contentType: string,
  version: JsonApiVersion,
  supported: readonly string[] | null,
): boolean | null {
  const type = parseMediaType(contentType);
  if ('problem' in type) return null;
  if (type.essence !== jsonApiMediaType) return false;
  if (forbiddenParameters(type, version).length > 0) return true;
  return asksForUnsupported(type, supported);
}

/** Whether the `Accept` of a request demands 406; null when it cannot be told. */
export function demands406(
  accept: string,
  version: JsonApiVersion,
  supported: readonly string[] | null,
): boolean | null {
  const read = parseAccept(accept);
  if ('problem' in read) return null;
  const types = read.filter(({ essence }) => essence === jsonApiMediaType);
  if (types.length === 0) return false;
  const legal = types.filter((type) => forbiddenParameters(type, version).length === 0);
  if (legal.length === 0) return true;
  const unsupported = legal.map((type) => asksForUnsupported(type, supported));
  if (unsupported.includes(false)) return false;
  return unsupported.includes(null) ? null : true;
}

/** URIs in the `ext` or `profile` parameter of a media type. */
export function urisOf(type: MediaType, name: 'ext' | 'profile'): readonly string[] {
  return (parameterOf(type, name) ?? '').split(' ').filter((uri) => uri !== '');
}

/** What is wrong with the `ext` and `profile` parameters of a media type, as the end of a sentence; null when nothing. */
export function uriParameterProblem(type: MediaType): string | null {
  for (const { name, value } of type.parameters) {
    if (name !== 'ext' && name !== 'profile') continue;
    if (value.trim() === '') return `has an empty ${name}`;
    for (const uri of value.split(' ')) {
      const problem = absoluteUriProblem(uri);
      if (problem !== null) return `has a URI in ${name} that ${problem}`;
    }
  }
  return null;
}

/** An unsupported extension in `ext`: true, none: false, not known: null. */
function asksForUnsupported(type: MediaType, supported: readonly string[] | null): boolean | null {
  const asked = urisOf(type, 'ext');
  if (asked.length === 0) return false;
  return supported === null ? null : asked.some((uri) => !supported.includes(uri));
}
