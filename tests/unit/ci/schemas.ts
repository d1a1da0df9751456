/** What the workflows may look like: the part of both formats that they use. A misspelt key is no key of theirs. */

const text = { type: 'string', minLength: 1 };
const texts = { type: 'array', minItems: 1, items: text };
const env = {
  type: 'object',
  propertyNames: { pattern: '^[A-Z][A-Z0-9_]*$' },
  additionalProperties: { type: 'string' },
};
/** Only what was typed or pushed by others is kept out of scripts; matrix values are ours. */
const script = {
  type: 'string',
  minLength: 1,
  not: { pattern: '\\$\\{\\{\\s*(?:inputs|github\\.event|github\\.head_ref)' },
};

const closed = (properties: object, required: readonly string[] = []) => ({
  type: 'object',
  additionalProperties: false,
  properties,
  required,
});

const step = {
  oneOf: [
    closed(
      {
        name: text,
        uses: { type: 'string', pattern: '^actions/[a-z-]+(?:/[a-z-]+)?@v[0-9]+$' },
        with: { type: 'object' },
        if: text,
      },
      ['uses'],
    ),
    closed({ name: text, run: script, if: text, env }, ['run']),
  ],
};

const concurrency = closed({ group: text, 'cancel-in-progress': { type: 'boolean' } }, ['group', 'cancel-in-progress']);

const strategy = closed(
  {
    'fail-fast': { type: 'boolean' },
    'max-parallel': { type: 'integer', minimum: 1 },
    matrix: { type: 'object', minProperties: 1, additionalProperties: { type: 'array', minItems: 1 } },
  },
  ['matrix'],
);

const job = closed(
  {
    name: text,
    'runs-on': { type: 'string', pattern: '^ubuntu-[0-9.]+$' },
    'timeout-minutes': { type: 'integer', minimum: 1, maximum: 360 },
    needs: { anyOf: [text, texts] },
    if: text,
    strategy,
    concurrency,
    env,
    steps: { type: 'array', minItems: 1, items: step },
  },
  ['runs-on', 'timeout-minutes', 'steps'],
);

const input = closed(
  { description: text, type: { enum: ['choice', 'string'] }, required: { type: 'boolean' }, options: texts },
  ['description', 'type'],
);

export const githubSchema = closed(
  {
    name: text,
    on: closed({
      schedule: { type: 'array', items: closed({ cron: { type: 'string', pattern: '^(?:\\S+ ){4}\\S+$' } }, ['cron']) },
      workflow_dispatch: {
        anyOf: [{ type: 'null' }, closed({ inputs: { type: 'object', additionalProperties: input } })],
      },
    }),
    permissions: closed({ contents: { const: 'read' } }, ['contents']),
    jobs: { type: 'object', minProperties: 1, additionalProperties: job },
  },
  ['name', 'on', 'permissions', 'jobs'],
);

const cache = closed(
  {
    key: { anyOf: [text, closed({ files: texts }, ['files'])] },
    paths: texts,
    when: { enum: ['always', 'on_success'] },
  },
  ['key', 'paths'],
);

const gitlabJob = closed({
  extends: text,
  stage: { enum: ['judge', 'merge'] },
  timeout: text,
  rules: {
    type: 'array',
    minItems: 1,
    items: closed({ if: text, when: { enum: ['always', 'on_success', 'never'] } }, ['if']),
  },
  parallel: {
    anyOf: [
      { type: 'integer', minimum: 1 },
      closed({ matrix: { type: 'array', items: { type: 'object', additionalProperties: texts } } }, ['matrix']),
    ],
  },
  resource_group: text,
  variables: env,
  cache: { type: 'array', items: cache },
  before_script: texts,
  script: texts,
  after_script: texts,
  artifacts: closed({ when: { const: 'always' }, expire_in: text, paths: texts, reports: closed({ junit: text }) }, [
    'when',
    'expire_in',
    'paths',
  ]),
});

export const gitlabSchema = {
  type: 'object',
  properties: {
    stages: texts,
    default: closed({ image: text, interruptible: { type: 'boolean' } }),
  },
  additionalProperties: gitlabJob,
};
