import { describe, expect, it } from 'vitest';
import {
  documentAddressesIn,
  isDocumentation,
  linksIn,
  scriptsIn,
  usualPlaces,
} from '../../../src/openapi/discover.ts';

const base = 'http://127.0.0.1:4000/site/index.html';

describe('linksIn', () => {
  it('reads quoted and plain attributes, entities and relative addresses', () => {
    const html = `<A HREF="a?x=1&amp;y=2#top">A</A><a class='b' href='/b'>B</a><a href=c>C</a><area href="//127.0.0.1:4000/d"><a href="a?x=1&amp;y=2">A</a>`;
    expect(linksIn(html, base)).toEqual([
      'http://127.0.0.1:4000/site/a?x=1&y=2',
      'http://127.0.0.1:4000/b',
      'http://127.0.0.1:4000/site/c',
      'http://127.0.0.1:4000/d',
    ]);
  });
  it('leaves out comments, scripts, mail and other schemes', () => {
    expect(
      linksIn(
        '<!-- <a href="/old">x</a> --><a href="mailto:a@b.example">x</a><a href="javascript:void(0)">x</a><a href="#x">x</a><a name="y">y</a><abbr href="/z">',
        base,
      ),
    ).toEqual([]);
  });
  it('keeps a base element', () =>
    expect(linksIn('<base href="/other/"><a href="x">x</a>', base)).toEqual(['http://127.0.0.1:4000/other/x']));
  it('ends on hostile pages', () => {
    for (const piece of ['<a ', '<!-- ', '<a href="', '<base href='])
      expect(linksIn(piece.repeat(400_000), base).length).toBeLessThan(2);
    for (const piece of ['<script ', '<script src="', '<!-- '])
      expect(scriptsIn(piece.repeat(400_000), base).length).toBeLessThan(2);
  });
});

it.each([
  ['http://h.example/api/v1/usage/swagger-ui/index.html', true],
  ['http://h.example/v3/api-docs', true],
  ['http://h.example/openapi.yaml', true],
  ['http://h.example/redoc', true],
  ['http://h.example/docs/', true],
  ['http://h.example/getting_started.html', false],
  ['http://h.example/documents/invoice', false],
])('%s documents an API: %s', (url, expected) => expect(isDocumentation(url)).toBe(expected));

describe('documentAddressesIn', () => {
  it.each([
    [
      'Swagger UI',
      'SwaggerUIBundle({ url: "../v2/api-docs", dom_id: "#x" })',
      ['http://127.0.0.1:4000/v2/api-docs'],
      [],
    ],
    [
      'springdoc',
      '{\n  url: "https://petstore.swagger.io/v2/swagger.json",\n "configUrl" : "/v3/api-docs/swagger-config",',
      [],
      ['http://127.0.0.1:4000/v3/api-docs/swagger-config'],
    ],
    [
      'Swashbuckle',
      'var configObject = JSON.parse(\'{\\"urls\\":[{\\"url\\":\\"v1/swagger.json\\",\\"name\\":\\"A\\"}]}\');',
      ['http://127.0.0.1:4000/site/v1/swagger.json'],
      [],
    ],
    [
      'springfox',
      '[{"name":"default","url":"/v2/api-docs","location":"/v2/api-docs","swaggerVersion":"2.0"}]',
      ['http://127.0.0.1:4000/v2/api-docs'],
      [],
    ],
    ['ReDoc', '<redoc spec-url="/openapi.json"></redoc>', ['http://127.0.0.1:4000/openapi.json'], []],
    ['ReDoc by script', "Redoc.init('/openapi.json', {}, x)", ['http://127.0.0.1:4000/openapi.json'], []],
    ['nothing', '<body>Hello, curl: "x"</body>', [], []],
  ])('%s', (_, text, documents, configurations) =>
    expect(documentAddressesIn(text, base)).toEqual({ documents, configurations }),
  );
});

it('usual places lie beside the page', () => {
  expect(usualPlaces('http://h.example/api/v1/usage/swagger-ui/index.html')[0]).toBe(
    'http://h.example/api/v1/usage/v3/api-docs',
  );
  expect(usualPlaces('http://h.example/a/swagger-ui.html')[1]).toBe('http://h.example/a/v2/api-docs');
});
