/** What changed between two documents, in the kinds that a policy knows. Wording, order and examples are no change. */
import { escapePointer } from '../contract/pointer.ts';
import type { ApiDocument } from './document.ts';
import { diffSchemas } from './diff-schemas.ts';
import { listOf, objectOf } from './json.ts';
import { bestMedia } from './media.ts';
import { type ApiOperation, type ApiParameter, type ApiResponse, operationsOf } from './operations.ts';
import type { ChangeKind, Judgement, Policy } from './policy.ts';
import { UnreadableReference, follow } from './references.ts';

export interface Change {
  readonly kind: ChangeKind;
  /** Operation, as `GET /accounts/{accountId}`. */
  readonly operation: string;
  /** What changed, in words. */
  readonly text: string;
}

export interface JudgedChange extends Change {
  readonly judgement: Judgement;
  /** The judgement is an assumption of ours. */
  readonly assumed: boolean;
}

export const judgeChanges = (changes: readonly Change[], { rules, assumptions }: Policy): JudgedChange[] =>
  changes.map((change) => ({ ...change, judgement: rules[change.kind], assumed: assumptions.has(change.kind) }));

export interface DiffOptions {
  /** Makes paths of both documents comparable, as by taking the version label out. */
  readonly path?: (path: string) => string;
  /** Also the addresses of the servers, where both documents were published at one place. Hosts do not count: proxies hide them. */
  readonly addresses?: boolean;
}

/** Changes from `before` to `after`, each once, in the order of `before`, additions last. Never throws. */
export function diffDocuments(
  before: ApiDocument,
  after: ApiDocument,
  { path = (p) => p, addresses = false }: DiffOptions = {},
): Change[] {
  const changes: Change[] = [];
  const keyed = (document: ApiDocument, keyOf: (operation: ApiOperation) => string) =>
    new Map(operationsOf(document).map((operation) => [keyOf(operation), operation]));
  const byPath = (operation: ApiOperation) => keyOf(operation, path(operation.path));
  const byAddress = (operation: ApiOperation) => keyOf(operation, addressOf(operation, path));
  const now = keyed(after, byPath);
  const nowThere = addresses ? keyed(after, byAddress) : new Map<string, ApiOperation>();
  const found = new Set<ApiOperation>();
  for (const operation of keyed(before, byPath).values()) {
    const twin = nowThere.get(byAddress(operation)) ?? now.get(byPath(operation));
    if (twin === undefined) {
      changes.push({ kind: 'operation-removed', operation: operation.key, text: `${operation.key} is gone` });
      continue;
    }
    found.add(twin);
    if (addresses && byAddress(operation) !== byAddress(twin))
      changes.push({
        kind: 'operation-removed',
        operation: operation.key,
        text: `${operation.key} is reached at ${addressOf(twin, path)} now, no longer at ${addressOf(operation, path)}`,
      });
    new OperationDiff(before, after, operation, twin, changes).run();
  }
  for (const operation of now.values())
    if (!found.has(operation))
      changes.push({ kind: 'operation-added', operation: operation.key, text: `${operation.key} is new` });
  return unique(changes);
}

/** Path from the root of the host, where the document names a server; else the path alone. */
const addressOf = ({ server, path: own }: ApiOperation, path: (path: string) => string) =>
  path(server === null ? own : `${new URL(server).pathname.replace(/\/+$/, '')}${own}`);

/** Names of path parameters are no part of an address. */
const keyOf = ({ method }: ApiOperation, path: string) => `${method} ${path.replace(/\{[^{}]*\}/g, '{}')}`;

function unique(changes: readonly Change[]): Change[] {
  return [...new Map(changes.map((change) => [JSON.stringify(change), change])).values()];
}

class OperationDiff {
  readonly #documents: { readonly before: ApiDocument; readonly after: ApiDocument };
  readonly #old: ApiOperation;
  readonly #now: ApiOperation;
  readonly #changes: Change[];

  constructor(before: ApiDocument, after: ApiDocument, old: ApiOperation, now: ApiOperation, changes: Change[]) {
    this.#documents = { before, after };
    this.#old = old;
    this.#now = now;
    this.#changes = changes;
  }

  run(): void {
    this.#parameters();
    this.#body();
    this.#responses();
    if (
      this.#old.secured !== this.#now.secured ||
      schemesOf(this.#documents.before, this.#old) !== schemesOf(this.#documents.after, this.#now)
    )
      this.#add('security-changed', 'what a call must carry to be let in changed');
  }

  #add(kind: ChangeKind, text: string): void {
    this.#changes.push({ kind, operation: this.#old.key, text: `${this.#old.key}: ${text}` });
  }

