/** On whose behalf a call is made: /me tells who the user and who the actor is, and what the actor may order. */
import { attempt } from '../../src/suite/attempt.ts';
import { notTestable, show, undecided } from '../../src/verdict/check.ts';
import { items } from './single.ts';
import { expectActor, expectUserKept } from './support/actors.ts';
import { expectThat, expectValue, isAnswered } from './support/findings.ts';
import { everyMember, namesAnId, typeLists } from './support/me.ts';
import { bodyOf, isObject } from './support/pages.ts';
import { actorIn, cast, inContext, me, peopleIn, unusedId, userIn } from './support/people.ts';
import { lookAt, plainReads } from './support/plain.ts';
import { walks } from './support/walks.ts';
import { probe, requirement } from './suite.ts';

const idsOf = (people: readonly { readonly id: string }[]) => people.map(({ id }) => id);

requirement('TG-CTX-01', me, (answer, check) => {
  const people = peopleIn(bodyOf(answer));
  if (people.length === 0 && namesAnId(answer.data))
    undecided('nobody is recognised in /me, whose members no page prints');
  if (
    !expectThat(check, answer, people.length > 0, '/me names nobody', 'the user and the actor', show(answer.data, 160))
  )
    return;
  const [user, actor] = [userIn(people), actorIn(people)];
  if (user === undefined || actor === undefined) return;
  const message = 'without a context the actor is somebody else than the user';
  expectThat(check, answer, user.id === actor.id, message, user.id, actor.id, actor.pointer);
});

const byId = probe(
  'who am I, in the context of an employee id',
  { cost: 1, needs: [cast], control: me },
  async ({ api, get }) => {
    const { actor } = await get(cast);
    return { actor, answer: await api.getMe(inContext(actor.id)) };
  },
);

requirement('TG-CTX-02', byId, ({ actor, answer }, check) =>
  expectActor(check, answer, (person) => person.id === actor.id, `employee ${actor.id}`),
);

const byCompany = probe(
  'who am I, in the context of a company id',
  { cost: 1, needs: [cast], control: me },
  async ({ api, get, undecided: stop }) => {
    const { actor } = await get(cast);
    const company = actor.company ?? stop('the employee has no company id that may be sent');
    return { actor, company, answer: await api.getMe({ headers: { 'X-TNGO-CONTEXT-COMPANYEMPLOYEEID': company } }) };
  },
);

requirement('TG-CTX-03', byCompany, ({ actor, company, answer }, check) => {
  const isHe = (person: { id: string; company: string | null }) => person.id === actor.id || person.company === company;
  expectActor(check, answer, isHe, `the employee with the company id ${company}`);
});

const byBoth = probe(
  'who am I, two contexts at once',
  { cost: 1, needs: [cast], control: me },
  async ({ api, get, undecided: stop }) => {
    const { actor, other } = await get(cast);
    const company = other?.company ?? stop('there is no second employee with a company id');
    const headers = { 'X-TNGO-CONTEXT-EMPLOYEEID': actor.id, 'X-TNGO-CONTEXT-COMPANYEMPLOYEEID': company };
    return { actor, answer: await api.getMe({ headers }) };
  },
);

requirement('TG-CTX-04', byBoth, ({ actor, answer }, check) =>
  expectActor(check, answer, (person) => person.id === actor.id, `employee ${actor.id}, whose employee id was set`),
);

const twice = probe('who am I, with and without a context', { cost: 0, needs: [me, byId] }, async ({ get }) => ({
  plain: await get(me),
  answer: (await get(byId)).answer,
}));

requirement('TG-CTX-05', twice, ({ plain, answer }, check, context) => {
  const others = plainReads(context, /\/me$/).filter(({ x }) => x !== plain.x && x !== answer.x);
  for (const one of [answer, ...others]) expectUserKept(check, plain, one);
});

const unknown = probe(
  'who am I, in the context of nobody',
  { cost: 1, needs: [me, walks.employees], control: me },
  async ({ api, get }) => {
    const id = unusedId((await get(walks.employees)).ids);
    return { plain: await get(me), answer: await api.getMe(inContext(id)) };
  },
);

