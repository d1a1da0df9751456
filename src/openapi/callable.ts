/** Which read operations of a document can be called, how, and why the others cannot. */
import type { HeaderList } from '../verdict/exchange.ts';
import type { ApiDocument } from './document.ts';
import { type KnownValue, type ValueContext, isSure, valueFor } from './known-values.ts';
import { type ApiOperation, type ApiParameter, operationsOf } from './operations.ts';

export interface PlannedRead {
  readonly operation: ApiOperation;
  /** Absolute. */
  readonly url: string;
  readonly headers: HeaderList;
  /** Every value is known to be good, so that a refusal means something. */
  readonly sure: boolean;
  /** 0 for known values alone; more the less is known of them. */
  readonly guessing: 0 | 1 | 2;
  /** As `crmId=self (configured)`. */
  readonly values: readonly string[];
}

export interface NotCalled {
  readonly operation: ApiOperation;
  readonly reason: string;
  /** A value of another answer may still be found. */
  readonly waiting: boolean;
}

export interface CallRules {
  /** Origin of the target; nothing else is called. */
  readonly origin: string;
  /** Stands in for the servers of the document, which may name another system of the same kind. */
  readonly base?: string | null;
  /** Operation ids or keys that are called though their name sounds like an effect. */
  readonly allowed: ReadonlySet<string>;
  /** How to set a parameter, for reasons: as `TIERPOINT_PARAMETERS=crmId=...`. */
  readonly howToSet: (parameter: string) => string;
}

/** Read operations: those that GET. Others may read as well, but no document says so. */
export const readsOf = (document: ApiDocument): ApiOperation[] =>
  operationsOf(document).filter(({ method }) => method === 'GET');

/** The call of a read, or why there is none. */
export function planRead(
  document: ApiDocument,
  operation: ApiOperation,
  context: ValueContext,
  rules: CallRules,
): PlannedRead | NotCalled {
  const not = (reason: string, waiting = false): NotCalled => ({ operation, reason, waiting });
  const base = rules.base ?? (operation.server === null ? null : rebased(operation.server, rules.origin));
  if (base === null && operation.server === null) return not(operation.problems.join('; '));
  if (base === null) return not(`its server ${operation.server} is at another host, to which no token is sent`);
  if (soundsLikeAnEffect(operation) && !rules.allowed.has(operation.id) && !rules.allowed.has(operation.key))
    return not('its name sounds as if it changed something; it is called only where the configuration names it');
  const values = new Map<ApiParameter, KnownValue>();
  for (const parameter of operation.parameters) {
    if (!parameter.required || isCredential(parameter)) continue;
    if (parameter.in === 'body' || parameter.in === 'formData')
      return not('it wants a request body, which a GET has no use for');
    if (parameter.in === 'cookie') return not(`it wants the cookie ${parameter.name}`);
    const value = valueFor(document, operation, parameter, context);
    if (value === null)
      return not(
        `no value is known for the ${parameter.in} parameter ${parameter.name}; ${rules.howToSet(parameter.name)}`,
        true,
      );
    values.set(parameter, value);
  }
  const path = filledPath(operation.path, values);
  if (path === null) return not('its path has a part that no parameter describes');
  return {
    operation,
    url: `${base}${path}${queryOf(values)}`,
    headers: [...values].flatMap(([p, { value }]) => (p.in === 'header' ? [[p.name, value] as const] : [])),
    sure: [...values.values()].every(isSure),
    guessing: guessing([...values.values()]),
    values: [...values].map(([p, { value, source }]) => `${p.name}=${value} (${source})`),
  };
}

/** Made values are harmless; an example may name what does not exist. */
function guessing(values: readonly KnownValue[]): 0 | 1 | 2 {
  if (values.every(isSure)) return 0;
  return values.some(({ source }) => source === 'example') ? 2 : 1;
}

/** Documents behind proxies name the inner scheme or port; the same host name is the same server. */
function rebased(server: string, origin: string): string | null {
  const url = new URL(server);
  const own = new URL(origin);
  return url.hostname === own.hostname ? `${own.origin}${url.pathname}`.replace(/\/+$/, '') : null;
}

/** The session sends it, whatever the document says of it. */
const isCredential = ({ in: place, name }: ApiParameter) =>
  place === 'header' && /^(?:authorization|accept|content-type)$/i.test(name);

const verbs = [
  ...['log-?out', 'sign-?out', 'delete', 'remove', 'reset', 'revoke', 'cancel', 'start', 'stop', 'restart', 'run'],
  ...['execute', 'trigger', 'send', 'submit', 'approve', 'reject', 'enable', 'disable', 'activate', 'deactivate'],
  ...['unsubscribe', 'purge', 'clear', 'flush', 'reindex', 'rebuild', 'create', 'update', 'reboot', 'shutdown'],
];

/** The verb as a word of its own: `/runs` and `/deleted` name things. */
const effect = new RegExp(
  `^(?:${verbs.map((verb) => `[${verb[0]}${verb[0]?.toUpperCase()}]${verb.slice(1)}`).join('|')})(?![a-z])`,
);

function soundsLikeAnEffect({ path, id }: ApiOperation): boolean {
  return (
    path.split('/').some((part) => !part.startsWith('{') && effect.test(part)) || (!id.includes(' ') && effect.test(id))
  );
}

function filledPath(path: string, values: ReadonlyMap<ApiParameter, KnownValue>): string | null {
  const byName = new Map([...values].flatMap(([p, { value }]) => (p.in === 'path' ? [[p.name, value] as const] : [])));
  const filled = path.replace(/\{([^{}]+)\}/g, (whole, name: string) => {
    const value = byName.get(name);
    return value === undefined ? whole : encodeURIComponent(value);
  });
  return /[{}]/.test(filled) ? null : filled;
}

function queryOf(values: ReadonlyMap<ApiParameter, KnownValue>): string {
  const parts = [...values].flatMap(([p, { value }]) =>
    p.in === 'query' ? [`${encodeURIComponent(p.name)}=${encodeURIComponent(value)}`] : [],
  );
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}
