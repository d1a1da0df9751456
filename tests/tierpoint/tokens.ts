/** The token service, what is in a token, and tokens that must not open anything. */
import type { Answer } from '../../src/judges/answer.ts';
import { expectRefused } from '../../src/judges/refusal.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { type Check, notTestable, show, undecided } from '../../src/verdict/check.ts';
import { mostTried, plainRead, readAgain, readEachAgain, reads, readsWithoutToken } from './support/reads.ts';
import { alteredToken, expiredToken, login, unknownUser, wrongPassword } from './support/session.ts';
import type { Settings } from './support/settings.ts';
import {
  type Body,
  type Expiry,
  bodyOf,
  claimsOf,
  expiryOf,
  isAt,
  memberOf,
  seconds,
  tokenIn,
  traitsOf,
  unaccounted,
  issuedAt,
  iso,
} from './support/token.ts';
import { probe, requirement } from './suite.ts';

const minute = 60_000;
const clocks = 2 * minute;

/** The promised member, or null after a finding. @throws Undecided where it may have a name that nobody told us */
function promisedMember(
  answer: Answer,
  check: Check,
  settings: Settings,
  setting: string,
  variable: string,
  what: string,
) {
  const body: Body = bodyOf(answer) ?? {};
  const member = memberOf(body, settings, setting);
  const others = unaccounted(body, settings);
  if (member === null && others.length > 0)
    undecided(
      `${answer.asked}: no member is known to be ${what}; it may be one of ${others.join(', ')}, then set ${variable}`,
    );
  check.that(member !== null, () => ({
    message: `${answer.asked}: the answer does not name ${what}`,
    expected: `a member with ${what}`,
    actual: `the members ${show(Object.keys(body), 120)}`,
    where: '',
    exchange: answer.x,
  }));
  return member;
}

requirement('TP-TOKEN-01', login, (answer, check, { settings }) => {
  if (answer.raw.status === 404 || answer.raw.status === 405)
    undecided(
      `${answer.asked} was answered with ${answer.raw.status}: no page names the path of the token service, set TIERPOINT_TOKEN_PATH`,
    );
  const member = promisedMember(answer, check, settings, 'tokenMember', 'TIERPOINT_TOKEN_MEMBER', 'the token');
  if (member === null) return;
  const token = tokenIn(answer, settings);
  // A number stands behind its handle like a text does; it is compatible with no JWT.
  const isNumber = traitsOf(answer, token)?.type === 'number';
  check.that(token !== null && !isNumber, () => ({
    message: `${answer.asked}: ${member.name} holds no token`,
    expected: 'a text',
    actual: isNumber ? 'a number' : typeof member.value === 'string' ? 'an empty text' : show(member.value, 60),
    where: `/${member.name.replaceAll('.', '/')}`,
    exchange: answer.x,
  }));
});

requirement('TP-TOKEN-02', login, (answer, check, { settings }) => {
  const member = promisedMember(
    answer,
    check,
    settings,
    'lifetimeMember',
    'TIERPOINT_LIFETIME_MEMBER',
    'the lifetime in seconds',
  );
  if (member === null) return;
  check.that(seconds(member.value) !== null, () => ({
    message: `${answer.asked}: ${member.name} is no number of seconds, came ${show(member.value, 60)}`,
    expected: 'a number of seconds above 0',
    actual: show(member.value, 60),
    where: `/${member.name.replaceAll('.', '/')}`,
    exchange: answer.x,
  }));
});

requirement('TP-TOKEN-03', login, (answer, check, { settings }) => {
  const member = promisedMember(
    answer,
    check,
    settings,
    'expiryMember',
    'TIERPOINT_EXPIRY_MEMBER',
    'the time of expiry',
  );
  if (member === null) return;
  const expiry = expiryOf(member.value);
  check.that(expiry !== null, () => ({
    message: `${answer.asked}: ${member.name} is no point in time, came ${show(member.value, 60)}`,
    expected: 'seconds or milliseconds since 1970, or a date',
    actual: show(member.value, 60),
    where: `/${member.name.replaceAll('.', '/')}`,
    exchange: answer.x,
  }));
  if (expiry !== null) check.observe('form of the expiry', expiry.form);
});

interface Told {
  readonly expiry: Expiry;
  readonly name: string;
  readonly came: unknown;
}

function toldExpiry(answer: Answer, settings: Settings): Told {
  const member = memberOf(bodyOf(answer) ?? {}, settings, 'expiryMember');
  const expiry = member === null ? null : expiryOf(member.value);
  if (member === null || expiry === null) undecided(`${answer.asked}: the answer names no readable time of expiry`);
  return { expiry, name: member.name, came: member.value };
}

