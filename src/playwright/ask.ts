/** Asks the observer for a verdict. Waits as long as it takes: the engine bounds itself. */
import http from 'node:http';
import { addressVariable } from './reply.ts';
import type { Reply } from './reply.ts';

const agent = new http.Agent({ keepAlive: true });

/** @throws Error if there is no observer, or it has no verdict to give */
export function ask(target: string, requirement: string): Promise<Reply> {
  const address = process.env[addressVariable];
  if (address === undefined || address === '')
    throw new Error(
      `No observer listens: ${addressVariable} is not set. Run the tests with the project's playwright.config.ts.`,
    );
  const url = new URL(address);
  url.search = new URLSearchParams({ target, requirement }).toString();
  return new Promise((resolve, reject) => {
    const failed = (why: string) => reject(new Error(`The observer gave no verdict for ${requirement}: ${why}`));
    const request = http.get(url, { agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', (error) => failed(error.message));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        if (response.statusCode !== 200) failed(text);
        else resolve(JSON.parse(text) as Reply);
      });
    });
    request.on('error', (error) => failed(error.message));
  });
}
