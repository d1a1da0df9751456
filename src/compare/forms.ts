/** The forms that texts have, and the headers that say nothing about an API. */

const forms: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['empty', /^$/],
  ['secret', /«secret:[\w.-]+(?:\|altered)?»/],
  ['uuid', /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i],
  ['date-time', /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:[Zz]|[+-]\d\d:?\d\d)$/],
  ['local date-time', /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/],
  ['date', /^\d{4}-\d\d-\d\d$/],
  ['US date', /^\d{1,2}\/\d{1,2}\/\d{2,4}(?: .*)?$/],
  ['time', /^\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/],
  ['duration', /^P(?=.)(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?(?:[\d.]+S)?)?$/],
  ['whole number', /^-?\d+$/],
  ['decimal number', /^-?\d+\.\d+$/],
  ['web address', /^https?:\/\/\S+$/i],
  ['mail address', /^[^\s@]+@[^\s@]+\.[^\s@]+$/],
  ['upper-case word', /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$|^[A-Z]{3,}$/],
  ['truth value', /^(?:true|false)$/i],
];

/** Name of the form; `text` where there is none. */
export function formOf(text: string): string {
  if (text.length > 200) return 'text';
  return forms.find(([, pattern]) => pattern.test(text))?.[0] ?? 'text';
}

/** Forms that tell nothing: a free text may have any of them by chance. */
export const isVagueForm = (form: string): boolean =>
  ['text', 'empty', 'whole number', 'decimal number', 'upper-case word', 'truth value', 'secret'].includes(form);

/** The forms that a `format` of JSON Schema allows; null where any form may keep it. */
export function formsOfFormat(format: string): readonly string[] | null {
  const known: Readonly<Record<string, readonly string[]>> = {
    uuid: ['uuid', 'secret'],
    'date-time': ['date-time'],
    date: ['date'],
    email: ['mail address'],
    uri: ['web address'],
    duration: ['duration'],
    'csharp-date-time': ['date-time', 'local date-time'],
  };
  return known[format] ?? null;
}

/** Set by gateways, caches and servers, by chance or by load: no part of an API's contract. */
export function isVolatileHeader(name: string): boolean {
  return (
    volatile.has(name) ||
    /^(?:x-amz|x-amzn|x-cache|x-azure|x-ms|x-envoy|x-kong|cf-|akamai|x-akamai|access-control-|sec-|x-runtime|x-served|x-timer|x-trace|x-b3|x-ratelimit|ratelimit)/.test(
      name,
    )
  );
}

const volatile = new Set([
  ...[
    'date',
    'content-length',
    'connection',
    'keep-alive',
    'transfer-encoding',
    'content-encoding',
    'vary',
    'server',
    'via',
    'age',
  ],
  ...[
    'set-cookie',
    'etag',
    'last-modified',
    'expires',
    'cache-control',
    'pragma',
    'strict-transport-security',
    'alt-svc',
    'accept-ranges',
  ],
  ...[
    'x-request-id',
    'x-correlation-id',
    'request-id',
    'traceparent',
    'tracestate',
    'x-powered-by',
    'x-aspnet-version',
    'retry-after',
    'server-timing',
  ],
  ...[
    'x-content-type-options',
    'x-frame-options',
    'x-xss-protection',
    'referrer-policy',
    'content-security-policy',
    'permissions-policy',
  ],
  ...[
    'nel',
    'report-to',
    'p3p',
    'upgrade',
    'x-dns-prefetch-control',
    'x-download-options',
    'origin-agent-cluster',
    'content-type',
  ],
]);
