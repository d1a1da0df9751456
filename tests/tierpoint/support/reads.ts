/** Calls of everything that the documents of a label let one read. */
import type { Answer } from '../../../src/judges/answer.ts';
import { type Read, type ReadAll, readAll } from '../../../src/openapi/read-all.ts';
import type { CallOptions } from '../../../src/suite/types.ts';
import { type Context, probe } from '../suite.ts';
import { documents } from './documentation.ts';
import { listed, pairs } from './settings.ts';

const mostReads = 40;

const withHeaders = (headers: readonly (readonly [string, string])[]): CallOptions =>
  headers.length === 0 ? {} : { anyway: { headers: Object.fromEntries(headers) } };

export const reads = probe(
  'documented reads',
  { cost: mostReads, needs: [documents] },
  async ({ get, follow, settings, now }): Promise<ReadAll> => {
    const all = await get(documents);
    return readAll(
      all.map(({ document }) => document),
      {
        configured: pairs(settings, 'parameters'),
        now,
        most: Math.min(mostReads, Math.max(1, Number(settings['maxReads'] ?? mostReads))),
        rules: {
          origin: new URL(all[0]?.answer.finalUrl ?? '').origin,
          allowed: new Set(listed(settings, 'calls')),
          howToSet: (name) => `set TIERPOINT_PARAMETERS=${name}=...`,
        },
        ask: (url, headers) => follow(url, withHeaders(headers)),
      },
    );
  },
);

export const isAnswered = ({ answer: { raw } }: Read): boolean => raw.status >= 200 && raw.status < 300;

/** One read that asks for a token: an answered one, else one that refused the token. */
function chosenRead({ reads: all }: ReadAll): Read | undefined {
  const secured = all.filter(({ planned }) => planned.operation.secured);
  return secured.find(isAnswered) ?? secured.find(({ answer }) => answer.raw.status === 401) ?? secured[0];
}

const noneToChoose =
  'no documented read that asks for a token could be called; TIERPOINT_PARAMETERS can name values for their parameters';

/** The read that tokens are tried at. */
export const plainRead = probe(
  'a read with the token',
  { cost: 1, needs: [reads] },
  async ({ get, follow, undecided }) => {
    const read = chosenRead(await get(reads));
    return read === undefined ? undecided(noneToChoose) : follow(read.planned.url, withHeaders(read.planned.headers));
  },
);

/** The same read with another Authorization header; null sends none. */
export async function readAgain({ get, follow, undecided }: Context, authorization: string | null): Promise<Answer> {
  const read = chosenRead(await get(reads));
  if (read === undefined) return undecided(noneToChoose);
  return follow(read.planned.url, {
    anyway: { headers: { ...Object.fromEntries(read.planned.headers), authorization } },
  });
}

const mostUnsecured = 8;

/** Answered reads that ask for a token, without one; one of each document comes first. */
export const readsWithoutToken = probe(
  'documented reads, no token',
  { cost: mostUnsecured, needs: [reads], control: plainRead },
  async ({ get, follow }) => {
    const answered = (await get(reads)).reads.filter((read) => read.planned.operation.secured && isAnswered(read));
    const first = answered.filter((read, i) => answered.findIndex(({ document }) => document === read.document) === i);
    const chosen = [...new Set([...first, ...answered])].slice(0, mostUnsecured);
    return Promise.all(
      chosen.map(({ planned }) =>
        follow(planned.url, { anyway: { headers: { ...Object.fromEntries(planned.headers), authorization: null } } }),
      ),
    );
  },
);

const mostUnknown = 4;

/** Answered reads whose last path value is replaced by one of its form that nobody has. */
export const unknownIds = probe(
  'documented reads, unknown ids',
  { cost: mostUnknown, needs: [reads] },
  async ({ get, follow, unique }): Promise<Read[]> => {
    const withId = (await get(reads)).reads.filter(
      (read) => isAnswered(read) && /\{[^{}]+\}$/.test(read.planned.operation.path),
    );
    return Promise.all(
      withId.slice(0, mostUnknown).map(async (read) => {
        const url = new URL(read.planned.url);
        url.pathname = url.pathname.replace(/[^/]+$/, (id) => unlike(decodeURIComponent(id), unique('unknown')));
        return {
          ...read,
          planned: { ...read.planned, url: url.href },
          answer: await follow(url.href, withHeaders(read.planned.headers)),
        };
      }),
    );
  },
);

/** A value of the same form. */
function unlike(id: string, other: string): string {
  if (/^\d+$/.test(id)) return '9'.repeat(Math.min(9, Math.max(6, id.length)));
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return '00000000-0000-4000-8000-000000000000';
  return other;
}
