/** The index page, the pages that it links, and the API documents behind them, for any label. */
import type { Answer } from '../../../src/judges/answer.ts';
import type { ApiDocument } from '../../../src/openapi/document.ts';
import { isDocumentation, linksIn } from '../../../src/openapi/discover.ts';
import { type LocatedDocument, type LocatedPage, isFound, locateDocuments } from '../../../src/openapi/locate.ts';
import { objectOf } from '../../../src/openapi/json.ts';
import { attempt } from '../../../src/suite/attempt.ts';
import { type Context, probe } from '../suite.ts';
import { login } from './session.ts';
import { tokenIn } from './token.ts';
import { atLabel, counterpart, labelIn, newestOf, serviceIn } from './labels.ts';
import { type Settings, belowBase, listed } from './settings.ts';

const forPeople = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

export const index = probe('index page', { cost: 1, withoutSession: true }, ({ follow }) =>
  follow('', { anyway: { headers: forPeople } }),
);

export interface Published {
  readonly service: string;
  readonly answer: Answer;
  readonly document: ApiDocument;
}

export interface Documentation {
  readonly label: string;
  readonly pages: readonly LocatedPage[];
  /** The site does not link this label; its addresses were made from those of another one. */
  readonly made: boolean;
  /** No link of the index page sounds like documentation: each was looked at, and those that lead to none are left out. */
  readonly guessed: boolean;
}

/** All labels that the index page links. */
export function linkedLabels(answer: Answer): string[] {
  return [...new Set(docLinks(answer).flatMap((url) => labelIn(url) ?? []))];
}

/** Most links that are looked at where none sounds like documentation. */
const mostGuessed = 16;

/** Links of the index page to pages of the same origin. */
function pageLinks(answer: Answer): string[] {
  if (!isFound(answer)) return [];
  const { origin } = new URL(answer.finalUrl);
  return linksIn(answer.raw.text, answer.finalUrl).filter(
    (url) => new URL(url).origin === origin && url !== answer.finalUrl && !isFile(url),
  );
}

const isFile = (url: string) =>
  /\.(?:css|js|png|jpe?g|gif|svg|ico|pdf|zip|gz|jar|txt|xml)$/i.test(new URL(url).pathname);

/** Links of the index page that sound like documentation, else all: no page says how such addresses are made. */
export function docLinks(answer: Answer): string[] {
  const all = pageLinks(answer);
  const sounding = all.filter(isDocumentation);
  return sounding.length > 0 ? sounding : all.sort((a, b) => Number(labelIn(b) !== null) - Number(labelIn(a) !== null));
}

const isGuessed = (answer: Answer) => !docLinks(answer).some(isDocumentation);

const showsApi = /swagger|openapi|redoc|rapi-?doc|api-?docs|api-reference|elements-api/i;

/** The newest integer label: as configured, or the highest that is linked. */
export const newestLabel = (answer: Answer, settings: Settings): string | null => {
  const configured = settings['newestVersion'] ?? '';
  return configured === '' ? newestOf(linkedLabels(answer)) : configured;
};

interface Addresses {
  readonly urls: readonly string[];
  readonly made: boolean;
}

/** Pages of a label: linked ones, else those of another label with this one in its place, else those that name no label. */
function addressesFor(label: string, answer: Answer, settings: Settings): Addresses {
  const links = docLinks(answer);
  const own = links.filter((url) => labelIn(url) === label);
  const labels = linkedLabels(answer);
  const model = newestOf(labels) ?? labels.find((other) => other === 'latest') ?? labels[0] ?? null;
  const made =
    model === null || own.length > 0
      ? []
      : links.filter((url) => labelIn(url) === model).flatMap((url) => atLabel(url, label) ?? []);
  const plain = links.filter((url) => labelIn(url) === null);
  const wanted = listed(settings, 'services');
  const chosen = [...(own.length > 0 ? own : made), ...plain].filter(
    (url) => wanted.length === 0 || wanted.includes(serviceIn(url)) || labelIn(url) === null,
  );
  return { urls: [...new Set(chosen)], made: own.length === 0 && made.length > 0 };
}

/** Most requests for the documentation of one label. */
export const documentationCost = 40;

type Reading = Pick<Context, 'follow' | 'settings' | 'get'>;

/** The header of a token, for documents that ask for one; null where there is none. */
async function tokenHeader({ get, settings }: Reading): Promise<string | null> {
  const asked = await attempt(get(login));
  const token = 'value' in asked ? tokenIn(asked.value, settings) : null;
  return token === null ? null : `Bearer ${token}`;
}

