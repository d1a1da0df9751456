/** API access keys, and the route that tests them. */
import type { Answer } from '../../src/judges/answer.ts';
import { expectRefused } from '../../src/judges/refusal.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { shorten } from '../../src/verdict/check.ts';
import { accounts, firstPage } from './support/machines.ts';
import { reportPage } from './support/reports.ts';
import { login } from './support/session.ts';
import { type AnswerProbes, probe, requirement } from './suite.ts';

const documentedString = 'Access token was valid';

/** The plain string of an answer, with or without JSON quotes; undefined for markup, objects and nothing. */
function plainString({ raw }: Answer): string | undefined {
  if (raw.json !== undefined) return typeof raw.json === 'string' && raw.json !== '' ? raw.json : undefined;
  const text = raw.text.replace(/^\uFEFF/, '').trim();
  return text === '' || /^[<{[]/.test(text) ? undefined : text;
}

const keyTest = probe('key test', { cost: 1, withoutSession: true, control: login }, ({ api }) => api.testKey());

requirement('VN-KEY-03', keyTest, (answer, check) => {
  const { status } = answer;
  if (answer.control === 'held' && (status === 401 || status === 403))
    check.that(false, () => ({
      message: `${answer.asked} refused the key that the login accepted`,
      expected: 'status 2xx and a plain string',
      actual: `status ${status}: ${shorten(answer.raw.text, 160)}`,
      where: 'status',
      exchange: answer.x,
    }));
  else
    check.that(answer.header('content-type') !== '' && plainString(answer) !== undefined, () => ({
      message: `${answer.asked}: a plain string was promised`,
      expected: 'a plain string',
      actual: shorten(answer.raw.text, 160) || 'an empty body',
      where: 'body',
      exchange: answer.x,
    }));
});

requirement('VN-KEY-04', keyTest, (answer, check) => {
  answer.header('content-type'); // undecided unless the key test succeeded
  const came = plainString(answer);
  if (came === undefined) return;
  check.that(came.trim() === documentedString, () => ({
    message: `${answer.asked}: another text than the documented one`,
    expected: documentedString,
    actual: shorten(came, 160),
    where: 'body',
    exchange: answer.x,
  }));
});

const unknownKey = (unique: (label: string) => string) => ({
  apiKey: { value: unique('unknownkeyofvendorconformance') },
});

const keyTestWithoutKey = probe('key test, no key', { cost: 1, withoutSession: true, control: keyTest }, ({ api }) =>
  api.testKey({}, { credentials: { apiKey: 'omit' } }),
);

requirement('VN-KEY-01', keyTestWithoutKey, (answer, check) => {
  expectRefused(check, answer, { because: 'it carries no x-api-key', statuses: [401, 403] });
});

const keyTestWithWrongKey = probe(
  'key test, wrong key',
  { cost: 1, withoutSession: true, control: keyTest },
  ({ api, unique }) => api.testKey({}, { credentials: unknownKey(unique) }),
);

requirement('VN-KEY-05', keyTestWithWrongKey, (answer, check) => {
  if (!expectRefused(check, answer, { because: 'the key is wrong', statuses: [403] })) return;
  const message = (answer.raw.json as { message?: unknown } | null | undefined)?.message;
  check.that(message === 'Forbidden', () => ({
    message: `${answer.asked}: the gateway's object {"message": "Forbidden"} is promised for a wrong key`,
    expected: '{"message":"Forbidden"}',
    actual: shorten(answer.raw.text, 160) || 'an empty body',
    where: '/message',
    exchange: answer.x,
  }));
});

const readWithWrongKey = probe('machines, wrong key', { cost: 1, control: firstPage }, ({ api, unique }) =>
  api.listMachines({}, { credentials: unknownKey(unique) }),
);

const wrongKeys = probe('wrong keys', { cost: 0, needs: [keyTestWithWrongKey, readWithWrongKey] }, async ({ get }) => [
  await get(keyTestWithWrongKey),
  await get(readWithWrongKey),
]);

requirement('VN-KEY-02', wrongKeys, (answers, check) => {
  for (const answer of answers) expectRefused(check, answer, { because: 'the key is unknown', statuses: [401, 403] });
});

const loginWithoutKey = probe(
  'login, no key',
  { cost: 1, withoutSession: true, control: login },
  ({ api, credential }) =>
    api.login(
      { body: { username: credential('username'), password: credential('password') } },
      { credentials: { apiKey: 'omit' } },
    ),
);

const readWithoutKey = probe('machines, no key', { cost: 1, control: firstPage }, ({ api }) =>
  api.listMachines({}, { credentials: { apiKey: 'omit' } }),
);

const accountsWithoutKey = probe('accounts, no key', { cost: 1, control: accounts }, ({ api }) =>
  api.listAccounts({ headers: { size: 1 } }, { credentials: { apiKey: 'omit' } }),
);

const reportWithoutKey = probe('transactions, no key', { cost: 1, control: reportPage }, ({ api }) =>
  api.listTransactions({ headers: { size: 1 } }, { credentials: { apiKey: 'omit' } }),
);

const keyless: AnswerProbes = [loginWithoutKey, readWithoutKey, accountsWithoutKey, reportWithoutKey];

/** Routes whose control question was answered; what is not there cannot be refused. */
const withoutKeys = probe('no keys', { cost: 0, needs: keyless }, async ({ get }) => {
  const answers = await Promise.all(keyless.map((p) => attempt(get(p))));
  return answers.flatMap((a) => ('value' in a && a.value.control === 'held' ? [a.value] : []));
});

requirement('VN-KEY-06', withoutKeys, (answers, check) => {
  for (const answer of answers)
    expectRefused(check, answer, { because: 'it carries no x-api-key', statuses: [401, 403] });
});
