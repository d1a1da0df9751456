/**
 * Changes between what was seen of two sides. A difference is told only with samples enough to tell "absent" from "not seen";
 * what the old contract leaves open is no breach of it, and what no document names can be no promise.
 */
import type { ApiModel } from './api-model.ts';
import { type Documented, allowsForm, allowsText, allowsType, documentedAt, operationOfSeen } from './documented.ts';
import { formOf, isVagueForm } from './forms.ts';
import { type Looking, type ObservedChange, type Standing, fewest, told } from './observed-change.ts';
import { compareCodes, compareHeaders } from './observed-headers.ts';
import { type Classified, type Policy, classify } from './policy.ts';
import { type Counts, type Seen, type SeenAnswers, presence, total } from './seen.ts';
import { fewerThanExpected } from './statistics.ts';

/** Chance findings of this probability are not told. */
const alpha = 0.001;
/** @param model the old contract */
export function compareSeen(before: Seen, after: Seen, model: ApiModel): ObservedChange[] {
  return Object.keys(before).flatMap((key) => {
    const [old, now] = [before[key], after[key]];
    if (old === undefined || now === undefined) return [];
    const cut = key.lastIndexOf(' ');
    const side = { id: key.slice(0, cut), status: key.slice(cut + 1) };
    const operation = operationOfSeen(model, side.id);
    const place: Looking = {
      operation: operation?.key ?? side.id,
      status: side.status,
      // An error that is described by its class alone may have a body of its own.
      documented: (path) =>
        operation === undefined || (!/^[23]/.test(side.status) && !operation.answers.has(side.status))
          ? null
          : documentedAt(operation, side.status, path),
    };
    return [
      ...compareMembers(old, now, place),
      ...compareHeaders(old, now, place, operation?.answers.get(side.status)?.headers),
      ...compareCodes(old, now, place),
    ];
  });
}

/** What the difference does to a client: documents first, then the vendor's policy; where no document says anything, nobody knows. */
export function classifyObserved({ change, standing }: ObservedChange, policy: Policy): Classified {
  const plain = classify(change, policy);
  if (standing === 'open') return { ...change, effect: 'allowed', why: 'the old contract leaves this open' };
  if (standing === 'breaks' || plain.effect !== 'breaking') return plain;
  return { ...change, effect: 'unknown', why: 'no document names this, so nothing about it is promised' };
}

function compareMembers(old: SeenAnswers, now: SeenAnswers, looking: Looking): ObservedChange[] {
  const changes: ObservedChange[] = [];
  const gone: string[] = [];
  for (const path of [...new Set([...Object.keys(old.members), ...Object.keys(now.members)])].sort()) {
    // What lies inside a member that is gone or new is told with it.
    if (gone.some((parent) => path.startsWith(`${parent}/`))) continue;
    const found = comparePresence(old, now, path, looking);
    if (found !== null) changes.push(found);
    if (old.members[path] === undefined || now.members[path] === undefined) gone.push(path);
    else changes.push(...compareValue(old, now, path, looking));
  }
  return changes;
}

function comparePresence(old: SeenAnswers, now: SeenAnswers, path: string, looking: Looking): ObservedChange | null {
  const [was, is] = [presence(old, path), presence(now, path)];
  // A body that is no JSON any more shows in its media type, and the requirements judge it.
  if (path === '' || was.could === 0 || is.could === 0 || path.endsWith('/[]') || path.endsWith('/*')) return null;
  const documented = looking.documented(path);
  const numbers = { before: `${was.came} of ${was.could}`, after: `${is.came} of ${is.could}` };
  if (was.came === 0) {
    return told(
      'response-property-added',
      looking,
      path,
      documented === null ? 'unnamed' : 'open',
      `${path} came ${is.came} times, and never before.`,
      numbers,
    );
  }
  if (is.came === is.could || (was.came < was.could && is.came > 0)) return null;
  const breaks = documented?.required === true;
  const always = was.came === was.could && was.could >= fewest && is.could >= fewest;
  if (!breaks && !(always && is.came === 0) && fewerThanExpected(is.came, is.could, was.came, was.could) >= alpha)
    return null;
  const standing: Standing = breaks ? 'breaks' : documented === null ? 'unnamed' : 'open';
  return is.came === 0
    ? told(
        'response-property-removed',
        looking,
        path,
        standing,
        `${path} came in ${numbers.before} and is gone now.`,
        numbers,
      )
    : told(
        'response-property-now-optional',
        looking,
        path,
        standing,
        `${path} always came and is missing in ${is.could - is.came} of ${is.could} now.`,
        numbers,
      );
}

