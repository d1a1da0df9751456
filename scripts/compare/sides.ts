/** What `--from` and `--to` name: a version of the vendor, or a base URL. */
import { readHeads } from '../../src/target/heads.ts';
import type { ContractHead } from '../../src/target/heads.ts';
import { startReferences } from '../../src/target/reference.ts';
import { resolveTargets } from '../../src/target/resolve.ts';
import type { ResolveOptions } from '../../src/target/choice.ts';
import type { Mode, Target, TargetRequest } from '../../src/target/types.ts';
import { vendorVariables } from '../../src/target/variables.ts';
import { nameOf, versionInUrl } from '../../src/target/versions.ts';
import { UsageError, refuseUnknown } from '../arguments.ts';

export interface SidesOptions {
  readonly vendor: string;
  /** Version ids or base URLs. */
  readonly from: string;
  readonly to: string;
  /** Version whose contract is meant where a side is a base URL. */
  readonly version: string | undefined;
  readonly mode: Mode | undefined;
  readonly envFile: string | undefined;
  /** Settings and credentials of the new side, where they differ. */
  readonly toEnvFile: string | undefined;
  /** Defect of the new side's reference server. */
  readonly fault: string | undefined;
}

export interface OpenSides {
  readonly before: Target;
  readonly after: Target;
  readonly notes: readonly string[];
  /** Most milliseconds that one answer may take, where the user says so. */
  readonly timeout: number | null;
  close(): Promise<void>;
}

/** The version that a base URL ends with, as `https://api.example.com/v2.1`. */
const inUrl = (head: ContractHead, url: string) => (URL.canParse(url) ? versionInUrl(head, new URL(url)) : null);

const isUrl = (text: string) => /^https?:\/\//i.test(text);

/** Reads the configuration of both sides and starts reference servers where they answer. @throws UsageError, ConfigurationError */
export async function openSides(options: SidesOptions): Promise<OpenSides> {
  const head = headOf(options.vendor);
  const old = resolveSide(head, options, 'from');
  const now = resolveSide(head, options, 'to');
  const running = await startReferences([old.request, now.request]);
  const [before, after] = running.targets;
  if (before === undefined || after === undefined) throw new Error('a side of the comparison has no target');
  // Recordings are named after their target, so the two need two names.
  const name = after.name === before.name ? `${after.name}-new` : after.name;
  const notes = [...new Set([...old.notes, ...now.notes])];
  return {
    before,
    after: { ...after, name },
    notes,
    timeout: old.timeout ?? now.timeout,
    close: () => running.close(),
  };
}

function headOf(vendor: string): ContractHead {
  const heads = readHeads();
  refuseUnknown(
    'vendor',
    vendor,
    heads.map((head) => head.vendor),
  );
  const head = heads.find((each) => each.vendor === vendor);
  if (head === undefined) throw new UsageError(`There is no vendor "${vendor}".`);
  return head;
}

interface Side {
  readonly request: TargetRequest;
  readonly notes: readonly string[];
  readonly timeout: number | null;
}

function resolveSide(head: ContractHead, options: SidesOptions, which: 'from' | 'to'): Side {
  const named = options[which];
  const version = isUrl(named) ? (inUrl(head, named) ?? versionOf(head, options)) : named;
  const known = head.versions.map(({ id }) => id);
  refuseUnknown(`version of ${head.vendor}`, version, known);
  const envFile = which === 'to' ? (options.toEnvFile ?? options.envFile) : options.envFile;
  const resolve: ResolveOptions = {
    vendors: [head.vendor],
    versions: [version],
    // What the environment chooses for runs is not what is compared.
    targets: [nameOf(head, version)],
    mode: options.mode,
    envFile,
    ...(which === 'to' ? { fault: options.fault } : {}),
    ...(isUrl(named) ? { env: { ...process.env, [vendorVariables(head).baseUrl]: named } } : {}),
  };
  const { requests, notes, timeout } = resolveTargets(resolve);
  const [request] = requests;
  if (request === undefined || requests.length > 1)
    throw new UsageError(`--${which} ${named} names ${requests.length} targets; name one.`);
  return { request, notes, timeout };
}

/** A base URL without a version does not say by whose contract it is judged; the other side may, if it is a version. */
function versionOf(head: ContractHead, { version, from, to }: SidesOptions): string {
  const found = version ?? [from, to].find((side) => !isUrl(side));
  if (found !== undefined) return found;
  const only = head.versions.length === 1 ? head.versions[0]?.id : undefined;
  if (only === undefined)
    throw new UsageError('Two base URLs need --version, as --version v2: by whose contract are they judged?');
  return only;
}
