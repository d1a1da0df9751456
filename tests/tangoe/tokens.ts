/** Token requests, the life of a token, and tokens that must not open anything. */
import type { Answer } from '../../src/judges/answer.ts';
import { expectRefused } from '../../src/judges/refusal.ts';
import { expectSchema } from '../../src/judges/schema.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { type Check, shorten, show, undecided } from '../../src/verdict/check.ts';
import { countries } from './support/catalogs.ts';
import { expectThat, isAnswered } from './support/findings.ts';
import { bodyOf, isObject, itemsOf } from './support/pages.ts';
import { altered, grant, tokenIn, withToken } from './support/session.ts';
import { expectTokens, secondsLeft } from './support/tokens.ts';
import { ask, firstEmployees, kinds, walks } from './support/walks.ts';
import { type AnswerProbes, probe, requirement } from './suite.ts';

const refusedGrant = [400, 401, 403];
const refusedToken = [401, 403];

requirement('TG-TOKEN-01', grant, (answer, check, { contract }) => {
  expectTokens(check, answer);
  expectSchema(
    check,
    answer,
    contract,
    'tangoe/v1/token.schema.json',
    answer.data,
    '',
    ({ pointer }) => pointer === '/expires_in',
  );
});

requirement('TG-TOKEN-02', grant, (answer, check) => {
  const type = bodyOf(answer)['token_type'];
  expectThat(
    check,
    answer,
    typeof type === 'string' && type.toLowerCase() === 'bearer',
    'token_type is always Bearer',
    'Bearer',
    show(type, 60),
    '/token_type',
  );
});

requirement('TG-TOKEN-03', firstEmployees, (answer, check) => {
  const { status } = answer.raw;
  const refused = refusedToken.includes(status);
  if (
    !expectThat(
      check,
      answer,
      !refused,
      'a token that was just issued is refused',
      'status 200',
      `status ${status}: ${shorten(answer.raw.text, 120)}`,
      'status',
    )
  )
    return;
  itemsOf(answer);
});

requirement('TG-TOKEN-04', grant, (answer, check, { contract }) => {
  const seconds = secondsLeft(answer.data) ?? undecided('expires_in is no whole number');
  const promised = contract.facts['tokenLifetimes'] as readonly number[];
  const holds = promised.some((lifetime) => seconds <= lifetime && seconds > lifetime - 60);
  expectThat(
    check,
    answer,
    holds,
    `the token lives for ${seconds} seconds`,
    `${promised.join(' or ')} seconds, a few of them gone`,
    `${seconds} seconds`,
    '/expires_in',
  );
});

const refreshWith = (
  token: string,
  settings: Readonly<Record<string, string>>,
  credential: (name: string) => string,
) => ({
  query: {
    grant_type: 'refresh_token' as const,
    client_id: credential('clientId'),
    client_secret: credential('clientSecret'),
    scope: settings['scope'] ?? 'MOBPROC',
    refresh_token: token,
  },
});

const issuedRefresh = (answer: Answer): string =>
  tokenIn(answer.data, 'refresh_token') ?? undecided('the token server gave no refresh_token');

/** A pair of its own, so that no other case depends on what a refresh does to the pair that it uses up. */
const spare = probe(
  'token to be refreshed',
  { cost: 1, withoutSession: true, needs: [grant] },
  async ({ api, get, credential, settings }) => {
    await get(grant);
    const query = {
      grant_type: 'password' as const,
      client_id: credential('clientId'),
      client_secret: credential('clientSecret'),
    };
    return api.requestToken(
      {
        query: {
          ...query,
          scope: settings['scope'] ?? 'MOBPROC',
          username: credential('username'),
          password: credential('password'),
        },
      },
      { fresh: true },
    );
  },
);

const refresh = probe(
  'token by refresh',
  { cost: 1, withoutSession: true, needs: [spare], control: spare },
  async ({ api, get, credential, settings }) => {
    const before = await get(spare);
    return { before, answer: await api.requestToken(refreshWith(issuedRefresh(before), settings, credential)) };
  },
);

