/** A conversation over STOMP as it is asked for and recorded: one exchange, whose bodies are these as JSON. */

/** What the suite says, and how long it listens. Values of `connect` may hold handles. */
export interface StompScript {
  /** Headers of CONNECT beside accept-version and heart-beat. */
  readonly connect: Readonly<Record<string, string>>;
  /** As `1.2`, or a list with commas. */
  readonly acceptVersion: string;
  /** Milliseconds between heart-beats: what the suite sends, and what it wants; 0 for none. */
  readonly heartBeat: readonly [sent: number, wanted: number];
  /** Asked one after the other, each with a receipt. */
  readonly subscribe: readonly { readonly id: string; readonly destination: string }[];
  /** Frames that are sent afterwards as they are, right or wrong. */
  readonly frames: readonly {
    readonly command: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  }[];
  /** What ends the listening early: a message, two heart-beats, the end of the connection; `nothing` does not listen. */
  readonly until: 'message' | 'beats' | 'end' | 'nothing';
  /** Most milliseconds of listening. */
  readonly listen: number;
  /** Milliseconds to go on listening after that, for what should not come. */
  readonly quiet: number;
}

export interface StompFrame {
  readonly from: 'client' | 'server';
  /** Milliseconds since the WebSocket opened. */
  readonly at: number;
  readonly command: string;
  /** As sent: order, repetitions and escapes are kept. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
  /** What of its form is no STOMP, in words; left out where nothing is. */
  readonly flaws?: readonly string[];
}

/** What was said on both sides; the body of the recorded response. */
export interface StompTalk {
  /** Sub-protocol that the server chose, as `v12.stomp`; '' for none. */
  readonly protocol: string;
  /** In the order in which they came and went. */
  readonly frames: readonly StompFrame[];
  /** Heart-beats of the server. */
  readonly beats: number;
  /** Milliseconds from the opening to the start of the listening, null where it did not come to it, and what was waited for came. */
  readonly listened: { readonly from: number; readonly ms: number; readonly came: boolean } | null;
  readonly end: {
    readonly by: 'client' | 'server';
    readonly code: number;
    readonly reason: string;
    readonly at: number;
  };
  /** Octets of a frame of the server that never ended; left out where there are none. */
  readonly unfinished?: number;
}