requirement('TG-CTX-06', unknown, ({ plain, answer }, check) => {
  const { status } = answer.raw;
  check.observe('context of nobody', `status ${status}`, answer.x);
  if (answer.control !== 'held') undecided('/me was not answered without a context either');
  if (status >= 400 && status < 500 && status !== 429) return check.held();
  const own = idsOf(peopleIn(plain.data));
  const [stranger] = peopleIn(answer.data).filter(({ id }) => !own.includes(id));
  const message = 'the context of an employee who does not exist makes somebody the actor';
  expectThat(
    check,
    answer,
    stranger === undefined,
    message,
    'a refusal, or the user as actor',
    stranger?.id,
    stranger?.pointer,
  );
});

requirement('TG-CTX-07', me, (plain, check, context) => {
  const known = context.contract.facts['transactionTypes'] as readonly string[];
  let isEmpty = false;
  lookAt(check, plainReads(context, /\/me$/, [plain]), (answer) => {
    const lists = typeLists(bodyOf(answer), known);
    const holds = lists.some((list) => list.holds);
    // An actor who may order nothing has an empty list.
    isEmpty ||= !holds && lists.some(({ entries }) => entries === 0);
    if (!holds && lists.some(({ entries }) => entries === 0)) return;
    const message = '/me lists no transaction types';
    expectThat(check, answer, holds, message, `a list of types as ${known[0] ?? ''}`, show(answer.data, 160));
  });
  if (check.checks === 0 && isEmpty) undecided('the actor may order nothing, so that no transaction type shows');
});

requirement('TG-CTX-08', me, (plain, check, context) => {
  lookAt(check, plainReads(context, /\/me$/, [plain]), (answer) => {
    for (const member of ['isApprover', 'canMoveService']) {
      const [found] = everyMember(bodyOf(answer), member);
      const value = found?.value;
      expectValue(check, answer, found?.pointer ?? `/${member}`, value, typeof value === 'boolean', 'true or false');
    }
  });
});

const ofPeople = probe('the user and an employee', { cost: 0, needs: [me, items] }, async ({ get }) => [
  await attempt(get(me)),
  await attempt(get(items)),
]);

requirement('TG-CTX-16', ofPeople, (_, check, context) => {
  for (const answer of plainReads(context, /\/(?:me|employees\/[^/]+)$/))
    for (const { value, pointer } of everyMember(answer.raw.json, 'customAttributes'))
      (Array.isArray(value) ? value : []).forEach((pair: unknown, i) => {
        const holds = isObject(pair) && typeof pair['name'] === 'string' && 'value' in pair;
        expectValue(check, answer, `${pointer}/${i}`, pair, holds, 'a name and a value');
      });
  if (check.checks === 0) notTestable('nobody has custom attributes, or under another name, which no page prints');
});

/** One after the other: what a context leaves behind shows in the next call. */
const alternating = probe(
  'who am I, with a context and then without',
  { cost: 3, needs: [cast, me] },
  async ({ api, get }) => {
    const { actor, other } = await get(cast);
    const first = await api.getMe(inContext(actor.id), { fresh: true });
    const second = other === null ? null : await api.getMe(inContext(other.id), { fresh: true });
    return { other, first, second, last: await api.getMe({}, { fresh: true }), plain: await get(me) };
  },
);

requirement('TG-CTX-14', alternating, ({ other, first, second, last, plain }, check) => {
  if (!isAnswered(first)) undecided('the context of the employee was not accepted');
  if (second !== null && other !== null && isAnswered(second))
    expectActor(check, second, (person) => person.id === other.id, `employee ${other.id}, whose context was set last`);
  const own = idsOf(peopleIn(plain.data));
  const came = peopleIn(last.data);
  const [user, actor] = [userIn(came), actorIn(came)];
  // The plain call may have come after a context, too: then only who is who in this answer tells.
  const left = came.find(({ id }) => !own.includes(id)) ?? (user?.id === actor?.id ? undefined : actor);
  const message = 'a call without a context still has the actor of the one before';
  expectThat(check, last, left === undefined, message, 'the user as actor', left?.id, left?.pointer);
});
