/** Who is asked for: the authenticated user, an employee with assets for whom the user may act, and another one. */
import { type Row, idOf } from '../../../src/judges/lists.ts';
import { attempt } from '../../../src/suite/attempt.ts';
import { probe } from '../suite.ts';
import { isAnswered } from './findings.ts';
import { isObject, itemOf, itemsOf, rowId } from './pages.ts';
import { ask, askOne, ownersOf, walks } from './walks.ts';

/** Somebody in an answer of /me, with the member that names him. */
export interface Named {
  readonly id: string;
  readonly company: string | null;
  readonly member: string;
  readonly pointer: string;
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

const personal = [
  'firstName',
  'lastName',
  'companyEmployeeId',
  'email',
  'userName',
  'username',
  'fullName',
  'displayName',
];
const personMember = /actor|behalf|auth|login|logged|caller|user|employee|person/i;

/** An object with the members of a person, or with a name below a member that says that it is one. */
const namesSomebody = (row: Row, member: string) =>
  personal.some((name) => text(row[name]) !== null) || (text(row['name']) !== null && personMember.test(member));

/** Deeper than any printed answer. */
const deepest = 8;

/** Every object with an id and the members of a person. No page prints the members of /me. */
export function peopleIn(body: unknown): Named[] {
  const found: Named[] = [];
  const walk = (value: unknown, member: string, pointer: string, depth: number) => {
    if (depth > deepest) return;
    if (Array.isArray(value)) value.forEach((item, i) => walk(item, member, `${pointer}/${i}`, depth + 1));
    if (!isObject(value)) return;
    const id = rowId(value) ?? idOf(value, 'employeeId');
    const other = /department|region|hierarch|vendor|attribute|transaction|type/i.test(member);
    if (id !== undefined && !other && namesSomebody(value, member))
      found.push({ id, company: text(value['companyEmployeeId']), member, pointer });
    for (const [name, inner] of Object.entries(value)) walk(inner, name, `${pointer}/${name}`, depth + 1);
  };
  walk(body, '', '', 0);
  return found;
}

/** The actor, where a member says that it is he. */
export const actorIn = (people: readonly Named[]): Named | undefined =>
  people.find(({ member }) => /actor|behalf|context/i.test(member));

/** The authenticated user, where a member says that it is he. */
export const userIn = (people: readonly Named[]): Named | undefined =>
  people.find(({ member }) => /auth|login|logged|caller|^user$/i.test(member));

export const me = probe('who am I', { cost: 1 }, ({ api }) => api.getMe());

export interface Person {
  readonly id: string;
  /** Company id, where it may be sent: no credential stands in it. */
  readonly company: string | null;
  /** The company id stands once in the whole list of employees. */
  readonly unique: boolean;
}

export interface Cast {
  readonly user: string | null;
  readonly actor: Person;
  readonly other: Person | null;
}

/** Company ids that a header can carry and that hold no credential: those are handles here, and are not sent elsewhere. */
const sendable = (company: unknown): string | null => {
  const value = text(company);
  return value !== null && /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(value) ? value : null;
};

/** Chooses by the setting, else by assets: services first, then devices, then orders. */
export const cast = probe(
  'whom to ask for',
  { cost: 2, needs: [me, walks.employees, walks.devices, walks.services, walks.orders] },
  async ({ api, get, settings, undecided }): Promise<Cast> => {
    const { rows, complete } = await get(walks.employees);
    const asked = await get(me);
    const people = isAnswered(asked) ? peopleIn(asked.raw.json) : [];
    const user = (userIn(people) ?? people[0])?.id ?? null;
    const counts = new Map<string, number>();
    for (const [kind, weight] of [
      ['services', 100],
      ['devices', 10],
      ['orders', 1],
    ] as const) {
      const walk = await attempt(get(walks[kind]));
      if ('reason' in walk) continue;
      for (const row of walk.value.rows)
        for (const id of ownersOf(kind, row).slice(0, 1)) counts.set(id, (counts.get(id) ?? 0) + weight);
    }
    const visible = rows.flatMap((row) => rowId(row) ?? []);
    const ranked = [...counts]
      .filter(([id]) => id !== user)
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .map(([id]) => id);
    const known = ranked.filter((id) => visible.includes(id));
    const chosen = settings['actorEmployeeId'] ?? '';
    const actorId =
      chosen !== ''
        ? chosen
        : (known[0] ?? ranked[0] ?? (await firstWithAssets(visible.filter((id) => id !== user).slice(0, 3))));
    if (actorId === undefined) return undecided('no employee has a service or a device; set TANGOE_ACTOR_EMPLOYEE_ID');
    const actor = await personOf(actorId);
    if (chosen !== '' && actor === null)
      return undecided(`employee ${chosen} cannot be read; check TANGOE_ACTOR_EMPLOYEE_ID`);
    // Best somebody with a company id: two ids that contradict each other can then be sent.
    const named = (id: string) => sendable(rows.find((r) => rowId(r) === id)?.['companyEmployeeId']) !== null;
    const candidates = [...known, ...ranked, ...visible].filter((id) => id !== actorId && id !== user);
    const otherId = candidates.find(named) ?? candidates[0];
    const nameless = { id: actorId, company: null, unique: false };
    return { user, actor: actor ?? nameless, other: otherId === undefined ? null : await personOf(otherId) };

    /** Null for an id that cannot be read. */
    async function personOf(id: string): Promise<Person | null> {
      let row: Row | undefined = rows.find((r) => rowId(r) === id);
      if (row === undefined) {
        const answer = await askOne(api, 'employees', id);
        if (!isAnswered(answer)) return null;
        row = itemOf(answer);
      }
      const company = sendable(row['companyEmployeeId']);
      const same = rows.filter((r) => r['companyEmployeeId'] === company).length;
      return { id, company, unique: company !== null && complete && same <= 1 };
    }

    /** Lists may not name their owners: then the filter tells who has something. */
    async function firstWithAssets(ids: readonly string[]): Promise<string | undefined> {
      for (const id of ids.slice(0, 1)) {
        const answer = await ask(api, 'services', { query: { limit: 10, offset: 0, employee: id } });
        if (isAnswered(answer) && itemsOf(answer).items.length > 0) return id;
      }
      return ids[0];
    }
  },
);

/** Headers that put a call into the context of an employee. */
export const inContext = (employee: string) => ({ headers: { 'X-TNGO-CONTEXT-EMPLOYEEID': employee } });

/** An id of the same form as an existing one, that nobody has. */
export function unusedId(existing: readonly string[]): string {
  const sample = existing[0] ?? '99999999';
  const digits = /^\d+$/.test(sample);
  const candidates = digits
    ? ['9', '8', '7'].map((d) => d.repeat(sample.length))
    : ['z', 'y', 'x'].map((c) => sample.replace(/[a-z0-9]/gi, c));
  return candidates.find((id) => !existing.includes(id)) ?? `${sample}9`;
}