requirement('TP-TOKEN-04', login, (answer, check, { settings }) => {
  const { expiry, name, came } = toldExpiry(answer, settings);
  const lifetime = seconds(memberOf(bodyOf(answer) ?? {}, settings, 'lifetimeMember')?.value);
  if (lifetime === null) undecided(`${answer.asked}: the answer names no readable lifetime`);
  const claims = claimsOf(traitsOf(answer, tokenIn(answer, settings)));
  const iat = typeof claims?.iat === 'number' ? [claims.iat * 1000] : [];
  const starts = [...issuedAt(answer), ...iat];
  const fits = starts.some((start) => isAt(expiry, start + lifetime * 1000, clocks));
  // A token that is not a JWT may have been issued earlier: the lifetime is then that of the whole token.
  const older =
    iat.length === 0 &&
    expiry.zoned &&
    starts.some((start) => expiry.ms > start && expiry.ms < start + lifetime * 1000);
  check.that(fits || older, () => ({
    message: `${answer.asked}: ${name} says ${iso(expiry.ms)}, but with a lifetime of ${lifetime} s the token expires at ${iso((starts[0] ?? 0) + lifetime * 1000)}`,
    expected: `the time of issue plus ${lifetime} s`,
    actual: show(came, 60),
    where: `/${name.replaceAll('.', '/')}`,
    exchange: answer.x,
  }));
});

requirement('TP-TOKEN-05', login, (answer, check, { settings }) => {
  const { expiry, name } = toldExpiry(answer, settings);
  const claims = claimsOf(traitsOf(answer, tokenIn(answer, settings)));
  if (claims === null) notTestable('the token is no JWT, and need not be one');
  const { exp } = claims;
  if (typeof exp !== 'number') notTestable('the token names no expiry of its own');
  check.that(isAt(expiry, exp * 1000, minute), () => ({
    message: `${answer.asked}: the token itself expires at ${iso(exp * 1000)}, the answer says ${iso(expiry.ms)}`,
    expected: `exp ${Math.round(expiry.ms / 1000)}`,
    actual: `exp ${exp}`,
    where: `/${name.replaceAll('.', '/')}`,
    exchange: answer.x,
  }));
});

requirement('TP-TOKEN-06', login, (answer, check, { settings }) => {
  answer.header('date');
  const claims = claimsOf(traitsOf(answer, tokenIn(answer, settings)));
  if (claims === null) notTestable('the token is no JWT, and need not be one');
  const { exp, iat, nbf } = claims;
  const finding = (claim: string, promised: string, came: unknown) => () => ({
    message: `${answer.asked}: the claim ${claim} of the token is ${show(came, 40)}, promised was ${promised}`,
    expected: promised,
    actual: `${claim} ${show(came, 40)}`,
    where: `claim ${claim}`,
    exchange: answer.x,
  });
  const isSeconds = (value: unknown) => typeof value === 'number' && value > 0 && value < 1e11;
  for (const [claim, value] of Object.entries({ exp, iat, nbf }))
    if (value !== undefined) check.that(isSeconds(value), finding(claim, 'a number of seconds since 1970', value));
  const latest = Math.max(...issuedAt(answer));
  if (isSeconds(nbf)) check.that(Number(nbf) * 1000 <= latest + clocks, finding('nbf', 'a time that has come', nbf));
  if (isSeconds(iat)) check.that(Number(iat) * 1000 <= latest + clocks, finding('iat', 'a time that has come', iat));
  if (isSeconds(exp) && isSeconds(iat)) check.that(Number(exp) > Number(iat), finding('exp', 'later than iat', exp));
  if (check.checks === 0) notTestable('the token names no times');
});

requirement('TP-TOKEN-07', login, (answer, check, { settings }) => {
  answer.header('content-type');
  const traits = traitsOf(answer, tokenIn(answer, settings));
  if (traits === undefined) return;
  check.observe('form of the token', traits.jwt === undefined ? `${traits.length} characters that are no JWT` : 'JWT');
  if (traits.jwt !== undefined) check.observe('header of the token', traits.jwt.header);
});

requirement('TP-TOKEN-08', plainRead, (answer, check) => {
  check.that(answer.raw.status !== 401, () => ({
    message: `${answer.asked} refuses a token that was just issued and sent as the page says`,
    expected: 'status 2xx',
    actual: 'status 401',
    where: 'status',
    exchange: answer.x,
  }));
  if (answer.status !== 401 && (answer.status < 200 || answer.status > 299))
    undecided(`${answer.asked} was answered with ${answer.status}`);
});

const atManyReads = { cost: mostTried, needs: [reads], control: plainRead };

