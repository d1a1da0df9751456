/** The access token in calls of the API: it opens them, and nothing else does. */
import type { Answer } from '../../src/judges/answer.ts';
import type { Row } from '../../src/judges/lists.ts';
import { expectRefused } from '../../src/judges/refusal.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { type Check, notTestable, undecided } from '../../src/verdict/check.ts';
import { expectThat, expectValue, isAnswered } from './support/findings.ts';
import { bodyOf, isObject, itemsOf } from './support/pages.ts';
import { altered, grant, lengthened, withToken } from './support/session.ts';
import { refusedToken, secondsLeft } from './support/tokens.ts';
import { firstEmployees } from './support/walks.ts';
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

const longerToken = probe('employees, lengthened token', { cost: 1, control: firstEmployees }, ({ api, settings }) =>
  api.listEmployees(ten, withToken(lengthened(settings['token'] ?? ''))),
);

const changed: AnswerProbes = [alteredToken, longerToken];

const changedTokens = probe('employees, changed tokens', { cost: 0, needs: changed }, async ({ get }) =>
  Promise.all(changed.map((p) => get(p))),
);

requirement('TG-TOKEN-14', changedTokens, (answers, check) => {
  for (const answer of answers)
    expectRefused(check, answer, { because: 'a character of its token was changed or added', statuses: refusedToken });
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
  async ({ api, get, credential, settings, notTestable }) => {
    if ((settings['validatorUrl'] ?? '') === '')
      return notTestable('no validator is configured; set TANGOE_VALIDATOR_URL');
    const query = { access_token: settings['token'] ?? '' };
    const [client, tenant] = [credential('clientId'), credential('tenant')];
    return { granted: await get(grant), client, tenant, answer: await api.validateToken({ query }) };
  },
);

const described = ['platform', 'tenant', 'multitenant', 'domain', 'identityProvider', 'identifier'];

/** Whom the token stands for: nested on one page, flat in an older one, which names the user alone. */
function expectDescribed(check: Check, answer: Answer, body: Row, tenant: string): void {
  const nested = body['access_token'];
  if (!isObject(nested)) {
    const flat = ['username', ...described].some((name) => body[name] !== undefined);
    expectValue(check, answer, '/access_token', nested, flat, 'an object that says whom the token stands for');
    return;
  }
  for (const name of described) {
    const value = nested[name];
    const hidden = answer.secrets.find(({ pointer }) => pointer === `/access_token/${name}`);
    const type = hidden?.type ?? typeof value;
    // Described as Boolean, printed as text.
    const isSaid = name !== 'identifier' || value !== '';
    const holds = (type === 'string' && isSaid) || (name === 'multitenant' && type === 'boolean');
    expectValue(check, answer, `/access_token/${name}`, value, holds, 'a text');
  }
  const said = nested['tenant'];
  if (typeof said === 'string') expectValue(check, answer, '/access_token/tenant', said, said === tenant, 'the tenant');
}

requirement('TG-TOKEN-16', validated, ({ granted, answer, client, tenant }, check, { settings }) => {
  const { status } = answer.raw;
  if (status === 429) undecided(`${answer.asked} was answered with 429`);
  if (status >= 400 && status < 500)
    notTestable(`${answer.asked} was refused with ${status}: not every client id may validate tokens`);
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
  const said = body['client_id'];
  const isNumber = answer.secrets.some(({ pointer, type }) => pointer === '/client_id' && type !== 'string');
  const known = typeof said === 'string' && said === client && !isNumber;
  expectValue(check, answer, '/client_id', said, known, 'the client id that asked for the token');
  expectDescribed(check, answer, body, tenant);
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

function expectInvalid(check: Check, answer: Answer, message: string): void {
  if (answer.control !== 'held')
    notTestable(`${answer.asked}: the validator did not answer for the valid token either`);
  const left = isAnswered(answer) ? secondsLeft(answer.raw.json) : null;
  const holds = left === null || left <= 0;
  expectThat(check, answer, holds, message, 'a refusal, or no seconds left', left, '/expires_in');
}

requirement('TG-TOKEN-17', validatedAltered, (answer, check) =>
  expectInvalid(check, answer, 'an altered token is called valid'),
);

const validatedExpired = probe(
  'validation of an expired token',
  { cost: 1, needs: [validated], control: validated },
  async ({ api, get, credential, notTestable }) => {
    await get(validated);
    const token = await attempt(Promise.resolve().then(() => credential('expiredToken')));
    if ('reason' in token) return notTestable('no expired token is known; set TANGOE_EXPIRED_TOKEN');
    return api.validateToken({ query: { access_token: token.value } });
  },
);

requirement('TG-TOKEN-24', validatedExpired, (answer, check) =>
  expectInvalid(check, answer, 'an expired token is called valid'),
);

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
