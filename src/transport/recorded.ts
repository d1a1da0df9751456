/** A response as it may be recorded and seen: decoded, and free of secrets. */
import type { RecordedResponse, SecretTraits } from '../verdict/exchange.ts';
import { parseJson } from '../judges/json.ts';
import type { WireResponse } from './http.ts';
import type { Vault } from './vault.ts';

/** Headers of an answer that issues secrets may issue them, too; a Location carries them in its query. */
const issuing = /token|auth|cookie|session|secret|api-?key|^location$/i;

/** Values in one answer that issues secrets, at most: each is looked for in all that comes later. Real ones have a dozen. */
const mostIssued = 200;

/**
 * @param sensitive set when the operation issues secrets: every member that is not kept is masked
 * @param origins where secrets of this answer may be sent
 */
export function recorded(
  wire: WireResponse,
  sensitive: { readonly keep: readonly string[] } | null,
  vault: Vault,
  origins: readonly string[],
): { response: RecordedResponse; secrets: readonly SecretTraits[] } {
  const { text, malformed } = decode(wire.body);
  const issues = sensitive !== null && wire.status >= 200 && wire.status < 400;
  const { body, secrets } = issues
    ? masked(text, sensitive.keep, vault, origins)
    : { body: vault.scrub(text), secrets: [] };
  const headers = wire.headers.map(([name, value]) =>
    /^set-cookie2?$/i.test(name) || (issues && issuing.test(name))
      ? ([name, '«masked»'] as const)
      : ([vault.scrub(name), vault.scrub(value)] as const),
  );
  const { status, ms } = wire;
  return {
    response: {
      status,
      headers,
      body,
      bytes: wire.body.length,
      ms,
      ...(malformed ? { malformedUtf8: true as const } : {}),
      ...(wire.url === undefined ? {} : { url: vault.scrub(wire.url) }),
    },
    secrets,
  };
}

function masked(
  text: string,
  keep: readonly string[],
  vault: Vault,
  origins: readonly string[],
): { body: string; secrets: readonly SecretTraits[] } {
  if (text.trim() === '') return { body: '', secrets: [] };
  const parsed = parseJson(text);
  const isToken = 'value' in parsed && leavesOf(parsed.value) <= mostIssued;
  if (!isToken) {
    const what = 'value' in parsed ? `more than ${mostIssued} values` : 'no JSON';
    return { body: `(${text.length} characters that are ${what}, masked: this operation issues secrets)`, secrets: [] };
  }
  const { body, traits } = vault.mask(parsed.value, keep, origins);
  return { body: JSON.stringify(body), secrets: traits };
}

/** Values that are neither object nor array; stops counting behind the limit. */
function leavesOf(value: unknown, before = 0): number {
  if (typeof value !== 'object' || value === null) return before + 1;
  let count = before;
  for (const item of Object.values(value)) {
    count = leavesOf(item, count);
    if (count > mostIssued) break;
  }
  return count;
}

function decode(bytes: Buffer): { text: string; malformed: boolean } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), malformed: false };
  } catch {
    return { text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes), malformed: true };
  }
}