const noToken = probe('reads, no token', atManyReads, (context) => readEachAgain(context, null));
const noRealToken = probe('reads, no real token', atManyReads, (context) =>
  readEachAgain(context, `Bearer ${context.unique('not-a-token')}`),
);
/** Altered in its second half, where a JWT has its signature, and near its beginning, where it says what it is for. */
const altered = probe('reads, altered token', { ...atManyReads, cost: 2 * mostTried }, async (context) => {
  const each = (['altered', 'head'] as const).map((how) =>
    readEachAgain(context, `Bearer ${alteredToken(context.settings, how)}`),
  );
  return (await Promise.all(each)).flat();
});
const expired = probe('reads, expired token', atManyReads, async (context) => {
  const { value } = await expiredToken(context);
  return readEachAgain(context, `Bearer ${value}`);
});

const refusals = [noToken, noRealToken, altered, expired];

for (const [id, refusal, because] of [
  ['TP-TOKEN-09', noToken, 'it carries no token'],
  ['TP-TOKEN-10', noRealToken, 'it carries a text that is no token'],
  ['TP-TOKEN-11', altered, 'one character of its token was changed'],
  ['TP-TOKEN-12', expired, 'its token has expired'],
] as const)
  requirement(id, refusal, (answers, check) => {
    for (const answer of answers) expectRefused(check, answer, { because, statuses: [400, 401, 403] });
  });

/** Refusals that came; what was let in is judged elsewhere. */
const refused = probe(
  'refused tokens',
  { cost: 0, needs: [plainRead, readsWithoutToken, ...refusals] },
  async ({ get }) => {
    await get(plainRead); // undecided, or not testable, as that is
    const all = await Promise.all([...refusals, readsWithoutToken].map((each) => attempt(get(each))));
    const answers = all.flatMap((each) => ('value' in each ? each.value : []));
    return answers
      .filter((answer, i) => answers.findIndex(({ x }) => x === answer.x) === i)
      .filter((answer) => answer.control === 'held' && [400, 401, 403].includes(answer.raw.status));
  },
);

requirement('TP-TOKEN-13', refused, (answers, check) => {
  for (const answer of answers)
    check.that(answer.status === 401, () => ({
      message: `${answer.asked} was refused with ${answer.status}; 401 is the status for a missing or invalid token`,
      expected: 'status 401',
      actual: `status ${answer.status}`,
      where: 'status',
      exchange: answer.x,
    }));
});

requirement('TP-TOKEN-14', refused, (answers, check) => {
  for (const answer of answers) {
    if (answer.status !== 401) continue;
    const challenges = answer.raw.headers('www-authenticate');
    check.that(
      challenges.some((challenge) => /(?:^|,)\s*bearer(?:\s|,|$)/i.test(challenge)),
      () => ({
        message: `${answer.asked} was refused with 401, but no WWW-Authenticate names the scheme Bearer`,
        expected: 'WWW-Authenticate: Bearer ...',
        actual: challenges.length === 0 ? 'no header WWW-Authenticate' : show(challenges.join(', '), 120),
        where: 'header www-authenticate',
        exchange: answer.x,
      }),
    );
  }
});

const otherForms = probe(
  'a read, other forms of the header',
  { cost: 3, needs: [reads], control: plainRead },
  async (context) => {
    const token = context.settings['token'] ?? '';
    const forms = {
      'bearer in small letters': `bearer ${token}`,
      'a colon behind Bearer': `Bearer: ${token}`,
      'the token alone': token,
    };
    return Promise.all(
      Object.entries(forms).map(async ([form, header]) => ({ form, answer: await readAgain(context, header) })),
    );
  },
);

requirement('TP-TOKEN-15', otherForms, (forms, check) => {
  for (const { form, answer } of forms) check.observe(form, `status ${answer.status}`, answer.x);
});

const wrongLogins = probe('tokens, wrong logins', { cost: 0, needs: [wrongPassword, unknownUser] }, async ({ get }) => [
  { answer: await get(wrongPassword), because: 'the password is wrong' },
  { answer: await get(unknownUser), because: 'there is no such user' },
]);

requirement('TP-TOKEN-16', wrongLogins, (logins, check) => {
  for (const { answer, because } of logins) expectRefused(check, answer, { because, statuses: [400, 401, 403] });
});

requirement('TP-TOKEN-17', login, (answer, check) => {
  const control = answer.header('cache-control');
  check.that(/(?:^|,)\s*(?:no-store|private|no-cache)\s*(?:,|$|=)/i.test(control ?? ''), () => ({
    message: `${answer.asked}: the answer holds a token, but does not forbid caches to store it`,
    expected: 'Cache-Control: no-store',
    actual: control === undefined ? 'no header Cache-Control' : `Cache-Control: ${show(control, 60)}`,
    where: 'header cache-control',
    exchange: answer.x,
  }));
});
