/** Calls that answer 204: applying a template, provisioning a machine. */
import { errorAnswer } from './errors.ts';
import { readBody } from './filters.ts';
import { machineRow, machineWire } from './machines.ts';
import { seeded } from '../random.ts';
import type { Row } from './model.ts';
import type { Change } from './writes.ts';
import { isAnswer, type Answer, type Asked, type Call } from './world.ts';

const done: Answer = { status: 204 };

/** Values of a list filter, none where it was not given. */
function valuesOf({ filters }: Asked, name: string): readonly (string | number)[] {
  return filters.find((filter) => filter.name === name)?.values ?? [];
}

/** `POST /templates/apply`: one template to machines of the same organisation; marks their planograms as changed. */
export function applyTemplate(call: Call): Answer {
  const { behaviour, state } = call.world;
  const asked = readBody(call);
  if (isAnswer(asked)) return asked;
  const templates = valuesOf(asked, 'templateIds');
  const identifiers = valuesOf(asked, 'machineIdentifiers');
  if (templates.length === 0 || identifiers.length === 0)
    return errorAnswer(call, 'MISSING_REQUIRED_DATA', 'machineIdentifiers and templateIds are required.');
  if (templates.length > 1) {
    const refusal = behaviour.multipleTemplates(call);
    if (refusal !== null) return refusal;
  }
  const template = visible(call, state.rows.templates).find(({ keys }) =>
    keys.templateIds?.includes(templates[0] ?? 0),
  );
  if (template === undefined)
    return errorAnswer(call, 'MISSING_RECORD', 'The template could not be found.', templates, 'Template.Id');
  const machines = visible(call, state.rows.machines).filter(({ keys }) =>
    keys.machineIdentifiers?.some((identifier) => identifiers.includes(identifier)),
  );
  if (machines.length < identifiers.length)
    return errorAnswer(call, 'MISSING_RECORD', 'A machine could not be found.', identifiers, 'Machine.Id');
  if (machines.some(({ organizationId }) => organizationId !== template.organizationId))
    return errorAnswer(call, 'DATA_ACCESS', 'Template and machines are of different organizations.');
  const equipped = new Set(state.rows.selections.map(({ wire }) => wire['machineId']));
  if (!machines.every(({ wire }) => equipped.has(wire['id'] ?? null)))
    return errorAnswer(call, 'NO_SELECTIONS', 'A machine has no selections.', identifiers, 'Machine.Id');
  const changes: Change[] = machines.map((row) => ({ row, members: { hasPlanogramChange: true } }));
  behaviour.store(call, 'machines', changes);
  return done;
}

/** `POST /machines/provision`: exactly one organisation and exactly one machine identifier. */
export function provision(call: Call): Answer {
  const { state, data, behaviour, now } = call.world;
  const asked = readBody(call);
  if (isAnswer(asked)) return asked;
  const [organizationId, ...otherOrganizations] = valuesOf(asked, 'organizationIds');
  const [identifier, ...otherIdentifiers] = valuesOf(asked, 'machineIdentifiers');
  if (
    organizationId === undefined ||
    identifier === undefined ||
    otherOrganizations.length + otherIdentifiers.length > 0
  )
    return errorAnswer(
      call,
      'MISSING_REQUIRED_DATA',
      'Exactly one of organizationIds and one of machineIdentifiers is required.',
    );
  if (!data.visible.has(Number(organizationId)))
    return errorAnswer(call, 'DATA_ACCESS', 'The organization is not yours.', [organizationId], 'Organization.Id');
  const site = [...data.sites.values()].find((candidate) => candidate.organizationId === organizationId);
  if (site === undefined) return errorAnswer(call, 'MISSING_RECORD', 'The organization has no site.');
  const id = Math.max(0, ...state.rows.machines.map(({ wire }) => Number(wire['id']))) + 1;
  const today = Math.floor(now() / 86_400_000) * 86_400_000;
  const wire = { ...machineWire(id, site, behaviour.data, today, seeded(id)), prose: String(identifier).slice(0, 15) };
  const row = machineRow(state.rows.machines.length, wire, site, false);
  state.rows = { ...state.rows, machines: [...state.rows.machines, row] };
  return done;
}

function visible(call: Call, rows: readonly Row[]): readonly Row[] {
  return rows.filter(({ organizationId, deleted }) => !deleted && call.world.data.visible.has(organizationId));
}
