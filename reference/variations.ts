/** Lawful ways to send any JSON: what differs is how answers travel and how they are spelt, not what they say. */
import type { Answer, Json, JsonObject } from './answer.ts';
import type { HeaderList, Wire } from './http.ts';
import type { Variation } from './types.ts';

/** The last steps of every reference server. */
interface LastSteps<Call> {
  finish(call: Call, answer: Answer): Answer;
  render(json: Json): string;
}

type Change<Call> = (base: LastSteps<Call>) => Partial<LastSteps<Call>>;

/** Alters every answer at the last moment. */
export function finishing<Call>(change: (answer: Answer, call: Call) => Answer): Change<Call> {
  return (base) => ({ finish: (call, answer) => change(base.finish(call, answer), call) });
}

/** Alters every object of every body. */
export function objects(change: (object: JsonObject) => JsonObject): Change<never> {
  const walk = (json: Json): Json => {
    if (Array.isArray(json)) return json.map((item: Json) => walk(item));
    if (json === null || typeof json !== 'object') return json;
    return change(Object.fromEntries(Object.entries(json).map(([name, value]) => [name, walk(value)])));
  };
  return finishing((answer) => (answer.json === undefined ? answer : { ...answer, json: walk(answer.json) }));
}

/** Alters the JSON text of every body. */
export function text(change: (json: string) => string): Change<never> {
  return (base) => ({ render: (json) => change(base.render(json)) });
}

/** Alters how answers travel. */
export function wired(wire: Wire): Change<never> {
  return finishing((answer) => ({ ...answer, wire: { ...answer.wire, ...wire } }));
}

const hasBody = ({ json, text: body }: Answer) => json !== undefined || body !== undefined;
const adding = (headers: HeaderList) =>
  finishing<never>((answer) => ({ ...answer, headers: [...(answer.headers ?? []), ...headers] }));
const variation = (id: string, sentence: string, change: Change<never>) => ({ id, text: sentence, change });

/** Those that hold for every vendor. */
export const anyWire: readonly (Variation & { readonly change: Change<never> })[] = [
  variation(
    'members-reversed',
    'The members of every object come in reverse order.',
    objects((object) => Object.fromEntries(Object.entries(object).reverse())),
  ),
  variation(
    'header-names-upper-case',
    'Response header names are written in capitals.',
    finishing((answer) => ({
      ...answer,
      headers: (answer.headers ?? []).map(([name, value]) => [name.toUpperCase(), value] as const),
    })),
  ),
  variation(
    'compressed-gzip',
    'Answers are compressed with gzip where the client takes it.',
    wired({ compress: ['gzip'] }),
  ),
  variation(
    'compressed-br',
    'Answers are compressed with Brotli where the client takes it.',
    wired({ compress: ['br', 'gzip'] }),
  ),
  variation(
    'chunked',
    'Answers come in chunks, without a Content-Length.',
    finishing((answer) => (hasBody(answer) ? { ...answer, wire: { ...answer.wire, framing: 'chunked' } } : answer)),
  ),
  variation('connection-closed', 'The connection ends after each answer.', adding([['Connection', 'close']])),
  variation(
    'more-headers',
    'Answers have the headers that gateways add.',
    adding([
      ['x-amzn-RequestId', '6f0d8a1e-4d7e-4b0f-9f0e-0a2f3c1d5b6a'],
      ['X-Amzn-Trace-Id', 'Root=1-6563a1b2-0123456789abcdef01234567;Sampled=0'],
      ['X-Anypoint-Worker', '0'],
      ['Via', '1.1 gateway.example'],
      ['X-Cache', 'Miss from cloudfront'],
      ['Access-Control-Allow-Origin', '*'],
      ['Strict-Transport-Security', 'max-age=31536000'],
      ['Set-Cookie', 'a=1; Path=/'],
      ['Set-Cookie', 'b=2; Path=/'],
    ]),
  ),
  variation(
    'other-reason-phrase',
    'The reason phrase of the status line is another one.',
    finishing((answer) => ({ ...answer, reason: 'As You Like It' })),
  ),
  variation(
    'byte-order-mark',
    'JSON begins with a byte order mark.',
    text((json) => `\uFEFF${json}`),
  ),
  variation(
    'pretty-printed',
    'JSON is indented, with line breaks of Windows, and a line break follows.',
    text((json) => `${JSON.stringify(JSON.parse(json), null, 4).replace(/\n/g, '\r\n')}\r\n`),
  ),
  variation(
    'unicode-escapes',
    'Marks and other letters in JSON texts are written as escapes.',
    text((json) =>
      json.replace(/[<>&'+/]|[^\x20-\x7e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`),
    ),
  ),
];
