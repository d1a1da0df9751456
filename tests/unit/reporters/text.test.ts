import { describe, expect, it } from 'vitest';
import { block, code, html, link, markdown, shortened, visible, xml } from '../../../reporters/text.ts';
import { hostile, unseen } from './fixtures.ts';

describe('visible', () => {
  it('shows what a terminal would obey', () => {
    expect(visible('\u001b[31mred\u0007 \u009b')).toBe('\\u001b[31mred\\u0007 \\u009b');
  });
  it('shows letters that hide or reverse what stands beside them', () => {
    expect(visible('a\u202eb\u200bc\ufeff\u{e0041}')).toBe('a\\u202eb\\u200bc\\ufeff\\u{e0041}');
  });
  it('leaves other writing alone', () => {
    expect(visible('Grüße, 日本語, 😀')).toBe('Grüße, 日本語, 😀');
  });
  it('shows half a surrogate pair', () => {
    expect(visible('\ud800x')).toBe('\\ud800x');
  });
  it('joins lines unless told to keep them, so that no line can be a command to a CI', () => {
    expect(visible('a\r\n::error::b')).toBe('a ::error::b');
    expect(visible('a\r\nb\rc', 'keep')).toBe('a\nb\\u000dc');
  });
});

describe('xml', () => {
  it('escapes markup, quotes and forbidden characters', () => {
    expect(xml('<a b="c">\'&\u0001\ufffe')).toBe('&lt;a b=&quot;c&quot;&gt;&#39;&amp;\\u0001\\ufffe');
  });
  it('keeps line feeds in attributes', () => {
    expect(xml('a\nb')).toBe('a&#10;b');
  });
  it('leaves nothing of a hostile text that could open a tag', () => {
    expect(xml(hostile)).not.toMatch(/[<>"']/);
    expect(xml(hostile)).not.toMatch(unseen);
  });
});

describe('html', () => {
  it('leaves no tag and no attribute end', () => {
    expect(html(hostile)).not.toMatch(/[<>"']/);
  });
});

describe('markdown', () => {
  it('escapes every mark', () => {
    expect(markdown('*a* [b](c) `d` | e')).toBe('\\*a\\* \\[b\\]\\(c\\) \\`d\\` \\| e');
  });
  it('leaves no image, link, tag or mention', () => {
    const shown = markdown(hostile);
    expect(shown).not.toMatch(/(?<!\\)!\[|(?<!\\)\]\(|<\w|(?<!\\)@everyone|https:\/\//);
    expect(shown).not.toContain('\n');
  });
  it('lets no address become a link', () => {
    expect(markdown('https://a.example www.b.example c@d.example')).toBe(
      'https\\://a.example www\\.b.example c\\@d.example',
    );
  });
  it('starts no list', () => {
    expect(markdown('- a')).toBe('\\- a');
    expect(markdown('1. a')).toBe('1\\. a');
  });
});

describe('code', () => {
  it('cannot be ended by its content', () => {
    expect(code('a `b` ``c``')).toBe('``` a `b` ``c`` ```');
  });
  it('keeps table cells whole', () => {
    expect(code('a|b\nc')).toBe('`a\\|b c`');
  });
  it('names emptiness', () => {
    expect(code('')).toBe('`(empty)`');
  });
});

describe('block', () => {
  it('cannot be ended by its content', () => {
    expect(block('```\nx\n````', 'http')).toBe('`````http\n```\nx\n````\n`````');
  });
});

describe('link', () => {
  it('links web addresses', () => {
    expect(link('Page', 'https://docs.example.com/a?b=c#d')).toBe('[Page](https://docs.example.com/a?b=c#d)');
  });
  it.each(['javascript:alert(1)', 'https://x/)[y](z', 'data:text/html,x', ''])('does not link %s', (url) => {
    expect(link('Page', url)).toBe('Page');
  });
});

describe('shortened', () => {
  it('says how much is missing', () => {
    expect(shortened('abcdef', 4)).toBe('abcd… (2 more characters)');
    expect(shortened('abcd', 4)).toBe('abcd');
  });
  it('never halves a surrogate pair', () => {
    expect(shortened('abc😀def', 4)).toBe('abc… (5 more characters)');
  });
});
