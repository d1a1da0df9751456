/** Judgements on who the actor and the authenticated user are, in an answer whose members no page prints. */
import type { Answer } from '../../../src/judges/answer.ts';
import { type Check, show, undecided } from '../../../src/verdict/check.ts';
import { expectThat } from './findings.ts';
import { type Named, actorIn, peopleIn, userIn } from './people.ts';

/** The member that says it is the actor names that person; where no member says so, somebody in the answer must be he. */
export function expectActor(check: Check, answer: Answer, isHe: (person: Named) => boolean, who: string): void {
  const people = peopleIn(answer.data);
  const actor = actorIn(people);
  const holds = actor === undefined ? people.some(isHe) : isHe(actor);
  expectThat(
    check,
    answer,
    holds,
    `the actor is not ${who}`,
    who,
    actor === undefined
      ? show(
          people.map(({ id }) => id),
          120,
        )
      : actor.id,
    actor?.pointer,
  );
}

/** Whoever was the authenticated user without a context still is, with one. */
export function expectUserKept(check: Check, plain: Answer, inContext: Answer): void {
  const [before, after] = [peopleIn(plain.data), peopleIn(inContext.data)];
  const [user, still] = [userIn(before), userIn(after)];
  if (user !== undefined && still !== undefined) {
    expectThat(
      check,
      inContext,
      user.id === still.id,
      'the authenticated user is another one in a context',
      user.id,
      still.id,
      still.pointer,
    );
    return;
  }
  const [first] = before;
  if (first === undefined) return undecided('/me names nobody without a context');
  expectThat(
    check,
    inContext,
    after.some(({ id }) => id === first.id),
    'in a context the authenticated user is not named any more',
    first.id,
    show(
      after.map(({ id }) => id),
      120,
    ),
  );
}
