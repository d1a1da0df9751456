/** Turns a call of an operation into the request to send. Pure; blames the suite where it breaks the contract unasked. */
import { createHash } from 'node:crypto';
import type { Contract, Effect, Operation } from '../contract/types.ts';
import type { HeaderList } from '../verdict/exchange.ts';
import type { Outgoing } from '../transport/client.ts';
import { handlesIn } from '../transport/redact.ts';
import type { Target } from '../target/types.ts';
import { Undecided, shorten } from '../verdict/check.ts';
import type { CallOptions, Conversation, LooseCall, SessionDefaults } from './types.ts';
import { SuiteError } from './errors.ts';

export interface CallPlace {
  readonly target: Target;
  readonly contract: Contract;
  readonly session: SessionDefaults;
}

/** @throws SuiteError when the plain parts of the call break the contract. */
export function requestFor(operation: Operation, call: LooseCall, options: CallOptions, place: CallPlace): Outgoing {
  validate(operation, call, place.contract);
  const { anyway } = options;
  const settings = { ...place.target.settings, ...place.session.settings };
  const chosen = operation.methodSetting === undefined ? undefined : settings[operation.methodSetting];
  const method =
    anyway?.method ?? (chosen === undefined || chosen === 'auto' ? operation.method.toUpperCase() : chosen);
  const path = (operation.pathSetting === undefined ? undefined : settings[operation.pathSetting]) ?? operation.path;
  const value = anyway !== undefined && 'body' in anyway ? anyway.body : call.body;
  const body = anyway?.rawBody ?? (value === undefined ? null : JSON.stringify(value));
  const query = queryString({ ...call.query, ...anyway?.query });
  return {
    operation: operation.id,
    effect: effectOf(operation, { ...call.query, ...anyway?.query }),
    method,
    url: `${baseOf(operation, settings, place.target)}${below(operation, fillPath(path, { ...call.path, ...anyway?.path }))}${query}`,
    headers: mergeHeaders([
      ...Object.entries({ accept: 'application/json', 'accept-encoding': 'gzip, br' }),
      ...(body === null ? [] : ([['content-type', 'application/json']] as const)),
      ...credentialHeaders(operation, options, place),
      ...Object.entries(options.withoutSession === true ? {} : (place.session.headers ?? {})),
      ...Object.entries(call.headers ?? {}),
      ...Object.entries(anyway?.headers ?? {}),
    ]),
    body,
    sensitive: sensitiveOf(operation, settings, place.target),
  };
}

/** What a call does: a write counts as `session` where its query says so. */
export function effectOf({ effect, sessionWhen }: Operation, query: Readonly<Record<string, unknown>>): Effect {
  if (effect !== 'write' || sessionWhen === undefined) return effect;
  return Object.entries(sessionWhen).every(([name, value]) => query[name] === value) ? 'session' : 'write';
}

/** The path `/` of an operation with a base of its own is that base itself: nothing is added. */
const below = ({ baseSetting }: Operation, path: string): string =>
  baseSetting !== undefined && path === '/' ? '' : path;

/** Where else the secrets of an answer may be sent: origins of the URL settings that `x-sensitive` names and that have a value. */
function sensitiveOf(
  { sensitive }: Operation,
  settings: Readonly<Record<string, string>>,
  target: Target,
): Outgoing['sensitive'] {
  if (sensitive === null) return null;
  const urls = (sensitive.alsoTo ?? []).map((name) => (settings[name] ?? '').replace('{base}', target.baseUrl));
  const origins = urls.filter((url) => URL.canParse(url)).map((url) => new URL(url).origin);
  const keep = sensitive.keep.flatMap((name) => namesIn(name, settings));
  return origins.length === 0 ? { keep } : { keep, origins };
}

/** A name as it is; `{setting}` stands for the names in that setting, separated by commas. */
function namesIn(name: string, settings: Readonly<Record<string, string>>): string[] {
  const setting = /^\{(.+)\}$/.exec(name)?.[1];
  return setting === undefined
    ? [name]
    : (settings[setting] ?? '')
        .split(',')
        .map((each) => each.trim())
        .filter((each) => each !== '');
}

/** Where an operation is reached; `{base}` in the setting is the base URL, as reference servers need it. @throws Undecided when it has a place of its own that the target does not know. */
function baseOf({ baseSetting, id }: Operation, settings: Readonly<Record<string, string>>, target: Target): string {
  if (baseSetting === undefined) return target.baseUrl;
  const base = settings[baseSetting];
  if (base === undefined || base === '')
    throw new Undecided(`${id} is reached at the setting '${baseSetting}', which has no value`);
  return base.replace('{base}', target.baseUrl).replace(/\/+$/, '');
}

/**
 * A GET of a link that the vendor sent. Relative links are resolved against the target's base URL.
 * @throws Undecided when the link is no URL: that is judged where links are judged
 */
