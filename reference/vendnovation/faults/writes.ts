/** Faults of single calls that write. They show only where the suite may write. */
import { errorAnswer } from '../errors.ts';
import type { Behaviour, ChangeOfBehaviour } from '../behaviour.ts';
import type { Json, JsonObject } from '../model.ts';
import { gateway, type Answer, type Call } from '../world.ts';
import type { BulkPlan, Change } from '../writes.ts';
import { must, writing } from './entry.ts';

const requires = (id: string) => must(`VN-${id}`, writing);
const failure = 'Internal server error';

const is = ({ method, route }: Call, asked: string) => `${method} ${route}` === asked;
const template = 'POST /templates/apply';
const provision = 'POST /machines/provision';
const delta = 'POST /selections/apply-delta';
const ofMachines = 'PATCH /machines';
const ofSelections = 'PATCH /selections';

/** The elements of a bulk change as they were sent. */
function elementsOf(call: Call): readonly JsonObject[] {
  const { body } = JSON.parse(call.body) as { body?: Json };
  return Array.isArray(body) ? (body as JsonObject[]) : [];
}

/** Members that were sent for a record, of those that are named. */
function sentOf(call: Call, { row }: Change, names: readonly string[]): JsonObject {
  const sent = elementsOf(call).find(({ id }) => id === row.wire['id']) ?? {};
  return Object.fromEntries(Object.entries(sent).filter(([name]) => names.includes(name)));
}

/** Stores read-only members, too. */
const writes =
  (...names: string[]): ChangeOfBehaviour =>
  (base) => ({
    store: (call, kind, changes) =>
      base.store(
        call,
        kind,
        changes.map((change) => ({ ...change, members: { ...change.members, ...sentOf(call, change, names) } })),
      ),
  });

/** Stores a value of a member though it is out of its bounds. */
const unbounded =
  (asked: string, member: string): ChangeOfBehaviour =>
  (base) => ({
    bulkRefusal: (call, plan) => {
      const [element] = elementsOf(call);
      const row = call.world.state.rows[plan.kind].find(({ wire }) => wire['id'] === element?.['id']);
      const isBound = plan.errors.every(({ code }) => code === 'GENERIC_ERROR');
      if (!is(call, asked) || row === undefined || element?.[member] === undefined || !isBound)
        return base.bulkRefusal(call, plan);
      base.store(call, plan.kind, [{ row, members: { [member]: element[member] ?? null } }]);
      return null;
    },
  });

/** Answers a change that fails otherwise. */
const failing =
  (
    asked: string,
    when: (plan: BulkPlan) => boolean,
    answer: (call: Call, plan: BulkPlan) => Answer | null,
  ): ChangeOfBehaviour =>
  (base) => ({
    bulkRefusal: (call, plan) => (is(call, asked) && when(plan) ? answer(call, plan) : base.bulkRefusal(call, plan)),
  });

const allMissing = ({ good, errors }: BulkPlan) =>
  good.length === 0 && errors.every(({ code }) => code === 'MISSING_RECORD');
const misspelt = ({ errors }: BulkPlan) => errors.some(({ code }) => code === 'DESERIALIZATION_ERROR');

/** Keeps what stands behind the failing element. */
const keepsLater =
  (asked: string): ChangeOfBehaviour =>
  (base) => ({
    bulkRefusal: (call, plan) => {
      const later = plan.good.filter((change) => !plan.beforeFailure.includes(change));
      if (is(call, asked)) base.store(call, plan.kind, later);
      return base.bulkRefusal(call, plan);
    },
  });

/** Answers a call of an allowed caller before it is looked at. */
const answers =
  (asked: string, when: (body: string) => boolean, answer: Answer): ChangeOfBehaviour =>
  (base: Behaviour) => ({
    intercept: (call) => {
      const token = base.tokenSent(call);
      const allowed = call.header('x-api-key') === call.world.credentials.apiKey && token !== undefined;
      return is(call, asked) && allowed && base.tokenKnown(call, token) && when(call.body)
        ? answer
        : base.intercept(call);
    },
  });
