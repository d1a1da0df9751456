/** What a context changes: catalogues, regions and orders are the actor's, and nobody sees more than the user may. */
import type { Answer } from '../../src/judges/answer.ts';
import { expectSameIds, expectSubset } from '../../src/judges/lists.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { notTestable, undecided } from '../../src/verdict/check.ts';
import { askShelf, bothShelves, eachShelf, isWhole, serviceOfActor } from './support/catalogs.ts';
import { expectThat, isAnswered } from './support/findings.ts';
import { confirmed } from './support/orders.ts';
import { bodyOf, countIn, isObject, itemsOf, metaOf, rowId, rowIds } from './support/pages.ts';
import { cast, inContext } from './support/people.ts';
import { ask, kinds, walks } from './support/walks.ts';
import { probe, requirement } from './suite.ts';

const narrowOf = (settings: Readonly<Record<string, string>>) =>
  (settings['narrowCatalogs'] ?? '').split(',').map((item) => item.trim());

requirement('TG-CTX-09', bothShelves, (all, check, { settings }) => {
  const narrow = narrowOf(settings);
  let differ = 0;
  eachShelf(all, ({ shelf, plain, inContext: answer }) => {
    const [own, actors] = [rowIds(itemsOf(plain).items), rowIds(itemsOf(answer).items)];
    if (!isWhole(plain) || !isWhole(answer)) return;
    const equal = own.length === actors.length && own.every((id) => actors.includes(id));
    if (!equal) differ += 1;
    const message = `${shelf} in the context are those of the user, though the employee sees less`;
    if (narrow.includes(shelf))
      expectThat(check, answer, !equal, message, `fewer than ${own.length} items`, actors.length);
  });
  if (check.checks > 0) return;
  if (differ > 0) return check.held();
  notTestable(
    'all catalogues are the same with and without the context; set TANGOE_ACTOR_EMPLOYEE_ID to somebody who may order less, and TANGOE_NARROW_CATALOGS',
  );
});

/** A catalogue that differs from the user's, where there is one, in the context of the same employee by the other id. */
const shelfByCompany = probe(
  'a catalogue of the actor by company id',
  { cost: 1, needs: [cast, serviceOfActor, bothShelves] },
  async (context) => {
    const { get, notTestable: pass, undecided: stop } = context;
    const { actor } = await get(cast);
    const company = actor.unique ? actor.company : null;
    if (company === null) return pass('the employee has no company id of his own that may be sent');
    const usable = (await get(bothShelves)).filter(({ plain, inContext: own }) => isAnswered(plain) && isAnswered(own));
    const idsOf = (answer: Answer) => rowIds(itemsOf(answer).items);
    const chosen =
      usable.find(({ plain, inContext: own }) => idsOf(plain).length !== idsOf(own).length) ??
      usable[0] ??
      stop('no catalogue was answered in the context of the employee id');
    const { id } = await get(serviceOfActor);
    const header = { headers: { 'X-TNGO-CONTEXT-COMPANYEMPLOYEEID': company } };
    return { ...chosen, answer: await askShelf(context, chosen.shelf, id, header, chosen.plain) };
  },
);

requirement('TG-CTX-15', shelfByCompany, ({ shelf, plain, inContext: own, answer }, check) => {
  const [came, promised] = [answer, own].map((one) => rowIds(itemsOf(one).items));
  const what = `${shelf} in the context of a company id, against those of the employee id`;
  expectSameIds(check, answer, came ?? [], promised ?? [], what);
  if (check.checks > 0) return;
  if (rowIds(itemsOf(plain).items).length === 0)
    notTestable(`the catalogue of ${shelf} is empty with the context and without it`);
  check.held(); // the user sees something, and the employee nothing, by either id
});

requirement('TG-CTX-10', bothShelves, (all, check) => {
  eachShelf(all, ({ shelf, plain, inContext: answer }) => {
    const [own, actors] = [rowIds(itemsOf(plain).items), rowIds(itemsOf(answer).items)];
    if (isWhole(plain)) expectSubset(check, answer, actors, own, `${shelf} in the context that the user does not see`);
  });
  if (check.checks === 0) undecided('no catalogue of the user came whole, so that it could be compared');
});

const lists = probe(
  'lists in the context of an employee',
  { cost: 4, needs: [cast, ...kinds.map((kind) => walks[kind])] },
  async ({ api, get }) => {
    const { actor } = await get(cast);
    const call = { query: { limit: 100, offset: 0 }, ...inContext(actor.id) };
    const asked = kinds.map(async (kind) => ({
      all: await attempt(get(walks[kind])),
      answer: await ask(api, kind, call),
    }));
    return (await Promise.all(asked)).flatMap(({ all, answer }) =>
      'value' in all && isAnswered(answer) ? [{ all: all.value, answer }] : [],
    );
  },
);

requirement('TG-CTX-11', lists, (seen, check) => {
  for (const { all, answer } of seen) {
    const came = rowIds(itemsOf(answer).items);
    const [inside, outside] = [countIn(metaOf(answer)?.meta ?? {}, 'totalCount'), all.total];
    const message = `${all.kind} in the context are ${inside ?? 'more'}, those of the user ${outside ?? 'fewer'}`;
    if (all.complete)
      expectSubset(check, answer, came, all.ids, `${all.kind} in the context that the user does not see`);
    if (inside !== null && outside !== null)
      expectThat(check, answer, inside <= outside, message, `at most ${outside}`, inside, '/_meta/totalCount');
  }
  if (check.checks === 0) undecided('no list could be compared with and without a context');
});

requirement('TG-CTX-13', lists, (seen, check) => {
  for (const { all, answer } of seen) {
    const total = metaOf(answer)?.meta['totalCount'];
    const [inside, outside] = [total ?? itemsOf(answer).items.length, all.total ?? all.ids.length];
    check.observe(`${all.kind} with and without the context`, `${String(inside)} and ${outside}`, answer.x);
  }
});

requirement('TG-CTX-12', confirmed, ({ actor, owned, answer }, check) => {
  if (!owned) undecided('the actor has no service that could be ordered for');
  const body = bodyOf(answer)['orderConfirmation'];
  if (!isObject(body)) return undecided('there is no confirmation to look at');
  const ids = ['accountHolder', 'requestedBy'].map((member) =>
    isObject(body[member]) ? rowId(body[member]) : undefined,
  );
  const message = `neither accountHolder nor requestedBy is employee ${actor.id}, in whose context the order was made`;
  expectThat(check, answer, ids.includes(actor.id), message, actor.id, ids, '/orderConfirmation');
});
