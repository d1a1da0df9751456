import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { figuresIn, rowsOf, strykerRow } from '../../../scripts/figures.ts';
import { consoleText, pageWith, readmeWith, sectionsOf } from '../../../scripts/trust-report.ts';
import type { FaultFigure, Figure, MutantFigure } from '../../detection/figures.ts';

const fault = (id: string, change: Partial<FaultFigure> = {}): FaultFigure => ({
  kind: 'fault',
  vendor: 'toy',
  id,
  requirement: 'TOY-01',
  level: 'must',
  caught: true,
  collateral: [],
  ...change,
});
const mutants = (change: Partial<MutantFigure> = {}): MutantFigure => ({
  kind: 'mutants',
  vendor: 'toy',
  breaking: 900,
  killed: 900,
  lawful: 100,
  survivors: [],
  seconds: 20,
  ...change,
});
const shortOf = (...figures: Figure[]) =>
  rowsOf('toy', figures)
    .filter(({ reached }) => !reached)
    .map(({ what }) => what);

describe('figures', () => {
  test('are found in a report of Vitest, wherever a test noted one', () => {
    const report = { testResults: [{ assertionResults: [{ meta: {} }, { meta: { figure: fault('a') } }, {}] }] };
    expect(figuresIn(report)).toEqual([fault('a')]);
    expect(figuresIn(null)).toEqual([]);
  });

  test('one missed fault of a must falls short; of a should, more than one in twenty', () => {
    const many = Array.from({ length: 19 }, (_, i) => fault(`f${i}`));
    const should = { level: 'should', caught: false } as const;
    expect(shortOf(...many)).toEqual([]);
    expect(shortOf(...many, fault('missed', { caught: false }))).toEqual(['faults of level must']);
    expect(shortOf(...many, fault('one', should))).toEqual([]);
    expect(shortOf(...many, fault('one', should), fault('two', should))).toEqual(['faults of level should']);
  });

  test('three other findings in the median fall short', () => {
    expect(shortOf(fault('a', { collateral: ['X', 'Y'] }))).toEqual([]);
    expect(shortOf(fault('a', { collateral: ['X', 'Y', 'Z'] }))).toEqual(['other findings a fault']);
  });

  test('parts of the mutants are added up; a survivor, or too few, fall short', () => {
    expect(shortOf(mutants(), mutants())).toEqual([]);
    expect(shortOf(mutants())).toEqual(['generated mutants']);
    expect(shortOf(mutants(), mutants({ killed: 899, survivors: ['x'] }))).toEqual(['generated mutants']);
    expect(rowsOf('toy', [mutants(), mutants({ seconds: 25 })])[0]?.value).toBe(
      '1800 of 1800 killed, 200 break no promise, 25 s',
    );
  });

  test('an accusation, and a green outage, fall short', () => {
    const variation = { kind: 'variation', vendor: 'toy', id: 'odd', accused: ['TOY-01'] } as const;
    const outage = { kind: 'outage', vendor: 'toy', id: 'dead', text: '', exitCode: 0, passed: [] } as const;
    expect(shortOf(variation, outage)).toEqual(['lawful variations', 'ways to a false green']);
    expect(shortOf({ ...variation, accused: [] }, { ...outage, exitCode: 2 })).toEqual([]);
    expect(shortOf({ ...outage, exitCode: 2, passed: ['TOY-01'] })).toEqual(['ways to a false green']);
  });

  test('the share of Stryker counts timeouts as killed, and leaves out what could not run', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'conformance-')), 'mutation.json');
    const statuses = ['Killed', 'Killed', 'Timeout', 'Survived', 'CompileError', 'Ignored'];
    writeFileSync(file, JSON.stringify({ files: { 'a.ts': { mutants: statuses.map((status) => ({ status })) } } }));
    expect(strykerRow(file)).toMatchObject({ value: '75.0 % of 4 killed', reached: false });
    expect(strykerRow(`${file}.none`)).toBeNull();
  });
});

describe('the report', () => {
  const figures: Figure[] = [
    fault('missed', { caught: false }),
    { kind: 'way', colour: 'green', vendor: 'toy', id: 'hang', text: 'a | b', held: false },
  ];
  const sections = sectionsOf(figures, null);

  test('names what fell short on the console', () => {
    expect(consoleText(sections)).toMatch(/SHORT faults of level must[\s\S]*TOY-01 misses missed/);
  });

  test('replaces the figures of the page, twice the same', () => {
    const page = readFileSync(new URL('../../../docs/trust.md', import.meta.url), 'utf8');
    const ways = figures.flatMap((figure) => (figure.kind === 'way' ? [figure] : []));
    const once = pageWith(page, sections, ways, '2026-11-23');
    expect(once).toContain('Measured on 2026-11-23');
    expect(once).toContain('| hang | a \\| b | not for toy |');
    expect(pageWith(once, sections, ways, '2026-11-23')).toBe(once);
    expect(() => pageWith('nothing', sections, ways, '2026-11-23')).toThrow('lost the marks');
  });

  test('adds up a line for each vendor in the README', () => {
    const page = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
    const all: Figure[] = [
      ...figures,
      fault('caught', { caught: true }),
      { kind: 'outage', vendor: 'toy', id: 'dead', text: '', exitCode: 2, passed: [] },
      { kind: 'variation', vendor: 'toy', id: 'odd', accused: ['TOY-01'] },
      { kind: 'combinations', vendor: 'toy', tried: 3, accused: [], seed: 1 },
      { kind: 'way', colour: 'red', vendor: 'toy', id: 'gzip', text: '', held: true },
      { kind: 'way', colour: 'hurt', vendor: 'toy', id: 'bomb', text: '', held: true },
    ];
    const written = readmeWith(page, all, null, '2026-11-23');
    expect(written).toContain('| toy | 1 of 2 | 0 of 0 | 1 of 5 | 1 of 2 | 0 of 1 |');
    expect(written).toContain('not measured');
    expect(written.startsWith(page.slice(0, 500))).toBe(true);
    const own = { what: '', value: '91.0 % of 4 killed', goal: '', reached: true, details: [] };
    expect(readmeWith(page, all, own, '2026-11-23')).toContain('91.0 % of 4 killed');
  });
});
