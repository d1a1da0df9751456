import { expect, test } from 'vitest';
import { expectRefused } from '../../../src/judges/refusal.ts';
import { Check, Undecided } from '../../../src/verdict/check.ts';
import { answer } from './answers.ts';

const refusal = { because: 'the key is wrong', statuses: [401, 403] };

test.each([401, 403])('%i is the promised refusal', (status) => {
  const check = new Check();
  expect(expectRefused(check, answer({ status }), refusal)).toBe(true);
  expect(check).toMatchObject({ checks: 1, findingsTotal: 0 });
});

test.each([
  [200, false, 'was accepted with 200'],
  [204, false, 'was accepted with 204'],
  [302, false, 'was answered with 302'],
  [400, true, 'was answered with 400'],
  [404, true, 'was answered with 404'],
  [500, false, 'made the server fail with 500'],
  [503, false, 'made the server fail with 503'],
])('%i is a finding; refused at all: %s', (status, refused, said) => {
  const check = new Check();
  expect(expectRefused(check, answer({ status, body: 'why' }), refusal)).toBe(refused);
  expect(check.findings).toEqual([
    {
      message: `GET /machines?size=2 ${said}, although the key is wrong; promised was status 401 or 403`,
      expected: 'status 401 or 403',
      actual: `status ${status}: why`,
      where: 'status',
      exchange: '1-0001',
    },
  ]);
});

test.each(['failed', 'none'] as const)('shows nothing where the control is %s', (control) => {
  for (const status of [200, 401, 500]) {
    const check = new Check();
    expect(() => expectRefused(check, answer({ status }, { control }), refusal)).toThrow(Undecided);
    expect(check.checks).toBe(0);
  }
});

test('429 and no answer are undecided', () => {
  expect(() => expectRefused(new Check(), answer({ status: 429 }), { ...refusal, statuses: [429] })).toThrow(Undecided);
  expect(() => expectRefused(new Check(), answer({ failure: { kind: 'reset', message: 'm' } }), refusal)).toThrow(
    Undecided,
  );
});

test('a redirection in place of a refusal is a finding, beside a control that was answered', () => {
  const redirect = { kind: 'redirect', message: 'to http://elsewhere/login' } as const;
  const check = new Check();
  expect(expectRefused(check, answer({ failure: redirect }), refusal)).toBe(false);
  expect(check).toMatchObject({
    checks: 1,
    findings: [
      { expected: 'status 401 or 403', actual: 'to http://elsewhere/login', where: 'status', exchange: '1-0001' },
    ],
  });
  for (const control of ['failed', 'none'] as const)
    expect(() => expectRefused(new Check(), answer({ failure: redirect }, { control }), refusal)).toThrow(Undecided);
});

test('a refusal without a body is told as that', () => {
  const check = new Check();
  expectRefused(check, answer({ status: 404, body: '' }), refusal);
  expect(check.findings[0]?.actual).toBe('status 404: an empty body');
});
