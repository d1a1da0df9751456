/** The suite's own fault: a probe broke its declaration or the contract, without saying so. Never blamed on the vendor. */
export class SuiteError extends Error {
  override readonly name = 'SuiteError';
}
