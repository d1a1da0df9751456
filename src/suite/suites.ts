/** Loads the cases of a vendor from `tests/<vendor>/index.ts`. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { SuiteError } from './errors.ts';
import { projectRoot } from './paths.ts';
import type { Suite } from './types.ts';

/** @throws SuiteError when the vendor has no cases */
export async function loadSuite(vendor: string): Promise<Suite> {
  const file = join(projectRoot, 'tests', vendor, 'index.ts');
  if (!existsSync(file))
    throw new SuiteError(`there are no cases for '${vendor}': tests/${vendor}/index.ts is missing`);
  const module = (await import(pathToFileURL(file).href)) as { suite?: Suite };
  if (module.suite === undefined) throw new SuiteError(`tests/${vendor}/index.ts exports no 'suite'`);
  return module.suite;
}
