/** The four lists under the employee filter, asked once for the actor and once for somebody else. */
import type { Answer } from '../../../src/judges/answer.ts';
import type { Probe } from '../../../src/suite/types.ts';
import { type TangoeApi, probe } from '../suite.ts';
import { type Person, cast } from './people.ts';
import { type Kind, type Walk, ask, walks } from './walks.ts';

export interface Filtered {
  readonly kind: Kind;
  /** The list without a filter. */
  readonly all: Walk;
  readonly actor: Person;
  readonly other: Person | null;
  /** The list of the actor. */
  readonly answer: Answer;
  /** The list of the other one. */
  readonly others: Answer | null;
}

/** The first hundred items. */
export const everything = { limit: 100, offset: 0 };

/** A limit that leaves half of the items for a second page, so that the first one has links; all of them where there are fewer than two. */
export const halfOf = ({ length }: { readonly length: number }): number =>
  length < 2 ? everything.limit : Math.min(everything.limit, Math.ceil(length / 2));

function filteredOf(kind: Kind): Probe<Filtered, TangoeApi> {
  return probe(
    `${kind} of one employee`,
    { cost: kind === 'devices' || kind === 'services' ? 2 : 1, needs: [cast, walks[kind]], control: walks[kind] },
    async ({ api, get }) => {
      const { actor, other } = await get(cast);
      const of = (employee: string) => ask(api, kind, { query: { ...everything, employee } });
      // Only of assets it is promised that they belong to one person.
      const apart = kind === 'devices' || kind === 'services';
      const [answer, others] = [await of(actor.id), other === null || !apart ? null : await of(other.id)];
      return { kind, all: await get(walks[kind]), actor, other, answer, others };
    },
  );
}

export const filtered: Readonly<Record<Kind, Probe<Filtered, TangoeApi>>> = {
  employees: filteredOf('employees'),
  devices: filteredOf('devices'),
  services: filteredOf('services'),
  orders: filteredOf('orders'),
};