const readRefreshed = probe(
  'employees, refreshed token',
  { cost: 1, needs: [refresh], control: firstEmployees },
  async ({ api, get, undecided: stop }) => {
    const { answer } = await get(refresh);
    const token = tokenIn(answer.data, 'access_token') ?? stop('the refresh gave no access_token');
    return api.listEmployees({ query: { limit: 10, offset: 0 } }, withToken(token));
  },
);

const refreshed = probe(
  'refresh, and a read with what it gave',
  { cost: 0, needs: [refresh, readRefreshed] },
  async ({ get }) => ({
    refresh: await get(refresh),
    read: await attempt(get(readRefreshed)),
  }),
);

requirement('TG-TOKEN-05', refreshed, ({ refresh: { answer }, read }, check) => {
  if (
    !expectThat(
      check,
      answer,
      tokenIn(answer.data, 'access_token') !== undefined,
      'a refresh gives no access_token',
      'access_token',
      show(Object.keys(bodyOf(answer)), 80),
      '/access_token',
    )
  )
    return;
  if ('reason' in read) undecided(read.reason);
  const { value } = read;
  if (value.control !== 'held') undecided('a read with the first token was not answered either');
  expectThat(
    check,
    value,
    isAnswered(value),
    'the token of a refresh does not open the API',
    'status 200',
    `status ${value.raw.status}: ${shorten(value.raw.text, 120)}`,
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
        `the ${member} of a refresh is the old one`,
        `a new ${member}`,
        'the same as before',
        `/${member}`,
      );
  }
});

const wrongPassword = probe(
  'token, wrong password',
  { cost: 1, withoutSession: true, control: grant },
  ({ api, credential, settings, unique }) =>
    api.requestToken({
      query: {
        grant_type: 'password',
        client_id: credential('clientId'),
        client_secret: credential('clientSecret'),
        scope: settings['scope'] ?? 'MOBPROC',
        username: credential('username'),
        password: unique('not-the-password'),
      },
    }),
);

requirement('TG-TOKEN-07', wrongPassword, (answer, check) => {
  expectRefused(check, answer, { because: 'the password is wrong', statuses: refusedGrant });
});

const wrongSecret = probe(
  'token, wrong client secret',
  { cost: 1, withoutSession: true, control: grant },
  ({ api, credential, settings, unique }) =>
    api.requestToken({
      query: {
        grant_type: 'password',
        client_id: credential('clientId'),
        client_secret: unique('not-the-client-secret'),
        scope: settings['scope'] ?? 'MOBPROC',
        username: credential('username'),
        password: credential('password'),
      },
    }),
);

requirement('TG-TOKEN-08', wrongSecret, (answer, check) => {
  expectRefused(check, answer, { because: 'the client secret is wrong', statuses: refusedGrant });
});

const incomplete = probe(
  'token, parameters missing',
  { cost: 2, withoutSession: true, control: grant },
  async ({ api, credential, settings }) => {
    const scope = settings['scope'] ?? 'MOBPROC';
    const [client_id, client_secret] = [credential('clientId'), credential('clientSecret')];
    const [username, password] = [credential('username'), credential('password')];
    return [
      await api.requestToken({ query: { grant_type: 'password', client_id, scope, username, password } }),
      await api.requestToken({ query: { grant_type: 'password', client_id, client_secret, scope, username } }),
    ];
  },
);

requirement('TG-TOKEN-09', incomplete, (answers, check) => {
  answers.forEach((answer, i) =>
    expectRefused(check, answer, {
      because: i === 0 ? 'client_secret is missing' : 'password is missing',
      statuses: refusedGrant,
    }),
  );
});

const alteredRefresh = probe(
  'refresh, altered token',
  { cost: 1, withoutSession: true, needs: [grant], control: refresh },
  async ({ api, get, credential, settings }) =>
    api.requestToken(refreshWith(altered(issuedRefresh(await get(grant))), settings, credential)),
);

