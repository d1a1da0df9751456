/** `list`: the requirements of the registry. */
import { requirementsFor } from '../../src/suite/scope.ts';
import type { Contract, Requirement } from '../../src/contract/types.ts';
import { UsageError, refuseUnknown } from '../arguments.ts';
import type { Arguments } from '../arguments.ts';
import { chosenContracts, requirementFilter } from '../selection.ts';

/** Prints one line per requirement, or JSON. @throws UsageError when nothing is chosen */
export async function run(given: Arguments): Promise<number> {
  const contracts = chosenContracts(given);
  const versions = contracts.flatMap((contract) => [...contract.versions.keys()]);
  const targets = contracts.flatMap((contract) =>
    [...contract.versions.keys()].map((id) => `${contract.vendor}-${id}`),
  );
  for (const id of given.list('version') ?? []) refuseUnknown('version', id, versions);
  for (const name of given.list('target') ?? []) refuseUnknown('target', name, targets);
  const filter = requirementFilter(given, contracts) ?? (() => true);
  const chosen = contracts.flatMap((contract) => ofVersions(contract, given).filter(filter));
  if (chosen.length === 0) throw new UsageError('No requirement fits all of these options together.');
  process.stdout.write(given.on('json') ? `${JSON.stringify(chosen, null, 2)}\n` : textOf(chosen));
  return Promise.resolve(0);
}

/** Requirements that hold for at least one of the chosen versions. */
function ofVersions(contract: Contract, given: Arguments): Requirement[] {
  const versions = [...contract.versions.keys()];
  const targets = given.list('target');
  const wanted = given.list('version');
  const chosen = versions.filter(
    (id) => (wanted?.includes(id) ?? true) && (targets?.includes(`${contract.vendor}-${id}`) ?? true),
  );
  const ids = new Set(chosen.flatMap((version) => requirementsFor(contract, version).map(({ id }) => id)));
  return [...contract.requirements.values()].filter(({ id }) => ids.has(id));
}

function textOf(requirements: readonly Requirement[]): string {
  const width = Math.max(...requirements.map(({ id }) => id.length));
  const lines: string[] = [];
  let heading = '';
  for (const requirement of requirements) {
    const title = `${requirement.vendor}: ${requirement.section}`;
    if (title !== heading) lines.push(...(lines.length > 0 ? [''] : []), title);
    heading = title;
    const remarks = [
      requirement.class === 'tested' ? '' : requirement.class,
      requirement.writes ? 'writes' : '',
      requirement.smoke ? 'smoke' : '',
    ];
    const noted = remarks.filter((remark) => remark !== '');
    const versions = requirement.versions === undefined ? '' : ` (${requirement.versions.join(', ')})`;
    lines.push(
      `  ${requirement.id.padEnd(width)}  ${requirement.level.padEnd(6)}  ${requirement.text}${versions}${noted.length > 0 ? `  [${noted.join(', ')}]` : ''}`,
    );
  }
  return `${lines.join('\n')}\n\n${requirements.length} requirements\n`;
}
