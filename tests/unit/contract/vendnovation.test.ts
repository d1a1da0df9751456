/** The contract of VendNovation: each schema with twins, one that keeps the documentation and ones that break it in a point. */
import { describe, expect, it } from 'vitest';
import { loadContract } from '../../../src/contract/load.ts';

const contract = loadContract('vendnovation');
const problems = (file: string, value: unknown) =>
  contract.validate(`vendnovation/v2.1/${file}`, value).map(({ pointer, message }) => `${pointer} ${message}`);

const machine = {
  id: 1,
  assetId: 2,
  organizationId: 3,
  siteId: 4,
  typeId: 0,
  machineMasterId: 0,
  controllerFirmware: null,
  pcFirmware: { current: '4.2', pendingUpdate: null },
  forceUpdate: false,
  prose: null,
  name: 'Lobby',
  modelNumber: '',
  taxPercentage: 0,
  commissionPercentage: 12.5,
  hasPlanogramChange: false,
  callInCode: null,
  enableAccountSales: true,
  enableCashSales: true,
  enableCreditSales: false,
  mode: 'unknown',
  isVisible: true,
};

const selection = {
  id: 1,
  machineId: 0,
  productId: 5,
  price: 0.7,
  invoicePrice: 0.0001,
  restockTo: 10,
  depth: 10,
  count: 4,
  isActive: false,
  alertLevel: 1,
  restockAt: 1,
  freeCount: 0,
  tax: null,
  commission: 0,
  selectionNumber: '1',
  friendlyNumber: '5',
};

const transaction = {
  id: 't',
  recordedAtUtc: '2026-01-01T00:00:00.123',
  siteId: 1,
  siteExternalId: null,
  siteName: 'Site',
  machineId: 1,
  machineExternalId: '',
  machineName: 'Lobby',
  machineModel: null,
  totalPrice: 1.5,
  totalTax: 0,
  lineItems: [{ id: 'l', selection: '5', vendOrder: 1 }],
  paymentInformation: null,
};

const token = { accessToken: 'x', userName: 'api@acme', issued: '1/2/2026 3:04:05 PM', expires: '1/5/2026 3:04:05 PM' };
const error = { code: 'API_TOKEN', message: 'No token.', pointers: [48], pointerName: 'Site.Id' };

interface Twins {
  readonly file: string;
  readonly base: Readonly<Record<string, unknown>>;
  /** Members that may be replaced so. */
  readonly valid: readonly Readonly<Record<string, unknown>>[];
  /** Members that may not be replaced so, with the problem. */
  readonly invalid: readonly (readonly [Readonly<Record<string, unknown>>, string])[];
}

