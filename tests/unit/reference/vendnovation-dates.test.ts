/** Documented date ranges of the VendNovation reference; the maximum of /reports/transactions is 30 days. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataFor } from '../../../reference/vendnovation/data.ts';
import { days, months, parseDate } from '../../../reference/vendnovation/dates.ts';
import { documentedData } from '../../../reference/vendnovation/model.ts';
import { vendnovation } from '../../../reference/vendnovation/server.ts';
import type { RunningReference } from '../../../reference/types.ts';
import { loggedIn, testNow, rows, type Ask } from './ask.ts';

let running: RunningReference;
let ask: Ask;
beforeAll(async () => {
  running = await vendnovation.start({ limits: 'off', now: () => testNow });
  ask = await loggedIn(running);
});
afterAll(() => running.close());

const report = (startDate?: string, endDate?: string, path = '/reports/transactions') =>
  ask('GET', path, { requestFilter: { startDate, endDate } }, { size: '2000' });
const headersOf = async (startDate?: string, endDate?: string, path?: string) => {
  const { headers } = await report(startDate, endDate, path);
  return [headers['search-range-start-date'], headers['search-range-end-date']];
};

describe('clamping table', () => {
  it.each([
    ['2026-11-01', '2026-11-11', undefined, undefined],
    ['2026-10-01', '2026-11-20', undefined, '2026-10-31T00:00:00'],
    ['2026-10-01', undefined, undefined, '2026-10-31T00:00:00'],
    [undefined, '2026-10-31', '2026-10-01T23:59:59', undefined],
    [undefined, undefined, '2026-10-24T09:45:00', '2026-11-23T09:45:00'],
    ['2026-10-01T00:00:00', '2026-10-31T00:00:00', undefined, undefined],
    ['2026-10-01T00:00:00', '2026-10-31T00:00:01', undefined, '2026-10-31T00:00:00'],
  ])('%s to %s: headers %s and %s', async (start, end, startHeader, endHeader) => {
    expect(await headersOf(start, end)).toEqual([startHeader, endHeader]);
  });

  it('has another maximum on another route', async () => {
    const path = '/reports/inventory-adjustments';
    expect(await headersOf('2026-08-10', undefined, path)).toEqual([undefined, '2026-09-10T00:00:00']);
  });

  it('refuses reversed ranges and what is no date', async () => {
    const codeOf = async (start: string, end?: string) => {
      const seen = await report(start, end);
      return [seen.status, (seen.json as { code: string }[])[0]?.code];
    };
    expect(await codeOf('2026-02-02', '2026-02-01')).toEqual([400, 'INVALID_DATE_RANGE']);
    expect(await codeOf('yesterday-ish')).toEqual([400, 'DATE_PARSING']);
    expect(await codeOf('2026-02-30')).toEqual([400, 'DATE_PARSING']);
  });

  it('ignores dates on routes without a range', async () => {
    expect((await report('yesterday-ish', undefined, '/machines')).status).toBe(200);
  });
});

describe('records of a range', () => {
  it('lie in it by the local time of their machine, not always by UTC', async () => {
    const sites = new Map(rows(await ask('GET', '/sites', {}, { size: '2000' })).map((site) => [site['id'], site]));
    const { data, offsets } = {
      data: rows(await report('2026-11-01', '2026-11-03')),
      offsets: dataFor(documentedData, testNow).sites,
    };
    expect(data.length).toBeGreaterThan(50);
    const utc = data.map((record) => String(record['recordedAtUtc']));
    const local = data.map((record) => {
      const minutes = offsets.get(Number(record['siteId']))?.offset ?? NaN;
      return new Date(Date.parse(`${String(record['recordedAtUtc'])}Z`) + minutes * 60_000).toISOString().slice(0, 19);
    });
    expect(sites.size).toBe(30);
    expect(local.every((date) => date >= '2026-11-01T00:00:00' && date <= '2026-11-03T23:59:59')).toBe(true);
    expect(utc.some((date) => date < '2026-11-01' || date >= '2026-11-04')).toBe(true);
  });

  it('add up over adjoining ranges', async () => {
    const ids = async (start: string, end: string) => rows(await report(start, end)).map(({ id }) => id);
    const whole = await ids('2026-11-01', '2026-11-10');
    const parts = [...(await ids('2026-11-01', '2026-11-05')), ...(await ids('2026-11-06', '2026-11-10'))];
    expect(new Set(parts)).toEqual(new Set(whole));
    expect(parts).toHaveLength(whole.length);
  });
});

describe('dates as C# reads them', () => {
  const at = Date.UTC(2026, 0, 2, 15, 4, 5);
  it.each([
    ['2026-01-02T15:04:05', at],
    ['2026-01-02 15:04:05.250', at + 250],
    ['2026-01-02T15:04:05.2500000Z', at + 250],
    ['2026-01-02T15:04:05+05:30', at - 19_800_000],
    ['2026-01-02T15:04', at - 5000],
    ['2026-01-02', Date.UTC(2026, 0, 2) + 7],
    ['1/2/2026', Date.UTC(2026, 0, 2) + 7],
    ['1/2/2026 3:04:05 PM', at],
    ['1/2/2026 12:00:00 AM', Date.UTC(2026, 0, 2)],
    ['2026-13-01', null],
    ['2026-01-02T24:00:00', null],
    ['2/30/2026', null],
    ['', null],
  ])('%s', (text, expected) => {
    expect(parseDate(text, 7)).toBe(expected);
  });

  it('knows maxima in days and in calendar months', () => {
    expect(days(30).after(Date.UTC(2026, 0, 1))).toBe(Date.UTC(2026, 0, 31));
    expect(months(1).after(Date.UTC(2026, 0, 31, 5))).toBe(Date.UTC(2026, 1, 28, 5));
    expect(months(1).before(Date.UTC(2026, 2, 31))).toBe(Date.UTC(2026, 1, 28));
    expect(months(12).before(Date.UTC(2024, 1, 29))).toBe(Date.UTC(2023, 1, 28));
  });
});

describe('data', () => {
  it('are the same on the same day, and end before it', () => {
    const data = dataFor(documentedData, testNow);
    expect(dataFor(documentedData, testNow + 3_600_000)).toBe(data);
    expect(data.rows.transactions).toHaveLength(4000);
    const times = data.rows.transactions.map(({ utc }) => utc);
    expect(Math.max(...times)).toBeLessThan(Date.UTC(2026, 10, 23));
    expect(Math.max(...times)).toBeGreaterThan(Date.UTC(2026, 10, 22));
    expect(new Set([...data.sites.values()].map(({ offset }) => offset)).size).toBe(8);
  });
});
