/** The login, and what it takes to read: the header of the token and the verb are settings, or learnt with a few requests. */
import type { Answer } from '../../../src/judges/answer.ts';
import type { CallOptions } from '../../../src/suite/types.ts';
import { probe, session } from '../suite.ts';

export const login = probe('login', { cost: 1, withoutSession: true }, ({ api, credential }) =>
  api.login({ body: { username: credential('username'), password: credential('password') } }),
);

interface Way {
  readonly verb: string;
  readonly header: string;
  readonly prefix: string;
}

/** Logs in once and finds out how reads are asked; falls back to the documented way where nothing answers. */
export const reading = session(
  'how to read',
  { cost: 6, needs: [login] },
  async ({ api, get, settings, undecided, version }) => {
    const answer = await get(login);
    const token = (answer.data as { accessToken?: unknown } | null)?.accessToken;
    if (typeof token !== 'string') return undecided('the login gave no accessToken, so nothing can be read');
    const ways = waysOf(settings);
    const ask = (way: Way, body?: object) => api.listMachines({}, asking(way, token, body));
    const [documented] = ways;
    let found: { way: Way; answer: Answer } | null = null;
    for (const way of ways) {
      if (found !== null) break;
      const tried = await ask(way);
      if (tried.raw.status >= 200 && tried.raw.status < 300) found = { way, answer: tried };
      else if (tried.raw.status === 0 || tried.raw.status >= 500 || tried.raw.status === 429) break;
    }
    let way = found?.way ?? documented;
    if (way === undefined) return undecided('no way to read is configured');
    if (found !== null && way.verb === 'GET' && ways.some((w) => w.verb === 'POST') && version !== 'v1')
      way = await whichFilters(way, found.answer, ask);
    return {
      headers: { [way.header]: `${way.prefix}${token}` },
      settings: { readVerb: way.verb, tokenHeader: way.header, tokenPrefix: way.prefix, token },
    };
  },
);

function waysOf(settings: Readonly<Record<string, string>>): Way[] {
  const verbs =
    settings['readVerb'] === undefined || settings['readVerb'] === 'auto' ? ['GET', 'POST'] : [settings['readVerb']];
  const own = settings['tokenHeader'];
  const prefix = settings['tokenPrefix'];
  const headers =
    own === undefined || own === 'auto'
      ? [
          { header: 'access-token', prefix: '' },
          { header: 'authorization', prefix: 'Bearer ' },
        ]
      : [{ header: own, prefix: prefix === undefined || prefix === '' ? '' : `${prefix.trim()} ` }];
  return verbs.flatMap((verb) => headers.map((h) => ({ verb, ...h })));
}

const asking = (way: Way, token: string, body?: object): CallOptions => ({
  anyway: {
    method: way.verb,
    headers: { [way.header]: `${way.prefix}${token}` },
    ...(body === undefined ? {} : { body }),
  },
});

/** A GET may lose its body on the way; the verb that honours a filter is the one that reads. */
async function whichFilters(way: Way, plain: Answer, ask: (way: Way, body: object) => Promise<Answer>): Promise<Way> {
  const rows = Array.isArray(plain.raw.json) ? (plain.raw.json as { id?: unknown }[]) : [];
  const id = rows[0]?.id;
  if (rows.length < 2 || id === undefined) return way;
  const body = { requestFilter: { machineIdentifiers: [String(id)] } };
  const narrowed = (answer: Answer) => {
    const { json } = answer.raw;
    return answer.raw.status === 200 && Array.isArray(json) && json.length < rows.length;
  };
  if (narrowed(await ask(way, body))) return way;
  const posted = { ...way, verb: 'POST' };
  return narrowed(await ask(posted, body)) ? posted : way;
}