const everyTwin: readonly Twins[] = [
  {
    file: 'machine.schema.json',
    base: machine,
    valid: [
      {},
      { newMember: 1 },
      { controllerFirmware: { current: '4.2', pendingUpdate: null } },
      { prose: 'P'.repeat(15), name: 'n'.repeat(120), modelNumber: 'm'.repeat(50), callInCode: 'c'.repeat(12) },
      { name: null, modelNumber: null },
      { createdAt: '2015-04-22T10:53:20.88', provisionedAt: '0001-01-01T00:00:00' },
      { bluetoothId: null, externalAccountsTerminalId: 'a' },
      { bluetoothId: 7, lastCashSale: null },
      { lastHeartBeat: { server: '2026-01-01T00:00:00', local: '0001-01-01T00:00:00' } },
      { offerSmsReceipts: 0, usePlangramPrice: true, creditProcessingFee: 0 },
    ],
    invalid: [
      [{ id: '1' }, '/id must be integer'],
      [{ id: null }, '/id must be integer'],
      [{ id: 2147483648 }, '/id must be a 32-bit whole number'],
      [{ id: undefined }, '/id must be present'],
      [{ isVisible: undefined }, '/isVisible must be present'],
      [{ isVisible: 'true' }, '/isVisible must be boolean'],
      [{ isVisible: null }, '/isVisible must be boolean'],
      [{ organizationId: 0 }, '/organizationId must be >= 1'],
      [{ siteId: 0 }, '/siteId must be >= 1'],
      [{ typeId: -1 }, '/typeId must be >= 0'],
      [{ machineMasterId: -1 }, '/machineMasterId must be >= 0'],
      [{ prose: 'P'.repeat(16) }, '/prose must be at most 15 characters long'],
      [{ name: 'n'.repeat(121) }, '/name must be at most 120 characters long'],
      [{ modelNumber: 'm'.repeat(51) }, '/modelNumber must be at most 50 characters long'],
      [{ callInCode: 'c'.repeat(13) }, '/callInCode must be at most 12 characters long'],
      [{ taxPercentage: -0.1 }, '/taxPercentage must be >= 0'],
      [{ commissionPercentage: '1' }, '/commissionPercentage must be number'],
      [{ mode: 3 }, '/mode must be string'],
      [{ mode: null }, '/mode must be string'],
      [{ controllerFirmware: { current: '4.2' } }, '/controllerFirmware/pendingUpdate must be present'],
      [{ controllerFirmware: '4.2' }, '/controllerFirmware must be object or null'],
      [{ createdAt: '4/22/2015 10:53:20 AM' }, '/createdAt must be a C# DateTime, as 2024-02-29T10:00:00.123'],
      [
        { lastHeartBeat: { server: 'never' } },
        '/lastHeartBeat/server must be a C# DateTime, as 2024-02-29T10:00:00.123',
      ],
      [{ lastHeartBeat: '2026-01-01T00:00:00' }, '/lastHeartBeat must be object or null'],
      [{ offerSmsReceipts: true }, '/offerSmsReceipts must be integer or null'],
      [{ useInternetPricing: 1 }, '/useInternetPricing must be boolean or null'],
    ],
  },
  {
    file: 'selection.schema.json',
    base: selection,
    valid: [
      {},
      { productId: null },
      { productId: -1 },
      { invoicePrice: 0 },
      { selectionNumber: 6 },
      { selectionNumber: null, friendlyNumber: null },
      { alertLevel: null, restockAt: null },
      { tax: 0.19 },
      { count: -1 },
    ],
    invalid: [
      [{ productId: 0 }, '/productId must not be 0'],
      [{ productId: -2 }, '/productId must be >= -1'],
      [{ price: 0 }, '/price must be > 0'],
      [{ price: '0.70' }, '/price must be number'],
      [{ invoicePrice: -0.01 }, '/invoicePrice must be >= 0'],
      [{ alertLevel: -1 }, '/alertLevel must be >= 0'],
      [{ freeCount: null }, '/freeCount must be integer'],
      [{ freeCount: -1 }, '/freeCount must be >= 0'],
      [{ tax: -1 }, '/tax must be >= 0'],
      [{ commission: -1 }, '/commission must be >= 0'],
      [{ machineId: -1 }, '/machineId must be >= 0'],
      [{ count: 1.5 }, '/count must be integer'],
      [{ isActive: 1 }, '/isActive must be boolean'],
      [{ selectionNumber: true }, '/selectionNumber must be string, number or null'],
      [{ friendlyNumber: 5 }, '/friendlyNumber must be string or null'],
      [{ depth: undefined }, '/depth must be present'],
    ],
  },
  {
    file: 'transaction.schema.json',
    base: transaction,
    valid: [
      {},
      { lineItems: null },
      { lineItems: [] },
      { paymentInformation: { method: 'card' } },
      { recordedAtUtc: '2026-01-01T00:00:00Z' },
    ],
    invalid: [
      [{ recordedAtUtc: '2026-01-01' }, '/recordedAtUtc must be a C# DateTime, as 2024-02-29T10:00:00.123'],
      [{ recordedAtUtc: null }, '/recordedAtUtc must be string'],
      [{ id: 5 }, '/id must be string or null'],
      [{ totalPrice: '1.50' }, '/totalPrice must be number'],
      [{ totalTax: undefined }, '/totalTax must be present'],
      [{ machineId: null }, '/machineId must be integer'],
      [{ lineItems: {} }, '/lineItems must be array or null'],
      [{ lineItems: [{ id: 'l', selection: '5' }] }, '/lineItems/0/vendOrder must be present'],
      [{ lineItems: [{ id: 'l', selection: 5, vendOrder: 1 }] }, '/lineItems/0/selection must be string or null'],
      [{ paymentInformation: 'card' }, '/paymentInformation must be object or null'],
    ],
  },
  {
    file: 'token.schema.json',
    base: token,
    valid: [{}, { issued: '01/02/2026 03:04:05 AM' }, { scope: 'all' }],
    invalid: [
      [{ accessToken: null }, '/accessToken must be string'],
      [{ userName: undefined }, '/userName must be present'],
      [{ issued: '2026-01-02T15:04:05' }, '/issued must be a date of the form M/D/YYYY h:mm:ss AM or PM'],
      [{ expires: '13/1/2026 3:04:05 PM' }, '/expires must be a date of the form M/D/YYYY h:mm:ss AM or PM'],
    ],
  },
  {
    file: 'error.schema.json#/$defs/error',
    base: error,
    valid: [
      {},
      { pointers: null, pointerName: null },
      { pointers: undefined, pointerName: undefined },
      { pointers: ['VN1'] },
      { pointers: [] },
    ],
    invalid: [
      [{ code: undefined }, '/code must be present'],
      [{ code: 401 }, '/code must be string'],
      [{ message: null }, '/message must be string'],
      [{ pointers: 48 }, '/pointers must be array or null'],
      [{ pointerName: ['Site.Id'] }, '/pointerName must be string or null'],
    ],
  },
];

