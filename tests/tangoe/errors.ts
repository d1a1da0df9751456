/** Error objects: their members, their ids, and the statuses that they come with. */
import type { Answer } from '../../src/judges/answer.ts';
import { attempt } from '../../src/suite/attempt.ts';
import type { JudgeContext } from '../../src/suite/types.ts';
import { undecided } from '../../src/verdict/check.ts';
import { noToken } from './access-tokens.ts';
import { noClient, noTenant } from './headers.ts';
import { badLimit, missing, missingVendor, pinged, unknownItems, unknownMethod, unknownPath } from './mistakes.ts';
import { countries, plainShelves } from './support/catalogs.ts';
import { expectThat, expectValue, isAnswered } from './support/findings.ts';
import { confirmed, wanted } from './support/orders.ts';
import { isObject } from './support/pages.ts';
import { me, unusedId } from './support/people.ts';
import { askOne, firstEmployees, kinds, walks } from './support/walks.ts';
import { type AnswerProbes, probe, requirement } from './suite.ts';

/** A mistake that was made before: what is unique must differ. */
const repeated = probe(
  'the same mistake again',
  { cost: 1, needs: [walks.employees], control: firstEmployees },
  async ({ api, get }) => askOne(api, 'employees', unusedId((await get(walks.employees)).ids), { fresh: true }),
);

const refusedCalls: AnswerProbes = [noTenant, noClient, noToken, missing, missingVendor, badLimit];
const single: AnswerProbes = [...refusedCalls, unknownPath, unknownMethod, ...unknownItems, repeated];

const provoked = probe('every provoked error', { cost: 0, needs: single }, async ({ get }) => {
  const asked = await Promise.all(single.map((p) => attempt(get(p))));
  return asked.flatMap((a) => ('value' in a ? [a.value] : []));
});

/** Servers of other makers, with errors of their own. */
const elsewhere = ['requestToken', 'validateToken'];
/** Of a refused order one page prints an envelope, another the error object. */
const isEnvelope = ({ json }: Answer['raw']) => isObject(json) && json['status'] === 'ERROR';

const isElsewhere = ({ request }: Answer): boolean => elsewhere.includes(request.operation);

const promisesError = (answer: Answer): boolean =>
  [400, 403, 404].includes(answer.raw.status) &&
  !isElsewhere(answer) &&
  !(answer.request.operation === 'createOrder' && isEnvelope(answer.raw));

/**
 * Every refusal of the round with one of the documented statuses; others do not promise the object. Where nothing could
 * be provoked, what refuses may not be the API.
 */
function refusals(provoked: readonly Answer[], { answers }: JudgeContext): Answer[] {
  const refused = provoked.filter((answer) => answer.control === 'held' && promisesError(answer));
  if (refused.length === 0) undecided('no error with a documented status could be provoked');
  return [...new Map([...refused, ...answers.filter(promisesError)].map((answer) => [answer.x, answer])).values()];
}

const errorIn = ({ raw }: Answer) => (isObject(raw.json) ? raw.json : {});

requirement('TG-ERR-01', provoked, (answers, check, context) => {
  for (const answer of refusals(answers, context)) {
    const { json, text } = answer.raw;
    if (!expectValue(check, answer, '', json ?? text, isObject(json), 'an error object')) continue;
    const { status, ...error } = errorIn(answer);
    for (const member of ['id', 'errorCode', 'message']) {
      const value = error[member];
      expectValue(check, answer, `/${member}`, value, typeof value === 'string' && value !== '', 'a text');
    }
    expectValue(
      check,
      answer,
      '/status',
      status,
      typeof status === 'number' && Number.isInteger(status),
      'a whole number',
    );
  }
});

requirement('TG-ERR-02', provoked, (answers, check, context) => {
  for (const answer of refusals(answers, context)) {
    const { status } = errorIn(answer);
    const came = answer.raw.status;
    // A missing one is the business of TG-ERR-01, as is its type.
    if (status !== undefined)
      expectValue(check, answer, '/status', status, Number(status) === came, `${came}, as the answer has it`);
  }
});

requirement('TG-ERR-03', provoked, (answers, check, context) => {
  const seen = new Map<string, string>();
  for (const answer of refusals(answers, context)) {
    const { id } = errorIn(answer);
    if (typeof id !== 'string' || id === '') continue;
    const before = seen.get(id);
    const message = `the error id ${id} stood in exchange ${before ?? ''} already`;
    expectThat(check, answer, before === undefined, message, 'an id of its own', id, '/id');
    seen.set(id, before ?? answer.x);
  }
});

requirement('TG-ERR-04', provoked, (answers, check, context) => {
  for (const answer of refusals(answers, context)) {
    const { errorCode } = errorIn(answer);
    const prefix = typeof errorCode === 'string' ? /^([45]\d\d)\b/.exec(errorCode)?.[1] : undefined;
    const came = String(answer.raw.status);
    const holds = prefix === undefined || prefix === came;
    expectValue(check, answer, '/errorCode', errorCode, holds, `${came}-…, or without a status`);
  }
});

/** Beyond the API: identification, pace and gateways. */
const tolerated = [401, 429, 502, 503, 504];

const lists = kinds.map((kind) => walks[kind]);
const plain: AnswerProbes = [me, countries, firstEmployees, pinged];

/** Answers of every kind: lists, single things, catalogues, a confirmation, and all mistakes. */
const everyKind = probe(
  'answers of every kind',
  { cost: 0, needs: [...plain, ...lists, plainShelves, wanted, confirmed, provoked, unknownMethod] },
  async ({ get }) => {
    const asked = await Promise.all([
      ...plain.map((p) => attempt(get(p).then((answer) => [answer]))),
      ...lists.map((p) => attempt(get(p).then(({ answers }) => answers))),
      attempt(get(plainShelves).then((shelves) => shelves.map(({ answer }) => answer))),
      attempt(get(wanted).then(({ answer }) => [answer])),
      attempt(get(confirmed).then(({ answer }) => [answer])),
      attempt(get(provoked)),
    ]);
    return { method: (await get(unknownMethod)).x, answers: asked.flatMap((a) => ('value' in a ? a.value : [])) };
  },
);

requirement('TG-ERR-10', everyKind, ({ method, answers }, check, { contract, answers: round }) => {
  const supported = contract.facts['statuses'] as readonly number[];
  const own = new Set(answers.map(({ x }) => x));
  // Whatever else succeeded did so with 200; what else was refused is judged where it was provoked.
  const others = round.filter((answer) => !own.has(answer.x) && isAnswered(answer) && !isElsewhere(answer));
  for (const answer of [...answers, ...others]) {
    const { status } = answer.raw;
    if (status === 0 || tolerated.includes(status) || (answer.x === method && [405, 501].includes(status))) continue;
    expectValue(check, answer, 'status', status, supported.includes(status), `one of ${supported.join(', ')}`);
  }
});
