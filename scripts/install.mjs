/** Installs the packages when they are missing or older than package-lock.json, one process at a time. */
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Oldest Node that the packages run on; `engines` in package.json says the same. */
const oldestNode = [20, 19];

/** A lock that shows no sign of life for so long (milliseconds) is taken over. Its owner touches it every 5 s. */
const lockExpiry = 60_000;

/** The packages could not be installed; the message says what to do. */
export class InstallError extends Error {
  name = 'InstallError';
}

/** A sentence if this Node is too old, else null. */
export function missingNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [wantedMajor, wantedMinor] = oldestNode;
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return null;
  return `vendor-conformance needs Node ${oldestNode.join('.')} or newer; this is Node ${version}. Get a newer one from https://nodejs.org.`;
}

/**
 * Whether the installed packages differ from package-lock.json. A stamp of both files' content decides, because
 * `git checkout` renews the time of the lock file without changing it; without a stamp their times decide.
 */
export function isStale(root) {
  const { lock, marker, stamp } = paths(root);
  if (!existsSync(lock)) return false; // no clone: somebody else installed us
  if (!existsSync(marker)) return true;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint(root)) return false;
  return statSync(marker).mtimeMs < statSync(lock).mtimeMs;
}

/** Notes that what is installed is what package-lock.json asks for. */
export function writeStamp(root) {
  try {
    writeFileSync(paths(root).stamp, fingerprint(root));
  } catch {
    // A read-only folder: the next start compares the files' times instead.
  }
}

/** `npm ci` empties the folder behind a link, which belongs to somebody else. @throws InstallError */
function refuseLink(root) {
  const folder = join(root, 'node_modules');
  if (lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return;
  throw new InstallError(
    'node_modules is a link to another folder whose packages are not those of package-lock.json. Remove the link, or install there.',
  );
}

/**
 * Installs if needed. Of several processes that start at once, one installs and the others wait for it.
 * npm's own output goes to stderr, so that stdout stays clean for `--json`.
 * @param install for tests; default `npm ci`
 * @throws InstallError
 */
export async function ensureInstalled(root, install = npmCi) {
  if (!isStale(root)) {
    if (existsSync(paths(root).lock) && !existsSync(paths(root).stamp)) writeStamp(root);
    return;
  }
  refuseLink(root);
  const release = await acquireLock(root);
  try {
    if (!isStale(root)) return; // another process has done it meanwhile
    process.stderr.write('Installing packages (npm ci) ...\n');
    await install(root);
    writeStamp(root);
  } finally {
    release();
  }
}

function paths(root) {
  return {
    lock: join(root, 'package-lock.json'),
    marker: join(root, 'node_modules', '.package-lock.json'), // npm writes it last
    stamp: join(root, 'node_modules', '.conformance-stamp'),
    guard: join(root, '.conformance', 'install.lock'),
  };
}

function fingerprint(root) {
  const { lock, marker } = paths(root);
  const hash = createHash('sha256');
  for (const file of [lock, marker]) hash.update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

/** Takes the lock folder, waiting while a living process holds it. Returns the function that frees it. */
async function acquireLock(root) {
  const { guard } = paths(root);
  const mine = `${guard}.${process.pid}.${randomBytes(4).toString('hex')}`;
  const owner = `${hostname()} ${process.pid}`;
  try {
    mkdirSync(mine, { recursive: true });
    writeFileSync(join(mine, 'owner'), owner);
  } catch (error) {
    throw new InstallError(
      `Cannot write into ${dirname(guard)} (${error.code}). Make the folder writable, or run "npm ci" by hand.`,
    );
  }
  const cleanUp = () => rmSync(mine, { recursive: true, force: true });
  process.once('exit', cleanUp);
  for (let waited = false; ;) {
    try {
      renameSync(mine, guard); // atomic, and refused while the other folder has content
      break;
    } catch (error) {
      if (!existsSync(guard)) {
        if (existsSync(mine)) continue; // freed just now
        throw error;
      }
    }
    if (removeIfDead(guard)) continue;
    if (!waited) process.stderr.write('Another process is installing the packages; waiting for it ...\n');
    waited = true;
    await sleep(250);
  }
  process.off('exit', cleanUp);
  const pulse = setInterval(() => touch(guard), 5_000);
  pulse.unref();
  const release = () => {
    clearInterval(pulse);
    process.off('exit', release);
    rmSync(guard, { recursive: true, force: true });
  };
  process.once('exit', release);
  return release;
}

/** Removes a lock whose owner has died. Two processes may both try: only one of the renames succeeds. */
function removeIfDead(guard) {
  const owner = readOwner(guard);
  if (owner === null || isAlive(owner, guard)) return false;
  const aside = `${guard}.dead.${process.pid}`;
  try {
    renameSync(guard, aside);
  } catch {
    return true;
  }
  if (readOwner(aside) !== owner) {
    try {
      renameSync(aside, guard); // somebody took the lock between our look and our move: it is his
    } catch {
      // and a third one has taken it since; he will find the packages installed or install them again
    }
    return false;
  }
  rmSync(aside, { recursive: true, force: true });
  return true;
}

function readOwner(guard) {
  try {
    return readFileSync(join(guard, 'owner'), 'utf8');
  } catch {
    return null;
  }
}

function isAlive(owner, guard) {
  const [host, pid] = owner.split(' ');
  try {
    if (Date.now() - statSync(guard).mtimeMs > lockExpiry) return false;
    if (host !== hostname()) return true; // in another container: only the time can tell
    process.kill(Number(pid), 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function touch(path) {
  const now = new Date();
  try {
    utimesSync(path, now, now);
  } catch {
    // the lock is gone; nothing to keep alive
  }
}

/** Installs packages, as `name@1.2.3`, into a folder that holds nothing else. @throws InstallError */
export const npmInstall = (folder, packages) => npm(folder, ['install', ...packages]);

/** Runs `npm ci` with development packages, whatever NODE_ENV says: tests and checks need them. */
const npmCi = (root) => npm(root, ['ci', '--include=dev']);

/** What npm says goes to stderr. @throws InstallError */
async function npm(root, words) {
  const [command, ...args] = [...npmCommand(), ...words, '--no-audit', '--no-fund'];
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 2, 2], shell: command === 'npm.cmd' });
  const outcome = await new Promise((resolve) => {
    child.once('error', (error) => resolve(`could not be started (${error.message})`));
    child.once('close', (code, signal) =>
      resolve(code === 0 ? null : signal === null ? `ended with code ${code}` : `was stopped by ${signal}`),
    );
  });
  if (outcome === null) return;
  throw new InstallError(
    [
      `The packages could not be installed: npm ${outcome}. What npm said stands above.`,
      'Check the connection to the npm registry ("npm ping"), the free disk space and the right to write into',
      `${root}; then run the command again${words[0] === 'ci' ? ', or "npm ci" by hand' : ''}.`,
    ].join('\n'),
  );
}

/** npm as a script of this Node where it can be found: no shell, the same on every system. */
function npmCommand() {
  const given = process.env.npm_execpath;
  if (given && basename(given) === 'npm-cli.js' && existsSync(given)) return [process.execPath, given];
  const bin = dirname(process.execPath);
  for (const modules of [join(bin, '..', 'lib', 'node_modules'), join(bin, 'node_modules')]) {
    const script = join(modules, 'npm', 'bin', 'npm-cli.js');
    if (existsSync(script)) return [process.execPath, script];
  }
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
}
