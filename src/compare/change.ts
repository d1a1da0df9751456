/** One difference between two versions, stages or runs of an API. */
import { show } from '../verdict/check.ts';
import { hashOf } from './hash.ts';
import type { ChangeKind } from './kinds.ts';

/** Where a difference was found: in the two contracts, in verdicts, or in what two paired recordings show. */
export type ChangeOrigin = 'contract' | 'behaviour' | 'observation';

export interface Change {
  readonly kind: ChangeKind;
  readonly origin: ChangeOrigin;
  /** As `GET /machines`, or the id of a requirement. */
  readonly operation: string;
  /** As `200 /[]/siteId`, `request /username`, `header size`; empty for the operation as a whole. */
  readonly where: string;
  /** A whole sentence. */
  readonly message: string;
  /** In few words; empty where there was nothing. */
  readonly before: string;
  readonly after: string;
  /** 16 hex digits: the same change has the same one in every comparison. */
  readonly fingerprint: string;
}

export interface ChangeText {
  readonly message: string;
  readonly before?: unknown;
  readonly after?: unknown;
  /** Tells apart changes of one kind at one place, as the new value of an enum. */
  readonly detail?: string;
}

/** @param place `operation` and `where` of the change */
export function changeOf(
  kind: ChangeKind,
  origin: ChangeOrigin,
  place: Pick<Change, 'operation' | 'where'>,
  text: ChangeText,
): Change {
  const { operation, where } = place;
  return {
    kind,
    origin,
    operation,
    where,
    message: text.message,
    before: text.before === undefined ? '' : shown(text.before),
    after: text.after === undefined ? '' : shown(text.after),
    fingerprint: hashOf([kind, operation, where, text.detail ?? '']),
  };
}

const shown = (value: unknown) => (typeof value === 'string' ? value : show(value, 120));
