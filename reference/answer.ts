/** What every reference server answers with, before it is put into bytes. */
import type { HeaderList, Reply, Wire } from './http.ts';

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json;
}

export interface Answer {
  readonly status: number;
  readonly reason?: string;
  readonly headers?: HeaderList;
  /** Sent as JSON; nothing is sent where neither `json` nor `text` is there. */
  readonly json?: Json;
  /** Sent as it is. */
  readonly text?: string | Buffer;
  /** The usual one of the vendor where it is left out, none where it is null. */
  readonly contentType?: string | null;
  readonly wire?: Wire;
}

export interface Writing {
  /** Milliseconds since the epoch, for the Date header. */
  readonly now: number;
  /** Of answers that name none themselves. */
  readonly contentType: string;
  readonly render: (json: Json) => string;
}

export function replyOf(answer: Answer, { now, contentType, render }: Writing): Reply {
  const { status, json, text, wire, reason } = answer;
  const type = answer.contentType === undefined ? contentType : answer.contentType;
  const body = text ?? (json === undefined ? undefined : render(json));
  return {
    status,
    headers: [
      ['Date', new Date(now).toUTCString()],
      ...(type === null || body === undefined ? [] : ([['Content-Type', type]] as const)),
      ...(answer.headers ?? []),
    ],
    ...(body === undefined ? {} : { body }),
    ...(wire === undefined ? {} : { wire }),
    ...(reason === undefined ? {} : { reason }),
  };
}
