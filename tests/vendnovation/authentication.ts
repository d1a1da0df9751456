/** Login, token lifetime, and tokens that must not open anything. */
import type { Answer } from '../../src/judges/answer.ts';
import { expectRefused } from '../../src/judges/refusal.ts';
import { rowsOf } from '../../src/judges/lists.ts';
import { type Check, show, undecided } from '../../src/verdict/check.ts';
import { codesOf, expectError } from './support/errors.ts';
import { firstPage } from './support/machines.ts';
import { vendorClock } from './support/ranges.ts';
import { onEveryRead } from './support/routes.ts';
import { login } from './support/session.ts';
import { clocksChange, hour, readUsDateTime } from './support/token-dates.ts';
import { type AnswerProbes, probe, requirement } from './suite.ts';

type Token = Readonly<Record<string, unknown>>;

function tokenOf(answer: Answer, check: Check): Token | null {
  const data = answer.data;
  const isObject = typeof data === 'object' && data !== null && !Array.isArray(data);
  check.that(isObject, () => ({
    message: `${answer.asked}: an object with the token is promised`,
    expected: 'an object',
    actual: show(data, 160),
    where: '',
    exchange: answer.x,
  }));
  return isObject ? (data as Token) : null;
}

requirement('VN-AUTH-01', login, (answer, check) => {
  const token = tokenOf(answer, check);
  if (token === null) return;
  for (const member of ['accessToken', 'userName', 'issued', 'expires']) {
    const value = token[member];
    const type = answer.secrets.find((s) => s.pointer === `/${member}`)?.type ?? typeof value;
    check.that(type === 'string' && value !== '', () => ({
      message: `${answer.asked}: ${member} is promised as a string, came ${value === undefined ? 'nothing' : type}`,
      expected: `${member}: a string`,
      actual: member === 'accessToken' ? type : show(value, 80),
      where: `/${member}`,
      exchange: answer.x,
    }));
  }
});

requirement('VN-AUTH-02', login, (answer, check) => {
  answer.header('content-type');
  const traits = answer.secrets.find((s) => s.pointer === '/accessToken');
  if (traits === undefined) return;
  check.that(traits.uuid, () => ({
    message: `${answer.asked}: the access token has not the form of a UUID`,
    expected: '8-4-4-4-12 hexadecimal digits',
    actual: `${traits.length} other characters`,
    where: '/accessToken',
    exchange: answer.x,
  }));
});

requirement('VN-AUTH-03', login, (answer, check, { contract }) => {
  const token = answer.data as Token | null;
  const [issued, expires] = [readUsDateTime(token?.['issued']), readUsDateTime(token?.['expires'])];
  if (issued === null || expires === null) undecided('issued and expires cannot both be read as dates');
  const hours = (expires - issued) / hour;
  const promised = Number(contract.facts['tokenLifetimeHours']);
  const slack = clocksChange(issued, expires) ? 1 : 0;
  check.that(Math.abs(hours - promised) <= slack + 1 / 60, () => ({
    message: `${answer.asked}: the token lives for ${Math.round(hours * 100) / 100} hours, three days are promised`,
    expected: `${promised} hours from issued to expires`,
    actual: `${show(token?.['issued'])} to ${show(token?.['expires'])}`,
    where: '/expires',
    exchange: answer.x,
  }));
});

/** Of the dates no zone is told, so that each may be half a day and more away. */
requirement('VN-AUTH-16', login, (answer, check) => {
  const token = answer.data as Token | null;
  const [issued, expires] = [readUsDateTime(token?.['issued']), readUsDateTime(token?.['expires'])];
  if (issued === null || expires === null) undecided('issued and expires cannot both be read as dates');
  const now = vendorClock(answer);
  check.that(issued - now <= 15 * hour && now - expires <= 15 * hour, () => ({
    message: `${answer.asked}: the token is not in force at the moment of the login; no zone is that far`,
    expected: 'issued before the login, or with it, and expires behind it',
    actual: `${show(token?.['issued'], 60)} to ${show(token?.['expires'], 60)}`,
    where: issued > now ? '/issued' : '/expires',
    exchange: answer.x,
  }));
});

const documentedForm = /^\d{1,2}\/\d{1,2}\/\d{4} \d{1,2}:\d{2}:\d{2} [AP]M$/;

requirement('VN-AUTH-04', login, (answer, check) => {
  const token = answer.data as Token | null;
  for (const member of ['issued', 'expires']) {
    const value = token?.[member];
    if (typeof value !== 'string') continue;
    check.that(documentedForm.test(value) && readUsDateTime(value) !== null, () => ({
      message: `${answer.asked}: ${member} has not the documented form M/D/YYYY h:mm:ss AM or PM`,
      expected: 'M/D/YYYY h:mm:ss AM|PM',
      actual: show(value, 80),
      where: `/${member}`,
      exchange: answer.x,
    }));
  }
});

/** The right password with one character changed, and none: what looks nearly right must be refused, too. */
const wrongPassword = probe(
  'login, wrong password',
  { cost: 1, withoutSession: true, control: login },
  ({ api, credential }): Promise<Answer> =>
    api.login({
      body: { username: credential('username'), password: credential('password').replace('»', '|altered»') },
    }),
);

const emptyPassword = probe(
  'login, empty password',
  { cost: 1, withoutSession: true, control: login },
  ({ api, credential }): Promise<Answer> => api.login({ body: { username: credential('username'), password: '' } }),
);

const wrongPasswords = probe(
  'wrong passwords',
  { cost: 0, needs: [wrongPassword, emptyPassword], withoutSession: true },
  async ({ get }) => ({
    wrong: await get(wrongPassword),
    empty: await get(emptyPassword),
  }),
);

