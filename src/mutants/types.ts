/** Mutants: a recording of a conforming run in which one thing was changed. Whoever judges it must notice. */
import type { Recording } from '../transport/recording.ts';

/** What was changed, in one word; the reviewed lists of lawful changes name kinds by it. */
export type Kind =
  // members and values of a body
  | 'removed'
  | 'null'
  | 'other-type'
  | 'one-more'
  | 'one-less'
  | 'negative'
  | 'out-of-bounds'
  | 'fraction'
  | 'thousandfold'
  | 'thousandth'
  | 'flipped'
  | 'empty-text'
  | 'other-text'
  | 'too-long'
  | 'unknown-word'
  | 'other-case'
  | 'no-such-format'
  | 'shifted-hour'
  | 'shifted-day'
  | 'other-date-form'
  | 'swapped'
  | 'other-link'
  | 'relative-link'
  // lists
  | 'item-missing'
  | 'item-doubled'
  | 'item-foreign'
  | 'item-of-other-page'
  | 'emptied'
  | 'reversed'
  // headers
  | 'header-dropped'
  | 'header-doubled'
  | 'header-one-more'
  | 'header-one-less'
  | 'header-other'
  | 'header-shifted-hour'
  | 'header-empty'
  // the whole answer
  | 'status'
  | 'unanswered'
  | 'truncated'
  | 'body-empty'
  | 'body-html'
  | 'body-other'
  | 'body-wrapped'
  | 'body-trailing'
  | 'media-type'
  // secrets, which a recording knows by their traits alone
  | 'secret-form';

export interface Mutant {
  /** Id of the exchange that was changed. */
  readonly exchange: string;
  /** Operation of the contract, or `follow`. */
  readonly operation: string;
  readonly kind: Kind;
  /** Where, without positions in lists: `/*\/siteId`, `header size`, `status`, `body`. */
  readonly where: string;
  /** For people: `/3/siteId: 17 becomes "17"`. */
  readonly change: string;
  /** The schema of the answer refuses it, or there is none to ask. */
  refused(): boolean;
  /** The recording with that change. */
  apply(): Recording;
}
