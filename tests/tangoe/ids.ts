/** Ids, wherever an answer has them: in records, in what they name, in segments, prices and choices. */
import { oncePerAnswer } from '../../src/judges/once.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { items, ofCatalog, places } from './single.ts';
import { plainShelves } from './support/catalogs.ts';
import { expectValue, isAnswered } from './support/findings.ts';
import { everyMemberOf } from './support/me.ts';
import { confirmed, wanted } from './support/orders.ts';
import { plainReads } from './support/plain.ts';
import { kinds, walks } from './support/walks.ts';
import { probe, requirement } from './suite.ts';

/** Members that pages print as ids. */
const names: ReadonlySet<string> = new Set([
  'id',
  'orderId',
  'orderSegmentId',
  'parentId',
  'groupId',
  'companyEmployeeId',
  'simId',
  'companyAssetId',
]);

const idsIn = oncePerAnswer(({ raw }) => everyMemberOf(raw.json, names).filter(({ value }) => value !== null));

const lists = kinds.map((kind) => walks[kind]);

const everything = probe(
  'answers with ids',
  { cost: 0, needs: [...lists, items, ofCatalog, places, plainShelves, wanted, confirmed] },
  async ({ get }) =>
    Promise.all([
      ...lists.map((walk) => attempt(get(walk))),
      ...[items, ofCatalog, places].map((p) => attempt(get(p))),
      attempt(get(plainShelves)),
      attempt(get(wanted)),
      attempt(get(confirmed)),
    ]),
);

requirement('TG-AST-13', everything, (_, check, context) => {
  const orders = context.answers.filter(({ request }) => request.operation === 'createOrder').filter(isAnswered);
  for (const answer of [...plainReads(context, /./), ...orders])
    for (const { value, pointer } of idsIn(answer))
      expectValue(check, answer, pointer, value, typeof value === 'string', 'a text');
});
