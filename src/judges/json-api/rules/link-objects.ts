/** What the members of a 1.1 link object may hold. */
import type { Check } from '../../../verdict/check.ts';
import { parseMediaType } from '../media-type.ts';
import { uriProblem } from '../uri.ts';
import { at, brief, findingAt, has, isObject, member } from '../value.ts';
import type { JsonObject, Node } from '../value.ts';

/** Names the problem of a member's value as the end of a sentence, or null. */
type Judgement = (value: unknown) => string | null;

const judgements: Readonly<Record<string, Judgement>> = {
  rel: (value) => (typeof value !== 'string' ? 'is no string' : isRelation(value) ? null : 'is no link relation type'),
  title: (value) => (typeof value === 'string' ? null : 'is no string'),
  type: (value) => {
    if (typeof value !== 'string') return 'is no string';
    const read = parseMediaType(value);
    return 'problem' in read ? read.problem : null;
  },
  hreflang: (value) => {
    const tags: readonly unknown[] = Array.isArray(value) ? value : [value];
    const wrong = tags.find((tag) => typeof tag !== 'string' || !isLanguageTag(tag));
    return wrong === undefined ? null : `holds ${brief(wrong)}, which is no language tag`;
  },
  describedby: (value) => {
    const target = isObject(value) ? member(value, 'href') : value;
    if (value === null) return null;
    return typeof target === 'string' ? uriProblem(target) : 'is no link';
  },
};

/** Judges the members of one link object (JSON:API 1.1, "Link objects"). */
export function judgeLinkObjectValues({ value, place }: Node<JsonObject>, check: Check): void {
  for (const [name, judgement] of Object.entries(judgements)) {
    if (!has(value, name)) continue;
    const problem = judgement(value[name]);
    check.that(problem === null, () =>
      findingAt(at(place, name), `The ${name} of a link object ${problem ?? ''}.`, `a valid ${name}`, value[name]),
    );
  }
}

/** A registered name or a URI (RFC 8288, section 2.1). */
function isRelation(text: string): boolean {
  return /^[a-z][a-z0-9.-]*$/i.test(text) || (/^[a-z][a-z0-9+.-]*:/i.test(text) && uriProblem(text) === null);
}

/** A well-formed tag of RFC 5646; the registry of languages is not consulted. */
function isLanguageTag(text: string): boolean {
  if (text.length > 100) return false;
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return /^(?:x(?:-[a-z0-9]{1,8})+|i-[a-z]+|[a-z]{2,3}(?:-[a-z0-9]{1,8})*)$/i.test(text);
  }
}
