/** The form of errors, and the status that belongs to each documented code. */
import type { Answer } from '../../src/judges/answer.ts';
import { attempt } from '../../src/suite/attempt.ts';
import type { JudgeContext } from '../../src/suite/types.ts';
import { type Check, show, undecided } from '../../src/verdict/check.ts';
import { failedLogins, refusedReads } from './authentication.ts';
import { reversed, unreadable } from './date-errors.ts';
import { codesOf, errorsOf, expectErrorList, expectPointers, observeAnswer } from './support/errors.ts';
import { wrongTypes } from './wrong-types.ts';
import { type AnswerProbes, probe, requirement } from './suite.ts';

const provoked = probe(
  'every provoked error',
  { cost: 0, needs: [...failedLogins, ...refusedReads, wrongTypes, reversed, unreadable], withoutSession: true },
  async ({ get }) => {
    const lists = [...refusedReads.map((p) => get(p)), get(wrongTypes), get(reversed), get(unreadable)];
    const single: AnswerProbes = failedLogins;
    const asked = await Promise.all([
      ...single.map((p) => attempt(get(p).then((answer): readonly Answer[] => [answer]))),
      ...lists.map((list) => attempt<readonly Answer[]>(list)),
    ]);
    return asked.flatMap((a) => ('value' in a ? a.value : []));
  },
);

/** Answers that refuse with an error of the API; other judges look at those that did not refuse. */
function refusals(answers: readonly Answer[]): Answer[] {
  const refused = answers.filter(
    ({ raw, control }) => control === 'held' && raw.status >= 400 && raw.status < 500 && raw.status !== 429,
  );
  if (refused.length === 0) undecided('no error could be provoked');
  return refused;
}

/**
 * Whatever else was refused with a documented code, as a filter by an unknown id; the gateway's own answers have none. The
 * page of provisioning speaks of one error object.
 */
function otherRefusals(known: readonly Answer[], { contract, answers }: JudgeContext): Answer[] {
  const documented = contract.facts['errorCodes'] as Readonly<Record<string, unknown>>;
  const looked = new Set(known.map(({ x }) => x));
  return answers.filter(
    (answer) =>
      answer.raw.status >= 400 &&
      answer.raw.status < 500 &&
      !looked.has(answer.x) &&
      answer.request.operation !== 'provisionMachine' &&
      codesOf(answer).some((code) => Object.hasOwn(documented, code)),
  );
}

requirement('VN-ERR-01', provoked, (answers, check, context) => {
  for (const answer of [...refusals(answers), ...otherRefusals(answers, context)]) expectErrorList(check, answer);
});

requirement('VN-ERR-02', provoked, (answers, check, { contract, answers: all }) => {
  const statuses = contract.facts['errorCodes'] as Readonly<Record<string, readonly number[]>>;
  const judged = answers.filter(({ raw, control }) => control === 'held' && raw.status !== 0 && raw.status !== 429);
  const known = new Set(judged.map(({ x }) => x));
  // And whatever else was refused: a filter by unknown ids, a request that the vendor takes for a wrong one.
  const others = all.filter(({ raw, x }) => raw.status >= 400 && raw.status !== 429 && !known.has(x));
  for (const answer of [...judged, ...others]) {
    for (const code of codesOf(answer)) {
      const promised = Object.hasOwn(statuses, code) ? statuses[code] : undefined;
      if (promised === undefined) continue;
      // Several errors may come at once; one of them must explain the status.
      const explained = codesOf(answer).some(
        (c) => Object.hasOwn(statuses, c) && statuses[c]?.includes(answer.raw.status),
      );
      check.that(explained, () => ({
        message: `${answer.asked}: ${code} came with ${answer.raw.status}, promised is ${promised.join(' or ')}`,
        expected: `status ${promised.join(' or ')} for ${code}`,
        actual: `status ${answer.raw.status}`,
        where: 'status',
        exchange: answer.x,
      }));
    }
  }
});

function eachError(
  answers: readonly Answer[],
  look: (error: ReturnType<typeof errorsOf>[number], where: string, answer: Answer) => void,
): void {
  for (const answer of refusals(answers)) errorsOf(answer).forEach((error, i) => look(error, `/${i}`, answer));
}

function expectMember(check: Check, answer: Answer, where: string, value: unknown, what: string, holds: boolean): void {
  check.that(holds, () => ({
    message: `${answer.asked}: ${where} must be ${what}, came ${show(value, 80)}`,
    expected: what,
    actual: show(value, 120),
    where,
    exchange: answer.x,
  }));
}

requirement('VN-ERR-04', provoked, (answers, check, context) => {
  for (const answer of [...refusals(answers), ...otherRefusals(answers, context)]) expectPointers(check, answer);
});

requirement('VN-ERR-07', provoked, (answers, check) =>
  eachError(answers, ({ code }, where, answer) => {
    if (typeof code === 'string')
      expectMember(
        check,
        answer,
        `${where}/code`,
        code,
        'written in capital letters and underscores',
        /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(code),
      );
  }),
);

const noJson = probe('machines, a body that is no JSON', { cost: 1 }, ({ api }) =>
  api.listMachines({}, { anyway: { rawBody: '{"requestFilter": ' } }),
);

requirement('VN-ERR-05', noJson, (answer, check) => observeAnswer(check, 'a body that is no JSON', answer));

const unknownRoute = probe('a route that does not exist', { cost: 1 }, ({ follow }) =>
  follow('conformance-probe-unknown-route'),
);

requirement('VN-ERR-06', unknownRoute, (answer, check) => observeAnswer(check, 'an unknown route', answer));
