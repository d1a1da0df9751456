/**
 * Playwright's global set-up: opens the engine in the main process, the one place with network access, and serves
 * verdicts to the tests.
 */
import { accessSync, constants, mkdirSync } from 'node:fs';
import { openEngine } from '../suite/engine.ts';
import { ConfigurationError } from '../target/problems.ts';
import { folders } from './folders.ts';
import { Observer } from './observation.ts';
import { addressVariable } from './reply.ts';
import { serve } from './service.ts';
import { shared } from './shared.ts';

/** Returns the tear-down. @throws Error whose text is the full list of problems of the configuration */
export default async function observe(): Promise<() => Promise<void>> {
  const state = shared();
  delete state.failure;
  const observer = await openObserver();
  const service = await serve((target, requirement) => observer.reply(target, requirement));
  process.env[addressVariable] = service.address;
  state.observer = observer;
  const interrupt = () => observer.interrupt();
  process.once('SIGINT', interrupt);
  return async () => {
    process.off('SIGINT', interrupt);
    await observer.close();
    await service.close();
  };
}

async function openObserver(): Promise<Observer> {
  try {
    checkFolders();
    return new Observer(await openEngine({ env: process.env }));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    shared().failure = { kind: error instanceof ConfigurationError ? 'configuration' : 'crash', message };
    // The list is what the reader needs; a stack would bury it under a code frame of ours.
    if (error instanceof ConfigurationError) throw withoutStack(message);
    throw error;
  }
}

/** A report that cannot be written is known before the first request, not after the last. */
function checkFolders(): void {
  const { reports, state } = folders();
  const problems = Object.entries({ CONFORMANCE_REPORTS: reports, CONFORMANCE_STATE: state }).flatMap(
    ([variable, folder]) => {
      try {
        mkdirSync(folder, { recursive: true });
        accessSync(folder, constants.W_OK);
        return [];
      } catch (error) {
        const { code = 'unknown error' } = error as NodeJS.ErrnoException;
        return [
          { variable, problem: `${folder} cannot be written (${code})`, expected: 'a folder that this user may write' },
        ];
      }
    },
  );
  if (problems.length > 0) throw new ConfigurationError(problems);
}

function withoutStack(message: string): Error {
  const error = new Error(message);
  error.stack = message;
  return error;
}
