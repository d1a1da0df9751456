/**
 * The borders between rooms (DESIGN, "Rooms"), as ESLint configuration. Imports go one way:
 * tests -> suite -> judges, transport -> contract, verdict; playwright -> suite. Types may cross every border.
 */

const network = [
  'undici',
  'ws',
  ...['http', 'https', 'http2', 'net', 'tls', 'dns', 'dgram'].flatMap((name) => [name, `node:${name}`]),
];

const inputOutput = [
  ...network,
  ...[
    'fs',
    'fs/promises',
    'child_process',
    'worker_threads',
    'os',
    'readline',
    'timers',
    'timers/promises',
    'crypto',
    'process',
  ].flatMap((name) => [name, `node:${name}`]),
];

const onlyTransport = 'Only src/transport opens connections: it paces, redacts and records.';
const pure = 'This room is pure: a verdict must come out the same from its recording, on any machine, on any day.';

/** Rooms that a room may not import from, as a pattern on relative paths. */
function forbidRooms(rooms, message) {
  return { regex: String.raw`^(?:\.\.?/)+(?:src/)?(?:${rooms.join('|')})/`, message, allowTypeImports: true };
}

function forbidModules(names, message) {
  return { regex: `^(?:${names.join('|')})$`, message, allowTypeImports: true };
}

function border(files, patterns, { ignores = [], rules = {} } = {}) {
  return {
    files,
    ignores,
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }], ...rules },
  };
}

const noFetch = ['fetch', 'WebSocket', 'EventSource'].map((name) => ({ name, message: onlyTransport }));

const noClock = {
  'no-restricted-properties': [
    'error',
    { object: 'Date', property: 'now', message: pure },
    { object: 'Math', property: 'random', message: pure },
    { object: 'performance', property: 'now', message: pure },
    { object: 'Temporal', property: 'Now', message: pure },
  ],
  'no-restricted-syntax': [
    'error',
    { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: pure },
    { selector: "CallExpression[callee.name='Date']", message: pure },
  ],
  'no-restricted-globals': [
    'error',
    ...noFetch,
    ...['setTimeout', 'setInterval', 'setImmediate', 'process', 'crypto'].map((name) => ({ name, message: pure })),
  ],
};

const caseRule =
  'A case asks and judges, nothing more: time, pace and chance belong to the run (`now`, `unique`), protocol work to helpers.';

const suiteTests = ['tests/unit/**', 'tests/detection/**', 'tests/integration/**', 'tests/e2e/**'];

const caseGlobals = [
  'Date',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'performance',
  'process',
  'crypto',
  'fetch',
  'WebSocket',
];

const caseImports = [
  { regex: '^node:', message: caseRule },
  forbidModules(
    inputOutput.filter((name) => !name.startsWith('node:')),
    caseRule,
  ),
  forbidRooms(['transport', 'target', 'playwright', 'compare', 'reference', 'reporters', 'scripts', 'bench'], caseRule),
];

const firstWins = ['race', 'any'].map((property) => ({
  object: 'Promise',
  property,
  message: 'Which answer comes first differs from run to run; use Promise.all.',
}));

const above = ['playwright', 'reporters', 'scripts', 'tests', 'bench'];
const noNetwork = forbidModules(network, onlyTransport);
const withoutNetwork = { 'no-restricted-globals': ['error', ...noFetch] };

export const borders = [
  border(
    ['src/verdict/**/*.ts'],
    [
      forbidModules(inputOutput, pure),
      forbidRooms(
        ['contract', 'target', 'transport', 'judges', 'suite', 'compare', 'reference', ...above],
        'verdict/ stands below all other rooms.',
      ),
    ],
    { ignores: ['src/verdict/ledger.ts'], rules: noClock },
  ),
  border(
    ['src/verdict/ledger.ts'],
    [
      noNetwork,
      forbidRooms(
        ['contract', 'target', 'transport', 'judges', 'suite', 'compare', 'reference', ...above],
        'verdict/ stands below all other rooms.',
      ),
    ],
    { rules: withoutNetwork },
  ),
  border(
    ['src/judges/**/*.ts', 'src/compare/**/*.ts', 'src/openapi/**/*.ts'],
    [
      forbidModules(inputOutput, pure),
      forbidRooms(
        ['target', 'transport', 'suite', 'reference', ...above],
        'Judgements stand on contract/ and verdict/ alone.',
      ),
    ],
    { rules: noClock },
  ),
  border(
    ['src/contract/**/*.ts'],
    [
      noNetwork,
      forbidRooms(
        ['target', 'transport', 'suite', 'compare', 'reference', ...above],
        'contract/ stands on verdict/ and the formats of judges/.',
      ),
    ],
    { rules: withoutNetwork },
  ),
  border(
    ['src/target/**/*.ts'],
    [
      noNetwork,
      forbidRooms(
        ['transport', 'judges', 'suite', 'compare', ...above],
        'target/ stands on contract/ and the reference servers.',
      ),
    ],
    { rules: withoutNetwork },
  ),
  border(
    ['src/transport/**/*.ts'],
    [forbidRooms(['suite', 'compare', 'reference', ...above], 'transport/ knows no cases and no reports.')],
  ),
  border(
    ['src/suite/**/*.ts'],
    [
      noNetwork,
      forbidRooms(
        ['compare', 'reference', ...above],
        'suite/ is used by the face, the reports and the command line, not the other way.',
      ),
    ],
    { rules: withoutNetwork },
  ),
  border(
    ['reporters/**/*.ts'],
    [
      noNetwork,
      forbidRooms(['reference', 'scripts', 'tests', 'bench'], 'Reports derive from the ledger and the recording.'),
    ],
    { rules: withoutNetwork },
  ),
  border(
    ['reference/**/*.ts'],
    [
      forbidRooms(
        ['transport', 'suite', 'judges', 'compare', 'target', ...above],
        'A reference server shares no code with what judges it.',
      ),
    ],
  ),
  border(['tests/*/*.ts'], caseImports, {
    ignores: [...suiteTests, 'tests/*/*.spec.ts'],
    rules: {
      'no-restricted-globals': ['error', ...caseGlobals.map((name) => ({ name, message: caseRule }))],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: caseRule },
        { object: 'Temporal', property: 'Now', message: caseRule },
        ...firstWins,
      ],
    },
  }),
  // Helpers of cases may reckon with dates that they are given.
  border(['tests/*/*/**/*.ts'], caseImports, {
    ignores: suiteTests,
    rules: { ...noClock, 'no-restricted-properties': [...noClock['no-restricted-properties'], ...firstWins] },
  }),
];
