/** The media type of the MDS provider API and its version parameter. */
import { parameterOf, parseAccept, parseMediaType } from '../json-api/media-type.ts';

export const providerMediaType = 'application/vnd.mds.provider+json';

/** Versions of the provider API that were published. */
export const publishedVersions: readonly string[] = ['0.2', '0.3', '0.4', '1.0', '1.1', '1.2', '2.0'];

/** Version named by the `Content-Type` of an answer; null where it is not the provider's media type or names none. */
export function versionOf(contentType: string): string | null {
  const type = parseMediaType(contentType);
  if ('problem' in type || type.essence !== providerMediaType) return null;
  return parameterOf(type, 'version') ?? null;
}

/**
 * Whether an `Accept` header can only be refused: it names versions of the provider API, all of them unsupported or
 * invalid, and nothing else that could be served.
 * @param supported versions that the server is known to support, or null: then only versions that never were count
 * @returns null when it cannot be told
 */
export function demands406(accept: string, supported: readonly string[] | null): boolean | null {
  const read = parseAccept(accept);
  if ('problem' in read) return null;
  const wanted = read.filter(({ quality }) => quality > 0);
  if (wanted.length === 0) return null;
  let unsure = false;
  for (const type of wanted) {
    const version = parameterOf(type, 'version');
    if (type.essence !== providerMediaType || version === undefined) return false; // served as version 0.2
    if (supported !== null ? supported.includes(version) : version === '0.3') return false;
    if (supported === null && publishedVersions.includes(version)) unsure = true;
  }
  return unsure ? null : true;
}

/** Whether a request names no version at all, so that it has to be answered as 0.2. */
export function namesNoVersion(accept: string | undefined): boolean {
  if (accept === undefined || accept.trim() === '') return true;
  const read = parseAccept(accept);
  return !('problem' in read) && read.every(({ essence }) => essence === 'application/json' || essence === '*/*');
}
