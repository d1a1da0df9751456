/** Lawful ways to publish documents. */
import { always, changed, earlier } from '../changes.ts';
import { usageDocument } from '../documents/usage.ts';
import { pagePath, serviceNames } from '../pages.ts';
import { html, problem, type Json, type JsonObject } from '../world.ts';
import { variation } from './entry.ts';

const service = ['components', 'schemas', 'Service'];

export const documentVariations = [
  variation('index-links-relative', 'The index page has relative links.', () => ({
    index: ({ behaviour }) =>
      html(
        `<body>${behaviour.linkedLabels.flatMap((label) => serviceNames.map((name) => `<a target="_blank" href='api/${label}/${name}/${pagePath(name)}#/'>${name}</a>`)).join('')}</body>`,
      ),
  })),
  variation('index-with-other-links', 'The index page links other pages, too, and other sites.', (base) => ({
    index: (world) => ({
      ...base.index(world),
      text: String(base.index(world).text).replace(
        '</ul>',
        '</ul><a href="https://www.example.com/swagger-ui/">Elsewhere</a><a href="mailto:api@example.com">Mail</a><a href="#top">Top</a><!-- <a href="/api/v1/old/swagger-ui/index.html">Old</a> -->',
      ),
    }),
  })),
  variation('index-links-documents', 'The index page links the documents themselves.', () => ({
    index: ({ behaviour, prefix }) =>
      html(
        `<body>${behaviour.linkedLabels.map((label) => `<a href="${prefix}/api/${label}/usage/v3/api-docs">usage</a><a href="${prefix}/api/${label}/accounts/v2/api-docs">accounts</a>`).join('')}</body>`,
      ),
  })),
  variation('index-links-all-labels', 'The index page links latest and beta, too.', () => ({
    linkedLabels: ['v1', 'v2', 'latest', 'beta'],
  })),
  variation('index-links-newest-only', 'The index page links the newest version only.', () => ({
    linkedLabels: ['v2'],
  })),
  variation(
    'pages-named-by-service',
    'Documentation lies at the address of its service, beside other pages.',
    (base) => ({
      index: ({ behaviour, prefix }) =>
        html(
          `<body><a href="${prefix}/contact.html">Contact</a>${behaviour.linkedLabels.flatMap((label) => serviceNames.map((name) => `<a href="${prefix}/api/${label}/${name}/">${name}</a>`)).join('')}</body>`,
        ),
      finish: (answer, call) => {
        const { label, service: name, world } = call;
        const isPage = call.method === 'GET' && call.route === '' && ['usage', 'accounts'].includes(name);
        return isPage && world.behaviour.generation(label) !== null
          ? html(
              `<body><script>Redoc.init("${world.prefix}/api/${label}/${name}/${name === 'usage' ? 'v3' : 'v2'}/api-docs", {}, document.body)</script></body>`,
            )
          : base.finish(answer, call);
      },
    }),
  ),
  variation(
    'schemas-with-ids',
    'Schemas carry names of their own as a generator writes them.',
    always('usage', [...service, '$id'], () => 'Service'),
  ),
  variation('page-holds-address', 'The page of usage holds the address of its document itself.', (base) => ({
    swaggerPage: (subject) =>
      subject.service === 'usage'
        ? html(
            `<body><script>const ui = SwaggerUIBundle({urls: [{"url":"${subject.world.prefix}/api/${subject.label}/usage/v3/api-docs","name":"usage"}]})</script></body>`,
          )
        : base.swaggerPage(subject),
  })),
  variation('page-holds-document', 'The page of usage holds its document itself.', (base) => ({
    swaggerPage: (subject) =>
      subject.service === 'usage'
        ? html(
            `<body><script>let options = {"swaggerDoc": ${JSON.stringify(base.document(usageDocument(subject), subject))}, "customOptions": {}};</script></body>`,
          )
        : base.swaggerPage(subject),
  })),
  variation('index-names-documents', 'The index page names each document in the address of one Swagger UI.', () => ({
    index: ({ behaviour, prefix }) =>
      html(
        `<body>${behaviour.linkedLabels
          .flatMap((label) =>
            [`/api/${label}/usage/v3/api-docs`, `/api/${label}/accounts/v2/api-docs`].map(
              (path) =>
                `<a href="${prefix}/api/${label}/usage/swagger-ui/index.html?url=${encodeURIComponent(`${prefix}${path}`)}">API</a>`,
            ),
          )
          .join('')}</body>`,
      ),
  })),
  variation('documents-want-token', 'The document of accounts is shown to those only who have a token.', (base) => ({
    publish: (document, call) =>
      call.service === 'accounts' && call.header('authorization') === undefined
        ? problem(401, 'Unauthorized')
        : base.publish(document, call),
  })),
  variation('page-redirects', 'The page of accounts redirects to another address.', (base) => ({
    swaggerPage: (subject) =>
      subject.service === 'accounts'
        ? {
            status: 302,
            headers: [
              ['Location', `${subject.world.prefix}/api/${subject.label}/usage/swagger-ui/index.html?service=accounts`],
            ],
          }
        : base.swaggerPage(subject),
  })),
  variation(
    'page-without-address',
    'The page of usage has its document where springdoc puts it, and does not say so.',
    (base) => ({
      initializer: () => ({ status: 404, text: '' }),
      swaggerPage: (subject) =>
        subject.service === 'usage' ? html('<body><div id="swagger-ui"></div></body>') : base.swaggerPage(subject),
    }),
  ),
  variation('documents-yaml', 'Documents are published as YAML.', () => ({
    publish: (document) => ({ status: 200, contentType: 'application/yaml', text: yaml(document) }),
  })),
  variation('documents-as-text', 'Documents are published as text.', (base) => ({
    publish: (document, call) => ({ ...base.publish(document, call), contentType: 'text/plain' }),
  })),
  variation('documents-with-mark', 'Documents begin with a byte order mark and are indented.', () => ({
    publish: (document) => ({
      status: 200,
      contentType: 'application/json',
      text: `\uFEFF${JSON.stringify(document, null, 2)}`,
    }),
  })),
  variation('servers-absolute', 'The document of usage names its server with host and another scheme.', (base) => ({
    document: (document, subject) =>
      subject.service === 'usage'
        ? {
            ...base.document(document, subject),
            servers: [
              {
                url: `https://127.0.0.1/${subject.world.prefix.slice(1)}${subject.world.prefix === '' ? '' : '/'}api/${subject.label}/usage`,
                description: 'Generated server url',
              },
            ],
          }
        : base.document(document, subject),
  })),
  variation(
    'servers-with-variables',
    'The server of usage has variables.',
    always('usage', ['servers'], (_, { world, label }) => [
      { url: `${world.prefix}/api/{label}/usage`, variables: { label: { default: label } } },
    ]),
  ),
  variation('label-in-paths', 'The label stands in the paths of the document, not in its server.', (base) => ({
    document: (document, subject) => {
      const before = base.document(document, subject);
      if (subject.service !== 'accounts') return before;
      const paths = Object.fromEntries(
        Object.entries(before['paths'] as JsonObject).map(([path, item]) => [
          `/api/${subject.label}/accounts${path}`,
          item,
        ]),
      );
      return { ...before, basePath: subject.world.prefix === '' ? '/' : subject.world.prefix, paths };
    },
    earlier: (document, subject) => {
      const before = base.earlier(document, subject);
      if (subject.service !== 'accounts') return before;
      return {
        ...before,
        basePath: subject.world.prefix === '' ? '/' : subject.world.prefix,
        paths: Object.fromEntries(
          Object.entries(before['paths'] as JsonObject).map(([path, item]) => [
            `/api/${subject.label}/accounts${path}`,
            item,
          ]),
        ),
      };
    },
  })),
  variation(
    'scheme-oauth2',
    'The document of usage declares OAuth 2.',
    always('usage', ['components', 'securitySchemes', 'bearer'], () => ({
      type: 'oauth2',
      flows: { clientCredentials: { tokenUrl: '/api/v1/oauth/token/', scopes: {} } },
    })),
  ),
  variation(
    'scheme-api-key',
    'The document of usage declares an apiKey in the Authorization header.',
    always('usage', ['components', 'securitySchemes', 'bearer'], () => ({
      type: 'apiKey',
      in: 'header',
      name: 'authorization',
    })),
  ),
  variation(
    'media-range',
    'Answers are documented as any media type.',
    always('usage', ['paths', '/services', 'get', 'responses', '200', 'content'], (content) => ({
      '*/*': (content as { [name: string]: Json })['application/json'] ?? {},
    })),
  ),
  variation(
    'status-ranges',
    'Statuses are documented as ranges and default.',
    always('usage', ['paths', '/services/{serviceId}', 'get', 'responses'], (responses) => ({
      '2XX': (responses as { [name: string]: Json })['200'] ?? {},
      default: { description: 'An error.' },
    })),
  ),
  variation(
    'open-answers',
    'Bodies of answers are not described closely.',
    always('usage', ['components', 'schemas', 'UsageReport'], () => ({
      type: 'object',
      additionalProperties: true,
    })),
  ),
  variation(
    'schema-combined',
    'A schema is combined from parts, and contains itself.',
    always('usage', service, (schema) => ({
      allOf: [
        schema as Json,
        {
          type: 'object',
          properties: { children: { type: 'array', items: { $ref: '#/components/schemas/Service' } } },
        },
      ],
    })),
  ),
  variation(
    'write-only-required',
    'A required member is only written and does not come.',
    always('usage', ['components', 'schemas', 'UsageLine'], (schema) => {
      const { required, properties } = schema as { required: string[]; properties: JsonObject };
      return {
        ...(schema as JsonObject),
        required: [...required, 'secretNote'],
        properties: { ...properties, secretNote: { type: 'string', writeOnly: true } },
      };
    }),
  ),
  variation(
    'formats-of-others',
    'Members have formats that only their makers know.',
    always('usage', [...service, 'properties', 'name', 'format'], () => 'service-name'),
  ),
  variation('document-grew', 'The document has more members, parameters and reads than its earlier copy.', (base) => ({
    earlier: (document, subject) => {
      const before = base.earlier(document, subject);
      if (subject.service !== 'usage') return before;
      const without =
        ([path, name]: readonly [readonly string[], string]) =>
        (json: Json) =>
          changed(json, [...path, name], () => undefined);
      return [without([[...service, 'properties'], 'parent']), without([['paths'], '/status'])].reduce<Json>(
        (json, cut) => cut(json),
        before,
      ) as JsonObject;
    },
  })),
  variation(
    'document-reworded',
    'Titles and descriptions of the document have changed.',
    earlier('usage', ['info'], () => ({ title: 'Usage of services', version: '0.9', description: 'Older words.' })),
  ),
  variation(
    'enum-grew',
    'A value is new in the document, which the policy leaves open.',
    earlier('usage', [...service, 'properties', 'category', 'enum'], (values) => (values as string[]).slice(0, -1)),
  ),
  variation('no-earlier-copies', 'There are no earlier copies of the documents.', (base) => ({
    earlier: base.earlier,
    finish: (answer, call) =>
      call.rest.startsWith('/archive/') ? problem(404, 'Not Found') : base.finish(answer, call),
  })),
  variation('beta-missing', 'The label beta is not there.', (base) => ({
    generation: (label) => (label === 'beta' ? null : base.generation(label)),
  })),
  variation('beta-forbidden', 'The label beta is not for this user.', (base) => ({
    generation: (label) => (label === 'beta' ? null : base.generation(label)),
    unknownLabel: () => problem(403, 'Forbidden'),
  })),
  variation('latest-without-documents', 'Documents are published under integer labels only.', (base) => ({
    swaggerPage: (subject) => (subject.label === 'latest' ? problem(404, 'Not Found') : base.swaggerPage(subject)),
    publish: (document, call) => (call.label === 'latest' ? problem(404, 'Not Found') : base.publish(document, call)),
  })),
  variation('version-3', 'There is a version 3, and latest points to it.', (base) => ({
    linkedLabels: ['v1', 'v2', 'v3'],
    generation: (label) => (label === 'v3' || label === 'latest' ? 3 : base.generation(label)),
  })),
];

/** JSON as YAML that a person might write: block style for objects, flow style below. */
function yaml(json: JsonObject): string {
  const lines = (value: Json, indent: string): string =>
    typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0
      ? `\n${Object.entries(value)
          .map(([name, part]) => `${indent}${JSON.stringify(name)}:${lines(part, `${indent}  `)}`)
          .join('\n')}`
      : ` ${JSON.stringify(value)}`;
  return `# written by hand${lines(json, '')}\n`;
}
