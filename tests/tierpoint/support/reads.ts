/** Calls of everything that the documents of a label let one read. */
import type { Answer } from '../../../src/judges/answer.ts';
import { type Read, type ReadAll, readAll } from '../../../src/openapi/read-all.ts';
import { operationsOf } from '../../../src/openapi/operations.ts';
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

const isRefusedToken = ({ answer }: Read) => answer.raw.status === 401;

/** One read that asks for a token: an answered one, else one that refused the token. */
function chosenRead({ reads: all }: ReadAll): Read | undefined {
  const secured = all.filter(({ planned }) => planned.operation.secured);
  return secured.find(isAnswered) ?? secured.find(isRefusedToken) ?? secured[0];
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

const again = ({ follow }: Pick<Context, 'follow'>, { planned }: Read, authorization: string | null) =>
  follow(planned.url, { anyway: { headers: { ...Object.fromEntries(planned.headers), authorization } } });

/** The same read with another Authorization header; null sends none. */
export async function readAgain(context: Context, authorization: string | null): Promise<Answer> {
  const read = chosenRead(await context.get(reads));
  return read === undefined ? context.undecided(noneToChoose) : again(context, read, authorization);
}

/** Most services whose check of tokens is looked at, each by one read. */
export const mostServices = 6;

/** Most reads at which a token is tried that must not open them: one of each service first. */
export const mostTried = 16;

/** Answered reads with another Authorization header, one of each service first: each checks tokens by itself. */
export async function readEachAgain(context: Context, authorization: string | null): Promise<readonly Answer[]> {
  const all = await context.get(reads);
  const first = chosenRead(all);
  if (first === undefined) return context.undecided(noneToChoose);
  const answered = all.reads.filter((read) => read.planned.operation.secured && isAnswered(read));
  const candidates = [first, ...answered.filter((read) => read !== first)];
  const isFirst = (read: Read) => candidates.find(({ document }) => document === read.document) === read;
  const chosen = [...candidates.filter(isFirst), ...candidates.filter((read) => !isFirst(read))];
  return Promise.all(chosen.slice(0, mostTried).map((read) => again(context, read, authorization)));
}

/** Answered reads that ask for a token, without one. */
export const readsWithoutToken = probe(
  'documented reads, no token',
  { cost: mostReads, needs: [reads], control: plainRead },
  async (context) => {
    const answered = (await context.get(reads)).reads.filter(
      (read) => read.planned.operation.secured && isAnswered(read),
    );
    return Promise.all(answered.map((read) => again(context, read, null)));
  },
);

/** One answered read of each document that asks for no token anywhere, without one. */
export const openReads = probe(
  'reads of documents that ask for no token',
  { cost: mostServices, needs: [reads] },
  async (context): Promise<readonly Read[]> => {
    const open = (await context.get(reads)).reads.filter(
      (read, i, list) =>
        isAnswered(read) &&
        !operationsOf(read.document).some(({ secured }) => secured) &&
        list.findIndex((other) => isAnswered(other) && other.document === read.document) === i,
    );
    return Promise.all(
      open.slice(0, mostServices).map(async (read) => ({ ...read, answer: await again(context, read, null) })),
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