  #parameters(): void {
    const [old, now] = [this.#old, this.#now].map(
      (operation) => new Map(operation.parameters.filter((p) => p.in !== 'body').map((p) => [parameterKey(p), p])),
    );
    if (old === undefined || now === undefined) return;
    for (const [key, parameter] of old) {
      const twin = now.get(key);
      const name = `the ${parameter.in} parameter ${parameter.name}`;
      if (twin === undefined) {
        if (parameter.in !== 'path') this.#add('parameter-removed', `${name} is gone`);
        continue;
      }
      if (!parameter.required && twin.required) this.#add('parameter-now-required', `${name} became required`);
      if (parameter.required && !twin.required) this.#add('parameter-now-optional', `${name} became optional`);
      this.#schemas(parameter.schema, twin.schema, 'request', name);
    }
    for (const [key, { required, name, in: place }] of now)
      if (!old.has(key) && place !== 'path')
        this.#add(
          required ? 'parameter-added-required' : 'parameter-added',
          `the ${place} parameter ${name} is new${required ? ' and required' : ''}`,
        );
  }

  #body(): void {
    const [old, now] = [bodyOf(this.#documents.before, this.#old), bodyOf(this.#documents.after, this.#now)];
    if (old === null && now === null) return;
    if (old === null) this.#add(now?.required === true ? 'body-now-required' : 'body-added', 'a request body is new');
    else if (now === null) this.#add('body-removed', 'the request body is gone');
    else {
      if (!old.required && now.required) this.#add('body-now-required', 'the request body became required');
      if (old.required && !now.required) this.#add('body-now-optional', 'the request body became optional');
      this.#schemas(old.schema, now.schema, 'request', 'the request body');
    }
  }

  #responses(): void {
    const find = (list: readonly ApiResponse[], status: string) => list.find((response) => response.status === status);
    for (const response of this.#old.responses) {
      const twin =
        find(this.#now.responses, response.status) ?? find(this.#now.responses, `${response.status[0] ?? ''}XX`);
      const success = /^[23]/.test(response.status);
      if (twin === undefined) {
        this.#add(success ? 'success-status-removed' : 'error-status-removed', `the status ${response.status} is gone`);
        continue;
      }
      this.#media(response, twin);
    }
    for (const { status } of this.#now.responses)
      if (
        find(this.#old.responses, status) === undefined &&
        !this.#old.responses.some((old) => `${old.status[0] ?? ''}XX` === status)
      )
        this.#add(/^[23]/.test(status) ? 'success-status-added' : 'error-status-added', `the status ${status} is new`);
  }

  #media(old: ApiResponse, now: ApiResponse): void {
    for (const { type, schema } of old.media) {
      const twin = bestMedia(now.media, type);
      if (twin === null) this.#add('media-type-removed', `${old.status} comes no longer as ${type}`);
      else this.#schemas(schema, twin.schema, 'response', `the body of ${old.status}`);
    }
    for (const { type } of now.media)
      if (!type.includes('*') && bestMedia(old.media, type) === null)
        this.#add('media-type-added', `${old.status} comes as ${type}, too`);
    const [promised, promisedNow] = [old, now].map(({ headers }) =>
      headers.filter(({ required }) => required).map(({ name }) => name.toLowerCase()),
    ) as [string[], string[]];
    for (const name of promised)
      if (!promisedNow.includes(name))
        this.#add('response-header-removed', `the header ${name} of ${old.status} is no longer promised`);
    const known = old.headers.map(({ name }) => name.toLowerCase());
    for (const name of new Set([...promisedNow, ...now.headers.map((header) => header.name.toLowerCase())]))
      if (!known.includes(name) || (promisedNow.includes(name) && !promised.includes(name)))
        this.#add('response-header-added', `the header ${name} of ${old.status} is new`);
    for (const { name, schema } of old.headers) {
      const twin = now.headers.find((header) => header.name.toLowerCase() === name.toLowerCase());
      if (twin !== undefined) this.#schemas(schema, twin.schema, 'response', `the header ${name} of ${old.status}`);
    }
  }

  #schemas(old: string | null, now: string | null, whose: 'request' | 'response', what: string): void {
    if (old === null || now === null) return;
    const { before, after } = this.#documents;
    for (const { kind, where, text } of diffSchemas(
      { document: before, pointer: old },
      { document: after, pointer: now },
      whose,
    ))
      this.#add(kind, `${what}${where === '' ? '' : ` at ${where}`}: ${text}`);
  }
}

const parameterKey = ({ in: place, name }: ApiParameter) =>
  `${place} ${place === 'header' ? name.toLowerCase() : name}`;

interface Body {
  readonly required: boolean;
  readonly schema: string | null;
}

/** The JSON body of a request, or whatever body is described first. */
function bodyOf(document: ApiDocument, operation: ApiOperation): Body | null {
  if (document.dialect === 'Swagger 2.0') {
    const body = operation.parameters.find((parameter) => parameter.in === 'body');
    return body === undefined ? null : { required: body.required, schema: body.schema };
  }
  try {
    const at = follow(document, `${operation.pointer}/requestBody`);
    const { content, required } = objectOf(at.value);
    const types = Object.keys(objectOf(content));
    const type = types.find((name) => /[/+]json/i.test(name)) ?? types[0];
    if (type === undefined) return null;
    return { required: required === true, schema: `${at.pointer}/content/${escapePointer(type)}/schema` };
  } catch (error) {
    if (error instanceof UnreadableReference) return null;
    throw error;
  }
}

/** What opens an operation: what its schemes make a call carry, whatever their names. */
function schemesOf(document: ApiDocument, operation: ApiOperation): string {
  const { root } = document;
  const node = objectOf(follow(document, operation.pointer).value);
  const schemes = objectOf(root['securityDefinitions'] ?? objectOf(root['components'])['securitySchemes']);
  const alternatives = listOf(node['security'] ?? root['security']).map((alternative) =>
    Object.keys(objectOf(alternative))
      .map((name) => {
        const { type, in: place, name: header, scheme } = objectOf(schemes[name]);
        const word = (value: unknown) => (typeof value === 'string' ? value.toLowerCase() : '');
        const isToken =
          ['oauth2', 'openidconnect'].includes(word(type)) ||
          word(scheme) === 'bearer' ||
          (word(type) === 'apikey' && word(place) === 'header' && word(header) === 'authorization');
        return isToken ? 'a token in Authorization' : [type, place, header, scheme].map(word).join(' ');
      })
      .sort(),
  );
  return JSON.stringify(alternatives.map((list) => list.join('+')).sort());
}