function compareValue(old: SeenAnswers, now: SeenAnswers, path: string, looking: Looking): ObservedChange[] {
  const [was, is] = [old.members[path], now.members[path]];
  if (was === undefined || is === undefined) return [];
  const documented = looking.documented(path);
  const changes: ObservedChange[] = [];
  const standingOf = (allowed: (at: Documented) => boolean): Standing =>
    documented === null ? 'unnamed' : allowed(documented) ? 'open' : 'breaks';
  const samples = total(was.types);
  /** Seen now and never before, and that by more than chance; one breach of the documents is enough. */
  const isNew = (name: string, standing: Standing) => {
    const [count, all] = [is.types[name] ?? 0, total(is.types)];
    if (Object.hasOwn(was.types, name)) return false;
    return (
      standing === 'breaks' ||
      (count === all && count >= fewest && samples >= fewest) ||
      fewerThanExpected(0, samples, count, all) < alpha
    );
  };
  for (const type of Object.keys(is.types)) {
    const standing = standingOf((at) => allowsType(at, type));
    if (!isNew(type, standing) || (type === 'integer' && Object.hasOwn(was.types, 'number'))) continue;
    const lost = Object.keys(was.types).filter((name) => name !== 'null' && !Object.hasOwn(is.types, name));
    const kind =
      type === 'null' ? 'response-nullable-added' : lost.length > 0 ? 'response-type-changed' : 'response-type-widened';
    changes.push(
      told(kind, looking, path, standing, `${path} came as ${type} ${is.types[type]} times, and never before.`, {
        before: namesOf(was.types),
        after: namesOf(is.types),
        detail: type,
      }),
    );
  }
  changes.push(
    ...compareForms(was.forms, is.forms, path, looking, standingOf),
    ...compareValues(was.values, is.values, path, looking, standingOf),
  );
  return changes;
}

type StandingOf = (allowed: (at: Documented) => boolean) => Standing;

/** Only where all texts had one form that no free text has by chance. */
function compareForms(
  was: Counts,
  is: Counts,
  path: string,
  looking: Looking,
  standingOf: StandingOf,
): ObservedChange[] {
  const [form, ...others] = Object.keys(was).filter((name) => name !== 'empty');
  if (form === undefined || others.length > 0 || isVagueForm(form)) return [];
  const came = Object.keys(is).filter((name) => name !== 'empty' && name !== form);
  return came.map((name) => {
    const kind = Object.hasOwn(is, form) ? 'response-format-dropped' : 'response-format-changed';
    return told(
      kind,
      looking,
      path,
      standingOf((at) => allowsForm(at, name)),
      `${path} was always a ${form} and came as ${name} ${is[name]} times.`,
      { before: form, after: namesOf(is), detail: name },
    );
  });
}

/** Addresses, dates, ids and numbers are data, however few of them are seen. */
const isWord = (value: string) =>
  ['empty', 'text', 'upper-case word', 'truth value'].includes(formOf(value)) && !value.includes('/');

/** Few different texts, each seen often, are most likely an enum. */
function compareValues(
  was: Counts | null,
  is: Counts | null,
  path: string,
  looking: Looking,
  standingOf: StandingOf,
): ObservedChange[] {
  if (was === null || is === null) return [];
  const [values, samples] = [Object.keys(was), total(was)];
  if (values.length === 0) return [];
  const looksLikeEnum = values.length <= 8 && samples >= 10 * values.length && values.every(isWord);
  return Object.keys(is)
    .map((value) => ({ value, standing: standingOf((at) => allowsText(at, value)) }))
    .filter(({ value, standing }) => !Object.hasOwn(was, value) && (looksLikeEnum || standing === 'breaks'))
    .map(({ value, standing }) => {
      const message = `${path} came as ${JSON.stringify(value)} ${is[value]} times; before it was one of ${values.length} values.`;
      return told('response-enum-value-added', looking, path, standing, message, {
        after: JSON.stringify(value),
        detail: value,
      });
    });
}

const namesOf = (counts: Counts) =>
  Object.entries(counts)
    .sort(([, a], [, b]) => b - a)
    .map(([name]) => name)
    .join(', ');
