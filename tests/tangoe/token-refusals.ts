/** What the token server must refuse: wrong, unknown, altered and missing parameters of both grants. */
import type { Answer } from '../../src/judges/answer.ts';
import { expectRefused } from '../../src/judges/refusal.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { expectValue } from './support/findings.ts';
import { passwordQuery, refreshQuery } from './support/grants.ts';
import { isObject } from './support/pages.ts';
import { altered, grant, lengthened } from './support/session.ts';
import { issuedRefresh, refusedGrant } from './support/tokens.ts';
import { type AnswerProbes, probe, requirement } from './suite.ts';
import { alone, refresh } from './token-requests.ts';

const wrongPassword = probe(
  'token, wrong password',
  { cost: 1, control: grant, ...alone },
  ({ api, credential, settings }) =>
    api.requestToken({ query: passwordQuery(settings, credential, { password: altered(credential('password')) }) }),
);

/** A server that compares the first characters alone, as old password files do, takes it for the right one. */
const longerPassword = probe(
  'token, lengthened password',
  { cost: 1, control: grant, ...alone },
  ({ api, credential, settings }) =>
    api.requestToken({ query: passwordQuery(settings, credential, { password: lengthened(credential('password')) }) }),
);

const wrongSecret = probe(
  'token, wrong client secret',
  { cost: 1, control: grant, ...alone },
  ({ api, credential, settings }) =>
    api.requestToken({
      query: passwordQuery(settings, credential, { client_secret: altered(credential('clientSecret')) }),
    }),
);

const longerSecret = probe(
  'token, lengthened client secret',
  { cost: 1, control: grant, ...alone },
  ({ api, credential, settings }) =>
    api.requestToken({
      query: passwordQuery(settings, credential, { client_secret: lengthened(credential('clientSecret')) }),
    }),
);

const wrongSecretOnRefresh = probe(
  'refresh, wrong client secret',
  { cost: 1, needs: [grant], control: refresh, ...alone },
  async ({ api, get, credential, settings }) => {
    const query = refreshQuery(issuedRefresh(await get(grant)), settings, credential);
    return api.requestToken({ query: { ...query, client_secret: altered(credential('clientSecret')) } });
  },
);

/** Asked for and kept; one that was not asked for shows nothing. */
const kept = (all: readonly Answer[]) => all.filter(({ control }) => control === 'held');

function gather(name: string, all: AnswerProbes) {
  return probe(name, { cost: 0, needs: all, ...alone }, async ({ get, undecided: stop }) => {
    const asked = await Promise.all(all.map((p) => attempt(get(p))));
    const answers = kept(asked.flatMap((a) => ('value' in a ? [a.value] : [])));
    return answers.length === 0 ? stop('the plain token request was not answered') : answers;
  });
}

const wrongPasswords = gather('tokens, wrong password', [wrongPassword, longerPassword]);

requirement('TG-TOKEN-07', wrongPasswords, (answers, check) => {
  for (const answer of answers)
    expectRefused(check, answer, { because: 'the password is wrong', statuses: refusedGrant });
});

const wrongSecrets = gather('tokens, wrong client secret', [wrongSecret, longerSecret, wrongSecretOnRefresh]);

requirement('TG-TOKEN-08', wrongSecrets, (answers, check) => {
  for (const answer of answers)
    expectRefused(check, answer, { because: 'the client secret is wrong', statuses: refusedGrant });
});

const wrongClient = probe(
  'token, unknown client',
  { cost: 1, control: grant, ...alone },
  ({ api, credential, settings, unique }) =>
    api.requestToken({ query: passwordQuery(settings, credential, { client_id: unique('no-such-client') }) }),
);

const wrongUser = probe(
  'token, unknown user',
  { cost: 1, control: grant, ...alone },
  ({ api, credential, settings, unique }) =>
    api.requestToken({ query: passwordQuery(settings, credential, { username: unique('command://nobody') }) }),
);

const wrongClientOnRefresh = probe(
  'refresh, unknown client',
  { cost: 1, needs: [grant], control: refresh, ...alone },
  async ({ api, get, credential, settings, unique }) => {
    const query = refreshQuery(issuedRefresh(await get(grant)), settings, credential);
    return api.requestToken({ query: { ...query, client_id: unique('no-such-client') } });
  },
);

const strangers = gather('tokens, unknown client or user', [wrongClient, wrongUser, wrongClientOnRefresh]);

requirement('TG-TOKEN-23', strangers, (answers, check) => {
  for (const answer of answers)
    expectRefused(check, answer, { because: 'nobody has this client id or user name', statuses: refusedGrant });
});

const without = (query: Readonly<Record<string, string>>, name: string) =>
  Object.fromEntries(Object.entries(query).filter(([member]) => member !== name));

/** Required parameters of both grants; a scope that is left out has a default at many servers (RFC 6749, section 3.3). */
const required = ['grant_type', 'client_id', 'client_secret', 'username', 'password'] as const;

const incomplete: AnswerProbes = [
  ...required.map((name) =>
    probe(`token, no ${name}`, { cost: 1, control: grant, ...alone }, ({ api, credential, settings }) =>
      api.requestToken({}, { anyway: { query: without(passwordQuery(settings, credential), name) } }),
    ),
  ),
  ...(['client_id', 'client_secret', 'refresh_token'] as const).map((name) =>
    probe(
      `refresh, no ${name}`,
      { cost: 1, needs: [grant], control: refresh, ...alone },
      async ({ api, get, credential, settings }) => {
        const query = refreshQuery(issuedRefresh(await get(grant)), settings, credential);
        return api.requestToken({}, { anyway: { query: without(query, name) } });
      },
    ),
  ),
];

requirement('TG-TOKEN-09', gather('tokens, a parameter missing', incomplete), (answers, check) => {
  for (const answer of answers)
    expectRefused(check, answer, { because: 'a required parameter is missing', statuses: refusedGrant });
});

const alteredRefresh = probe(
  'refresh, altered token',
  { cost: 1, needs: [grant], control: refresh, ...alone },
  async ({ api, get, credential, settings }) =>
    api.requestToken({ query: refreshQuery(altered(issuedRefresh(await get(grant))), settings, credential) }),
);

const longerRefresh = probe(
  'refresh, lengthened token',
  { cost: 1, needs: [grant], control: refresh, ...alone },
  async ({ api, get, credential, settings }) =>
    api.requestToken({ query: refreshQuery(lengthened(issuedRefresh(await get(grant))), settings, credential) }),
);

requirement('TG-TOKEN-10', gather('refreshes, changed token', [alteredRefresh, longerRefresh]), (answers, check) => {
  for (const answer of answers)
    expectRefused(check, answer, {
      because: 'a character of the refresh token was changed or added',
      statuses: refusedGrant,
    });
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
