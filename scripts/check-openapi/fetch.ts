/** Reads the API documents behind an address: a document, or a page of Swagger UI. Carries no credentials. */
import { answerOf } from '../../src/judges/answer.ts';
import type { ApiDocument } from '../../src/openapi/document.ts';
import { locateDocuments } from '../../src/openapi/locate.ts';
import { LiveTransport } from '../../src/transport/client.ts';
import { UsageError } from '../arguments.ts';

const mostRequests = 10;

/** @throws UsageError when there is no document */
export async function fetchDocuments(address: string): Promise<readonly ApiDocument[]> {
  const { origin } = new URL(address);
  const target = {
    name: 'check-openapi',
    vendor: '',
    version: '',
    baseUrl: origin,
    kind: 'live',
    credentials: [],
    settings: {},
    allowWrites: false,
  } as const;
  const transport = new LiveTransport({ target, quota: null, onExchange: () => undefined });
  let left = mostRequests;
  const ask = async (url: string) => {
    left -= 1;
    if (left < 0) return null;
    const headers = [
      ['accept', 'application/json, application/yaml, text/html;q=0.9, */*;q=0.8'],
      ['accept-encoding', 'gzip, br'],
    ] as const;
    const request = {
      operation: 'follow',
      effect: 'read',
      method: 'GET',
      url,
      headers,
      body: null,
      sensitive: null,
    } as const;
    const exchange = await transport.send(request, { round: 1, key: url, nth: 0 });
    return answerOf(exchange, () => ({ alive: true, control: 'none' }));
  };
  try {
    const answer = await ask(address);
    if (answer === null) return [];
    const { documents, broken } = await locateDocuments(answer, ask);
    if (documents.length > 0) return documents.map(({ document }) => document);
    const why =
      answer.raw.status === 0
        ? (answer.raw.failure?.message ?? 'no answer')
        : `status ${answer.raw.status}${broken[0] === undefined ? '' : `, ${broken[0].problem}`}`;
    throw new UsageError(`${address} leads to no API document (${why}); give the address of the document itself.`);
  } finally {
    await transport.close();
  }
}
