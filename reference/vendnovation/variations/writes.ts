/** Lawful differences of calls that write, and of filters on lists that no page tells of. */
import type { Behaviour, ChangeOfBehaviour } from '../behaviour.ts';
import { errorAnswer } from '../errors.ts';
import type { Json } from '../model.ts';
import type { Answer, Call } from '../world.ts';
import { finishing, variation } from './entry.ts';

const is = ({ method, route }: Call, asked: string) => `${method} ${route}` === asked;

/** Refuses what an allowed caller sends. */
const refuses =
  (when: (call: Call) => boolean, answer: (call: Call) => Answer): ChangeOfBehaviour =>
  (base: Behaviour) => ({
    intercept: (call) => {
      const token = base.tokenSent(call);
      const allowed = call.header('x-api-key') === call.world.credentials.apiKey && token !== undefined;
      return allowed && base.tokenKnown(call, token) && when(call) ? answer(call) : base.intercept(call);
    },
  });

export const writeVariations = [
  variation(
    'read-only-members-refused',
    'An update that would change a read-only member is refused.',
    refuses(
      ({ method, body }) => method === 'PATCH' && /"(machineMasterId|friendlyNumber)"/.test(body),
      (call) => errorAnswer(call, 'GENERIC_ERROR', 'This member cannot be written.'),
    ),
  ),
  variation('bounds-kept-without-an-error', 'What is out of its bounds is left out of an update.', (base) => ({
    bulkRefusal: (call, plan) =>
      plan.errors.every(({ code }) => code === 'GENERIC_ERROR') ? null : base.bulkRefusal(call, plan),
  })),
  variation(
    'unknown-template-without-selections',
    'A template that does not exist has no selections: 422.',
    refuses(
      (call) => is(call, 'POST /templates/apply') && /"templateIds"\s*:\s*\[\d+\]/.test(call.body),
      (call) => errorAnswer(call, 'NO_SELECTIONS', 'There are no selections.'),
    ),
  ),
  variation(
    'provision-error-object',
    'Provisioning is refused with one error object, as its page says.',
    finishing((answer, call) => {
      const [error] = Array.isArray(answer.json) ? (answer.json as readonly Json[]) : [];
      return is(call, 'POST /machines/provision') && answer.status === 421 && error !== undefined
        ? { ...answer, json: error }
        : answer;
    }),
  ),
  variation('filters-of-other-lists-ignored', 'Selections and transactions ignore every filter but dates.', (base) => ({
    matches: (listing, row, filter) =>
      ['selections', 'transactions'].includes(listing.kind) || base.matches(listing, row, filter),
  })),
];
