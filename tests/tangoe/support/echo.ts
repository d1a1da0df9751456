/** What was sent comes back in a confirmation. */
import type { Answer } from '../../../src/judges/answer.ts';
import type { Row } from '../../../src/judges/lists.ts';
import { readDate } from '../../../src/judges/dates.ts';
import { type Check, show } from '../../../src/verdict/check.ts';
import { fieldsIn } from './fields.ts';
import { expectThat } from './findings.ts';
import type { Draft } from './orders.ts';
import { isObject, rowId } from './pages.ts';

const list = (value: unknown): readonly Row[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** Members of a request that name one thing, and where a confirmation describes it. */
const things: readonly (readonly [sent: string, came: string])[] = [
  ['serviceId', 'service'],
  ['regionId', 'region'],
  ['currentVendorId', 'currentVendor'],
];

export function expectEcho(check: Check, answer: Answer, { request, given }: Draft, body: Row, at: string): void {
  for (const member of ['transactionType', 'externalOrderNumber'] as const) {
    const sent = request[member];
    if (sent !== undefined)
      expectThat(
        check,
        answer,
        body[member] === sent,
        `${member} is another than was sent`,
        show(sent, 80),
        show(body[member], 80),
        `${at}/${member}`,
      );
  }
  for (const [sent, came] of things) {
    const [id, thing] = [request[sent], body[came]];
    // Absent objects are left out by some back ends; another one than was asked for is a mistake.
    if (typeof id === 'string' && isObject(thing))
      expectThat(
        check,
        answer,
        rowId(thing) === id,
        `${came} is another than was sent`,
        id,
        show(rowId(thing), 60),
        `${at}/${came}/id`,
      );
  }
  expectCart(check, answer, request, body, at);
  // A request of the user's own may hold properties that its vendor rewrites, as printed examples do.
  if (!given) expectProperties(check, answer, list(request['properties']), list(body['properties']), at);
}

function expectCart(check: Check, answer: Answer, request: Row, body: Row, at: string): void {
  const [sent, came] = [request['shoppingCart'], body['shoppingCart']];
  if (!isObject(sent)) return;
  const features = list(sent['features']);
  const back = list(isObject(came) ? came['features'] : undefined);
  for (const { id, action } of features) {
    const found = back.find((feature) => feature['id'] === id);
    expectThat(
      check,
      answer,
      found !== undefined && (found['action'] === undefined || found['action'] === action),
      `feature ${show(id, 40)} does not come back as it was sent`,
      show({ id, action }, 80),
      show(found ?? back.map((f) => f['id']), 80),
      `${at}/shoppingCart/features`,
    );
  }
  for (const [one, of] of [
    ['deviceId', 'device'],
    ['planId', 'plan'],
  ] as const) {
    const thing = isObject(came) ? came[of] : undefined;
    if (typeof sent[one] === 'string' && isObject(thing))
      expectThat(
        check,
        answer,
        rowId(thing) === sent[one],
        `${of} is another than was sent`,
        sent[one],
        show(rowId(thing), 60),
        `${at}/shoppingCart/${of}/id`,
      );
  }
}

const valueOf = (field: Row): unknown =>
  field['text'] ?? (isObject(field['choice']) ? field['choice']['id'] : undefined) ?? field['date'];

function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'string' || typeof b !== 'string') return false;
  const [left, right] = [readDate(a), readDate(b)];
  return left !== null && right !== null && left.ms === right.ms;
}

function expectProperties(check: Check, answer: Answer, sent: readonly Row[], came: readonly Row[], at: string): void {
  const back = came.flatMap(fieldsIn);
  for (const field of sent.flatMap(fieldsIn)) {
    const found = back.find(({ id }) => id === field['id']);
    expectThat(
      check,
      answer,
      found !== undefined && isSame(valueOf(field), valueOf(found)),
      `the property ${show(field['id'], 60)} does not come back as it was sent`,
      show(valueOf(field), 80),
      show(found === undefined ? undefined : valueOf(found), 80),
      `${at}/properties`,
    );
  }
}
