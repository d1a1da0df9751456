/** Reading of `.env` files: never into `process.env`, so that child processes inherit no secrets from them. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'dotenv';
import type { Problem } from './problems.ts';

const defaultFile = fileURLToPath(new URL('../../.env', import.meta.url));

/** Variables by name; an empty value counts as not set. */
export type Variables = Readonly<Record<string, string | undefined>>;

export interface EnvFile {
  readonly variables: Variables;
  readonly problems: readonly Problem[];
}

/**
 * Reads a file of `NAME=value` lines.
 * @param file path, or null for `.env` in the project's folder, which may be missing
 * @param isOurs tells the names whose lines are examined for mistakes
 */
export function readEnvFile(file: string | null, isOurs: (name: string) => boolean): EnvFile {
  const path = file === null ? defaultFile : resolve(file);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    if (file === null && code === 'ENOENT') return { variables: {}, problems: [] };
    const variable = file === null ? '.env' : '--env-file';
    return {
      variables: {},
      problems: [
        { variable, problem: `${path} cannot be read (${code})`, expected: 'a readable file of NAME=value lines' },
      ],
    };
  }
  if (text.includes('\0') || text.includes('\ufffd')) {
    return {
      variables: {},
      problems: [{ variable: path, problem: 'the file is no UTF-8 text', expected: 'a file saved as UTF-8' }],
    };
  }
  const variables = parse(text);
  return { variables, problems: lineProblems(text, path, variables, isOurs) };
}

/** Lines that would silently be read as something else than what was meant. */
function lineProblems(text: string, path: string, read: Variables, isOurs: (name: string) => boolean): Problem[] {
  const problems: Problem[] = [];
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    const parts = /^\s*(?:export\s+)?([\w.-]+)(\s*=|:\s|)(.*)$/.exec(line.replace(/^\ufeff/, ''));
    if (parts === null) continue;
    const [, name = '', sign = '', value = ''] = parts;
    if (!isOurs(name)) continue;
    const where = `line ${index + 1} of ${path}`;
    const quote = /^\s*(["'`])/.exec(value)?.[1];
    if (sign === '') problems.push({ variable: name, problem: `${where} has no "="`, expected: `${name}=value` });
    else if (/^#|^\s*[^\s"'`#](?:[^#]*[^\s#])?#/.test(value)) {
      problems.push({
        variable: name,
        problem: `${where} would be cut at "#"`,
        expected: 'the value in single quotes',
      });
    } else if (quote !== undefined && read[name]?.startsWith(quote) === true) {
      problems.push({
        variable: name,
        problem: `${where} opens a quotation that does not end`,
        expected: 'the closing quote',
      });
    }
  }
  return problems;
}
