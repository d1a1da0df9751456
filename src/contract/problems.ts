/** What can be wrong with a contract, and how it is told. */

/** Every rule that `loadContract` enforces, with the reason in one sentence. */
export const contractRules = {
  'file-missing': 'A file that the contract needs must exist.',
  'file-encoding': 'Files are UTF-8 text.',
  'yaml-syntax': 'YAML files hold one valid document.',
  'json-syntax': 'Schema files are valid JSON.',
  'duplicate-key': 'A key stands once in its object; the second would hide the first.',
  'file-shape': 'A file keeps the schema of its kind under schemas/meta.',
  'vendor-name': 'The vendor of contract.yaml is the name of its folder.',
  'version-unique': 'A version stands once.',
  'version-default': 'At least one version runs when nothing else is chosen.',
  'name-unique': 'Credentials and settings have names and variables of their own.',
  'variable-prefix': 'Variables of a vendor begin with its envPrefix, so that two vendors never share one.',
  'setting-values': 'An enum, and nothing else, lists its values.',
  'setting-default': 'The default of a setting has the type of the setting.',
  'credential-origin': 'The originOf of a credential names a setting of type url.',
  'requirement-id-unique': 'An id names one requirement for ever.',
  'requirement-id-prefix': 'All requirements of a vendor share the first part of their id.',
  'requirement-source': 'A requirement says where it stands: its own source, or that of its file.',
  'requirement-document': 'The document of a source is listed in contract.yaml.',
  'requirement-version': 'The versions of a requirement are listed in contract.yaml.',
  'requirement-why': 'A requirement has a why exactly if it is not testable.',
  'requirement-level': 'What is only observed has the level may, and a may is never judged.',
  'operation-effect': 'Every operation says its effect: read, session or write; the HTTP method does not decide.',
  'operation-id-unique': 'An operationId stands once in a version.',
  'operation-setting':
    'x-method-setting, x-path-setting and x-base-setting name settings of contract.yaml, the last one of type url.',
  'operation-credential': 'x-credentials names credentials of contract.yaml that have a header.',
  'parameter-unique': 'A parameter stands once in an operation.',
  'path-parameter': 'The parameters of a path are those of its template, and required.',
  'ref-outside': 'References stay inside the folder of the vendor or schemas/standards and never name a host.',
  'ref-missing': 'References lead to something.',
  'ref-cycle': 'References end somewhere.',
  'schema-id': 'Schemas have no $id and no anchors; the loader gives every file its own id.',
} as const;

export type ContractRule = keyof typeof contractRules;

export interface ContractProblem {
  /** Relative to the root, with `/`: `schemas/vendors/vendnovation/contract.yaml`. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly rule: ContractRule;
  /** What is wrong and what to do. */
  readonly message: string;
}

/** A contract that cannot be used; `problems` lists everything that is wrong with it, sorted by place. */
export class ContractError extends Error {
  override readonly name = 'ContractError';
  readonly problems: readonly ContractProblem[];

  constructor(vendor: string, problems: readonly ContractProblem[]) {
    const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
    super(
      [`The contract of ${vendor} has ${count}:`, ...problems.map((problem) => `  ${printProblem(problem)}`)].join(
        '\n',
      ),
    );
    this.problems = problems;
  }
}

/** `file:line  rule  message`. */
export function printProblem(problem: { file: string; line: number; rule: string; message: string }): string {
  return `${problem.file}:${problem.line}  ${problem.rule}  ${problem.message}`;
}

/** Sorted by file, line, rule; the same problem once, however many versions share its text. */
export function tidy<P extends { file: string; line: number; rule: string; message: string }>(
  problems: readonly P[],
): P[] {
  const byText = new Map(problems.map((problem) => [printProblem(problem), problem]));
  return [...byText.values()].sort(
    (a, b) => compare(a.file, b.file) || a.line - b.line || compare(a.rule, b.rule) || compare(a.message, b.message),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
