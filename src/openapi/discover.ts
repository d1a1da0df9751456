/** Finds documentation pages and API documents in what a server sends: links, Swagger UI pages and their configurations. */

const mostLinks = 1000;

const entities: Readonly<Record<string, string>> = { amp: '&', quot: '"', apos: "'", lt: '<', gt: '>' };

/** Attribute values may hold entities (HTML, section 13.1.2.3). */
const decoded = (text: string) =>
  text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return entities[name.toLowerCase()] ?? whole;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );

function absolute(reference: string, base: string): string[] {
  const text = decoded(reference.trim());
  if (
    text === '' ||
    text.startsWith('#') ||
    /^(?:javascript|mailto|data|tel):/i.test(text) ||
    !URL.canParse(text, base)
  )
    return [];
  const url = new URL(text, base);
  url.hash = '';
  return /^https?:$/.test(url.protocol) ? [url.href] : [];
}

const unique = (list: readonly string[]) => [...new Set(list)];

/** Addresses of `a` and `area` elements, absolute, each once, in the order of the page. */
export function linksIn(html: string, base: string): string[] {
  const found: string[] = [];
  const from = baseIn(html, base);
  for (const match of withoutComments(html).matchAll(
    /<(?:a|area)\s[^<>]*?\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi,
  )) {
    found.push(...absolute(match[1] ?? match[2] ?? match[3] ?? '', from));
    if (found.length >= mostLinks) break;
  }
  return unique(found);
}

/** Addresses of scripts that a page loads. */
export function scriptsIn(html: string, base: string): string[] {
  const from = baseIn(html, base);
  const sources = [
    ...withoutComments(html).matchAll(/<script\s[^<>]*?\bsrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi),
  ];
  return unique(sources.slice(0, mostLinks).flatMap((match) => absolute(match[1] ?? match[2] ?? match[3] ?? '', from)));
}

/** Longer pages are read up to here, in characters. */
const mostOfPage = 1_000_000;

function withoutComments(html: string): string {
  const kept: string[] = [];
  const text = html.slice(0, mostOfPage);
  for (let at = 0; at < text.length;) {
    const start = text.indexOf('<!--', at);
    kept.push(text.slice(at, start === -1 ? text.length : start));
    const end = start === -1 ? -1 : text.indexOf('-->', start);
    at = end === -1 ? text.length : end + 3;
  }
  return kept.join('');
}

function baseIn(html: string, base: string): string {
  const href = /<base\s[^<>]*?\bhref\s*=\s*["']([^"']*)["']/i.exec(html.slice(0, mostOfPage))?.[1];
  return href === undefined ? base : (absolute(href, base)[0] ?? base);
}

/** A link whose path looks like API documentation: a page of Swagger UI, ReDoc and the like, or a document. */
export function isDocumentation(url: string): boolean {
  const { pathname } = new URL(url);
  return /swagger|openapi|api-?docs|redoc|rapidoc|\/docs?(?:\/|\.html?|$)/i.test(pathname);
}

export interface DocumentAddresses {
  /** Of API documents. */
  readonly documents: readonly string[];
  /** Of configurations that name documents. */
  readonly configurations: readonly string[];
}

/**
 * Addresses in a page of Swagger UI, in the script that starts it, or in its configuration as JSON.
 * @param base address that relative ones are resolved against: that of the page, also for a script
 */
export function documentAddressesIn(text: string, base: string): DocumentAddresses {
  const documents: string[] = [];
  const configurations: string[] = [];
  // Scripts write "url", url or 'url'; Swashbuckle puts JSON with escaped quotes into a script.
  const plain = text.slice(0, mostOfPage).replace(/\\"/g, '"').replace(/\\\//g, '/');
  for (const match of plain.matchAll(/(?:^|[\s,{("'])["']?(url|configUrl|location)["']?\s*:\s*["']([^"']+)["']/g)) {
    const [, name, address = ''] = match;
    (name === 'configUrl' ? configurations : documents).push(...absolute(address, base));
  }
  for (const match of plain.matchAll(/\b(?:spec-url|data-url|apiDescriptionUrl)\s*=\s*["']([^"']+)["']/g))
    documents.push(...absolute(match[1] ?? '', base));
  for (const match of plain.matchAll(/\bRedoc\.init\(\s*["']([^"']+)["']/g))
    documents.push(...absolute(match[1] ?? '', base));
  // What Swagger UI shows where nobody configured it.
  const own = (url: string) => !/petstore\.swagger\.io/.test(url);
  return { documents: unique(documents).filter(own), configurations: unique(configurations).filter(own) };
}

/** Addresses that the query of a page of Swagger UI names. */
export function documentAddressesOf(page: string): DocumentAddresses {
  const { searchParams } = new URL(page);
  return {
    documents: unique(searchParams.getAll('url').flatMap((address) => absolute(address, page))),
    configurations: unique(searchParams.getAll('configUrl').flatMap((address) => absolute(address, page))),
  };
}

/** Most of a document that stands in a page or script itself, in characters. */
const mostInline = 5_000_000;

/** The text of a document that stands in a page of Swagger UI or in the script that starts it; null where there is none. */
export function inlineDocument(text: string): string | null {
  const start = /["']?\b(?:spec|swaggerDoc)["']?\s*[:=]\s*(?=\{\s*["'](?:openapi|swagger|info)["'])/.exec(text);
  return start === null ? null : objectAt(text, start.index + start[0].length);
}

/** The JSON object that begins at an index. */
function objectAt(text: string, from: number): string | null {
  let depth = 0;
  let isText = false;
  for (let i = from; i < text.length && i - from < mostInline; i += 1) {
    const character = text[i];
    if (isText) {
      if (character === '\\') i += 1;
      else if (character === '"') isText = false;
    } else if (character === '"') isText = true;
    else if (character === '{') depth += 1;
    else if (character === '}') {
      depth -= 1;
      if (depth === 0) return text.slice(from, i + 1);
    }
  }
  return null;
}

/** Where documents usually lie beside a page of Swagger UI, likeliest first. */
export function usualPlaces(page: string): string[] {
  const url = new URL(page);
  const root = url.pathname.replace(/\/(?:swagger-ui|swagger|api-docs|docs)(?:[./].*)?$/i, '').replace(/\/+$/, '');
  return ['v3/api-docs', 'v2/api-docs', 'swagger.json', 'openapi.json', 'swagger/v1/swagger.json'].map(
    (name) => `${url.origin}${root}/${name}`,
  );
}