const severalOrganizations = (body: string) => /"organizationIds"\s*:\s*\[\d+,/.test(body);
const oneTemplate = (body: string) => /"templateIds"\s*:\s*\[\d+\]/.test(body);

/** Leaves a member of an update out. */
const ignores =
  (kind: 'machines' | 'selections', member: string): ChangeOfBehaviour =>
  (base) => ({
    store: (call, of, changes) =>
      base.store(
        call,
        of,
        of !== kind || call.method !== 'PATCH'
          ? changes
          : changes.map(({ row, members }) => ({
              row,
              members: Object.fromEntries(Object.entries(members).filter(([name]) => name !== member)),
            })),
      ),
  });

export const writeFaults = [
  requires('KEY-07')('template-without-key', 'A template is applied without an API key.', (base) => ({
    keyRefusal: (call, problem) => (is(call, template) ? null : base.keyRefusal(call, problem)),
  })),
  requires('KEY-07')('selections-wrong-key', 'Selections are changed with any API key.', (base) => ({
    keyRefusal: (call, problem) =>
      is(call, ofSelections) && problem === 'wrong' ? null : base.keyRefusal(call, problem),
  })),
  requires('AUTH-18')('provision-without-token', 'A machine is provisioned without an access token.', (base) => ({
    tokenRefusal: (call, problem) => (is(call, provision) ? null : base.tokenRefusal(call, problem)),
  })),
  requires('AUTH-18')('delta-with-any-token', 'A delta is applied with any access token.', (base) => ({
    tokenRefusal: (call, problem) =>
      is(call, delta) && problem === 'unknown' ? null : base.tokenRefusal(call, problem),
  })),

  requires('BULK-01')(
    'bulk-later-elements-kept',
    'The elements behind the failing one stay stored.',
    keepsLater(ofMachines),
  ),
  requires('BULK-01')('later-deltas-kept', 'The deltas behind the failing one stay stored.', keepsLater(delta)),
  requires('BULK-06')(
    'later-selections-kept',
    'The selections behind the failing one stay stored.',
    keepsLater(ofSelections),
  ),
  requires('BULK-02')(
    'model-number-ignored',
    'An update of machines leaves the model number out.',
    ignores('machines', 'modelNumber'),
  ),
  requires('BULK-06')('count-ignored', 'An update of selections leaves the count out.', ignores('selections', 'count')),
  requires('BULK-06')('empty-keys-refused', 'An update of selections refuses empty filters.', (base) => ({
    intercept: (call) =>
      is(call, ofSelections) && call.body.includes('routeFilter')
        ? errorAnswer(call, 'DESERIALIZATION_ERROR', 'routeFilter must not be empty.')
        : base.intercept(call),
  })),
  requires('BULK-03')('delta-of-one-at-most', 'Of a delta above 1 one item is added.', (base) => ({
    newCount: (count, by) => base.newCount(count, Math.min(by, 1)),
  })),

  requires('BULK-13')('long-name-stored', 'A name of 121 characters is stored.', unbounded(ofMachines, 'name')),
  requires('BULK-13')('negative-tax-stored', 'A negative tax is stored.', unbounded(ofMachines, 'taxPercentage')),
  requires('BULK-13')('price-zero-stored', 'A price of 0 is stored.', unbounded(ofSelections, 'price')),
  requires('BULK-13')(
    'levels-out-of-order-stored',
    'An alertLevel above restockAt is stored.',
    unbounded(ofSelections, 'alertLevel'),
  ),
  requires('BULK-14')('master-written', 'An update changes machineMasterId.', writes('machineMasterId')),
  requires('BULK-14')('prose-written', 'An update changes the PROSE.', writes('prose')),
  requires('BULK-14')('friendly-number-written', 'An update changes friendlyNumber.', writes('friendlyNumber')),
  requires('BULK-15')(
    'two-machines-provisioned',
    'Provisioning of two machines is answered with 204.',
    answers(provision, severalOrganizations, { status: 204 }),
  ),
  requires('BULK-15')(
    'two-machines-500',
    'Provisioning of two machines is answered with 500.',
    answers(provision, severalOrganizations, gateway(500, failure)),
  ),

  requires('ERR-10')(
    'unknown-template-applied',
    'A template that does not exist is answered with 204.',
    answers(template, oneTemplate, { status: 204 }),
  ),
  requires('ERR-10')(
    'unknown-selection-accepted',
    'An update of an unknown selection is answered with 200.',
    failing(ofSelections, allMissing, () => null),
  ),
  requires('ERR-10')(
    'unknown-delta-404-generic',
    'A delta of an unknown selection gives GENERIC_ERROR with 404.',
    failing(delta, allMissing, (call) => ({ ...errorAnswer(call, 'GENERIC_ERROR', 'It failed.'), status: 404 })),
  ),
  requires('ERR-12')(
    'misspelt-machine-500',
    'A machine id that is a text is answered with 500.',
    failing(ofMachines, misspelt, () => gateway(500, failure)),
  ),
  requires('ERR-12')(
    'misspelt-selection-missing',
    'A selection id that is a text gives MISSING_RECORD.',
    failing(ofSelections, misspelt, (call) => errorAnswer(call, 'MISSING_RECORD', 'There is none.')),
  ),
  requires('ERR-12')(
    'misspelt-delta-bare',
    'A selectionId that is a text gives one bare error.',
    failing(delta, misspelt, () => ({ status: 400, json: { code: 'DESERIALIZATION_ERROR', message: 'No number.' } })),
  ),
];
