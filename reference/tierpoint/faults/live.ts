/** Faults of answers: the document promises what they do not hold. */
import { answers, body, changed, documents, each, without } from '../changes.ts';
import { html, problem, type JsonObject } from '../world.ts';
import { must, should } from './entry.ts';

const live01 = must('TP-LIVE-01');
const live02 = must('TP-LIVE-02');
const live03 = must('TP-LIVE-03');
const live04 = must('TP-LIVE-04');
const live05 = should('TP-LIVE-05');
const live06 = should('TP-LIVE-06');
const live07 = should('TP-LIVE-07');
const live08 = should('TP-LIVE-08');
const live09 = must('TP-LIVE-09');
const live10 = must('TP-LIVE-10');

const gone = problem(404, 'Not Found');

export const liveFaults = [
  live01(
    'documented-read-gone',
    'A documented read without parameters is not there.',
    answers('getStatus', () => gone),
  ),
  live01(
    'documented-read-405',
    'A documented list does not answer to GET.',
    answers('listServices', () => problem(405, 'Method Not Allowed')),
  ),
  live01(
    'listed-id-unknown',
    'A service that the list names is not found by its id.',
    answers('getService', () => gone),
  ),

  live02(
    'success-206',
    'A list is answered with 206, which its document does not name.',
    answers('listAccounts', (answer) => ({ ...answer, status: 206 })),
  ),
  live02(
    'success-202',
    'A report is answered with 202, which its document does not name.',
    answers('getMetallicUsage', (answer) => ({ ...answer, status: 202 })),
  ),
  live02(
    'success-not-documented',
    'The document of a read names errors only.',
    documents('usage', ['paths', '/status', 'get', 'responses'], () => ({ 404: { description: 'Not there.' } })),
  ),

  live03(
    'answer-as-text',
    'A read that is documented as JSON comes as text.',
    answers('getStatus', (answer) => ({ ...answer, contentType: 'text/plain' })),
  ),
  live03(
    'answer-as-other-json',
    'A read that is documented as JSON comes as HAL.',
    answers('listContacts', (answer) => ({ ...answer, contentType: 'application/hal+json' })),
  ),

  live04(
    'member-missing',
    'One service of the list has no name.',
    body('listServices', (json) => each(json, (row, i) => (i === 5 ? without(row, 'name') : row))),
  ),
  live04(
    'member-renamed',
    'The members of an account are written in snake case.',
    body('getAccount', (json) => {
      const { accountId = null, ...row } = json as JsonObject;
      return { account_id: accountId, ...row };
    }),
  ),
  live04(
    'number-as-text',
    'Cost per month is a text.',
    body('getServiceHistory', (json) => each(json, (row) => ({ ...row, cost: String(row['cost']) }))),
  ),
  live04(
    'null-where-none-is-allowed',
    'The category of one service is null.',
    body('listServices', (json) => each(json, (row, i) => (i === 2 ? { ...row, category: null } : row))),
  ),
  live04(
    'value-outside-enum',
    'A service has a category that the document does not list.',
    body('getService', (json) => ({ ...(json as JsonObject), category: 'mainframe' })),
  ),
  live04(
    'list-in-an-envelope',
    'A list comes in an envelope.',
    body('listServices', (json) => ({ data: json })),
  ),
  live04(
    'empty-body',
    'A read that describes its body is answered with none.',
    answers('getStatus', ({ json: _json, ...answer }) => answer),
  ),
  live04(
    'broken-json',
    'A body ends in the middle of its JSON.',
    answers('listAccounts', ({ json, ...answer }) => ({
      ...answer,
      contentType: 'application/json',
      text: JSON.stringify(json).slice(0, -9),
    })),
  ),
  live04(
    'document-ahead-of-answers',
    'The document requires a member that no answer holds.',
    documents('usage', ['components', 'schemas', 'Service', 'required'], (list) => [...(list as string[]), 'owner']),
  ),
  live04(
    'month-out-of-form',
    'A month is written as 1/2026.',
    body('getServiceHistory', (json) => each(json, (row) => ({ ...row, month: '1/2026' }))),
  ),

  live05(
    'date-without-zone',
    'A date and time comes without a zone.',
    body('listServices', (json) => each(json, (row) => ({ ...row, since: String(row['since']).replace('Z', '') }))),
  ),
  live05(
    'id-no-uuid',
    'The id of one service is no UUID.',
    body('listServices', (json) => each(json, (row, i) => (i === 4 ? { ...row, parent: 'service-1' } : row))),
  ),
  live05(
    'mail-without-at',
    'A mail address has no @.',
    body('listContacts', () => [{ name: 'Person', email: 'person.customer.example' }]),
  ),

  live06('closed-object-with-more', 'The document closes an object, and answers hold more.', (base) => ({
    document: (document, subject) =>
      subject.service === 'usage'
        ? (changed(
            base.document(document, subject),
            ['components', 'schemas', 'MonthlyCost', 'additionalProperties'],
            () => false,
          ) as JsonObject)
        : base.document(document, subject),
    body: (json, call, operation) =>
      operation === 'getServiceHistory'
        ? each(base.body(json, call, operation), (row) => ({ ...row, tax: 1 }))
        : base.body(json, call, operation),
  })),
  live06('closed-account-with-more', 'The document closes accounts, and one answer holds more.', (base) => ({
    document: (document, subject) =>
      subject.service === 'accounts'
        ? (changed(
            base.document(document, subject),
            ['definitions', 'Account', 'additionalProperties'],
            () => false,
          ) as JsonObject)
        : base.document(document, subject),
    body: (json, call, operation) =>
      operation === 'getAccount'
        ? { ...(base.body(json, call, operation) as JsonObject), internalNote: 'x' }
        : base.body(json, call, operation),
  })),

  live07('unknown-id-410', 'An id that nobody has is refused with 410, which no document names.', (base) => ({
    answer: (answer, call, of) =>
      answer.status === 404 ? { ...base.answer(answer, call, of), status: 410 } : base.answer(answer, call, of),
  })),
  live07(
    'unknown-id-418',
    'An account that nobody has is refused with 418.',
    answers('getAccount', (answer) => (answer.status === 404 ? { ...answer, status: 418 } : answer)),
  ),

  live08(
    'problem-without-title',
    'The body of a refusal lacks a required member.',
    answers('getService', (answer) => (answer.status === 404 ? { ...answer, json: { status: 404 } } : answer)),
  ),
  live08(
    'refusal-as-page',
    'A refusal comes as a page for people, though its document describes JSON.',
    answers('getService', (answer) =>
      answer.status === 404 ? { ...html('<h1>Not Found</h1>'), status: 404 } : answer,
    ),
  ),
  live08(
    'problem-status-as-text',
    'The status inside the body of a refusal is a text.',
    answers('getAccount', (answer) =>
      answer.status === 404 ? { ...answer, json: { title: 'Not Found', status: '404' } } : answer,
    ),
  ),

  live09(
    'required-header-missing',
    'A header that the document requires is missing.',
    answers('listServices', (answer) => ({ ...answer, headers: [] })),
  ),
  live09(
    'required-header-renamed',
    'A header that the document requires has another name.',
    answers('listServices', (answer) => ({ ...answer, headers: [['X-RequestId', 'req-1']] })),
  ),

  live10('one-service-open', 'The accounts service needs no token, although its document asks for one.', (base) => ({
    wantsToken: (call, documented) => call.service !== 'accounts' && base.wantsToken(call, documented),
  })),
  live10('one-read-open', 'One read needs no token, although its document asks for one.', (base) => ({
    wantsToken: (call, documented) => !call.route.endsWith('/history') && base.wantsToken(call, documented),
  })),
];
