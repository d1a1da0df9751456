import { describe, expect, it } from 'vitest';
import {
  evidenceMarkdown,
  exchangeJson,
  failureText,
  shownExchanges,
  summaryMarkdown,
} from '../../../reporters/evidence.ts';
import { bodyText } from '../../../reporters/excerpt.ts';
import { referenceNotice } from '../../../reporters/words.ts';
import { answered, evidence, failed, hostile, target, verdict, unseen } from './fixtures.ts';

describe('shownExchanges', () => {
  const all = [answered('1-0001'), answered('1-0002'), failed('1-0003', { kind: 'timeout', message: '30 s' })];
  const exchanges = all.map(({ x }) => x);
  it('takes what findings name', () => {
    const finding = { message: 'm', expected: 'e', actual: 'a', exchange: '1-0002' };
    const one = evidence(verdict('fail', { exchanges, findings: [finding, finding] }), all);
    expect(shownExchanges(one).map(({ x }) => x)).toEqual(['1-0002']);
  });
  it('takes what was not answered where nothing was decided', () => {
    expect(shownExchanges(evidence(verdict('inconclusive', { exchanges }), all)).map(({ x }) => x)).toEqual(['1-0003']);
  });
  it('takes the first where all is well', () => {
    expect(shownExchanges(evidence(verdict('pass', { exchanges }), all)).map(({ x }) => x)).toEqual(['1-0001']);
  });
  it('does without recordings', () => {
    expect(shownExchanges(evidence(verdict('fail'), []))).toEqual([]);
  });
});

describe('evidenceMarkdown', () => {
  it('holds the promise, what came, the exchange and the curl line', () => {
    const text = evidenceMarkdown(evidence(verdict('fail'), [answered('1-0001', { body: '[{"id":1}]' })]));
    expect(text).toContain('- **Promised:** A requested size above 2000');
    expect(text).toContain(
      '   - promised: `header size 2000`\n   - came: `header size 2001`\n   - where: `header size`\n   - exchange: `1-0001`',
    );
    expect(text).toContain('$VENDNOVATION_API_KEY');
    expect(text).toContain('"id": 1');
    expect(text).toContain('[Pagination](https://docs.example.com/concepts)');
  });
  it('says that nobody but the embedded server answered', () => {
    const reference = target({ kind: 'reference' });
    expect(evidenceMarkdown(evidence(verdict('fail'), [], { target: reference }))).toContain(referenceNotice);
    expect(summaryMarkdown(evidence(verdict('fail'), [], { target: reference }))).toContain(referenceNotice);
    expect(evidenceMarkdown(evidence(verdict('fail'), []))).not.toContain(referenceNotice);
  });
  it('offers no curl line for what was never sent: it would carry secrets to a foreign origin', () => {
    const led = failed(
      '1-0001',
      { kind: 'foreign-origin', message: 'x' },
      { url: 'https://evil.example/?k=«secret:apiKey»' },
    );
    expect(evidenceMarkdown(evidence(verdict('fail'), [led]))).not.toContain('curl');
  });
  it('explains an answer that did not come', () => {
    const text = evidenceMarkdown(
      evidence(verdict('inconclusive'), [failed('1-0001', { kind: 'timeout', message: 'after 30 s' })]),
    );
    expect(text).toContain('no answer (timeout): after 30 s');
  });
  it('keeps hostile text inside its place', () => {
    const finding = { message: hostile, expected: hostile, actual: hostile, where: hostile, exchange: '1-0001' };
    const one = verdict('fail', {
      reason: hostile,
      findings: [finding],
      observations: [{ label: hostile, value: hostile }],
    });
    const text = evidenceMarkdown(
      evidence(one, [answered('1-0001', { body: hostile, headers: [[hostile, hostile]] })]),
    );
    expect(text).not.toMatch(unseen);
    const outside = text.replace(/^(`{3,})\w*\n[\s\S]*?\n\1$/gm, '').replace(/(`+)(?!`)(?:(?!\1)[\s\S])+?\1(?!`)/g, '');
    expect(outside).not.toMatch(/<script|<img|(?<!\\)!\[/);
    // Every fence that is opened is closed: the same marks, in pairs.
    expect((text.match(/^`{3,}/gm) ?? []).length % 2).toBe(0);
  });
  it('stays small however large the answer', () => {
    const body = JSON.stringify(Array.from({ length: 20_000 }, (_, id) => ({ id, name: 'x'.repeat(20) })));
    const finding = { message: 'm', expected: 'e', actual: 'a', where: '/12345/name', exchange: '1-0001' };
    const text = evidenceMarkdown(evidence(verdict('fail', { findings: [finding] }), [answered('1-0001', { body })]));
    expect(text.length).toBeLessThan(12_000);
    expect(text).toContain('"id": 12345');
  });
});

describe('bodyText', () => {
  it('indents JSON and leaves other text', () => {
    expect(bodyText('{"a":1}')).toBe('{\n  "a": 1\n}');
    expect(bodyText('<html>')).toBe('<html>');
  });
  it('falls back to the start where the pointer leads nowhere', () => {
    const body = JSON.stringify(Array.from({ length: 2000 }, (_, id) => id));
    expect(bodyText(body, '/no/such')).toMatch(/^\[\n {2}0,/);
    expect(bodyText(body, 'header size')).toMatch(/^\[\n {2}0,/);
  });
});

describe('failureText', () => {
  it('says why, what was promised and what came', () => {
    expect(failureText(evidence(verdict('fail')))).toBe(
      'The size header says 2001.\n  promised: header size 2000\n  came:     header size 2001 (header size, exchange 1-0001)',
    );
  });
});

describe('exchangeJson', () => {
  it('is what Allure shows as request and response', () => {
    const shown = JSON.parse(exchangeJson(answered('1-0001', { body: '{"a":1}' }))) as {
      request: unknown;
      response: unknown;
    };
    expect(shown.request).toMatchObject({ method: 'GET', url: 'https://api.example.com/v2/machines' });
    expect(shown.response).toMatchObject({ status: 200, body: { value: '{\n  "a": 1\n}', size: 7 } });
  });
  it('holds the failure where no answer came', () => {
    expect(JSON.parse(exchangeJson(failed('1-0001', { kind: 'reset', message: 'gone' })))).toMatchObject({
      error: { name: 'reset', message: 'gone' },
    });
  });
});
