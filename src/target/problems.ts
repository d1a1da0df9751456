/** Configuration problems: all at once, each with the variable's name and what is expected, never a value. */

export interface Problem {
  /** Environment variable or command line option, as `VENDNOVATION_BASE_URL` or `--fault`. */
  readonly variable: string;
  /** What is wrong, in few words, without the value of a secret. */
  readonly problem: string;
  /** What is expected instead, in few words. */
  readonly expected: string;
}

/** The run cannot start as configured. `message` lists every problem, one a line. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(describeProblems(problems));
    this.problems = problems;
  }
}

function describeProblems(problems: readonly Problem[]): string {
  const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`;
  const lines = problems.map(({ variable, problem, expected }) => `  ${variable}: ${problem}; expected ${expected}`);
  return [`The configuration has ${count}:`, ...lines, 'Nothing was sent. .env.example explains every variable.'].join(
    '\n',
  );
}
