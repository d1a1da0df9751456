/** On whose behalf a call is made: /me tells, catalogues and orders follow, and nobody sees more than the user may. */
import { expectSubset } from '../../src/judges/lists.ts';
import { attempt } from '../../src/suite/attempt.ts';
import { notTestable, show, undecided } from '../../src/verdict/check.ts';
import { bothShelves, eachShelf } from './support/catalogs.ts';
import { expectThat, isAnswered } from './support/findings.ts';
import { confirmed } from './support/orders.ts';
import { bodyOf, isObject, itemsOf, metaOf, rowId, rowIds } from './support/pages.ts';
import { actorIn, cast, inContext, me, peopleIn, unusedId, userIn } from './support/people.ts';
import { expectActor, expectUserKept } from './support/actors.ts';
import { ask, kinds, walks } from './support/walks.ts';
import { probe, requirement } from './suite.ts';

requirement('TG-CTX-01', me, (answer, check) => {
  const people = peopleIn(answer.data);
  const named = expectThat(
    check,
    answer,
    people.length > 0,
    '/me names nobody',
    'the authenticated user and the actor',
    show(answer.data, 160),
  );
  const [user, actor] = [userIn(people), actorIn(people)];
  if (!named || user === undefined || actor === undefined) return;
  expectThat(
    check,
    answer,
    user.id === actor.id,
    'without a context the actor is somebody else than the user',
    user.id,
    actor.id,
    actor.pointer,
  );
});

const meById = probe(
  'who am I, in the context of an employee id',
  { cost: 1, needs: [cast], control: me },
  async ({ api, get }) => {
    const { actor } = await get(cast);
    return { actor, answer: await api.getMe(inContext(actor.id)) };
  },
);

requirement('TG-CTX-02', meById, ({ actor, answer }, check) =>
  expectActor(check, answer, (person) => person.id === actor.id, `employee ${actor.id}`),
);

const meByCompany = probe(
  'who am I, in the context of a company id',
  { cost: 1, needs: [cast], control: me },
  async ({ api, get, undecided: stop }) => {
    const { actor } = await get(cast);
    const company = actor.company ?? stop('the employee has no company id that may be sent');
    return { actor, company, answer: await api.getMe({ headers: { 'X-TNGO-CONTEXT-COMPANYEMPLOYEEID': company } }) };
  },
);

requirement('TG-CTX-03', meByCompany, ({ actor, company, answer }, check) =>
  expectActor(
    check,
    answer,
    (person) => person.id === actor.id || person.company === company,
    `the employee with the company id ${company}`,
  ),
);

const meByBoth = probe(
  'who am I, two contexts at once',
  { cost: 1, needs: [cast], control: me },
  async ({ api, get, undecided: stop }) => {
    const { actor, other } = await get(cast);
    const company = other?.company ?? stop('there is no second employee with a company id');
    return {
      actor,
      answer: await api.getMe({
        headers: { 'X-TNGO-CONTEXT-EMPLOYEEID': actor.id, 'X-TNGO-CONTEXT-COMPANYEMPLOYEEID': company },
      }),
    };
  },
);

requirement('TG-CTX-04', meByBoth, ({ actor, answer }, check) =>
  expectActor(check, answer, (person) => person.id === actor.id, `employee ${actor.id}, whose employee id was set`),
);

const meTwice = probe('who am I, with and without a context', { cost: 0, needs: [me, meById] }, async ({ get }) => ({
  plain: await get(me),
  inContext: (await get(meById)).answer,
}));

requirement('TG-CTX-05', meTwice, ({ plain, inContext: answer }, check) => expectUserKept(check, plain, answer));

const meUnknown = probe(
  'who am I, in the context of nobody',
  { cost: 1, needs: [me, walks.employees], control: me },
  async ({ api, get }) => {
    const id = unusedId((await get(walks.employees)).ids);
    return { id, plain: await get(me), answer: await api.getMe(inContext(id)) };
  },
);

requirement('TG-CTX-06', meUnknown, ({ plain, answer }, check) => {
  const { status } = answer.raw;
  check.observe('context of nobody', `status ${status}`, answer.x);
  if (answer.control !== 'held') undecided('/me was not answered without a context either');
  if (status >= 400 && status < 500 && status !== 429) return check.held();
  const own = peopleIn(plain.data).map(({ id }) => id);
  const strangers = peopleIn(answer.data).filter(({ id }) => !own.includes(id));
  expectThat(
    check,
    answer,
    strangers.length === 0,
    'the context of an employee who does not exist makes somebody the actor',
    'a refusal, or the user as actor',
    show(
      strangers.map(({ id }) => id),
      80,
    ),
    strangers[0]?.pointer,
  );
});

requirement('TG-CTX-07', me, (answer, check) => {
  const members = bodyOf(answer);
  const lists = Object.entries(members).filter(
    ([name, value]) => /transaction/i.test(name) && Array.isArray(value),
  ) as [string, readonly unknown[]][];
  const [found] = lists;
  if (
    !expectThat(
      check,
      answer,
      found !== undefined,
      '/me has no list of transaction types',
      'a list of transaction types',
      show(Object.keys(members), 160),
    ) ||
    found === undefined
  )
    return;
  found[1].forEach((entry, i) => {
    const texts =
      typeof entry === 'string'
        ? [entry]
        : isObject(entry)
          ? Object.values(entry).filter((v): v is string => typeof v === 'string')
          : [];
    expectThat(
      check,
      answer,
      texts.some((text) => /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(text)),
      'a transaction type is no name in capital letters',
      'as SUSPEND or UPGRADE',
      show(entry, 80),
      `/${found[0]}/${i}`,
    );
  });
});

