/** Pages for people: the index with its links, and the pages of Swagger UI, one made in the way of springdoc, one by hand. */
import type { ServiceName, Subject } from './behaviour.ts';
import { type Answer, type World, html } from './world.ts';

export const serviceNames: readonly ServiceName[] = ['usage', 'accounts'];

const titles: Readonly<Record<ServiceName, string>> = { usage: 'Usage', accounts: 'Accounts' };

export const pagePath = (service: ServiceName): string =>
  service === 'usage' ? 'swagger-ui/index.html' : 'swagger/index.html';

/** `/`: links to one documentation page per service and label. */
export function indexPage({ prefix, behaviour }: World): Answer {
  const items = behaviour.linkedLabels.flatMap((label) =>
    serviceNames.map(
      (service) =>
        `<li><a class="service" href="${prefix}/api/${label}/${service}/${pagePath(service)}">${titles[service]} ${label}</a></li>`,
    ),
  );
  return html(
    `<head><title>API</title></head><body><h1>Services</h1><ul>${items.join('')}</ul><p><a href="${prefix}/getting_started.html">Getting started</a></p></body>`,
  );
}

/** Swagger UI: springdoc puts the address into a script beside the page, the other page holds it itself. */
export function swaggerPage({ service }: Subject): Answer {
  if (service === 'usage')
    return html(
      '<head><title>Swagger UI</title></head><body><div id="swagger-ui"></div><script src="./swagger-ui-bundle.js"></script><script src="./swagger-initializer.js" charset="UTF-8"></script></body>',
    );
  return html(
    '<head><title>Swagger UI</title></head><body><div id="swagger-ui"></div><script src="./swagger-ui-bundle.js"></script><script>window.ui = SwaggerUIBundle({ url: "../v2/api-docs", dom_id: "#swagger-ui", deepLinking: true });</script></body>',
  );
}

/** The script that springdoc serves: the address stands in a configuration of its own. */
export function initializer({ world, label }: Subject): Answer {
  const text = `window.onload = function() {\n  window.ui = SwaggerUIBundle({\n    url: "https://petstore.swagger.io/v2/swagger.json",\n    dom_id: '#swagger-ui',\n    "configUrl" : "${world.prefix}/api/${label}/usage/v3/api-docs/swagger-config",\n    "validatorUrl" : ""\n  });\n};\n`;
  return { status: 200, contentType: 'application/javascript', text };
}