requirement('TG-TOKEN-10', alteredRefresh, (answer, check) => {
  expectRefused(check, answer, { because: 'one character of the refresh token was changed', statuses: refusedGrant });
});

const refusedRequests = probe(
  'refused token requests',
  { cost: 0, withoutSession: true, needs: [wrongPassword, wrongSecret, alteredRefresh] },
  async ({ get }) => {
    const asked = await Promise.all([wrongPassword, wrongSecret, alteredRefresh].map((p) => attempt(get(p))));
    return asked.flatMap((a) =>
      'value' in a && a.value.control === 'held' && refusedGrant.includes(a.value.raw.status) ? [a.value] : [],
    );
  },
);

requirement('TG-TOKEN-11', refusedRequests, (answers, check) => {
  for (const answer of answers) {
    const { json, text } = answer.raw;
    const code = isObject(json) ? json['error'] : undefined;
    expectThat(
      check,
      answer,
      typeof code === 'string' && /^[\x20\x21\x23-\x5b\x5d-\x7e]+$/.test(code),
      'a refused token request names no error',
      'error: an OAuth error code',
      shorten(text, 120) || 'an empty body',
      '/error',
    );
  }
});

export const noToken = probe('employees, no token', { cost: 1, control: firstEmployees }, ({ api }) =>
  api.listEmployees({ query: { limit: 10, offset: 0 } }, withToken(null)),
);

requirement('TG-TOKEN-12', noToken, (answer, check) => {
  expectRefused(check, answer, { because: 'it carries no access token', statuses: refusedToken });
});

const madeUpToken = probe('employees, made-up token', { cost: 1, control: firstEmployees }, ({ api, unique }) =>
  api.listEmployees({ query: { limit: 10, offset: 0 } }, withToken(unique('neverIssuedByAnybody0'))),
);

requirement('TG-TOKEN-13', madeUpToken, (answer, check) => {
  expectRefused(check, answer, { because: 'its token was never issued', statuses: refusedToken });
});

const alteredToken = probe('employees, altered token', { cost: 1, control: firstEmployees }, ({ api, settings }) =>
  api.listEmployees({ query: { limit: 10, offset: 0 } }, withToken(altered(settings['token'] ?? ''))),
);

requirement('TG-TOKEN-14', alteredToken, (answer, check) => {
  expectRefused(check, answer, { because: 'one character of its token was changed', statuses: refusedToken });
});

const expiredToken = probe(
  'employees, expired token',
  { cost: 1, control: firstEmployees },
  async ({ api, credential, notTestable }) => {
    const token = await attempt(Promise.resolve().then(() => credential('expiredToken')));
    if ('reason' in token)
      return notTestable('no expired token is known and a run does not wait for one; set TANGOE_EXPIRED_TOKEN');
    return api.listEmployees({ query: { limit: 10, offset: 0 } }, withToken(token.value));
  },
);

requirement('TG-TOKEN-15', expiredToken, (answer, check) => {
  expectRefused(check, answer, { because: 'its token has expired', statuses: refusedToken });
});

const validated = probe(
  'validation of the token',
  { cost: 1, needs: [grant] },
  async ({ api, get, settings, notTestable }) => {
    if ((settings['validatorUrl'] ?? '') === '')
      return notTestable('no validator is configured; set TANGOE_VALIDATOR_URL');
    return {
      granted: await get(grant),
      answer: await api.validateToken({ query: { access_token: settings['token'] ?? '' } }),
    };
  },
);

requirement('TG-TOKEN-16', validated, ({ granted, answer }, check, { settings }) => {
  const { status } = answer.raw;
  if (status >= 400 && status < 500)
    undecided(
      `${answer.asked} was answered with ${status}: not every client id may validate tokens (${shorten(answer.raw.text, 100)})`,
    );
  const left = secondsLeft(answer.data);
  const announced = secondsLeft(granted.data);
  expectThat(
    check,
    answer,
    left !== null && left > 0 && (announced === null || left <= announced),
    'expires_in is not what the token has left',
    `1 to ${announced ?? 'its lifetime'} seconds`,
    show(isObject(answer.data) ? answer.data['expires_in'] : answer.data, 80),
    '/expires_in',
  );
  const scope = isObject(answer.data) ? answer.data['scope'] : undefined;
  const wanted = settings['scope'] ?? 'MOBPROC';
  expectThat(
    check,
    answer,
    typeof scope === 'string' && scope.split(/[\s,]+/).includes(wanted),
    'the scope of the token is missing',
    wanted,
    show(scope, 80),
    '/scope',
  );
});

