/** Faults of the validation of customers. */
import { errors } from '../world.ts';
import { finishing, must, writing } from './entry.ts';

const valid01 = must('TI-VALID-01', writing);
const valid02 = must('TI-VALID-02', writing);
const valid03 = must('TI-VALID-03', writing);
const valid04 = must('TI-VALID-04', writing);

const isMail = (title: string) => title.includes('email');

export const validationFaults = [
  valid01('any-mail-accepted', 'A malformed e-mail is accepted.', (base) => ({
    problems: (call, body) =>
      base.problems(call, body).filter(({ title }) => !isMail(title) || call.method === 'PATCH'),
  })),
  valid01(
    'mail-mistake-422',
    'A malformed e-mail is refused with 422.',
    finishing((answer, call) =>
      call.method === 'POST' &&
      answer.status === 400 &&
      call.body.includes('malformed') &&
      call.body.includes('external')
        ? { ...answer, status: 422 }
        : answer,
    ),
  ),
  valid01('mail-mistake-other-code', 'A malformed e-mail is refused with another code.', (base) => ({
    problems: (call, body) =>
      base
        .problems(call, body)
        .map((problem) => (isMail(problem.title) ? { ...problem, code: 'InvalidEmail' } : problem)),
  })),

  valid02('missing-external-id-500', 'A missing externalCustomerId makes the server fail.', (base) => ({
    intercept: (call) =>
      call.operation === 'createCustomer' && !call.body.includes('externalCustomerId')
        ? { status: 500, text: 'Internal Server Error' }
        : base.intercept(call),
  })),
  valid02('missing-external-id-other-code', 'A missing externalCustomerId is refused with another code.', (base) => ({
    problems: (call, body) =>
      base
        .problems(call, body)
        .map((problem) => (isMail(problem.title) ? problem : { ...problem, code: 'MissingField' })),
  })),

  valid03('first-mistake-only', 'Only the first mistake of a request is told.', (base) => ({
    problems: (call, body) => base.problems(call, body).slice(0, 1),
  })),
  valid03('mistakes-in-one-error', 'Several mistakes of a request are told in one error.', (base) => ({
    problems: (call, body) => {
      const problems = base.problems(call, body);
      return problems.length < 2
        ? problems
        : [{ code: 'ValidationError', title: problems.map(({ title }) => title).join(' ') }];
    },
  })),

  valid04('update-mail-unchecked', 'An update takes a malformed e-mail.', (base) => ({
    problems: (call, body) => (call.method === 'PATCH' ? [] : base.problems(call, body)),
  })),
  valid04(
    'refused-update-stored',
    'An update with a malformed e-mail is refused, but its names are stored.',
    (base) => ({
      intercept: (call) => {
        if (call.operation !== 'updateCustomer' || !call.body.includes('malformed')) return base.intercept(call);
        const { state } = call.world;
        state.customers = state.customers.map((customer) =>
          customer.id === call.values['customerId'] ? { ...customer, firstName: 'Nobody' } : customer,
        );
        return errors(call, 400, { code: 'ValidationError', title: 'Enter a valid email address.' });
      },
    }),
  ),
];