const changed = (base: object, change: object): unknown => JSON.parse(JSON.stringify({ ...base, ...change }));

describe.each(everyTwin)('$file', ({ file, base, valid, invalid }) => {
  it.each(valid)('lets pass %j', (change) => expect(problems(file, changed(base, change))).toEqual([]));
  it.each(invalid)('refuses %j', (change, problem) => expect(problems(file, changed(base, change))).toEqual([problem]));
  it('wants every member of the documented table', () => {
    const optional = file.startsWith('error') ? ['pointers', 'pointerName'] : [];
    const wanted = Object.keys(base).filter((name) => !optional.includes(name));
    expect(problems(file, {})).toEqual(wanted.map((name) => `/${name} must be present`));
  });
});

describe('error lists', () => {
  it('are lists with at least one error', () => {
    expect(problems('error.schema.json', [error])).toEqual([]);
    expect(problems('error.schema.json', error)).toEqual([' must be array']);
    expect(problems('error.schema.json', [])).toEqual([' must hold at least 1 item']);
  });

  it('or objects of the gateway, where it answers', () => {
    const refused = contract.versions.get('v2.1')?.operations.get('listMachines')?.responses['403'] ?? '';
    expect(contract.validate(refused, { message: 'Forbidden' })).toEqual([]);
    expect(contract.validate(refused, [error])).toEqual([]);
    expect(contract.validate(refused, { error: 'x' })).toEqual([
      { pointer: '', message: 'must have at least one of its 2 allowed forms', keyword: 'anyOf' },
    ]);
  });
});

describe('requests', () => {
  const operations = contract.versions.get('v2.1')?.operations;
  const body = (operation: string, value: unknown) =>
    contract
      .validate(operations?.get(operation)?.requestBody ?? '', value)
      .map(({ pointer, message }) => `${pointer} ${message}`);

  it.each<[string, unknown]>([
    ['listMachines', {}],
    ['listMachines', { requestFilter: {}, routeFilter: {}, body: [] }],
    ['listMachines', { requestFilter: {}, routeFilter: {}, body: {} }],
    [
      'listMachines',
      {
        requestFilter: { machineIdentifiers: ['1', 'VN1'], siteIds: [1], organizationIds: null, includeDeleted: true },
      },
    ],
    ['listTransactions', { requestFilter: { startDate: '2026-01-01', endDate: '2026-01-31T23:59:59' } }],
    ['listMachines', { routeFilter: { anything: 1 } }],
    ['login', { username: 'a', password: '«secret:password»' }],
    ['updateMachines', { body: [{ id: 1, name: 'x' }] }],
    ['updateMachines', { body: [machine] }],
    ['updateSelections', { body: [{ id: 1, count: 2 }] }],
    ['applySelectionDelta', { body: [{ selectionId: 1, delta: -2 }] }],
    ['applyTemplates', { requestFilter: { machineIdentifiers: ['1'] }, routeFilter: { templateIds: [3] } }],
    ['provisionMachine', { requestFilter: { organizationIds: [1], machineIdentifiers: ['VN1'] } }],
  ])('%s takes %j', (operation, value) => expect(body(operation, value)).toEqual([]));

  it.each<[string, unknown, string]>([
    [
      'listMachines',
      { requestFilter: { machineIdentifier: ['1'] } },
      '/requestFilter/machineIdentifier must not be present',
    ],
    ['listMachines', { requestFilter: { siteIds: ['1'] } }, '/requestFilter/siteIds/0 must be integer'],
    [
      'listMachines',
      { requestFilter: { machineIdentifiers: [1] } },
      '/requestFilter/machineIdentifiers/0 must be string',
    ],
    ['listMachines', { requestFilters: {} }, '/requestFilters must not be present'],
    ['listMachines', { body: 'x' }, '/body must be array or object'],
    [
      'listTransactions',
      { requestFilter: { startDate: '2026-02-30' } },
      '/requestFilter/startDate must have at least one of its 2 allowed forms',
    ],
    ['login', { username: 'a' }, '/password must be present'],
    ['updateMachines', { body: [{ name: 'x' }] }, '/body/0/id must be present'],
    ['updateMachines', { body: { id: 1 } }, '/body must be array'],
    ['applySelectionDelta', { body: [{ selectionId: 1, delta: 0.5 }] }, '/body/0/delta must be integer'],
    [
      'applyTemplates',
      { requestFilter: { machineIdentifiers: ['1'] }, routeFilter: { templateIds: [3, 4] } },
      '/routeFilter/templateIds must hold at most 1 item',
    ],
    [
      'provisionMachine',
      { requestFilter: { organizationIds: [1, 2], machineIdentifiers: ['VN1'] } },
      '/requestFilter/organizationIds must hold at most 1 item',
    ],
  ])('%s refuses %j', (operation, value, problem) => {
    const found = body(operation, value);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(problem);
  });

  it('page and size are whole numbers from 1', () => {
    const headers = operations?.get('listAccounts')?.parameters.headers ?? '';
    expect(contract.validate(headers, { page: 1, size: 2001 })).toEqual([]);
    for (const bad of [{ page: 0 }, { size: 0 }, { size: '50' }, { Size: 50 }])
      expect(contract.validate(headers, bad)).toHaveLength(1);
  });
});