const validatedAltered = probe(
  'validation of an altered token',
  { cost: 1, needs: [validated], control: validated },
  async ({ api, get, settings }) => {
    await get(validated);
    return api.validateToken({ query: { access_token: altered(settings['token'] ?? '') } });
  },
);

requirement('TG-TOKEN-17', validatedAltered, (answer, check) => {
  if (answer.control !== 'held') undecided(`${answer.asked}: the validator did not answer for the valid token either`);
  const left = isAnswered(answer) ? secondsLeft(answer.raw.json) : null;
  expectThat(
    check,
    answer,
    left === null || left <= 0,
    'an altered token is called valid',
    'a refusal, or no seconds left',
    `${left ?? 0} seconds left`,
    '/expires_in',
  );
});

requirement('TG-TOKEN-18', grant, (answer, check) => {
  const value = answer.header('cache-control');
  expectThat(
    check,
    answer,
    /\bno-store\b/i.test(value ?? ''),
    'the answer with the tokens may be stored',
    'Cache-Control: no-store',
    value ?? 'no Cache-Control',
    'header cache-control',
  );
});

const refreshAsBearer = probe(
  'employees, the refresh token as token',
  { cost: 1 },
  ({ api, settings, undecided: stop }) => {
    const token = settings['refreshToken'] ?? '';
    return api.listEmployees(
      { query: { limit: 10, offset: 0 } },
      withToken(token === '' ? stop('the token server gave no refresh_token') : token),
    );
  },
);

requirement('TG-TOKEN-19', refreshAsBearer, (answer, check) => {
  if (answer.raw.status !== 0) check.observe('a call with the refresh token', `status ${answer.raw.status}`, answer.x);
});

const tokenless = kinds
  .filter((kind) => kind !== 'employees')
  .map((kind) =>
    probe(`${kind}, no token`, { cost: 1, control: walks[kind] }, ({ api }) =>
      ask(api, kind, { query: { limit: 100, offset: 0 } }, withToken(null)),
    ),
  );

const tokenlessRegions = probe('regions, no token', { cost: 1, control: countries }, ({ api }) =>
  api.listRegions({}, withToken(null)),
);

const withoutToken: AnswerProbes = [...tokenless, tokenlessRegions];

const everywhere = probe('resources without a token', { cost: 0, needs: withoutToken }, async ({ get }) => {
  const asked = await Promise.all(withoutToken.map((p) => attempt(get(p))));
  return asked.flatMap((a) => ('value' in a && a.value.control === 'held' ? [a.value] : []));
});

requirement('TG-TOKEN-20', everywhere, (answers, check) => {
  for (const answer of answers)
    expectRefused(check, answer, { because: 'it carries no access token', statuses: refusedToken });
});

const refusals: AnswerProbes = [noToken, madeUpToken, expiredToken];

const refusedTokens = probe('refused tokens', { cost: 0, needs: refusals }, async ({ get }) => {
  const asked = await Promise.all(refusals.map((p) => attempt(get(p))));
  return asked.map((a) => ('value' in a ? a.value : null));
});

function observeStatus(check: Check, label: string, answer: Answer | null | undefined): void {
  if (answer !== null && answer !== undefined && answer.raw.status !== 0)
    check.observe(label, String(answer.raw.status), answer.x);
}

requirement('TG-ERR-13', refusedTokens, ([missing, unknown, expired], check) => {
  observeStatus(check, 'missing token', missing);
  observeStatus(check, 'unknown token', unknown);
  observeStatus(check, 'expired token', expired);
});
