/** The ready workflows, held against small schemas of our own: no network, and no more than what they use. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { listVendors } from '../../../src/contract/load.ts';
import { readHeads } from '../../../src/target/heads.ts';
import { environmentOnly, knownVariables, suiteVariables } from '../../../src/target/variables.ts';
import { root, workflows } from './commands.ts';
import { githubSchema, gitlabSchema } from './schemas.ts';

const read = (file: string) => readFileSync(join(root, file), 'utf8');
const github = workflows().filter((file) => file.startsWith('ci/github/'));
const gitlab = workflows().filter((file) => !file.startsWith('ci/github/'));

function parsed(file: string): unknown {
  const document = parseDocument(read(file), { strict: true, uniqueKeys: true });
  expect([...document.errors, ...document.warnings].map(String), file).toEqual([]);
  return document.toJS();
}

const ajv = new Ajv2020({ allErrors: true, strict: false });
const problems = (schema: object, value: unknown) => {
  const validate = ajv.compile(schema);
  return validate(value)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
};

test('the workflows keep the schemas', () => {
  expect(github.length).toBe(3);
  for (const file of github) expect(problems(githubSchema, parsed(file)), file).toEqual([]);
  for (const file of gitlab) expect(problems(gitlabSchema, parsed(file)), file).toEqual([]);
});

test('the schemas refuse what GitHub and GitLab would refuse, or what nobody should run', () => {
  const good = parsed('ci/github/nightly.yml') as { jobs: { judge: Record<string, unknown> } };
  const wrong = (job: Record<string, unknown>) =>
    problems(githubSchema, { ...good, jobs: { judge: { ...good.jobs.judge, ...job } } });
  expect(wrong({})).toEqual([]);
  expect(wrong({ 'timeout-minutes': undefined })).not.toEqual([]);
  expect(wrong({ step: [] })).not.toEqual([]);
  expect(wrong({ steps: [{ uses: 'actions/checkout@main' }] })).not.toEqual([]);
  expect(wrong({ steps: [{ uses: 'actions/checkout@v4', run: 'npm ci' }] })).not.toEqual([]);
  expect(wrong({ steps: [{ run: 'echo ${{ inputs.from }}' }] })).not.toEqual([]);
  expect(problems(gitlabSchema, { job: { stage: 'judge', scripts: ['x'] } })).not.toEqual([]);
});

/** All texts of a value, with their paths. */
function* textsIn(value: unknown, path = ''): Generator<[path: string, text: string]> {
  if (typeof value === 'string') yield [path, value];
  else if (typeof value === 'object' && value !== null)
    for (const [key, part] of Object.entries(value)) yield* textsIn(part, `${path}/${key}`);
}

test('every vendor has its nightly job', () => {
  const { jobs } = parsed('ci/github/nightly.yml') as {
    jobs: { judge: { strategy: { matrix: { vendor: string[] } } } };
  };
  expect(jobs.judge.strategy.matrix.vendor).toEqual(listVendors());
  const { nightly } = parsed('ci/gitlab/.gitlab-ci.yml') as {
    nightly: { parallel: { matrix: { VENDOR: string[] }[] } };
  };
  expect(nightly.parallel.matrix[0]?.VENDOR).toEqual(listVendors());
});

test('every variable of the suite that a workflow sets exists, and no secret stands in one', () => {
  const heads = readHeads();
  const known = new Set([
    ...Object.values(suiteVariables),
    ...environmentOnly,
    ...heads.flatMap(knownVariables),
    'CONFORMANCE_WEBHOOK',
  ]);
  const prefixes = [...heads.map(({ envPrefix }) => `${envPrefix}_`), 'CONFORMANCE_'];
  for (const file of workflows())
    for (const name of new Set(read(file).match(/\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g) ?? []))
      if (prefixes.some((prefix) => name.startsWith(prefix))) expect(known, `${file}: ${name}`).toContain(name);
  for (const file of github)
    for (const [path, text] of textsIn(parsed(file)))
      if (/_(?:KEY|PASSWORD|SECRET|USERNAME|TENANT|CLIENT_ID|JWT)$/.test(path))
        expect(text, `${file}${path}`).toMatch(/^\$\{\{ secrets\.[A-Z_]+ \}\}$/);
});

test('every required credential of every vendor is handed over', () => {
  for (const head of readHeads())
    for (const { env, required } of head.credentials)
      for (const file of github)
        if (required) expect(read(file), `${file}: ${env}`).toContain(`${env}: \${{ secrets.${env} }}`);
});

test('nothing that somebody typed becomes part of a script', () => {
  for (const file of github)
    for (const [path, text] of textsIn(parsed(file)))
      if (path.endsWith('/run'))
        expect(text, `${file}${path}`).not.toMatch(/\$\{\{\s*(?:inputs|github\.event|github\.head_ref)/);
});

test('the documents name every credential that a vendor needs, and every variable of the workflows', () => {
  const page = read('docs/ci.md');
  for (const head of readHeads())
    for (const { env, required } of head.credentials) if (required) expect(page, env).toContain(env);
  for (const file of github)
    for (const [, name] of read(file).matchAll(/\$\{\{ (?:secrets|vars)\.([A-Z_]+) \}\}/g))
      expect(page, `${file}: ${name}`).toContain(name);
});