describe('versions', () => {
  const all = [
    'login',
    'testKey',
    'listMachines',
    'updateMachines',
    'provisionMachine',
    'listAccounts',
    'listTransactions',
    'listSelections',
    'updateSelections',
    'applySelectionDelta',
    'applyTemplates',
  ];
  const named = (version: string) => [...(contract.versions.get(version)?.operations.keys() ?? [])];

  it('v2, v2.1 and rc have all operations, v1 those that every stage has', () => {
    for (const version of ['v2', 'v2.1', 'rc']) expect(named(version).sort()).toEqual([...all].sort());
    expect(named('v1')).toEqual(['login', 'testKey', 'listMachines', 'listAccounts']);
    expect([...contract.versions.values()].filter((version) => version.default).map(({ id }) => id)).toEqual([
      'v2',
      'v2.1',
    ]);
  });

  it('v2 is held to the same schemas as v2.1', () => {
    for (const id of all) {
      const [older, newer] = ['v2', 'v2.1'].map((version) => contract.versions.get(version)?.operations.get(id));
      expect(older?.responses).toEqual(newer?.responses);
      expect(older?.requestBody).toEqual(newer?.requestBody);
    }
  });

  it('v1 promises neither a request body nor the members of a record', () => {
    const list = contract.versions.get('v1')?.operations.get('listMachines');
    expect(list?.requestBody).toBeUndefined();
    expect(contract.validate(list?.responses['200'] ?? '', [{ anything: 1 }])).toEqual([]);
    expect(contract.validate(list?.responses['200'] ?? '', {})).toHaveLength(1);
  });

  it('says of every operation what it does, and of reads what may replace method and path', () => {
    const operations = [...(contract.versions.get('v2.1')?.operations.values() ?? [])];
    const effects = Object.fromEntries(operations.map(({ id, effect }) => [id, effect]));
    expect(effects).toEqual({
      ...Object.fromEntries(all.map((id) => [id, 'write'])),
      login: 'session',
      ...Object.fromEntries(
        ['testKey', 'listMachines', 'listAccounts', 'listTransactions', 'listSelections'].map((id) => [id, 'read']),
      ),
    });
    const settings = operations.flatMap(({ id, methodSetting, pathSetting }) =>
      methodSetting === undefined ? [] : [[id, methodSetting, pathSetting]],
    );
    expect(settings).toEqual([
      ['listMachines', 'readVerb', undefined],
      ['listAccounts', 'readVerb', undefined],
      ['listTransactions', 'readVerb', 'dateRoute'],
      ['listSelections', 'readVerb', 'selectionsRoute'],
    ]);
    expect(operations.every(({ credentials }) => credentials.join() === 'apiKey')).toBe(true);
    expect(operations.flatMap(({ id, sensitive }) => (sensitive === null ? [] : [[id, sensitive.keep]]))).toEqual([
      ['login', ['userName', 'issued', 'expires']],
    ]);
  });
});