export function requestForLink(link: string, options: CallOptions, place: CallPlace): Outgoing {
  // A link may carry a secret, and thus its handle, which the URL parser must not encode.
  const handles = handlesIn(link);
  const marked = handles.reduce((text, handle, i) => text.replace(handle, markOf(i)), link);
  if (!URL.canParse(marked, `${place.target.baseUrl}/`))
    throw new Undecided(`a link that is no URL cannot be followed: ${shorten(link, 80)}`);
  const url = handles.reduce(
    (text, handle, i) => text.replace(markOf(i), handle),
    new URL(marked, `${place.target.baseUrl}/`).href,
  );
  const carried = place.contract.credentials.filter((c) => c.header !== undefined).map((c) => c.name);
  return {
    operation: 'follow',
    effect: 'read',
    method: 'GET',
    url,
    headers: mergeHeaders([
      ...Object.entries({ accept: 'application/json', 'accept-encoding': 'gzip, br' }),
      ...credentialHeaders({ credentials: carried }, options, place),
      ...Object.entries(options.withoutSession === true ? {} : (place.session.headers ?? {})),
      ...Object.entries(options.anyway?.headers ?? {}),
    ]),
    body: null,
    sensitive: null,
  };
}

/** A conversation over STOMP; `{base}` in its address is the base URL. The script travels as the body of the request. */
export function requestForConversation({ url, handshake = {}, script }: Conversation, { target }: CallPlace): Outgoing {
  const address = url.replace('{base}', target.baseUrl);
  if (!URL.canParse(address)) throw new Undecided(`the address of a conversation is no URL: ${shorten(address, 80)}`);
  return {
    operation: 'converse',
    effect: 'session',
    method: 'STOMP',
    url: address,
    headers: Object.entries(handshake),
    body: JSON.stringify(script),
    sensitive: null,
  };
}

/** Looks up what an earlier run kept under a name, and keeps the text for the next one. Nothing is sent. */
export function requestToRemember(name: string, text: string): Outgoing {
  return {
    operation: 'remember',
    effect: 'read',
    method: 'REMEMBER',
    url: `memory:${encodeURIComponent(name)}`,
    headers: [],
    body: text,
    sensitive: null,
  };
}

const markOf = (i: number) => `conformance-handle-${i}-`;

/** Equal requests have equal fingerprints, in every run: secrets are handles here. 16 hex digits. */
export function fingerprint(request: Outgoing): string {
  const { method, url, headers, body } = request;
  return createHash('sha256')
    .update(JSON.stringify([method, url, headers, body]))
    .digest('hex')
    .slice(0, 16);
}

function validate(operation: Operation, call: LooseCall, contract: Contract): void {
  const parts = [
    ['path', operation.parameters.path, call.path ?? {}],
    ['query', operation.parameters.query, call.query ?? {}],
    ['headers', operation.parameters.headers, call.headers ?? {}],
    ['body', call.body === undefined ? undefined : operation.requestBody, call.body],
  ] as const;
  for (const [part, schema, value] of parts) {
    if (schema === undefined) continue;
    const problem = contract.validate(schema, value)[0];
    if (problem !== undefined)
      throw new SuiteError(
        `${operation.id}: our own ${part} breaks the contract at '${problem.pointer}': ${problem.message}; ask it under 'anyway' if that is meant`,
      );
  }
}

function credentialHeaders(
  operation: Pick<Operation, 'credentials'>,
  options: CallOptions,
  place: CallPlace,
): [string, string][] {
  return operation.credentials.flatMap((name): [string, string][] => {
    const credential = place.contract.credentials.find((c) => c.name === name);
    const held = place.target.credentials.find((c) => c.name === name);
    const instead = options.credentials?.[name];
    if (credential?.header === undefined || instead === 'omit') return [];
    const value = instead?.value ?? held?.handle;
    return value === undefined ? [] : [[credential.header, `${credential.prefix ?? ''}${value}`]];
  });
}

/** Later entries replace earlier ones of the same name in any letter case; null removes. */
function mergeHeaders(entries: readonly (readonly [string, unknown])[]): HeaderList {
  const merged = new Map<string, readonly [string, string]>();
  for (const [name, value] of entries) {
    if (value === null || value === undefined) merged.delete(name.toLowerCase());
    else merged.set(name.toLowerCase(), [name, String(value)]);
  }
  return [...merged.values()];
}

const encode = (value: unknown) =>
  encodeURIComponent(String(value)).replace(/%C2%AB(secret%3A[^%]+(?:%7C[a-z0-9]+)?)%C2%BB/g, (whole) =>
    decodeURIComponent(whole),
  );

function fillPath(template: string, values: Readonly<Record<string, unknown>>): string {
  return template.replace(/\{([^}]+)\}/g, (_, name: string) => {
    if (values[name] === undefined) throw new SuiteError(`the path ${template} misses its parameter ${name}`);
    return encode(values[name]);
  });
}

function queryString(values: Readonly<Record<string, unknown>>): string {
  const parts = Object.entries(values).flatMap(([name, value]) =>
    value === undefined || value === null
      ? []
      : (Array.isArray(value) ? value : [value]).map((item) => `${encodeURIComponent(name)}=${encode(item)}`),
  );
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}
