/** Bulk changes: each is an atomic set. */
import type { Behaviour } from './behaviour.ts';
import { errorAnswer, errorsAnswer, vendorError, type VendorError } from './errors.ts';
import { isInt, isObject, readBody } from './filters.ts';
import { machineRow } from './machines.ts';
import { levelsInOrder, writableMembers } from './members.ts';
import type { Json, JsonObject, Row } from './model.ts';
import { adjustmentRow } from './reports.ts';
import { selectionRow } from './selections.ts';
import { isAnswer, ok, type Answer, type Call } from './world.ts';

export type Writable = 'machines' | 'selections';

/** New values for members of one record. */
export interface Change {
  readonly row: Row;
  readonly members: JsonObject;
}

export interface BulkPlan {
  readonly kind: Writable;
  readonly good: readonly Change[];
  /** The good ones that stand before the first failing element. */
  readonly beforeFailure: readonly Change[];
  readonly errors: readonly VendorError[];
}

export const documentedWrites: Pick<
  Behaviour,
  'bulkRefusal' | 'store' | 'merge' | 'updated' | 'newCount' | 'multipleTemplates'
> = {
  bulkRefusal: (call, { errors }) => errorsAnswer(call, errors),
  store,
  merge: (wire, members) => ({ ...wire, ...members }),
  updated: (records) => records,
  newCount: (count, delta) => count + delta,
  multipleTemplates: (call) =>
    errorAnswer(call, 'MULTIPLE_TEMPLATES', 'Exactly one template can be applied at a time.', [], 'Template.Id'),
};

/** `PATCH /machines` and `PATCH /selections`: 200 with the records after the change. */
export function update(call: Call, kind: Writable): Answer {
  return bulk(call, kind, (element) => planChange(call, kind, element));
}

/** `POST /selections/apply-delta`: adds to counts. */
export function applyDelta(call: Call): Answer {
  return bulk(call, 'selections', ({ selectionId = null, delta = null }) => {
    if (selectionId === null || delta === null)
      return vendorError('MISSING_REQUIRED_DATA', 'selectionId and delta are required.');
    if (!isInt(selectionId) || !isInt(delta))
      return vendorError('DESERIALIZATION_ERROR', 'selectionId and delta must be whole numbers.');
    const row = find(call, 'selections', selectionId);
    if ('code' in row) return row;
    const count = call.world.behaviour.newCount(Number(row.wire['count']), delta);
    return { row, members: { count } };
  });
}

function bulk(call: Call, kind: Writable, plan: (element: JsonObject) => Change | VendorError): Answer {
  const { behaviour } = call.world;
  const asked = readBody(call);
  if (isAnswer(asked)) return asked;
  if (asked.body === null) return errorAnswer(call, 'MISSING_REQUIRED_DATA', 'body is required.');
  if (!Array.isArray(asked.body) || !asked.body.every(isObject))
    return errorAnswer(call, 'DESERIALIZATION_ERROR', 'body must be an array of objects.');
  if (asked.body.length === 0) return errorAnswer(call, 'MISSING_REQUIRED_DATA', 'body is empty.');
  const outcomes = asked.body.map(plan);
  const isChange = (outcome: Change | VendorError): outcome is Change => 'row' in outcome;
  const failure = outcomes.findIndex((outcome) => !isChange(outcome));
  const good = outcomes.filter(isChange);
  if (failure >= 0) {
    const errors = outcomes.filter((outcome): outcome is VendorError => !isChange(outcome));
    const beforeFailure = outcomes.slice(0, failure).filter(isChange);
    const refusal = behaviour.bulkRefusal(call, { kind, good, beforeFailure, errors });
    if (refusal !== null) return refusal;
  }
  const before = good.map(({ row }) => row);
  const after = good.map(({ row, members }) => ({ ...row, wire: behaviour.merge(row.wire, members) }));
  behaviour.store(call, kind, good);
  const rows = behaviour.updated(after, before).map((row) => behaviour.record(kind, row, call));
  return ok(behaviour.listBody(kind, rows));
}

