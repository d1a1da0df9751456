/** What was sent comes back in a confirmation. */
import type { Answer } from '../../../src/judges/answer.ts';
import type { Row } from '../../../src/judges/lists.ts';
import { readDate } from '../../../src/judges/dates.ts';
import { type Check, show } from '../../../src/verdict/check.ts';
import { expectTransfer } from './echo-transfer.ts';
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
  expectShipping(check, answer, request['shipTo'], body['shipTo'], at);
  expectTransfer(check, answer, request, body, at);
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
  if (isObject(came)) {
    expectListed(
      check,
      answer,
      sent['accessoryIds'],
      came['accessories'],
      'accessories',
      `${at}/shoppingCart/accessories`,
    );
    const plan = isObject(came['plan']) ? came['plan'] : {};
    const optional = plan['optionalFeatures'];
    expectListed(
      check,
      answer,
      sent['optionalFeatureIds'],
      optional,
      'features',
      `${at}/shoppingCart/plan/optionalFeatures`,
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

/** Where it is sent to: absent or without an address it says nothing, else what was sent. */
function expectShipping(check: Check, answer: Answer, sent: unknown, came: unknown, at: string): void {
  if (!isObject(sent) || !isObject(came)) return;
  const where = `${at}/shipTo`;
  const same = (member: string, wanted: unknown, value: unknown) => {
    const message = `${member} of shipTo is another than was sent`;
    expectThat(check, answer, value === wanted, message, show(wanted, 80), show(value, 80), `${where}/${member}`);
  };
  if (came['name'] !== undefined) same('name', sent['name'], came['name']);
  if (came['expedite'] !== undefined) same('expedite', sent['expedite'] ?? false, came['expedite']);
  const region = isObject(came['region']) ? rowId(came['region']) : came['regionId'];
  if (region !== undefined) same('region', sent['regionId'], region);
  const lines = list(came['address']);
  if (lines.length === 0) return;
  for (const line of list(sent['address']))
    same(`address ${show(line['id'], 40)}`, line['value'], lines.find(({ id }) => id === line['id'])?.['value']);
}

/** Every id that was sent is among the things that came. */
function expectListed(check: Check, answer: Answer, sent: unknown, came: unknown, what: string, at: string): void {
  if (!Array.isArray(sent) || !Array.isArray(came)) return;
  const ids = list(came).map((thing) => rowId(thing));
  const lost = sent.filter((id: unknown) => typeof id === 'string' && !ids.includes(id));
  expectThat(
    check,
    answer,
    lost.length === 0,
    `${what} do not come back as they were sent`,
    show(sent, 80),
    show(ids, 80),
    at,
  );
}

const valueOf = (field: Row): unknown =>
  field['text'] ?? (isObject(field['choice']) ? field['choice']['id'] : undefined) ?? field['date'];

function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'string' || typeof b !== 'string') return false;
  const [left, right] = [readDate(a), readDate(b)];
  return left !== null && right !== null && left.ms === right.ms;
}

/** The property fields that were sent come back with their values. */
export function expectProperties(
  check: Check,
  answer: Answer,
  sent: readonly Row[],
  came: readonly Row[],
  at: string,
): void {
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
