/**
 * API documents that a vendor publishes beside its API, as a recording holds them: where the contract lies in them, two versions
 * are compared by them. Labels of versions in their addresses are blanked, so that the operations of two versions meet.
 */
import { type ApiDocument, readDocument } from '../openapi/document.ts';
import { serverOf } from '../openapi/servers.ts';
import type { Exchange } from '../verdict/exchange.ts';
import { type ApiModel, type OperationModel, apiModel, blanked } from './api-model.ts';
import type { Side } from './pairs.ts';
import { openapiOf } from './swagger.ts';

interface Published {
  readonly url: string;
  readonly document: ApiDocument;
}

/** Whether an answer is such a document: no data, so nothing about its members is promised. */
export function isApiDocument({ outcome }: Exchange): boolean {
  return 'response' in outcome && looksLikeOne(outcome.response.body);
}

const looksLikeOne = (text: string) => /^\s*(?:\{|\w)/.test(text) && /["']?\b(?:openapi|swagger)["']?\s*:/.test(text);

/**
 * The operations that both sides describe, or one of them alone. A document that the new side could not be asked for says
 * nothing: its operations are left out on both sides, and the requirements tell.
 * @param labels of all versions, as they stand in addresses
 */
export function publishedModels(
  before: Side,
  after: Side,
  labels: readonly string[],
): { readonly before: ApiModel; readonly after: ApiModel } {
  const [old, now] = [documentsIn(before, labels), documentsIn(after, labels)];
  if (old.length === 0 || now.length === 0) return { before: none, after: none };
  const lost = new Set(unanswered(after, labels));
  const isLost = ({ url }: Published) => lost.has(neutral(url, before, labels));
  return {
    before: modelOf(
      old.filter((published) => !isLost(published)),
      before,
      labels,
    ),
    after: modelOf(now, after, labels),
  };
}

const none: ApiModel = { operations: new Map() };

/** The documents of a side's own version, the first of each: later ones of that name are earlier copies, kept to compare with. */
function documentsIn(side: Side, labels: readonly string[]): Published[] {
  const { exchanges, version } = side;
  const found = new Map<string, Published>();
  for (const exchange of exchanges) {
    const { outcome, request } = exchange;
    if (exchange.round !== 1 || !('response' in outcome) || outcome.response.status !== 200) continue;
    if (!isApiDocument(exchange)) continue;
    const url = outcome.response.url ?? request.url;
    const own = segments(url).filter((part) => labels.includes(part));
    if (own.length > 0 && !own.includes(version)) continue;
    const read = readDocument(outcome.response.body, url);
    if (!('document' in read)) continue;
    const server = serverOf(read.document, []);
    const name = JSON.stringify(['url' in server ? neutral(server.url, side, labels) : '', read.document.title]);
    if (!found.has(name)) found.set(name, { url, document: read.document });
  }
  return [...found.values()];
}

/** Addresses that were asked and gave no document. */
function unanswered(side: Side, labels: readonly string[]): string[] {
  return side.exchanges
    .filter(({ outcome }) => !('response' in outcome) || outcome.response.status !== 200)
    .map(({ request }) => neutral(request.url, side, labels));
}

function modelOf(published: readonly Published[], side: Side, labels: readonly string[]): ApiModel {
  const operations = new Map<string, OperationModel>();
  for (const { url, document } of published) {
    const server = serverOf(document, []);
    const base = 'url' in server ? neutral(server.url, side, labels) : '';
    const root = document.dialect === 'Swagger 2.0' ? openapiOf(document.root) : document.root;
    for (const operation of apiModel(new Map([[url, root]]), url).operations.values()) {
      const path = `${base}${withoutLabels(operation.path, labels)}`;
      const key = `${operation.method} ${blanked(path)}`;
      if (!operations.has(key)) operations.set(key, { ...operation, key: `${operation.method} ${path}`, path });
    }
  }
  return { operations };
}

const segments = (url: string) => url.replace(/[?#].*$/s, '').split('/');

/** The path of an address below the base URL, with `{version}` for a label: `https://host/api/v2/usage` -> `/api/{version}/usage`. */
const neutral = (url: string, { baseUrl }: Side, labels: readonly string[]) =>
  withoutLabels(url.startsWith(baseUrl) ? url.slice(baseUrl.length) : url.replace(/^[a-z]+:\/\/[^/?#]*/i, ''), labels);

const withoutLabels = (path: string, labels: readonly string[]) =>
  segments(path)
    .map((part) => (labels.includes(part) ? '{version}' : part))
    .join('/');