/** Reads the documentation of one label. */
export async function documentationOf(label: string, indexAnswer: Answer, reading: Reading): Promise<Documentation> {
  const { follow, settings } = reading;
  const { urls, made } = addressesFor(label, indexAnswer, settings);
  const configured = listed(settings, 'documents').map((path) => belowBase(path.replaceAll('{version}', label)));
  let left = documentationCost;
  const ask = async (url: string, headers: Readonly<Record<string, string>>) => {
    left -= 1;
    if (left < 0) return null;
    const answer = await follow(url, { anyway: { headers } });
    if (answer.raw.status !== 401 || left === 0) return answer;
    // No page says that documentation is open to everybody.
    const authorization = await tokenHeader(reading);
    if (authorization === null) return answer;
    left -= 1;
    return follow(url, { anyway: { headers: { ...headers, authorization } } });
  };
  const guessed = isGuessed(indexAnswer);
  const pages: LocatedPage[] = [];
  for (const url of [...(guessed ? urls.slice(0, mostGuessed) : urls), ...configured]) {
    const answer = await ask(url, forPeople);
    if (answer === null) break;
    const isAny = guessed && !configured.includes(url);
    if (isAny && isFound(answer) && !showsApi.test(answer.raw.text)) continue;
    const page = await locateDocuments(answer, (address) => ask(address, {}));
    const leadsOn = page.documents.length > 0 || page.named.length > 0;
    if (!isAny || leadsOn || (!isFound(answer) && labelIn(url) !== null)) pages.push(page);
  }
  return { label, pages, made, guessed };
}

function published({ answer, document }: LocatedDocument): Published {
  return { service: serviceIn(answer.finalUrl) || document.title || answer.finalUrl, answer, document };
}

export const documentsOf = ({ pages }: Pick<Documentation, 'pages'>): Published[] => {
  const all = pages.flatMap((page) => page.documents.map(published));
  return all.filter(({ answer }, i) => all.findIndex((other) => other.answer.x === answer.x) === i);
};

export const documentation = probe(
  'documentation',
  { cost: documentationCost, needs: [index, login], withoutSession: true },
  async (context) => {
    const found = await documentationOf(context.version, await context.get(index), context);
    const statuses = [...new Set(found.pages.map(({ answer }) => answer.raw.status))];
    // Where the site links the label itself, only a missing permission keeps it from this user.
    const absent = found.made ? [401, 403, 404, 410] : [401, 403];
    const gone = statuses.length > 0 && statuses.every((status) => absent.includes(status));
    if (context.version === 'beta' && gone)
      return context.notTestable(
        `the label beta is not there for this user or environment (status ${statuses.join(', ')}), as the page allows`,
      );
    return found;
  },
);

/** The documentation of the label that this one is compared with. */
export const otherDocumentation = probe(
  'documentation of the label beside it',
  { cost: documentationCost, needs: [index, login], withoutSession: true },
  async (context) => {
    const { version, settings } = context;
    const answer = await context.get(index);
    const newest = newestLabel(answer, settings);
    const other = counterpart(version, linkedLabels(answer), newest);
    if (other === null)
      return context.undecided(
        'the newest integer version is not known: the index page links no label; set TIERPOINT_NEWEST_VERSION',
      );
    return documentationOf(other, answer, context);
  },
);

/** A document of the newest version as it must hold for latest, which points to it. */
function borrowed({ service, answer, document }: Published, label: string): Published {
  const moved = (address: unknown) =>
    typeof address === 'string' ? (atLabel(new URL(address, document.url).href, label) ?? address) : address;
  const { servers, basePath } = document.root;
  const root = {
    ...document.root,
    ...(Array.isArray(servers)
      ? {
          servers: (servers as unknown[]).map((server) => ({
            ...objectOf(server),
            url: moved(objectOf(server)['url']),
          })),
        }
      : {}),
    ...(typeof basePath === 'string' ? { basePath: new URL(String(moved(basePath))).pathname } : {}),
  };
  return { service, answer, document: { ...document, root, url: atLabel(document.url, label) ?? document.url } };
}

/** The API documents of the label; latest may borrow those of the newest version. @throws Undecided where there are none */
export const documents = probe(
  'API documents',
  { cost: 0, needs: [documentation, otherDocumentation], withoutSession: true },
  async ({ get, undecided, version }) => {
    const found = await get(documentation);
    const all = documentsOf(found);
    if (all.length > 0) return all;
    const other = version === 'latest' ? await attempt(get(otherDocumentation)) : { reason: '' };
    if ('value' in other && documentsOf(other.value).length > 0)
      return documentsOf(other.value).map((each) => borrowed(each, version));
    const failed = found.pages.find(({ answer }) => !isFound(answer))?.answer;
    const why =
      failed === undefined
        ? 'the site links none that can be read'
        : `${failed.asked} was answered with ${failed.raw.status === 0 ? 'nothing' : failed.raw.status}`;
    return undecided(`no API document of ${version} could be read: ${why}; TIERPOINT_DOCUMENTS can name them`);
  },
);
