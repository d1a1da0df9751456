/** Faults of customers and rentals that a second examination found. */
import { isObject, type Json, type JsonObject } from '../model.ts';
import { ok } from '../world.ts';
import { attributes, documents, finishing, inside, inV1, must, resources, should, writing } from './entry.ts';

const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]) : []);
const write = (id: string) => must(id, writing);

const isNobody = (id: string | undefined): boolean => id?.startsWith('00000000-0000-4000-8000-') === true;
const states = (held: JsonObject, change: (state: Json) => Json): JsonObject => ({
  ...held,
  stateHistory: listOf(held['stateHistory']).map((one) =>
    isObject(one) ? { ...one, state: change(one['state'] ?? null) } : one,
  ),
});

export const againPeople = [
  write('TI-VALID-01')('an-at-sign-is-a-mail', 'An at sign makes an e-mail.', (base) => ({
    problems: (call, body) =>
      base.problems(call, body).filter(({ title }) => !title.includes('email') || !String(body['email']).includes('@')),
  })),
  write('TI-VALID-03')('second-mistake-other-code', 'The second of two mistakes has another code.', (base) => ({
    problems: (call, body) =>
      base.problems(call, body).map((problem, i) => (i === 1 ? { ...problem, code: 'MissingField' } : problem)),
  })),
  write('TI-VALID-05')(
    'refused-update-status-number',
    'The status of errors of a refused update is a number.',
    finishing((answer, call) =>
      call.operation === 'updateCustomer' && answer.status === 400 && isObject(answer.json)
        ? {
            ...answer,
            json: {
              errors: listOf(answer.json['errors']).map((one) => (isObject(one) ? { ...one, status: 400 } : one)),
            },
          }
        : answer,
    ),
  ),
  write('TI-CUST-08')('external-id-loses-zeros', 'An externalCustomerId of digits loses its zeros.', (base) => ({
    created: (call, sent, id) => {
      const customer = base.created(call, sent, id);
      return { ...customer, externalCustomerId: customer.externalCustomerId.replace(/^0+(?=\d+$)/, '') };
    },
  })),
  write('TI-CUST-08')(
    'external-id-as-number',
    'An externalCustomerId of digits comes as a number.',
    attributes('customer', (held) =>
      /^\d+$/.test(String(held['externalCustomerId']))
        ? { ...held, externalCustomerId: Number(held['externalCustomerId']) }
        : held,
    ),
  ),
  ...(['made', 'shrugged-off'] as const).map((how) =>
    write('TI-CUST-18')(
      `update-of-nobody-${how}`,
      `An update of a customer that does not exist is ${how === 'made' ? 'answered as if he were there' : 'answered with 204'}.`,
      (base) => ({
        intercept: (call) => {
          const id = call.values['customerId'];
          if (call.operation !== 'updateCustomer' || !isNobody(id)) return base.intercept(call);
          if (how === 'shrugged-off') return { status: 204 };
          return ok({ data: { type: 'customer', id: id ?? '', attributes: JSON.parse(call.body) as Json } });
        },
      }),
    ),
  ),
  ...(['getCustomer', 'getInvoice'] as const).map((operation) =>
    must('TI-JWT-10', inV1)(
      `any-token-opens-${operation === 'getCustomer' ? 'customers' : 'invoices'}`,
      `Any token opens ${operation === 'getCustomer' ? 'a customer' : 'an invoice'}.`,
      (base) => ({
        tokenKnown: (call, token) => call.operation === operation || base.tokenKnown(call, token),
        // Whose token it is cannot be told any more.
        mayRead: (call, invoice) => operation === 'getInvoice' || base.mayRead(call, invoice),
      }),
    ),
  ),
  must('TI-FREE-02', inV1)(
    'link-number-on-page-two',
    'The link first of further pages is a number.',
    documents('listFreeRides', (doc, call) =>
      call.query.has('page[number]') ? inside(doc, 'links', (held) => ({ ...held, first: 1 })) : doc,
    ),
  ),
  should('TI-RIDE-11', inV1)(
    'current-rental-driving',
    'Current rentals are DRIVING, in their history, too.',
    attributes('current-rental', (held) => ({ ...states(held, () => 'DRIVING'), state: 'DRIVING' })),
  ),
  should('TI-RENT-08', inV1)(
    'history-halted',
    'Pauses are called HALTED in the history of a rental.',
    attributes('rental', (held) => states(held, (state) => (state === 'PAUSED' ? 'HALTED' : state))),
  ),
  ...(['rideDurationMin', 'pauseDurationMin'] as const).map((name) =>
    must('TI-RENT-11', inV1)(
      `${name === 'rideDurationMin' ? 'ride' : 'pause'}-in-seconds`,
      `${name} of a rental that has ended counts seconds.`,
      resources('rental', (wire) =>
        inside(wire, 'attributes', (held) =>
          typeof held[name] === 'number' ? { ...held, [name]: Number(held[name]) * 60 } : held,
        ),
      ),
    ),
  ),
  should('TI-RENT-12', inV1)(
    'minutes-rounded-down',
    'Minutes of a rental that were started are not counted.',
    attributes('rental', (held) =>
      typeof held['rideDurationMin'] === 'number' ? { ...held, rideDurationMin: held['rideDurationMin'] - 1 } : held,
    ),
  ),
];
