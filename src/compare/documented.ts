/** What the old contract says of a member that was seen. */
import type { Alternative } from './alternative.ts';
import { alternativesOf } from './alternatives.ts';
import { type ApiModel, type OperationModel, answerFor } from './api-model.ts';
import { formsOfFormat } from './forms.ts';

/** What is documented at a place: alternatives of its value, and whether it must come. Null where no document names it. */
export interface Documented {
  readonly alternatives: readonly Alternative[];
  /** Every alternative of the object around it requires it. */
  readonly required: boolean;
}

/** @param name operation id of the contract, or `follow` and the path of a link, as `Seen` calls it */
export function operationOfSeen(model: ApiModel, name: string): OperationModel | undefined {
  const all = [...model.operations.values()];
  if (!name.startsWith('follow ')) return all.find(({ id }) => id === name);
  const path = name.slice('follow '.length);
  const fits = all.filter((operation) => operation.method === 'GET' && isAt(operation.path, path));
  const templates = (operation: OperationModel) => operation.path.split('{').length;
  return fits.sort((a, b) => templates(a) - templates(b))[0];
}

/** Whether a path, in which ids are blanked, is one of a template. */
function isAt(template: string, path: string): boolean {
  const [parts, given] = [template.split('/'), path.split('/')];
  return (
    parts.length === given.length &&
    parts.every((part, i) => part === given[i] || part.includes('{') || given[i] === '{}')
  );
}

/** @param path pointer as in `Seen`, '' for the body */
export function documentedAt(operation: OperationModel, status: string, path: string): Documented | null {
  const schema = answerFor(operation.answers, status)?.media.find(({ type }) => /[/+]json$/.test(type))?.schema;
  if (schema == null) return null;
  let here: Documented = { alternatives: alternativesOf(schema), required: true };
  for (const step of path.split('/').slice(1)) {
    const next = stepInto(here.alternatives, step);
    if (next === null) return null;
    here = next;
  }
  return here;
}

function stepInto(alternatives: readonly Alternative[], step: string): Documented | null {
  if (step === '[]') {
    const lists = alternatives.filter(
      ({ type, items }) => type === 'array' && items !== null && items.parts.length > 0,
    );
    return lists.length === 0
      ? null
      : { alternatives: lists.flatMap(({ items }) => (items === null ? [] : alternativesOf(items))), required: true };
  }
  const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
  const objects = alternatives.filter(({ type }) => type === 'object');
  const named = objects.flatMap((one) => {
    const node =
      one.properties.get(name) ?? (one.others !== null && one.others.parts.length > 0 ? one.others : undefined);
    return node === undefined ? [] : [node];
  });
  if (named.length === 0) return null;
  return {
    alternatives: named.flatMap((node) => alternativesOf(node)),
    required: objects.every(({ required }) => required.has(name)),
  };
}

/** Whether a JSON type, as `Seen` calls it, is documented. */
export function allowsType({ alternatives }: Documented, type: string): boolean {
  if (type === 'integer') return alternatives.some((one) => one.type === 'number');
  if (type === 'number') return alternatives.some((one) => one.type === 'number' && !one.integer);
  return alternatives.some((one) => one.type === type);
}

export function allowsText({ alternatives }: Documented, text: string): boolean {
  const json = JSON.stringify(text);
  return alternatives.some(({ type, values }) => type === 'string' && (values === null || values.includes(json)));
}

export function allowsForm({ alternatives }: Documented, form: string): boolean {
  return alternatives.some(
    ({ type, format }) => type === 'string' && (format === null || (formsOfFormat(format)?.includes(form) ?? true)),
  );
}
