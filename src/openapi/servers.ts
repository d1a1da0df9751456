/** The address below which an operation is reached. */
import type { ApiDocument } from './document.ts';
import { type JsonObject, listOf, objectOf, textOf, textsOf } from './json.ts';

export type Server = { readonly url: string } | { readonly problem: string };

/**
 * The first server of the operation, its path or the document, absolute and without a trailing slash.
 * @param nodes operation and path item, the nearest first
 */
export function serverOf(document: ApiDocument, nodes: readonly JsonObject[]): Server {
  const address = document.dialect === 'Swagger 2.0' ? swaggerAddress(document) : openapiAddress(document, nodes);
  const variable = /\{([^{}]+)\}/.exec(address)?.[1];
  if (variable !== undefined)
    return {
      problem: `its server holds the variable {${variable.slice(0, 60)}}, which the document does not describe`,
    };
  if (!URL.canParse(address, document.url)) return { problem: `its server '${address.slice(0, 120)}' is no address` };
  const url = new URL(address, document.url);
  if (!/^https?:$/.test(url.protocol))
    return { problem: `its server '${address.slice(0, 120)}' is not reached by HTTP` };
  return { url: `${url.origin}${url.pathname}`.replace(/\/+$/, '') };
}

/** Without servers a path stands at the root of the host (OpenAPI 3.1, section 4.8.1). */
function openapiAddress({ root }: ApiDocument, nodes: readonly JsonObject[]): string {
  const lists = [...nodes, root].map((node) => listOf(node['servers']));
  const server = objectOf((lists.find((list) => list.length > 0) ?? [])[0]);
  const variables = objectOf(server['variables']);
  return (textOf(server['url']) ?? '/').replace(/\{([^{}]+)\}/g, (whole, name: string) => {
    const value = objectOf(variables[name])['default'];
    return value === undefined ? whole : String(value);
  });
}

/** What is left out is that of the document's own address (OpenAPI 2.0, Swagger Object). */
function swaggerAddress({ root, url }: ApiDocument): string {
  const own = new URL(url);
  const schemes = textsOf(root['schemes']);
  const scheme = schemes.find((name) => `${name}:` === own.protocol) ?? schemes[0] ?? own.protocol.slice(0, -1);
  const host = textOf(root['host']) ?? own.host;
  const basePath = textOf(root['basePath']) ?? '/';
  return `${scheme}://${host}${basePath.startsWith('/') ? '' : '/'}${basePath}`;
}
