import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { ctrfJson } from '../../../reporters/ctrf.ts';
import type { Outcome } from '../../../src/verdict/types.ts';
import { outcomes } from '../../../src/verdict/types.ts';
import { hostile, run, target, unseen, verdict } from './fixtures.ts';

const text = { type: 'string', minLength: 1 };
const whole = { type: 'integer', minimum: 0 };
const anything = { type: 'object' };
const closed = (properties: object, required: readonly string[]) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});

/** What https://ctrf.io/docs/specification says of the members that we write; the format is closed, so no other may come. */
const format = closed(
  {
    reportFormat: { const: 'CTRF' },
    specVersion: { type: 'string', pattern: '^[0-9]+\\.[0-9]+\\.[0-9]+$' },
    generatedBy: text,
    results: closed(
      {
        tool: closed({ name: text, version: { type: 'string' } }, ['name']),
        summary: closed(
          Object.fromEntries(
            ['tests', 'passed', 'failed', 'skipped', 'pending', 'other', 'start', 'stop'].map((name) => [name, whole]),
          ),
          ['tests', 'passed', 'failed', 'skipped', 'pending', 'other', 'start', 'stop'],
        ),
        environment: closed({ reportName: text, buildName: text }, []),
        tests: {
          type: 'array',
          items: closed(
            {
              name: text,
              status: { enum: ['passed', 'failed', 'skipped', 'pending', 'other'] },
              duration: whole,
              rawStatus: text,
              suite: { type: 'array', minItems: 1, items: text },
              tags: { type: 'array', items: text },
              message: text,
              trace: text,
              extra: anything,
            },
            ['name', 'status', 'duration'],
          ),
        },
        extra: anything,
      },
      ['tool', 'summary', 'tests'],
    ),
  },
  ['results', 'reportFormat', 'specVersion'],
);

interface Report {
  readonly results: {
    readonly summary: Readonly<Record<string, number>>;
    readonly tests: readonly { readonly status: string; readonly rawStatus: string; readonly message?: string }[];
    readonly extra?: { readonly notice: string };
  };
}

const validate = new Ajv2020({ allErrors: true, strict: false }).compile(format);
const all = outcomes.map((outcome, i) => verdict(outcome, { requirement: `VN-PAGE-${10 + i}` }));
const parsed = (json: string) => JSON.parse(json) as Report;

test('the report keeps the format, whatever the outcomes', () => {
  const report = parsed(ctrfJson(run(all)));
  expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
  expect(validate(parsed(ctrfJson(run([]))))).toBe(true);
});

test('the summary counts what is listed, and no promise is lost', () => {
  const { summary, tests } = parsed(ctrfJson(run(all))).results;
  expect(tests.length).toBe(all.length);
  for (const status of ['passed', 'failed', 'skipped', 'pending', 'other'])
    expect(summary[status], status).toBe(tests.filter((each) => each.status === status).length);
  expect(summary['tests']).toBe(all.length);
});

test('nothing that is broken or undecided is green', () => {
  const { tests } = parsed(ctrfJson(run(all))).results;
  const green = tests.filter(({ status }) => status === 'passed').map(({ rawStatus }) => rawStatus as Outcome);
  for (const outcome of ['fail', 'unstable', 'inconclusive', 'error', 'not-testable'] as const)
    expect(green).not.toContain(outcome);
});

test('a reference run says so, a live one does not', () => {
  const reference = run([verdict('pass')], [], [target({ kind: 'reference' })]);
  expect(parsed(ctrfJson(reference)).results.extra?.notice).toContain('Embedded reference server');
  expect(parsed(ctrfJson(run([verdict('pass')]))).results.extra).toBeUndefined();
});

test('words of a hostile vendor cannot be obeyed', () => {
  const { tests } = parsed(ctrfJson(run([verdict('fail', { reason: hostile })]))).results;
  expect(tests[0]?.message).not.toMatch(unseen);
});
