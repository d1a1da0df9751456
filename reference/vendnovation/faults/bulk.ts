/** Faults of bulk changes. They show only where the suite may write. */
import { errorAnswer } from '../errors.ts';
import type { JsonObject } from '../model.ts';
import { gateway } from '../world.ts';
import { must, writing } from './entry.ts';

const bulk01 = must('VN-BULK-01', writing);
const bulk02 = must('VN-BULK-02', writing);
const bulk03 = must('VN-BULK-03', writing);
const bulk04 = must('VN-BULK-04', writing);
const err10 = must('VN-ERR-10', writing);

const unsent: JsonObject = { modelNumber: '', assetId: 0, taxPercentage: 0, commissionPercentage: 0 };

export const bulkFaults = [
  bulk01('bulk-not-atomic', 'The good elements of a failing bulk update are stored.', (base) => ({
    bulkRefusal: (call, plan) => {
      base.store(call, plan.kind, plan.good);
      return base.bulkRefusal(call, plan);
    },
  })),
  bulk01('bulk-earlier-elements-kept', 'The elements before the failing one stay stored.', (base) => ({
    bulkRefusal: (call, plan) => {
      base.store(call, plan.kind, plan.beforeFailure);
      return base.bulkRefusal(call, plan);
    },
  })),
  bulk01(
    'bulk-failing-element-ignored',
    'A failing element of a bulk update is left out without an error.',
    (base) => ({
      bulkRefusal: (call, plan) => (plan.good.length > 0 ? null : base.bulkRefusal(call, plan)),
    }),
  ),

  bulk02('update-not-stored', 'An update answers with the new values and stores nothing.', (base) => ({
    store: (call, kind, changes) => {
      if (call.method !== 'PATCH') base.store(call, kind, changes);
    },
  })),
  bulk02('update-answer-empty', 'An update is stored and answered with an empty list.', (base) => ({
    updated: (after, before) => (after.length > 0 ? [] : base.updated(after, before)),
  })),
  bulk02('update-answer-old', 'An update is stored and answered with the old values.', () => ({
    updated: (_after, before) => before,
  })),
  bulk02('update-resets-unsent-members', 'An update sets members that were not sent to their defaults.', (base) => ({
    merge: (wire, members) => base.merge('depth' in wire ? wire : { ...wire, ...unsent }, members),
  })),

  bulk03('delta-overwrites', 'A delta becomes the count of the selection.', () => ({
    newCount: (_count, delta) => delta,
  })),
  bulk03('delta-twice', 'A delta is added twice.', () => ({ newCount: (count, delta) => count + 2 * delta })),
  bulk03('delta-sign-lost', 'A negative delta is added as a positive one.', () => ({
    newCount: (count, delta) => count + Math.abs(delta),
  })),
  bulk03('delta-not-stored', 'A delta answers with the new count and stores nothing.', (base) => ({
    store: (call, kind, changes) => {
      if (call.route !== '/selections/apply-delta') base.store(call, kind, changes);
    },
  })),

  bulk04('two-templates-accepted', 'The first of several templates is applied.', () => ({
    multipleTemplates: () => null,
  })),
  bulk04('two-templates-400', 'Several templates are refused with 400.', (base) => ({
    multipleTemplates: (call) => {
      const answer = base.multipleTemplates(call);
      return answer === null ? null : { ...answer, status: 400 };
    },
  })),
  bulk04('two-templates-other-code', 'Several templates are refused with NO_SELECTIONS.', () => ({
    multipleTemplates: (call) => errorAnswer(call, 'NO_SELECTIONS', 'There is nothing to apply to.'),
  })),
  bulk04('two-templates-500', 'Several templates are answered with 500.', () => ({
    multipleTemplates: () => gateway(500, 'Internal server error'),
  })),

  err10(
    'update-of-missing-record-accepted',
    'An update of a record that does not exist is answered with 200.',
    (base) => ({
      bulkRefusal: (call, plan) => (onlyMissing(plan) ? null : base.bulkRefusal(call, plan)),
    }),
  ),
  err10('update-of-missing-record-500', 'An update of a record that does not exist is answered with 500.', (base) => ({
    bulkRefusal: (call, plan) =>
      onlyMissing(plan) ? gateway(500, 'Internal server error') : base.bulkRefusal(call, plan),
  })),
  err10(
    'update-of-missing-record-other-code',
    'An update of a record that does not exist has an undocumented code.',
    (base) => ({
      bulkRefusal: (call, plan) =>
        onlyMissing(plan)
          ? { ...errorAnswer(call, 'NO_SUCH_MACHINE', 'There is no such machine.'), status: 404 }
          : base.bulkRefusal(call, plan),
    }),
  ),
];

function onlyMissing({ good, errors }: { good: readonly unknown[]; errors: readonly { code: string }[] }): boolean {
  return good.length === 0 && errors.every(({ code }) => code === 'MISSING_RECORD');
}
