/** From a documentation page to the API documents behind it: Swagger UI, springdoc, springfox, Swashbuckle, ReDoc. */
import type { Answer } from '../judges/answer.ts';
import {
  type DocumentAddresses,
  documentAddressesIn,
  documentAddressesOf,
  inlineDocument,
  scriptsIn,
  usualPlaces,
} from './discover.ts';
import { type ApiDocument, readDocument } from './document.ts';

export interface LocatedDocument {
  readonly answer: Answer;
  readonly document: ApiDocument;
}

export interface LocatedPage {
  /** Of the page, after redirects. */
  readonly url: string;
  readonly answer: Answer;
  /** Addresses of documents that the page names. */
  readonly named: readonly string[];
  readonly documents: readonly LocatedDocument[];
  /** Named addresses that hold no document, and why. */
  readonly broken: readonly { readonly answer: Answer; readonly problem: string }[];
}

/** Sends a request, or null where no more are allowed. */
export type Ask = (url: string) => Promise<Answer | null>;

/** Usual places that are tried where a page names none. */
const mostGuesses = 3;

export const isFound = ({ raw }: Answer): boolean => raw.status >= 200 && raw.status < 300;

/** Documents of a page, or the page itself where it is one. Other origins are never asked. */
export async function locateDocuments(answer: Answer, ask: Ask): Promise<LocatedPage> {
  const url = answer.finalUrl;
  const nothing = { url, answer, named: [], documents: [], broken: [] };
  if (!isFound(answer)) return nothing;
  const direct = readDocument(answer.raw.text, url);
  if ('document' in direct) return { ...nothing, documents: [{ answer, document: direct.document }] };
  const started = await starterOf(answer, ask);
  for (const text of [answer, started].map((each) => each?.raw.text ?? '')) {
    const inline = readDocument(inlineDocument(text) ?? '', url);
    if ('document' in inline) return { ...nothing, documents: [{ answer, document: inline.document }] };
  }
  const named = sameOrigin(url, await addressesOn(answer, started, ask));
  const documents: LocatedDocument[] = [];
  const broken: LocatedPage['broken'][number][] = [];
  for (const address of named.length > 0 ? named : usualPlaces(url).slice(0, mostGuesses)) {
    const found = await ask(address);
    if (found === null) break;
    const read = isFound(found)
      ? readDocument(found.raw.text, found.finalUrl)
      : { problem: `it was answered with ${found.raw.status}` };
    if ('document' in read) documents.push({ answer: found, document: read.document });
    else if (named.length > 0) broken.push({ answer: found, problem: read.problem });
    if (named.length === 0 && documents.length > 0) break;
  }
  return { url, answer, named, documents, broken };
}

const sameOrigin = (url: string, addresses: readonly string[]) =>
  addresses.filter((address) => new URL(address).origin === new URL(url).origin);

const none = ({ documents, configurations }: DocumentAddresses) =>
  documents.length === 0 && configurations.length === 0;

/** What the page itself names: in its query, else in its text. */
function addressesOf({ raw, finalUrl }: Answer): DocumentAddresses {
  const asked = documentAddressesOf(finalUrl);
  return none(asked) ? documentAddressesIn(raw.text, finalUrl) : asked;
}

/** The script that starts Swagger UI, where the page itself names no document. */
async function starterOf(answer: Answer, ask: Ask): Promise<Answer | null> {
  const url = answer.finalUrl;
  if (!none(addressesOf(answer))) return null;
  const script = scriptsIn(answer.raw.text, url).find((address) =>
    /initiali[sz]er|swagger-config|swagger-ui-init|index\.js/i.test(address),
  );
  const started = script === undefined || new URL(script).origin !== new URL(url).origin ? null : await ask(script);
  return started !== null && isFound(started) ? started : null;
}

/** Addresses in the page itself, in the script that starts Swagger UI, and in the configuration that either names. */
async function addressesOn(answer: Answer, started: Answer | null, ask: Ask): Promise<string[]> {
  const url = answer.finalUrl;
  const { documents, configurations } =
    started === null ? addressesOf(answer) : documentAddressesIn(started.raw.text, url);
  const found = [...documents];
  for (const address of sameOrigin(url, configurations)) {
    const configuration = await ask(address);
    // It names itself, too.
    if (configuration !== null && isFound(configuration))
      found.push(...documentAddressesIn(configuration.raw.text, url).documents.filter((each) => each !== address));
  }
  return [...new Set(found)];
}
