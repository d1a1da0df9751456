/**
 * The registry of a vendor as far as tests are declared from it. Read without checking or compiling anything, because
 * every worker does it; the observer loads the whole contract and says what is wrong with it.
 */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { Requirement, Source } from '../contract/types.ts';
import { projectRoot } from '../suite/paths.ts';

export interface Entry extends Pick<Requirement, 'id' | 'vendor' | 'file' | 'level' | 'text' | 'smoke'> {
  /** Heading in the vendor's documentation. */
  readonly heading: string;
  readonly sourceUrl: string;
  /** Versions that it holds for; absent where it holds for all. */
  readonly versions?: readonly string[];
  /** Why it is skipped at declaration; absent where it is asked. */
  readonly notTestable?: string;
}

/** `contract.yaml`, as far as it is needed here. */
interface ContractFile {
  readonly documents: Readonly<Record<string, { readonly url: string }>>;
}

/** A file of `requirements/`. */
interface RequirementsFile {
  readonly source?: Source;
  readonly versions?: readonly string[];
  readonly requirements: readonly (Pick<Requirement, 'id' | 'level' | 'text'> &
    Partial<Pick<Requirement, 'smoke' | 'class' | 'why' | 'source' | 'versions'>>)[];
}

/** Entries in the order of the files. @throws Error if a file cannot be read or is no YAML */
export function readRegistry(vendor: string, root = projectRoot): readonly Entry[] {
  const folder = path.join(root, 'schemas', 'vendors', vendor);
  const read = (file: string): unknown => parse(readFileSync(path.join(folder, file), 'utf8'));
  const contract = read('contract.yaml') as ContractFile;
  const names = readdirSync(path.join(folder, 'requirements'))
    .filter((name) => name.endsWith('.yaml'))
    .sort();
  return names.flatMap((name) => {
    const file = read(path.join('requirements', name)) as RequirementsFile;
    return file.requirements.map((requirement) => {
      const source = requirement.source ?? file.source;
      const versions = requirement.versions ?? file.versions;
      return {
        id: requirement.id,
        vendor,
        file: name.replace(/\.yaml$/, ''),
        level: requirement.level,
        text: requirement.text,
        heading: source?.heading ?? '',
        sourceUrl: contract.documents[source?.document ?? '']?.url ?? '',
        smoke: requirement.smoke ?? false,
        ...(versions === undefined ? {} : { versions }),
        ...(requirement.class === 'not-testable'
          ? { notTestable: requirement.why ?? 'it cannot be seen from outside' }
          : {}),
      };
    });
  });
}