requirement('VN-AUTH-05', wrongPasswords, ({ wrong, empty }, check) => {
  expectError(check, wrong, { because: 'the password is wrong', statuses: [403], codes: ['INVALID_LOGIN'] });
  // An empty password may count as a missing one.
  expectRefused(check, empty, { because: 'the password is empty', statuses: [400, 401, 403, 421, 422] });
});

const unknownUser = probe(
  'login, unknown user',
  { cost: 1, withoutSession: true, control: login },
  ({ api, unique, credential }) =>
    api.login({ body: { username: unique('nobody@vendor-conformance.invalid'), password: credential('password') } }),
);

requirement('VN-AUTH-06', unknownUser, (answer, check) => {
  expectError(check, answer, { because: 'nobody has that name', statuses: [403], codes: ['INVALID_LOGIN'] });
});

const whoLoggedIn = probe(
  'login, and the name',
  { cost: 0, needs: [login], withoutSession: true },
  async ({ get, credential }) => ({
    answer: await get(login),
    name: credential('username'),
  }),
);

requirement('VN-AUTH-07', whoLoggedIn, ({ answer, name }, check) => {
  const came = (answer.data as Token | null)?.['userName'];
  if (typeof came !== 'string') return;
  check.that(came === name, () => ({
    message: `${answer.asked}: the answer names another user than the one that logged in`,
    expected: 'the name of the login',
    actual: show(came, 80),
    where: '/userName',
    exchange: answer.x,
  }));
});

const withoutToken = ({ settings }: { readonly settings: Readonly<Record<string, string>> }) => ({
  anyway: { headers: { [settings['tokenHeader'] ?? '']: null } },
});
const bareReads = onEveryRead('no token', 'bare', withoutToken);
const filteredReads = onEveryRead('no token, but a filter', 'filtered', withoutToken);

const tokenless = probe('no tokens', { cost: 0, needs: [bareReads, filteredReads] }, async ({ get }) => [
  ...(await get(bareReads)),
  ...(await get(filteredReads)),
]);

requirement('VN-AUTH-08', tokenless, (answers, check) => {
  for (const answer of answers)
    expectError(check, answer, { because: 'it carries no access token', statuses: [401], codes: ['API_TOKEN'] });
});

const withToken = (settings: Readonly<Record<string, string>>, token: string) => ({
  anyway: { headers: { [settings['tokenHeader'] ?? '']: `${settings['tokenPrefix'] ?? ''}${token}` } },
});

const madeUpToken = onEveryRead('made-up token', 'filtered', ({ settings, unique }) =>
  withToken(settings, `00000000-0000-4000-8000-00000000${unique('').slice(1)}`),
);

requirement('VN-AUTH-09', madeUpToken, (answers, check) => {
  for (const answer of answers)
    expectError(check, answer, { because: 'its token was never issued', statuses: [401], codes: ['API_TOKEN'] });
});

/** Tokens that nearly are the right one, and an empty one. */
const nearlyTokens = probe('machines, nearly the token', { cost: 3, control: firstPage }, async ({ api, settings }) => {
  const token = settings['token'] ?? '';
  const ask = (other: string) => api.listMachines({}, withToken(settings, other));
  return [await ask(token.replace('»', '|altered»')), await ask(token.replace('»', '|longer»')), await ask('')];
});

requirement('VN-AUTH-10', nearlyTokens, (answers, check) => {
  for (const answer of answers)
    expectRefused(check, answer, { because: 'its token is not the one that was issued', statuses: [401, 403] });
});

requirement('VN-AUTH-11', firstPage, (answer, check, { settings }) => {
  const named = settings['tokenHeader'] !== undefined && settings['tokenHeader'] !== 'auto';
  if (answer.raw.status === 401 && !named)
    undecided(
      `${answer.asked} refuses a token that was just issued, sent as access-token and as Authorization; no page names the header, set VENDNOVATION_TOKEN_HEADER`,
    );
  check.that(answer.raw.status !== 401, () => ({
    message: `${answer.asked} refuses a token that was just issued`,
    expected: 'status 2xx',
    actual: 'status 401',
    where: 'status',
    exchange: answer.x,
  }));
  rowsOf(answer);
  check.held();
});

const noPassword = probe(
  'login, no password',
  { cost: 1, withoutSession: true, control: login },
  ({ api, credential }) =>
    api.login(
      { body: { username: credential('username'), password: '' } },
      { anyway: { body: { username: credential('username') } } },
    ),
);

const noUsername = probe(
  'login, no user name',
  { cost: 1, withoutSession: true, control: login },
  ({ api, credential }) =>
    api.login(
      { body: { username: '', password: credential('password') } },
      { anyway: { body: { password: credential('password') } } },
    ),
);

const halfLogins = probe(
  'logins that lack a half',
  { cost: 0, needs: [noPassword, noUsername], withoutSession: true },
  async ({ get }) => [
    { answer: await get(noPassword), lacks: 'password' },
    { answer: await get(noUsername), lacks: 'user name' },
  ],
);

requirement('VN-AUTH-15', halfLogins, (seen, check) => {
  for (const { answer, lacks } of seen) {
    expectError(check, answer, {
      because: `it carries no ${lacks}`,
      statuses: [400, 403, 421, 422],
      codes: ['INVALID_LOGIN', 'MISSING_REQUIRED_DATA', 'DESERIALIZATION_ERROR', 'GENERIC_ERROR'],
    });
    if (answer.status === 421 || answer.status === 422) check.observe('status of missing data', String(answer.status));
    check.observe('codes', codesOf(answer).join(', '));
  }
});

export const failedLogins: AnswerProbes = [wrongPassword, unknownUser, noPassword, noUsername];
export const refusedReads = [tokenless, madeUpToken] as const;
