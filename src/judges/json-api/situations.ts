/** Questions that were provoked on purpose, and the statuses that the standard demands for them. */
import type { VersionedLevel } from './table.ts';

export interface SituationRule {
  /** The caller's word for what the request provoked; the rule's id is `status-` and this. */
  readonly situation: string;
  /** Statuses that are right, in either version. */
  readonly statuses: readonly number[];
  readonly level: VersionedLevel;
  readonly statement: string;
}

export const situationTable = [
  {
    situation: 'missing-resource',
    statuses: [404],
    level: 'must',
    statement: 'A request for a single resource that does not exist is answered with 404.',
  },
  {
    situation: 'missing-relationship',
    statuses: [404],
    level: 'must',
    statement: 'A request for a relationship URL that does not exist is answered with 404.',
  },
  {
    situation: 'empty-relationship',
    statuses: [200],
    level: 'must',
    statement: 'A request for a relationship that exists and is empty is answered with 200.',
  },
  {
    situation: 'unknown-include-path',
    statuses: [400],
    level: 'must',
    statement: 'An include path that the server does not know or support is answered with 400.',
  },
  {
    situation: 'unsupported-include',
    statuses: [400],
    level: 'must',
    statement: 'An endpoint that does not support `include` answers it with 400.',
  },
  {
    situation: 'unsupported-sort',
    statuses: [400],
    level: 'must',
    statement: 'A `sort` that the server does not support is answered with 400.',
  },
  {
    situation: 'unknown-query-parameter',
    statuses: [400],
    level: 'must',
    statement: "A query parameter that is neither the standard's nor well named is answered with 400.",
  },
  {
    situation: 'unsupported-client-id',
    statuses: [403],
    level: 'must',
    statement: 'Creating a resource with a client-generated id where that is not supported is answered with 403.',
  },
  {
    situation: 'existing-client-id',
    statuses: [409],
    level: 'must',
    statement: 'Creating a resource with an id that already exists is answered with 409.',
  },
  {
    situation: 'wrong-type-created',
    statuses: [409],
    level: 'must',
    statement: 'Creating a resource of a type that the collection does not hold is answered with 409.',
  },
  {
    situation: 'missing-related-resource',
    statuses: [404],
    level: 'must',
    statement: 'A request that refers to a related resource that does not exist is answered with 404.',
  },
  {
    situation: 'created-without-id',
    statuses: [201],
    level: 'must',
    statement: 'A resource that was created without a client-generated id is answered with 201.',
  },
  {
    situation: 'created-with-client-id',
    statuses: [201, 204],
    level: 'must',
    statement: 'A resource that was created with the id that the client chose is answered with 201 or 204.',
  },
  {
    situation: 'accepted-for-later',
    statuses: [202],
    level: 'must',
    statement: 'A request that was accepted and is not completed yet is answered with 202.',
  },
  {
    situation: 'refused-full-replacement',
    statuses: [403],
    level: 'must',
    statement: 'A refused full replacement of a to-many relationship is answered with 403.',
  },
  {
    situation: 'unsupported-update',
    statuses: [403],
    level: 'must',
    statement: 'An update of a resource or relationship that is not supported is answered with 403.',
  },
  {
    situation: 'missing-updated-resource',
    statuses: [404],
    level: 'must',
    statement: 'Modifying a resource that does not exist is answered with 404.',
  },
  {
    situation: 'mismatched-update',
    statuses: [409],
    level: 'must',
    statement: 'A PATCH whose type and id do not match the endpoint is answered with 409.',
  },
  {
    situation: 'updated-with-side-effects',
    statuses: [200],
    level: 'must',
    statement: 'An update that changed more than was asked for is answered with 200 and the updated resource.',
  },
  {
    situation: 'updated-as-asked',
    statuses: [200, 204],
    level: 'must',
    statement: 'An update that changed just what was asked for is answered with 200 or 204.',
  },
  {
    situation: 'relationship-changed',
    statuses: [200, 202, 204],
    level: 'must',
    statement: 'A change of a relationship that succeeded, or that was there already, gets a successful answer.',
  },
  {
    situation: 'deleted',
    statuses: [200, 204],
    level: 'must',
    statement: 'A successful deletion is answered with 204, or with 200 and a document without data.',
  },
  {
    situation: 'missing-deleted-resource',
    statuses: [404],
    level: 'should',
    statement: 'Deleting a resource that does not exist is answered with 404.',
  },
] as const satisfies readonly SituationRule[];

export type Situation = (typeof situationTable)[number]['situation'];
