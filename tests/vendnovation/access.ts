/** API access keys, and the route that tests them. */
import type { Answer } from '../../src/judges/answer.ts';
import { expectRefused } from '../../src/judges/refusal.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { shorten, undecided } from '../../src/verdict/check.ts';
import { expectKeyRefused } from './support/errors.ts';
import { onEveryRead } from './support/routes.ts';
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

const keyTestAndLogin = probe(
  'key test, and the login',
  { cost: 0, needs: [keyTest, login], withoutSession: true },
  async ({ get }) => ({ answer: await get(keyTest), other: await get(login) }),
);

requirement('VN-KEY-03', keyTestAndLogin, ({ answer, other }, check) => {
  const { status } = answer;
  if (plainString(other) !== undefined)
    undecided(
      'the login is answered with a plain string, too, so that the string of the key test says nothing of a key',
    );
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

const readsWithWrongKey = onEveryRead('wrong key', 'filtered', ({ unique }) => ({ credentials: unknownKey(unique) }));

const loginWithWrongKey = probe(
  'login, wrong key',
  { cost: 1, withoutSession: true, control: login },
  ({ api, credential, unique }): Promise<Answer> =>
    api.login(
      { body: { username: credential('username'), password: credential('password') } },
      { credentials: unknownKey(unique) },
    ),
);

/** Keys that nearly are the right one, and none at all. */
const nearlyKeys = ['«secret:apiKey|altered»', '«secret:apiKey|longer»', ''].map((value, i) =>
  probe(
    `key test, nearly the key ${i + 1}`,
    { cost: 1, withoutSession: true, control: keyTest },
    ({ api }): Promise<Answer> => api.testKey({}, { credentials: { apiKey: { value } } }),
  ),
);

const wrongKeys = probe(
  'wrong keys',
  { cost: 0, needs: [keyTestWithWrongKey, loginWithWrongKey, readsWithWrongKey, ...nearlyKeys] },
  async ({ get }) => {
    const single: AnswerProbes = [keyTestWithWrongKey, loginWithWrongKey, ...nearlyKeys];
    const reads = await attempt(get(readsWithWrongKey));
    return [...(await Promise.all(single.map((p) => get(p)))), ...('value' in reads ? reads.value : [])];
  },
);

requirement('VN-KEY-02', wrongKeys, (answers, check) => {
  for (const answer of answers) expectKeyRefused(check, answer, 'the key is not the right one');
});

const loginWithoutKey = probe(
  'login, no key',
  { cost: 1, withoutSession: true, control: login },
  ({ api, credential }): Promise<Answer> =>
    api.login(
      { body: { username: credential('username'), password: credential('password') } },
      { credentials: { apiKey: 'omit' } },
    ),
);

const omitted = () => ({ credentials: { apiKey: 'omit' as const } });
const readsWithoutKey = onEveryRead('no key', 'bare', omitted);
const filteredWithoutKey = onEveryRead('no key, but a filter', 'filtered', omitted);

const withoutKeys = probe(
  'no keys',
  { cost: 0, needs: [loginWithoutKey, readsWithoutKey, filteredWithoutKey] },
  async ({ get }) => {
    const reads = [await attempt(get(readsWithoutKey)), await attempt(get(filteredWithoutKey))];
    return [await get(loginWithoutKey), ...reads.flatMap((read) => ('value' in read ? read.value : []))];
  },
);

requirement('VN-KEY-06', withoutKeys, (answers, check) => {
  for (const answer of answers) expectKeyRefused(check, answer, 'it carries no x-api-key');
});
