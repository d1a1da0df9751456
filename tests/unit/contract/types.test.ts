import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generateTypes, staleTypes, writeTypes } from '../../../scripts/generate-types.ts';
import type { VendNovationApi } from '../../../src/contract/generated/vendnovation.ts';
import { ContractError } from '../../../src/contract/problems.ts';
import { edit, rootWith } from './fixture.ts';

const file = 'src/contract/generated/acme.ts';

describe('generateTypes', () => {
  it('writes a function per operation and names shared types once', async () => {
    const text = (await generateTypes(rootWith())).get(file) ?? '';
    expect(text).toMatch(/^\/\*\*\n \* Generated from the contract of acme, version v1\. Do not edit/);
    expect(text).toContain('export type AcmeApi = ApiOf<AcmeOperations>;');
    expect(text).toMatch(
      /listThings: \{\s*query\?: \{\s*tag\?: string;\s*\};\s*headers\?: \{\s*page\?: number;\s*\};\s*data: Thing\[\];/,
    );
    expect(text).toMatch(/deleteThing: \{\s*path: \{\s*thingId: number;\s*\};\s*data: undefined;/);
    expect(text).toContain('size?: number | null;');
    expect(text.match(/export interface Thing /g)).toHaveLength(1);
  });

  it('gives the same text every time', async () => {
    const root = rootWith();
    expect(await generateTypes(root)).toEqual(await generateTypes(root));
  });

  it('takes every operation of the versions that run by default, the last version first', async () => {
    const changes = {
      ...edit(
        'contract.yaml',
        'openapi: v1/openapi.yaml }',
        'openapi: v1/openapi.yaml }\n  - { id: v2, default: true, openapi: v2/openapi.yaml }\n  - { id: rc, default: false, openapi: v1/openapi.yaml }',
      ),
      'v2/openapi.yaml':
        'openapi: 3.1.0\ninfo: { title: Acme API, version: v2 }\npaths:\n  /things: { $ref: ../v1/openapi.yaml#/paths/~1things }\n',
    };
    const text = (await generateTypes(rootWith(changes))).get(file) ?? '';
    expect(text).toContain('versions v2, v1.');
    expect(text).toContain('data: Thing[];');
    expect(text).toContain('deleteThing');
  });

  it('refuses a broken contract', async () => {
    await expect(generateTypes(rootWith(edit('contract.yaml', 'vendor: acme', 'vendor: acne')))).rejects.toThrow(
      ContractError,
    );
  });
});

describe('staleTypes and writeTypes', () => {
  it('tell what is missing, changed or left over, and write what is needed', async () => {
    const root = rootWith();
    expect(await staleTypes(root)).toEqual([file]);
    expect(await writeTypes(root)).toEqual([file]);
    expect(await staleTypes(root)).toEqual([]);
    expect(await writeTypes(root)).toEqual([]);
    writeFileSync(join(root, file), `${readFileSync(join(root, file), 'utf8')}// edited\n`);
    mkdirSync(join(root, 'src/contract/generated'), { recursive: true });
    writeFileSync(join(root, 'src/contract/generated/gone.ts'), '');
    expect(await staleTypes(root)).toEqual([file, 'src/contract/generated/gone.ts']);
    await writeTypes(root);
    expect(readFileSync(join(root, file), 'utf8')).not.toContain('// edited');
    expect(existsSync(join(root, 'src/contract/generated/gone.ts'))).toBe(true);
  });

  it('the files of the project are up to date', async () => expect(await staleTypes()).toEqual([]));
});

// @ts-expect-error an operation that does not exist
export type Unknown = VendNovationApi['listMachine'];

/** Checked by the compiler alone: what cases may and may not write. */
export async function usage(api: VendNovationApi): Promise<unknown> {
  const machines = await api.listMachines();
  const name: string | null | undefined = machines.data[0]?.name;
  await api.listMachines({ headers: { size: 10 }, body: { requestFilter: { siteIds: [1] } } }, { fresh: true });
  await api.listMachines({}, { anyway: { headers: { size: 'zero' } } });
  await api.testKey();
  await api.testKey({}, { credentials: { apiKey: 'omit' } });
  await api.updateSelections({ body: { body: [{ id: 1, count: 2 }] } });
  const nothing: undefined = (
    await api.applyTemplates({
      body: { requestFilter: { machineIdentifiers: ['1'] }, routeFilter: { templateIds: [1] } },
    })
  ).data;
  // @ts-expect-error a misspelt header
  await api.listMachines({ headers: { sise: 10 } });
  // @ts-expect-error a misspelt filter
  await api.listMachines({ body: { requestFilter: { siteId: [1] } } });
  // @ts-expect-error a call without its body
  await api.login();
  // @ts-expect-error an operation without parts takes none
  await api.testKey({ headers: { page: 1 } });
  // @ts-expect-error a documented member of another type
  const id: string | undefined = machines.data[0]?.id;
  return [name, nothing, id];
}
