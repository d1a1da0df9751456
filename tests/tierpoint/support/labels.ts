/** Version labels in addresses: `v1`, `v2`, `latest`, `beta`. */

const labelForm = /^(?:v[1-9]\d*|latest|beta)$/;

/** Index of the path element that is the label; `v3/api-docs` is a format of documents and no label. -1 where there is none. */
function labelIndex(elements: readonly string[]): number {
  return elements.findIndex((element, i) => labelForm.test(element) && !/^api-docs/.test(elements[i + 1] ?? ''));
}

/** The label that an address names, or null. */
export function labelIn(url: string): string | null {
  const elements = new URL(url).pathname.split('/');
  return elements[labelIndex(elements)] ?? null;
}

/** The service that an address names: the element behind the label, or '' where it has no label. */
export function serviceIn(url: string): string {
  const elements = new URL(url).pathname.split('/');
  const at = labelIndex(elements);
  return at === -1 ? '' : (elements[at + 1] ?? '');
}

/** The same address at another label; null where it names none. */
export function atLabel(url: string, label: string): string | null {
  const parsed = new URL(url);
  const elements = parsed.pathname.split('/');
  const at = labelIndex(elements);
  if (at === -1) return null;
  parsed.pathname = elements.map((element, i) => (i === at ? label : element)).join('/');
  return parsed.href;
}

/** A documented path without its label, to compare labels. */
export const withoutLabel = (path: string): string => {
  const elements = path.split('/');
  const at = labelIndex(elements);
  return elements.filter((_, i) => i !== at).join('/');
};

const number = (label: string) => (/^v\d+$/.test(label) ? Number(label.slice(1)) : 0);

/** The highest integer label, or null. */
export function newestOf(labels: readonly string[]): string | null {
  const sorted = labels.filter((label) => number(label) > 0).sort((a, b) => number(a) - number(b));
  return sorted.at(-1) ?? null;
}

/** The label that another one is compared with: latest and beta with the newest integer, an integer with the next one, the newest with beta. */
export function counterpart(label: string, labels: readonly string[], newest: string | null): string | null {
  if (label === 'latest' || label === 'beta') return newest;
  const next = labels.filter((other) => number(other) > number(label)).sort((a, b) => number(a) - number(b))[0];
  return next ?? 'beta';
}
