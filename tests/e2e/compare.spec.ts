/** `compare`, `history` and `report` as a user types them. */
import { expect, test } from './support/run.ts';

test.setTimeout(400_000);

const versions = ['compare', '--vendor', 'vendnovation', '--from', 'v2', '--to', 'v2.1'];

test('v2 to v2.1 is safe on the reference, and says that nothing was learnt about the vendor', async ({ sandbox }) => {
  const { code, stdout } = await sandbox.conformance(versions);
  expect(stdout).toContain('Result: safe (exit code 0)');
  expect(stdout).toContain('The vendor promises that this step breaks nothing.');
  expect(stdout).toContain('Embedded reference server: nothing was learnt about the live vendor.');
  expect(code).toBe(0);
  expect(sandbox.report('compare-vendnovation-v2-v2.1.md')).toContain('# vendnovation: v2 to v2.1 is safe');
});

test('a break of the new side is named, by kind and place', async ({ sandbox }) => {
  const { code, stdout } = await sandbox.conformance([...versions, '--fault', 'machine-id-text', '--json']);
  expect(code).toBe(1);
  const { safety, changes } = JSON.parse(stdout) as { safety: string; changes: Record<string, string>[] };
  expect(safety).toBe('not safe');
  expect(changes).toContainEqual(
    expect.objectContaining({
      kind: 'response-type-changed',
      effect: 'breaking',
      operation: 'GET /machines',
      where: '200 /[]/id',
      before: 'integer',
      after: 'string',
    }),
  );
});

test('what cannot be compared is told at once, with code 4', async ({ sandbox }) => {
  const wrong: [args: string[], says: RegExp][] = [
    [['compare'], /compare versions needs one vendor and two sides, as: npm run compare/],
    [['compare', '--vendor', 'vendnovation', '--from', 'v2', '--to', 'v2.2'], /v2\.2/],
    [['compare', 'runs'], /there is no complete run/],
    [[...versions, '--treat', 'response-colour=allowed'], /there is no kind of change 'response-colour'/],
  ];
  for (const [args, says] of wrong) {
    const { code, output } = await sandbox.conformance(args);
    expect(code, args.join(' ')).toBe(4);
    expect(output).toMatch(says);
  }
});

test('a regression between two runs: compare runs names it, history shows it, the page for the vendor says since when', async ({
  sandbox,
}) => {
  const few = ['--target', 'vendnovation-v2.1', '--requirement', 'VN-PAGE-03'];
  expect((await sandbox.conformance(few)).code).toBe(0);
  expect((await sandbox.conformance([...few, '--fault', 'oversized-header-as-requested'])).code).toBe(1);
  const compared = await sandbox.conformance(['compare', 'runs']);
  expect(compared.code).toBe(1);
  expect(compared.stdout).toMatch(
    /Newly broken \(1\)\n {2}vendnovation-v2\.1 {2}VN-PAGE-03 {2}pass -> fail; broken since/,
  );
  const history = await sandbox.conformance(['history']);
  expect(history.code).toBe(0);
  expect(history.stdout).toMatch(/nonconforming .*\n.* conforming /);
  const again = await sandbox.conformance(['report', 'latest']);
  expect(again.code).toBe(0);
  const page = sandbox.report('vendnovation.html');
  expect(page).toContain('VN-PAGE-03');
  expect(page).toMatch(/last kept/);
});
