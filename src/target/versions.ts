/** Which versions of a vendor are meant. */
import type { ContractHead } from './heads.ts';
import type { Problem } from './problems.ts';
import { oneOf } from './suggest.ts';

/** Items of a comma-separated list, without blanks and empty ones, each once. */
export function items(list: string): string[] {
  return [...new Set(list.split(',').map((item) => item.trim()))].filter((item) => item !== '');
}

export function nameOf(head: ContractHead, version: string): string {
  return `${head.vendor}-${version}`;
}

/** Ids of a vendor's versions: those of `list`, null where it is empty, 'wrong' when one is unknown. */
export function chosenVersions(
  head: ContractHead,
  list: string,
  variable: string,
  problems: Problem[],
): string[] | null | 'wrong' {
  const chosen = items(list);
  const known = head.versions.map(({ id }) => id);
  const wrong = chosen.filter((id) => !known.includes(id));
  for (const id of wrong) {
    problems.push({ variable, problem: `${head.title} has no version ${quote(id)}`, expected: oneOf(id, known) });
  }
  if (wrong.length > 0) return 'wrong';
  return chosen.length === 0 ? null : chosen;
}

/** What stands for a version in a base URL: mostly its id. */
export function pathOf(head: ContractHead, version: string): string {
  return head.versions.find(({ id }) => id === version)?.path ?? version;
}

/** The version that a URL's last path segment names, or null. */
export function versionInUrl(head: ContractHead, url: URL): string | null {
  const last = url.pathname
    .split('/')
    .filter((segment) => segment !== '')
    .at(-1);
  return head.versions.find(({ id }) => pathOf(head, id) === last)?.id ?? null;
}

/** What was typed, shortened: it may be something else than a name, put into the wrong variable. */
export function quote(typed: string): string {
  return JSON.stringify(typed.length <= 24 ? typed : `${typed.slice(0, 4)}…`);
}
