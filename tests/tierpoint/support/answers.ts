/** Answers of the whole round, for laws that hold whoever asked: a token, a page or a time may lead another way through the vendor's code. */
import type { Answer } from '../../../src/judges/answer.ts';
import type { Read } from '../../../src/openapi/read-all.ts';
import type { JudgeContext } from '../../../src/suite/types.ts';
import { isAnswered } from './reads.ts';

/** The answered reads, and every other answer of the round with success to the same operations, asked as they are documented. */
export function answeredReads(all: readonly Read[], context: JudgeContext): Read[] {
  const others = otherReads(all, context).filter((read) => isAnswered(read) && carriesWhatIsWanted(read));
  return [...all.filter(isAnswered), ...others];
}

/** Answers to the operations of these reads that are none of them, however they were asked. */
export function otherReads(all: readonly Read[], { answers }: JudgeContext): Read[] {
  const known = new Set(all.map(({ answer }) => answer.x));
  const addresses = all
    .map((read) => ({ read, address: addressOf(read) }))
    .sort((a, b) => openIn(a.read) - openIn(b.read));
  return answers.flatMap((answer): Read[] => {
    if (answer.request.method !== 'GET' || known.has(answer.x)) return [];
    const path = withoutQuery(answer.url);
    const read = addresses.find(({ address }) => address.test(path))?.read;
    return read === undefined ? [] : [{ ...read, answer }];
  });
}

const withoutQuery = (url: string) => url.replace(/[?#].*$/s, '');

/** The address of an operation with anything in place of its parameters. What stands before the path is as it was asked. */
function addressOf({ planned: { url, operation } }: Read): RegExp {
  const elements = operation.path.split('/').slice(1);
  const asked = withoutQuery(url).split('/');
  const server = asked.slice(0, asked.length - elements.length).join('/');
  const literal = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const path = elements.map((element) =>
    element
      .split(/\{[^{}]*\}/)
      .map(literal)
      .join('[^/]+'),
  );
  return new RegExp(`^${[literal(server), ...path].join('/')}$`);
}

/** A path that is written out goes before one with a parameter in that place (OpenAPI 3.1, Paths Object). */
const openIn = ({ planned }: Read) => planned.operation.path.split('{').length;

/** The token of this round in the documented form; nothing where the document asks for none. */
function carriesWhatIsWanted({ planned, answer }: Read): boolean {
  const sent = answer.request.headers.filter(([name]) => name.toLowerCase() === 'authorization');
  return sent.length === 0 ? !planned.operation.secured : sent.every(([, value]) => isOwnToken(value));
}

const isOwnToken = (header: string) => /^bearer «secret:\d+»$/i.test(header);

/** Conversations that carry the token of this round. */
export const ownConversations = ({ answers }: JudgeContext): Answer[] =>
  answers.filter(({ request }) => {
    if (request.method !== 'STOMP') return false;
    const said = `${request.headers.map(([, value]) => value).join('\n')}\n${request.body ?? ''}`;
    return /«secret:\d+»/.test(said) && !/«[^«»]*\|[a-z0-9]+»/.test(said);
  });