requirement('TG-CTX-08', me, (answer, check) => {
  for (const member of ['isApprover', 'canMoveService'] as const) {
    const value = bodyOf(answer)[member];
    expectThat(
      check,
      answer,
      typeof value === 'boolean',
      `${member} is promised as a boolean`,
      `${member}: true or false`,
      show(value, 60),
      `/${member}`,
    );
  }
});

const listed = (settings: Readonly<Record<string, string>>, name: string) =>
  (settings[name] ?? '').split(',').map((item) => item.trim());

requirement('TG-CTX-09', bothShelves, (all, check, { settings }) => {
  const narrow = listed(settings, 'narrowCatalogs');
  let differ = 0;
  eachShelf(all, ({ shelf, plain, inContext: answer }) => {
    const [own, actors] = [rowIds(itemsOf(plain).items), rowIds(itemsOf(answer).items)];
    const equal = own.length === actors.length && own.every((id) => actors.includes(id));
    if (!equal) differ += 1;
    if (narrow.includes(shelf))
      expectThat(
        check,
        answer,
        !equal,
        `${shelf} in the context are those of the user, though the employee sees less`,
        `fewer than ${own.length} items`,
        `the same ${actors.length} items`,
      );
  });
  if (check.checks > 0) return;
  if (differ === 0)
    notTestable(
      'all catalogues are the same with and without the context; set TANGOE_ACTOR_EMPLOYEE_ID to somebody who may order less, and TANGOE_NARROW_CATALOGS',
    );
  check.held();
});

requirement('TG-CTX-10', bothShelves, (all, check) =>
  eachShelf(all, ({ shelf, plain, inContext: answer }) =>
    expectSubset(
      check,
      answer,
      rowIds(itemsOf(answer).items),
      rowIds(itemsOf(plain).items),
      `${shelf} in the context that the user does not see`,
    ),
  ),
);

const listsInContext = probe(
  'lists in the context of an employee',
  { cost: 4, needs: [cast, ...kinds.map((kind) => walks[kind])] },
  async ({ api, get }) => {
    const { actor } = await get(cast);
    return Promise.all(
      kinds.map(async (kind) => ({
        all: await attempt(get(walks[kind])),
        answer: await ask(api, kind, { query: { limit: 100, offset: 0 }, ...inContext(actor.id) }),
      })),
    );
  },
);

requirement('TG-CTX-11', listsInContext, (lists, check) => {
  for (const { all, answer } of lists) {
    if ('reason' in all || !all.value.complete || !isAnswered(answer)) continue;
    expectSubset(
      check,
      answer,
      rowIds(itemsOf(answer).items),
      all.value.ids,
      `${all.value.kind} in the context that the user does not see`,
    );
  }
  if (check.checks === 0) undecided('no list could be compared with and without a context');
});

requirement('TG-CTX-13', listsInContext, (lists, check) => {
  for (const { all, answer } of lists) {
    if ('reason' in all || !isAnswered(answer)) continue;
    const total = metaOf(answer)?.meta['totalCount'];
    check.observe(
      `${all.value.kind} with and without the context`,
      `${show(total, 20)} and ${all.value.total ?? all.value.ids.length}`,
      answer.x,
    );
  }
});

requirement('TG-CTX-12', confirmed, ({ actor, owned, answer }, check) => {
  if (!owned) undecided('the actor has no service that could be ordered for');
  const body = bodyOf(answer)['orderConfirmation'];
  if (!isObject(body)) undecided('there is no confirmation to look at');
  const ids = ['accountHolder', 'requestedBy'].map((member) =>
    isObject(body[member]) ? rowId(body[member]) : undefined,
  );
  expectThat(
    check,
    answer,
    ids.includes(actor.id),
    `neither accountHolder nor requestedBy is employee ${actor.id}, in whose context the order was made`,
    actor.id,
    show(ids, 80),
    '/orderConfirmation',
  );
});

/** One after the other: what a context leaves behind shows in the next call. */
const alternating = probe(
  'who am I, with a context and then without',
  { cost: 3, needs: [cast, me] },
  async ({ api, get }) => {
    const { actor, other } = await get(cast);
    const first = await api.getMe(inContext(actor.id), { fresh: true });
    const second = other === null ? null : await api.getMe(inContext(other.id), { fresh: true });
    return { actor, other, first, second, last: await api.getMe({}, { fresh: true }), plain: await get(me) };
  },
);

requirement('TG-CTX-14', alternating, ({ other, first, second, last, plain }, check) => {
  if (!isAnswered(first)) undecided('the context of the employee was not accepted');
  if (second !== null && other !== null && isAnswered(second))
    expectActor(check, second, (person) => person.id === other.id, `employee ${other.id}, whose context was set last`);
  const own = peopleIn(plain.data).map(({ id }) => id);
  const left = peopleIn(last.data).filter(({ id }) => !own.includes(id));
  expectThat(
    check,
    last,
    left.length === 0,
    'a call without a context still has the actor of the one before',
    'the user as actor',
    show(
      left.map(({ id }) => id),
      80,
    ),
    left[0]?.pointer,
  );
});
