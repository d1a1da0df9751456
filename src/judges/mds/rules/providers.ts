/** Providers and vehicles keep their names. */
import type { FeedRule } from '../table.ts';
import { memberHolds } from '../table.ts';
import { text } from '../feed.ts';

export const providerRules: readonly FeedRule[] = [
  {
    id: 'provider-constant',
    level: 'must',
    statement: 'All records name the same provider: the one that is expected, where that is known.',
    judge: ({ records, options: { provider } }, check) => {
      let expected = provider?.id ?? null;
      for (const record of records) {
        const id = text(record.value, 'provider_id');
        if (id === null) continue;
        const wanted = (expected ??= id);
        memberHolds(check, record, 'provider_id', id === wanted, () => 'The record names another provider.', wanted);
      }
    },
  },
  {
    id: 'provider-name',
    level: 'should',
    statement: 'A provider has one name.',
    judge: ({ records, options: { provider } }, check) => {
      const names = new Map<string, string>();
      if (provider?.id !== undefined && provider.name !== undefined) names.set(provider.id, provider.name);
      for (const record of records) {
        const [id, name] = [text(record.value, 'provider_id'), text(record.value, 'provider_name')];
        if (id === null || name === null) continue;
        const known = names.get(id) ?? name;
        names.set(id, known);
        memberHolds(
          check,
          record,
          'provider_name',
          name === known,
          () => 'The provider has another name than elsewhere.',
          known,
        );
      }
    },
  },
  {
    id: 'vehicle-of-device',
    level: 'should',
    statement: 'A device belongs to one vehicle.',
    judge: ({ records }, check) => {
      const vehicles = new Map<string, string>();
      for (const record of records) {
        const [device, vehicle] = [text(record.value, 'device_id'), text(record.value, 'vehicle_id')];
        if (device === null || vehicle === null) continue;
        const known = vehicles.get(device) ?? vehicle;
        vehicles.set(device, known);
        memberHolds(
          check,
          record,
          'vehicle_id',
          vehicle === known,
          () => 'The device had another vehicle_id before.',
          known,
        );
      }
    },
  },
];
