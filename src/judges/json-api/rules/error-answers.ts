/** Errors and the answer that brings them. */
import type { VersionedRule } from '../table.ts';
import type { Exchanged } from '../exchange.ts';
import { at, findingAt, has, isObject, member, rootPlace } from '../value.ts';
import type { JsonObject, Node } from '../value.ts';

export const errorAnswerRules: readonly VersionedRule<Exchanged>[] = [
  {
    id: 'errors-need-error-status',
    level: 'should',
    statement: 'An answer with `errors` has a status of 400 or above.',
    judge: ({ response: { status, document } }, check) => {
      if (!isObject(document) || !has(document, 'errors')) return;
      const finding = () => ({
        message: 'The answer brings errors with a successful status.',
        expected: 'status 4xx or 5xx',
        actual: `status ${status}`,
        where: 'status',
      });
      check.that(status >= 400, finding);
    },
  },
  {
    id: 'error-status-agrees',
    level: 'should',
    statement: 'The `status` of a single error equals the status of the answer; that of several is of the same class.',
    judge: ({ response: { status, document } }, check) => {
      const errors = errorsOf(document);
      const statuses = errors.map(({ value }) => member(value, 'status')).filter((text) => typeof text === 'string');
      if (statuses.length === 0 || statuses.length !== errors.length) return;
      const agrees =
        errors.length === 1 ? statuses[0] === String(status) : statuses.some((text) => text[0] === String(status)[0]);
      const place = errors.length === 1 ? at(rootPlace, 'errors', 0, 'status') : at(rootPlace, 'errors');
      const expected = errors.length === 1 ? `"${status}"` : `a status ${String(status)[0] ?? ''}xx`;
      const message = `The answer has the status ${status}, its errors say ${statuses.slice(0, 5).join(', ').slice(0, 60)}.`;
      check.that(agrees, () => findingAt(place, message, expected, statuses[0]));
    },
  },
  {
    id: 'error-pointer-target',
    level: { '1.0': 'should', '1.1': 'must' },
    statement: 'The `pointer` of an error points to something in the request document.',
    judge: ({ request, response: { document } }, check) => {
      if (request.method !== 'GET' && request.document === undefined) return; // not known what was sent
      for (const { value, place } of errorsOf(document)) {
        const source = member(value, 'source');
        const pointer = isObject(source) ? member(source, 'pointer') : undefined;
        if (typeof pointer !== 'string') continue;
        const message =
          request.document === undefined
            ? 'An error points into the request document, but the request had none.'
            : 'An error points to a place that the request document does not have.';
        const found = request.document !== undefined && reaches(request.document, pointer);
        check.that(found, () =>
          findingAt(at(place, 'source', 'pointer'), message, 'a place in the request document', pointer),
        );
      }
    },
  },
];

function errorsOf(document: unknown): readonly Node<JsonObject>[] {
  const errors = isObject(document) ? member(document, 'errors') : undefined;
  if (!Array.isArray(errors)) return [];
  return errors.flatMap((value: unknown, index) =>
    isObject(value) ? [{ value, place: at(rootPlace, 'errors', index) }] : [],
  );
}

/** Whether a JSON pointer leads to a value. */
function reaches(document: unknown, pointer: string): boolean {
  let value = document;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return false;
    value = (value as JsonObject)[key];
  }
  return true;
}