function planChange(call: Call, kind: Writable, element: JsonObject): Change | VendorError {
  const { id = null } = element;
  if (id === null) return vendorError('MISSING_REQUIRED_DATA', 'id is required.');
  if (!isInt(id)) return vendorError('DESERIALIZATION_ERROR', 'id must be a whole number.');
  const row = find(call, kind, id);
  if ('code' in row) return row;
  const members: Record<string, Json> = {};
  for (const [name, value] of Object.entries(element)) {
    const rule = writableMembers[kind][name];
    if (rule === undefined) continue; // read-only members stand in the page's own example of an update
    if (!rule.type(value))
      return vendorError('DESERIALIZATION_ERROR', `${name} has the wrong type.`, [id], nameOf(kind));
    // A value that the record has already is no change: examples break the bounds of their own models.
    if (rule.bound !== undefined && value !== row.wire[name] && !rule.bound(value as never))
      return vendorError('GENERIC_ERROR', `${name} is out of bounds.`, [id], nameOf(kind));
    members[name] = value;
  }
  const problem = kind === 'machines' ? siteProblem(call, members) : levelProblem(row, members);
  return problem ?? { row, members };
}

function find(call: Call, kind: Writable, id: number): Row | VendorError {
  const row = call.world.state.rows[kind].find(({ wire, deleted }) => wire['id'] === id && !deleted);
  if (row === undefined) return vendorError('MISSING_RECORD', 'The record could not be found.', [id], nameOf(kind));
  if (call.world.data.visible.has(row.organizationId)) return row;
  return vendorError('DATA_ACCESS', 'The record is outside of your organization.', [id], nameOf(kind));
}

const nameOf = (kind: Writable) => (kind === 'machines' ? 'Machine.Id' : 'Selection.Id');

function siteProblem(call: Call, { siteId }: JsonObject): VendorError | null {
  if (siteId === undefined) return null;
  const site = call.world.data.sites.get(Number(siteId));
  if (site === undefined) return vendorError('MISSING_RECORD', 'The site could not be found.', [siteId], 'Site.Id');
  if (call.world.data.visible.has(site.organizationId)) return null;
  return vendorError('DATA_ACCESS', 'The site is outside of your organization.', [siteId], 'Site.Id');
}

function levelProblem(row: Row, members: JsonObject): VendorError | null {
  const touched = ['alertLevel', 'restockAt', 'restockTo', 'depth'].some((name) => name in members);
  if (!touched || levelsInOrder({ ...row.wire, ...members })) return null;
  const id = row.wire['id'] ?? null;
  return vendorError('GENERIC_ERROR', 'The levels of the selection are not in order.', [id], 'Selection.Id');
}

/** Replaces the changed rows; a change of count leaves an inventory adjustment. */
function store(call: Call, kind: Writable, changes: readonly Change[]): void {
  const { behaviour, state, data, now } = call.world;
  const next = [...state.rows[kind]];
  const adjustments = [...state.rows.adjustments];
  let selections = kind === 'selections' ? next : state.rows.selections;
  for (const { row, members } of changes) {
    const wire = behaviour.merge(next[row.index]?.wire ?? row.wire, members);
    if (kind === 'machines') {
      const machine = moved(call, row, wire);
      next[row.index] = machine;
      if ('siteId' in members) selections = selections.map((selection) => following(selection, machine));
      continue;
    }
    next[row.index] = selectionRow(row.index, wire, row);
    const change = Number(wire['count']) - Number(row.wire['count']);
    if (change !== 0) adjustments.push(adjustmentRow(adjustments.length, now(), row, change, data.sites));
  }
  state.rows = { ...state.rows, selections, [kind]: next, adjustments };
}

/** A selection stands where its machine stands. */
function following(selection: Row, machine: Row): Row {
  if (selection.wire['machineId'] !== machine.wire['id']) return selection;
  return selectionRow(selection.index, selection.wire, machine);
}

function moved(call: Call, row: Row, wire: JsonObject): Row {
  const site = call.world.data.sites.get(Number(wire['siteId']));
  return site === undefined ? { ...row, wire } : machineRow(row.index, wire, site, row.deleted);
}
