/** The form of errors, and the status that belongs to each documented code. */
import type { Answer } from '../../src/judges/answer.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { type Check, shorten, show, undecided } from '../../src/verdict/check.ts';
import { failedLogins, refusedReads } from './authentication.ts';
import { codesOf, errorsOf, expectError, expectErrorList, expectPointers } from './support/errors.ts';
import { accounts, firstPage } from './support/machines.ts';
import { morning, one } from './support/start-alone.ts';
import { transactions } from './support/reports.ts';
import { dateOnly, day, second, wallClock } from '../../src/judges/dates.ts';
import { type AnswerProbes, probe, requirement } from './suite.ts';

const wrongType = probe('machines, filters of the wrong type', { cost: 2, control: firstPage }, async ({ api }) => {
  const ask = (requestFilter: object) => api.listMachines({}, { anyway: { body: { requestFilter } } });
  return [await ask({ organizationIds: 'all of them' }), await ask({ siteIds: ['here'] })];
});

/** Accounts are filtered by organisation, so that their route reads this filter, too. */
const wrongTypeOfAccounts = probe('accounts, a filter of the wrong type', { cost: 1, control: accounts }, ({ api }) =>
  api.listAccounts({}, { anyway: { body: { requestFilter: { organizationIds: 'all of them' } } } }),
);

const wrongTypes = probe(
  'filters of the wrong type',
  { cost: 0, needs: [wrongType, wrongTypeOfAccounts] },
  async ({ get }) => {
    const other = await attempt(get(wrongTypeOfAccounts));
    const held = 'value' in other && other.value.control === 'held' ? [other.value] : [];
    return [...(await get(wrongType)), ...held];
  },
);

requirement('VN-ERR-03', wrongTypes, (answers, check) => {
  for (const answer of answers)
    expectError(check, answer, {
      because: 'a filter has the wrong type',
      statuses: [400],
      codes: ['DESERIALIZATION_ERROR'],
    });
});

/** By one second each, with times and without: a start begins at 00:00:00, an end ends at 23:59:59. */
const reversed = probe('transactions, start after end', { cost: 2, control: transactions }, async ({ api, now }) => {
  const at = morning(now, 10);
  const ask = (requestFilter: object) => api.listTransactions({ headers: one, body: { requestFilter } });
  return [
    await ask({ startDate: wallClock(at + second), endDate: wallClock(at) }),
    await ask({ startDate: dateOnly(at + day), endDate: dateOnly(at) }),
  ] as const;
});

requirement('VN-DATE-10', reversed, (answers, check) => {
  for (const answer of answers)
    expectError(check, answer, {
      because: 'its start date is after its end date',
      statuses: [400],
      codes: ['INVALID_DATE_RANGE'],
    });
});

const unreadable = probe('transactions, dates that are none', { cost: 2, control: transactions }, async ({ api }) => {
  const ask = (requestFilter: object) =>
    api.listTransactions({ headers: one }, { anyway: { body: { requestFilter } } });
  return [
    await ask({ startDate: 'the day before yesterday' }),
    await ask({ endDate: 'the day before yesterday' }),
  ] as const;
});

requirement('VN-DATE-11', unreadable, (answers, check) => {
  for (const answer of answers)
    expectError(check, answer, { because: 'a date cannot be parsed', statuses: [400], codes: ['DATE_PARSING'] });
});

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

requirement('VN-ERR-01', provoked, (answers, check) => {
  for (const answer of refusals(answers)) expectErrorList(check, answer);
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

requirement('VN-ERR-04', provoked, (answers, check) => {
  for (const answer of refusals(answers)) expectPointers(check, answer);
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

function observeAnswer(check: Check, label: string, { raw, x }: Answer): void {
  if (raw.status !== 0) check.observe(label, `${raw.status} ${shorten(raw.text, 120)}`, x);
}

const noJson = probe('machines, a body that is no JSON', { cost: 1 }, ({ api }) =>
  api.listMachines({}, { anyway: { rawBody: '{"requestFilter": ' } }),
);

requirement('VN-ERR-05', noJson, (answer, check) => observeAnswer(check, 'a body that is no JSON', answer));

/** Values that a lenient reader turns into others: a number that no C# int holds, a text for a bool, a day of no calendar. */
const lenient = probe('values that a lenient server takes', { cost: 3, needs: [transactions] }, async ({ api }) => {
  const machines = (requestFilter: object) => api.listMachines({}, { anyway: { body: { requestFilter } } });
  const requestFilter = { startDate: '2026-02-30T10:00:00' };
  return {
    number: await machines({ organizationIds: [99_999_999_999] }),
    flag: await machines({ includeDeleted: 'perhaps' }),
    day: await api.listTransactions({ headers: one }, { anyway: { body: { requestFilter } } }),
  };
});

requirement('VN-ERR-11', lenient, ({ number, flag, day: odd }, check) => {
  observeAnswer(check, 'an organisation of 99999999999', number);
  observeAnswer(check, 'includeDeleted: perhaps', flag);
  observeAnswer(check, 'the 30th of February', odd);
});

const unknownRoute = probe('a route that does not exist', { cost: 1 }, ({ follow }) =>
  follow('conformance-probe-unknown-route'),
);

requirement('VN-ERR-06', unknownRoute, (answer, check) => observeAnswer(check, 'an unknown route', answer));
