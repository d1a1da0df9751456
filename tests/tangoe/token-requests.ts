/** Token requests: both grants, and what the token server must refuse. */
import { expectSchema } from '../../src/judges/schema.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { undecided } from '../../src/verdict/check.ts';
import { expectThat, expectValue, isAnswered } from './support/findings.ts';
import { passwordQuery, refreshQuery } from './support/grants.ts';
import { bodyOf } from './support/pages.ts';
import { grant, tokenIn, withToken } from './support/session.ts';
import { expectBearer, expectTokens, issuedRefresh, secondsLeft } from './support/tokens.ts';
import { firstEmployees } from './support/walks.ts';
import { probe, requirement } from './suite.ts';

requirement('TG-TOKEN-01', grant, (answer, check, { contract }) => {
  expectTokens(check, answer);
  expectSchema(
    check,
    answer,
    contract,
    'tangoe/v1/token.schema.json',
    answer.data,
    '',
    (p) => p.pointer === '/expires_in',
  );
});

requirement('TG-TOKEN-02', grant, (answer, check) => expectBearer(check, answer));

requirement('TG-TOKEN-04', grant, (answer, check, { contract }) => {
  const seconds = secondsLeft(answer.data) ?? undecided('expires_in is no whole number');
  const promised = contract.facts['tokenLifetimes'] as readonly number[];
  const holds = promised.some((lifetime) => seconds <= lifetime && seconds > lifetime - 60);
  expectValue(check, answer, '/expires_in', seconds, holds, `${promised.join(' or ')} seconds, a few of them gone`);
});

requirement('TG-TOKEN-18', grant, (answer, check) => {
  const value = answer.header('cache-control');
  const holds = /\bno-store\b/i.test(value ?? '');
  expectThat(
    check,
    answer,
    holds,
    'the tokens may be stored',
    'Cache-Control: no-store',
    value,
    'header cache-control',
  );
});

export const alone = { withoutSession: true } as const;

/** A pair of its own, so that no other case depends on what a refresh does to the pair that it uses up. */
const spare = probe(
  'token to be refreshed',
  { cost: 1, needs: [grant], ...alone },
  async ({ api, get, credential, settings }) => {
    await get(grant);
    return api.requestToken({ query: passwordQuery(settings, credential) }, { fresh: true });
  },
);

export const refresh = probe(
  'token by refresh',
  { cost: 1, needs: [spare], control: spare, ...alone },
  async ({ api, get, credential, settings }) => {
    const before = await get(spare);
    return {
      before,
      answer: await api.requestToken({ query: refreshQuery(issuedRefresh(before), settings, credential) }),
    };
  },
);

const readRefreshed = probe(
  'employees, refreshed token',
  { cost: 1, needs: [refresh], control: firstEmployees },
  async ({ api, get, undecided: stop }) => {
    const token = tokenIn((await get(refresh)).answer.data, 'access_token') ?? stop('the refresh gave no access_token');
    return api.listEmployees({ query: { limit: 10, offset: 0 } }, withToken(token));
  },
);

const refreshed = probe(
  'refresh, and a read with it',
  { cost: 0, needs: [refresh, readRefreshed] },
  async ({ get }) => ({
    answer: (await get(refresh)).answer,
    read: await attempt(get(readRefreshed)),
  }),
);

requirement('TG-TOKEN-05', refreshed, ({ answer, read }, check) => {
  const token = tokenIn(bodyOf(answer), 'access_token');
  if (!expectValue(check, answer, '/access_token', token, token !== undefined, 'a new access token')) return;
  if ('reason' in read) return undecided(read.reason);
  const { value } = read;
  if (value.control !== 'held') undecided('a read with the first token was not answered either');
  expectThat(
    check,
    value,
    isAnswered(value),
    'the token of a refresh does not open the API',
    'status 200',
    value.raw.status,
    'status',
  );
});

/** The pair of the session and the spare one: neither may come back. */
const withOlder = probe('refresh, and the older tokens', { cost: 0, needs: [grant, refresh] }, async ({ get }) => {
  const { before, answer } = await get(refresh);
  return { older: [before, await get(grant)], answer };
});

requirement('TG-TOKEN-06', withOlder, ({ older, answer }, check) => {
  expectTokens(check, answer);
  expectBearer(check, answer);
  for (const member of ['access_token', 'refresh_token'] as const) {
    const made = tokenIn(answer.data, member);
    const known = older.map(({ data }) => tokenIn(data, member));
    const message = `the ${member} is an old one`;
    if (made !== undefined)
      expectThat(check, answer, !known.includes(made), message, `a new ${member}`, 'an old one', `/${member}`);
  }
});

const refreshAgain = probe(
  'token by the refresh token of a refresh',
  { cost: 1, needs: [refresh, readRefreshed], control: refresh, ...alone },
  async ({ api, get, credential, settings }) => {
    // A refresh may end the tokens before it: the read with them comes first.
    await attempt(get(readRefreshed));
    return api.requestToken({ query: refreshQuery(issuedRefresh((await get(refresh)).answer), settings, credential) });
  },
);

requirement('TG-TOKEN-22', refreshAgain, (answer, check) => {
  const token = isAnswered(answer) ? tokenIn(bodyOf(answer), 'access_token') : undefined;
  const { status } = answer.raw;
  if (answer.control !== 'held' || status === 0 || status === 429 || status >= 500)
    return undecided(`${answer.asked} was answered with ${status}`);
  const message = 'the refresh token of a refresh buys nothing';
  expectThat(check, answer, token !== undefined, message, 'a new access token', `status ${status}`, 'status');
});
