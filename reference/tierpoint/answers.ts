/** Finds the answer to a request: page, document, token or service. */
import type { Generation, ServiceName, Subject } from './behaviour.ts';
import { accountsDocument } from './documents/accounts.ts';
import { usageDocument } from './documents/usage.ts';
import { pagePath, serviceNames } from './pages.ts';
import { routeOf } from './routes.ts';
import { issue, loginOf, loginProblem, problemOf } from './tokens.ts';
import { type Answer, type Call, type JsonObject, html } from './world.ts';

export async function answerOf(call: Call): Promise<Answer> {
  const { behaviour } = call.world;
  if (call.rest === '/' && call.method === 'GET') return behaviour.index(call.world);
  if (call.rest === '/getting_started.html') return html('<body><h1>Getting started</h1></body>');
  const archived = /^\/archive\/([^/]+)\/([^/]+)\.json$/.exec(call.rest);
  if (archived !== null) return archive(call, archived[1] ?? '', archived[2] ?? '');
  const generation = behaviour.generation(call.label);
  if (generation === null) return call.label === '' ? behaviour.notFound(call) : behaviour.unknownLabel(call);
  if (call.service === 'oauth')
    return call.route === '/token' && call.method === 'POST' && behaviour.tokenRoute(call)
      ? token(call)
      : behaviour.notFound(call);
  const name = serviceNames.find((each) => each === call.service);
  if (name === undefined) return behaviour.notFound(call);
  const subject: Subject = { service: name, generation, label: call.label, world: call.world };
  return documentation(call, subject) ?? serviceAnswer(call, generation);
}

function archive(call: Call, label: string, service: string): Answer {
  const { behaviour } = call.world;
  const generation = behaviour.generation(label);
  const name = serviceNames.find((each) => each === service);
  if (generation === null || name === undefined) return behaviour.notFound(call);
  const subject: Subject = { service: name, generation, label, world: call.world };
  return { status: 200, json: behaviour.earlier(documentOf(subject), subject) };
}

function documentOf(subject: Subject): JsonObject {
  return subject.service === 'usage' ? usageDocument(subject) : accountsDocument(subject);
}

const documentPath: Readonly<Record<ServiceName, string>> = { usage: '/v3/api-docs', accounts: '/v2/api-docs' };

/** Everything about the API that needs no token; null where the path is none of it. */
function documentation(call: Call, subject: Subject): Answer | null {
  const { behaviour, prefix } = call.world;
  const { service, label } = subject;
  if (call.method !== 'GET') return null;
  if (call.route === `/${pagePath(service)}`) return behaviour.swaggerPage(subject);
  if (service === 'usage' && call.route === '/swagger-ui/swagger-initializer.js') return behaviour.initializer(subject);
  if (service === 'usage' && call.route === '/v3/api-docs/swagger-config')
    return {
      status: 200,
      json: {
        configUrl: `${prefix}/api/${label}/usage/v3/api-docs/swagger-config`,
        url: `${prefix}/api/${label}/usage/v3/api-docs`,
      },
    };
  if (call.route === documentPath[service])
    return behaviour.publish(behaviour.document(documentOf(subject), subject), call);
  return null;
}

async function token(call: Call): Promise<Answer> {
  const { behaviour } = call.world;
  const problem = loginProblem(call, loginOf(call));
  const refusal = problem === null ? null : behaviour.loginRefusal(problem, call);
  return refusal ?? behaviour.tokenAnswer(await issue(call.world), call);
}

async function serviceAnswer(call: Call, generation: Generation): Promise<Answer> {
  const { behaviour } = call.world;
  const found = routeOf(call, generation);
  if (found === undefined) return behaviour.notFound(call);
  const { route, values } = found;
  if (behaviour.wantsToken(call, route.secured)) {
    const problem = await problemOf(call.world, behaviour.tokenOf(call));
    const refusal = problem === null ? null : behaviour.tokenRefusal(problem, call);
    if (refusal !== null) return refusal;
  }
  const answer = route.run(call, generation, values);
  if (answer === null) return behaviour.answer(behaviour.notFound(call), call, route.operation);
  if (route.operation === 'startExport') return behaviour.started(answer.json as JsonObject, call);
  const shown =
    answer.json === undefined ? answer : { ...answer, json: behaviour.body(answer.json, call, route.operation) };
  return behaviour.answer(shown, call, route.operation);
}
