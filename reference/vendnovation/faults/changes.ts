/** Faults of changes: who may make them, and updates of selections. They show only where the suite may write. */
import { errorAnswer } from '../errors.ts';
import type { Call } from '../world.ts';
import { must, writing } from './entry.ts';

const key07 = must('VN-KEY-07', writing);
const auth18 = must('VN-AUTH-18', writing);
const bulk03 = must('VN-BULK-03', writing);
const bulk02 = must('VN-BULK-02', writing);
const bulk06 = must('VN-BULK-06', writing);

const isDelta = ({ route }: Call) => route === '/selections/apply-delta';
const isUpdateOfSelections = ({ method, route }: Call) => method === 'PATCH' && route === '/selections';

export const changeFaults = [
  key07('changes-without-key', 'Machines are changed without an API key.', (base) => ({
    keyRefusal: (call, problem) =>
      call.method === 'PATCH' && problem === 'missing' ? null : base.keyRefusal(call, problem),
  })),
  key07('delta-without-key', 'A delta is applied without an API key.', (base) => ({
    keyRefusal: (call, problem) => (isDelta(call) && problem === 'missing' ? null : base.keyRefusal(call, problem)),
  })),

  auth18('changes-without-token', 'Selections are changed without an access token.', (base) => ({
    tokenRefusal: (call, problem) =>
      isUpdateOfSelections(call) && problem === 'missing' ? null : base.tokenRefusal(call, problem),
  })),
  auth18('change-without-token-403', 'A delta without an access token is refused with NO_API_ACCESS.', (base) => ({
    tokenRefusal: (call, problem) =>
      isDelta(call)
        ? errorAnswer(call, 'NO_API_ACCESS', 'You do not have api access.')
        : base.tokenRefusal(call, problem),
  })),

  bulk02('update-of-first-only', 'Of several machines the first one is stored and all are answered.', (base) => ({
    store: (call, kind, changes) => base.store(call, kind, kind === 'machines' ? changes.slice(0, 1) : changes),
  })),
  bulk03('delta-of-first-only', 'Of several deltas the first one is stored and all are answered.', (base) => ({
    store: (call, kind, changes) => base.store(call, kind, isDelta(call) ? changes.slice(0, 1) : changes),
  })),

  bulk06('selections-not-atomic', 'The good elements of a failing update of selections are stored.', (base) => ({
    bulkRefusal: (call, plan) => {
      if (isUpdateOfSelections(call)) base.store(call, plan.kind, plan.good);
      return base.bulkRefusal(call, plan);
    },
  })),
  bulk06(
    'selections-not-stored',
    'An update of selections answers with the new values and stores nothing.',
    (base) => ({
      store: (call, kind, changes) => {
        if (!isUpdateOfSelections(call)) base.store(call, kind, changes);
      },
    }),
  ),
  bulk06('selections-last-only', 'Of several selections the last one is stored and all are answered.', (base) => ({
    store: (call, kind, changes) => base.store(call, kind, isUpdateOfSelections(call) ? changes.slice(-1) : changes),
  })),
  bulk06('selections-reset', 'An update of selections sets the price to its default.', (base) => ({
    merge: (wire, members) => base.merge('alertLevel' in members ? { ...wire, price: 0.01 } : wire, members),
  })),
];
