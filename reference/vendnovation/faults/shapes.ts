/** Faults of machines: types, bounds, uniqueness. Some records among many are wrong, always the same ones. */
import type { ChangeOfBehaviour } from '../behaviour.ts';
import type { JsonObject } from '../model.ts';
import { alter, must, sinceV2, without } from './entry.ts';

const shape01 = must('VN-SHAPE-01', sinceV2);
const shape02 = must('VN-SHAPE-02', sinceV2);
const shape03 = must('VN-SHAPE-03', sinceV2);
const shape11 = must('VN-SHAPE-11', sinceV2);

const machine = (change: (wire: JsonObject) => JsonObject) => alter('machines', 10, change);
const everyMachine = (change: (wire: JsonObject) => JsonObject) => alter('machines', 1, change);
/** Replaces members of some machines. */
const sent = (members: JsonObject) => machine((wire) => ({ ...wire, ...members }));

/** The second of each ten machines carries the id of the one before. */
const sharedId: ChangeOfBehaviour = (base) => ({
  record: (kind, row, call) => {
    const wire = base.record(kind, row, call);
    const before = row.index % 10 === 4 ? call.world.state.rows.machines[row.index - 1] : undefined;
    return kind === 'machines' && before !== undefined ? { ...(wire as JsonObject), id: before.wire['id'] ?? 0 } : wire;
  },
});

export const machineFaults = [
  shape01(
    'machine-id-text',
    'The id of a machine is a text.',
    everyMachine((wire) => ({ ...wire, id: String(wire['id']) })),
  ),
  shape01(
    'machine-site-text',
    'The siteId of some machines is a text.',
    machine((wire) => ({
      ...wire,
      siteId: String(wire['siteId']),
    })),
  ),
  shape01('machine-mode-null', 'mode of some machines is null.', sent({ mode: null })),
  shape01(
    'machine-firmware-half',
    'Some firmware versions have no pendingUpdate.',
    sent({ controllerFirmware: { current: '2.1' } }),
  ),
  shape01('machine-flag-null', 'forceUpdate of some machines is null.', sent({ forceUpdate: null })),
  shape01('machine-flag-number', 'isVisible of some machines is 1.', sent({ isVisible: 1 })),
  shape01('machine-asset-fraction', 'The assetId of some machines has a fraction.', sent({ assetId: 12.5 })),
  shape01('machine-tax-text', 'The taxPercentage of some machines is a text.', sent({ taxPercentage: '8.25' })),
  shape01('machine-name-number', 'The name of some machines is a number.', sent({ name: 4711 })),
  shape01(
    'machine-firmware-text',
    'The controllerFirmware of some machines is a text.',
    sent({ controllerFirmware: '2.4.1' }),
  ),
  shape01(
    'machine-site-missing',
    'Some machines have no siteId.',
    machine((wire) => without(wire, 'siteId')),
  ),
  shape01(
    'machine-type-too-large',
    'The typeId of some machines does not fit 32 bits.',
    sent({ typeId: 3_000_000_000 }),
  ),

  shape02('machine-name-too-long', 'The name of some machines has 121 characters.', sent({ name: 'n'.repeat(121) })),
  shape02(
    'machine-prose-too-long',
    'The PROSE of some machines has 16 characters.',
    sent({ prose: 'PROSE-0000000016' }),
  ),
  shape02(
    'machine-model-too-long',
    'The modelNumber of some machines has 51 characters.',
    sent({ modelNumber: 'm'.repeat(51) }),
  ),
  shape02(
    'machine-call-in-code-too-long',
    'The callInCode of some machines has 13 characters.',
    sent({
      callInCode: 'C000000000013',
    }),
  ),
  shape02('machine-tax-negative', 'The taxPercentage of some machines is below 0.', sent({ taxPercentage: -0.5 })),
  shape02(
    'machine-commission-negative',
    'The commissionPercentage of some machines is below 0.',
    sent({
      commissionPercentage: -1,
    }),
  ),
  shape02('machine-site-zero', 'The siteId of some machines is 0.', sent({ siteId: 0 })),
  shape02('machine-type-negative', 'The typeId of some machines is below 0.', sent({ typeId: -1 })),

  shape03('machine-id-twice', 'Some machines have the id of the machine before.', sharedId),

  shape11(
    'machine-heartbeat-text',
    'lastHeartBeat of some machines is a text.',
    sent({ lastHeartBeat: '2026-01-02T03:04:05' }),
  ),
  shape11(
    'machine-heartbeat-number',
    'lastHeartBeat of some machines holds numbers.',
    sent({
      lastHeartBeat: { server: 1_700_000_000, local: 1_700_000_000 },
    }),
  ),
  shape11('machine-created-number', 'createdAt of some machines is a number.', sent({ createdAt: 1_700_000_000 })),
  shape11(
    'machine-slot-count-text',
    'enableSlotCountTracking of some machines is a text.',
    sent({
      enableSlotCountTracking: 'true',
    }),
  ),
  shape11('machine-receipts-flag', 'offerSmsReceipts of some machines is true.', sent({ offerSmsReceipts: true })),
  shape11('machine-created-no-date', 'createdAt of some machines is no date.', sent({ createdAt: 'last spring' })),
];
