/** What a swap of devices or a transfer of a service sends beside its ids, and how a confirmation says it again. */
import type { Answer } from '../../../src/judges/answer.ts';
import type { Row } from '../../../src/judges/lists.ts';
import { type Check, show } from '../../../src/verdict/check.ts';
import { expectThat } from './findings.ts';
import { isObject, rowId } from './pages.ts';

const list = (value: unknown): readonly Row[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** A manufacturer or model may be described by an object or by its name alone, which says nothing of the id. */
const idIn = (thing: unknown): string | undefined => (isObject(thing) ? rowId(thing) : undefined);

/** A serial number is sent as text, and comes as text or with its type; a printed one begins with a blank. */
function serialIn(value: unknown): string | undefined {
  const text = isObject(value) ? value['value'] : value;
  return typeof text === 'string' ? text.trim() : undefined;
}

/** Members of a device as it is sent, and how to find them in a device that came. */
const parts: readonly (readonly [sent: string, came: (device: Row) => string | undefined])[] = [
  ['manufacturerId', ({ manufacturer }) => idIn(manufacturer)],
  ['modelId', ({ model }) => idIn(model)],
  ['simId', ({ simId }) => (typeof simId === 'string' ? simId : undefined)],
  ['serialNumber', ({ serialNumber }) => serialIn(serialNumber)],
];

/** What is left out says nothing; what comes is what was sent. */
export function expectTransfer(check: Check, answer: Answer, request: Row, body: Row, at: string): void {
  const same = (where: string, sent: unknown, came: unknown) => {
    const message = `${where} is another than was sent`;
    expectThat(check, answer, came === sent, message, show(sent, 80), show(came, 80), `${at}/${where}`);
  };
  for (const name of ['existingDevice', 'newDevice'] as const) {
    const [sent, came] = [request[name], body[name]];
    if (!isObject(sent) || !isObject(came)) continue;
    for (const [member, find] of parts) {
      const [wanted, found] = [sent[member], find(came)];
      if (typeof wanted === 'string' && found !== undefined) same(`${name}/${member}`, wanted.trim(), found);
    }
  }
  const { postalCode } = request;
  if (typeof postalCode === 'string' && typeof body['postalCode'] === 'string')
    same('postalCode', postalCode, body['postalCode']);
  const given = list(body['acknowledgements']);
  if (given.length === 0) return;
  for (const { id, boolean } of list(request['acknowledgements'])) {
    const found = given.find((one) => one['id'] === id);
    same(`acknowledgements/${show(id, 40)}`, boolean, found === undefined ? found : (found['boolean'] ?? boolean));
  }
}
