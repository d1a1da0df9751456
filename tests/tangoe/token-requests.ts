/** Token requests: both grants, and what the token server must refuse. */
import { expectRefused } from '../../src/judges/refusal.ts';
import { expectSchema } from '../../src/judges/schema.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { undecided } from '../../src/verdict/check.ts';
import { expectThat, expectValue, isAnswered } from './support/findings.ts';
import { passwordQuery, refreshQuery } from './support/grants.ts';
import { bodyOf, isObject } from './support/pages.ts';
import { altered, grant, tokenIn, withToken } from './support/session.ts';
import { expectTokens, issuedRefresh, refusedGrant, secondsLeft } from './support/tokens.ts';
import { firstEmployees } from './support/walks.ts';
import { type AnswerProbes, probe, requirement } from './suite.ts';

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

requirement('TG-TOKEN-02', grant, (answer, check) => {
  const type = bodyOf(answer)['token_type'];
  expectValue(
    check,
    answer,
    '/token_type',
    type,
    typeof type === 'string' && type.toLowerCase() === 'bearer',
    'Bearer',
  );
});

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

const alone = { withoutSession: true } as const;

/** A pair of its own, so that no other case depends on what a refresh does to the pair that it uses up. */
const spare = probe(
  'token to be refreshed',
  { cost: 1, needs: [grant], ...alone },
  async ({ api, get, credential, settings }) => {
    await get(grant);
    return api.requestToken({ query: passwordQuery(settings, credential) }, { fresh: true });
  },
);

const refresh = probe(
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

requirement('TG-TOKEN-06', refresh, ({ before, answer }, check) => {
  expectTokens(check, answer);
  for (const member of ['access_token', 'refresh_token'] as const) {
    const [old, made] = [tokenIn(before.data, member), tokenIn(answer.data, member)];
    if (old !== undefined && made !== undefined)
      expectThat(
        check,
        answer,
        old !== made,
        `the ${member} is the old one`,
        `a new ${member}`,
        'the old one',
        `/${member}`,
      );
  }
});

const wrongPassword = probe(
  'token, wrong password',
  { cost: 1, control: grant, ...alone },
  ({ api, credential, settings, unique }) =>
    api.requestToken({ query: passwordQuery(settings, credential, { password: unique('not-the-password') }) }),
);

requirement('TG-TOKEN-07', wrongPassword, (answer, check) => {
  expectRefused(check, answer, { because: 'the password is wrong', statuses: refusedGrant });
});

const wrongSecret = probe(
  'token, wrong client secret',
  { cost: 1, control: grant, ...alone },
  ({ api, credential, settings, unique }) =>
    api.requestToken({
      query: passwordQuery(settings, credential, { client_secret: unique('not-the-client-secret') }),
    }),
);

requirement('TG-TOKEN-08', wrongSecret, (answer, check) => {
  expectRefused(check, answer, { because: 'the client secret is wrong', statuses: refusedGrant });
});

const incomplete = probe(
  'token, parameters missing',
  { cost: 2, control: grant, ...alone },
  async ({ api, credential, settings }) => {
    const { client_secret: _secret, ...secretless } = passwordQuery(settings, credential);
    const { password: _password, ...passwordless } = passwordQuery(settings, credential);
    return [await api.requestToken({ query: secretless }), await api.requestToken({ query: passwordless })];
  },
);

requirement('TG-TOKEN-09', incomplete, (answers, check) => {
  answers.forEach((answer, i) => {
    const because = i === 0 ? 'client_secret is missing' : 'password is missing';
    expectRefused(check, answer, { because, statuses: refusedGrant });
  });
});

const alteredRefresh = probe(
  'refresh, altered token',
  { cost: 1, needs: [grant], control: refresh, ...alone },
  async ({ api, get, credential, settings }) =>
    api.requestToken({ query: refreshQuery(altered(issuedRefresh(await get(grant))), settings, credential) }),
);

requirement('TG-TOKEN-10', alteredRefresh, (answer, check) => {
  expectRefused(check, answer, { because: 'one character of the refresh token was changed', statuses: refusedGrant });
});

const wrong: AnswerProbes = [wrongPassword, wrongSecret, alteredRefresh];

const refused = probe('refused token requests', { cost: 0, needs: wrong, ...alone }, async ({ get }) => {
  const asked = (await Promise.all(wrong.map((p) => attempt(get(p))))).flatMap((a) => ('value' in a ? [a.value] : []));
  return asked.filter(({ control, raw }) => control === 'held' && refusedGrant.includes(raw.status));
});

requirement('TG-TOKEN-11', refused, (answers, check) => {
  for (const answer of answers) {
    const { json, text } = answer.raw;
    const code = isObject(json) ? json['error'] : undefined;
    // The characters that section 5.2 of RFC 6749 allows.
    const holds = typeof code === 'string' && /^[\x20\x21\x23-\x5b\x5d-\x7e]+$/.test(code);
    expectValue(check, answer, '/error', code ?? text, holds, 'an OAuth error code');
  }
});
