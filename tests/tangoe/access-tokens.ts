/** The access token in calls of the API: it opens them, and nothing else does. */
import type { Answer } from '../../src/judges/answer.ts';
import { expectRefused } from '../../src/judges/refusal.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { type Check, undecided } from '../../src/verdict/check.ts';
import { countries } from './support/catalogs.ts';
import { expectThat, expectValue, isAnswered } from './support/findings.ts';
import { bodyOf, itemsOf } from './support/pages.ts';
import { altered, grant, withToken } from './support/session.ts';
import { refusedToken, secondsLeft } from './support/tokens.ts';
import { ask, firstEmployees, kinds, walks } from './support/walks.ts';
import { type AnswerProbes, probe, requirement } from './suite.ts';

const ten = { query: { limit: 10, offset: 0 } };

requirement('TG-TOKEN-03', firstEmployees, (answer, check) => {
  const { status } = answer.raw;
  const opens = !refusedToken.includes(status);
  if (expectThat(check, answer, opens, 'a token that was just issued is refused', 'status 200', status, 'status'))
    itemsOf(answer);
});

export const noToken = probe('employees, no token', { cost: 1, control: firstEmployees }, ({ api }) =>
  api.listEmployees(ten, withToken(null)),
);

requirement('TG-TOKEN-12', noToken, (answer, check) => {
  expectRefused(check, answer, { because: 'it carries no access token', statuses: refusedToken });
});

const madeUpToken = probe('employees, made-up token', { cost: 1, control: firstEmployees }, ({ api, unique }) =>
  api.listEmployees(ten, withToken(unique('neverIssuedByAnybody0'))),
);

requirement('TG-TOKEN-13', madeUpToken, (answer, check) => {
  expectRefused(check, answer, { because: 'its token was never issued', statuses: refusedToken });
});

const alteredToken = probe('employees, altered token', { cost: 1, control: firstEmployees }, ({ api, settings }) =>
  api.listEmployees(ten, withToken(altered(settings['token'] ?? ''))),
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
    return api.listEmployees(ten, withToken(token.value));
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
    const query = { access_token: settings['token'] ?? '' };
    return { granted: await get(grant), answer: await api.validateToken({ query }) };
  },
);

requirement('TG-TOKEN-16', validated, ({ granted, answer }, check, { settings }) => {
  const { status } = answer.raw;
  if (status >= 400 && status < 500)
    undecided(`${answer.asked} was refused with ${status}: not every client id may validate tokens`);
  const body = bodyOf(answer);
  const [left, announced] = [secondsLeft(body), secondsLeft(granted.data)];
  const holds = left !== null && left > 0 && (announced === null || left <= announced);
  expectValue(
    check,
    answer,
    '/expires_in',
    body['expires_in'],
    holds,
    `1 to ${announced ?? 'its lifetime in'} seconds`,
  );
  const { scope } = body;
  const wanted = settings['scope'] ?? 'MOBPROC';
  expectValue(
    check,
    answer,
    '/scope',
    scope,
    typeof scope === 'string' && scope.split(/[\s,]+/).includes(wanted),
    wanted,
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
  const holds = left === null || left <= 0;
  expectThat(
    check,
    answer,
    holds,
    'an altered token is called valid',
    'a refusal, or no seconds left',
    left,
    '/expires_in',
  );
});

const refreshAsBearer = probe(
  'employees, the refresh token as token',
  { cost: 1 },
  ({ api, settings, undecided: stop }) => {
    const token = settings['refreshToken'] ?? '';
    return api.listEmployees(ten, withToken(token === '' ? stop('the token server gave no refresh_token') : token));
  },
);

function observeStatus(check: Check, label: string, answer: Answer | null | undefined): void {
  const status = answer?.raw.status ?? 0;
  if (status !== 0) check.observe(label, `status ${status}`, answer?.x);
}

requirement('TG-TOKEN-19', refreshAsBearer, (answer, check) =>
  observeStatus(check, 'a call with the refresh token', answer),
);

const others = kinds.filter((kind) => kind !== 'employees');

const tokenless: AnswerProbes = [
  ...others.map((kind) =>
    probe(`${kind}, no token`, { cost: 1, control: walks[kind] }, ({ api }) =>
      ask(api, kind, { query: { limit: 100, offset: 0 } }, withToken(null)),
    ),
  ),
  probe('regions, no token', { cost: 1, control: countries }, ({ api }) => api.listRegions({}, withToken(null))),
];

/** What is not there cannot be refused: only resources whose plain twin was answered. */
const everywhere = probe('resources without a token', { cost: 0, needs: tokenless }, async ({ get }) => {
  const asked = await Promise.all(tokenless.map((p) => attempt(get(p))));
  return asked.flatMap((a) => ('value' in a && a.value.control === 'held' ? [a.value] : []));
});

requirement('TG-TOKEN-20', everywhere, (answers, check) => {
  for (const answer of answers)
    expectRefused(check, answer, { because: 'it carries no access token', statuses: refusedToken });
});

const refusals: AnswerProbes = [noToken, madeUpToken, expiredToken];

const refused = probe('refused tokens', { cost: 0, needs: refusals }, async ({ get }) => {
  const asked = await Promise.all(refusals.map((p) => attempt(get(p))));
  return asked.map((a) => ('value' in a ? a.value : null));
});

requirement('TG-ERR-13', refused, ([missing, unknown, expired], check) => {
  observeStatus(check, 'missing token', missing);
  observeStatus(check, 'unknown token', unknown);
  observeStatus(check, 'expired token', expired);
});
