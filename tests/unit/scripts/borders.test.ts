import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, test } from 'vitest';
import { borders } from '../../../scripts/lint-borders.mjs';

const eslint = new ESLint({
  cwd: `${import.meta.dirname}/../../..`,
  overrideConfigFile: true,
  overrideConfig: [
    {
      files: ['**/*.ts'],
      languageOptions: { parser: tseslint.parser },
      plugins: { '@typescript-eslint': tseslint.plugin },
    },
    ...borders,
  ] as ESLint.Options['overrideConfig'] & object,
});

async function complaints(filePath: string, code: string): Promise<number> {
  const results = await eslint.lintText(code, { filePath });
  return results.flatMap(({ messages }) => messages).length;
}

const importing = (module: string) => `import { x } from '${module}';\nx();\n`;

describe('crosses a border', () => {
  test.each([
    ['src/judges/a.ts', importing('node:fs')],
    ['src/judges/a.ts', importing('../transport/client.ts')],
    ['src/judges/mds/a.ts', importing('../../suite/define.ts')],
    ['src/judges/a.ts', 'export const now = () => Date.now();'],
    ['src/judges/a.ts', 'export const now = () => new Date();'],
    ['src/compare/a.ts', 'export const chance = () => Math.random();'],
    ['src/verdict/a.ts', importing('../contract/load.ts')],
    ['src/verdict/ledger.ts', importing('undici')],
    ['src/suite/a.ts', importing('node:http')],
    ['src/suite/a.ts', importing('../playwright/observer.ts')],
    ['src/target/a.ts', 'export const ask = () => fetch("http://a.test");'],
    ['reporters/a.ts', importing('undici')],
    ['reference/acme/a.ts', importing('../../src/judges/formats.ts')],
    ['tests/acme/a.ts', importing('node:fs')],
    ['tests/acme/a.ts', importing('../../src/transport/client.ts')],
    ['tests/acme/a.ts', 'export const now = new Date(0);'],
    ['tests/acme/a.ts', 'setTimeout(() => undefined, 1);'],
    ['tests/acme/a.ts', 'export const first = Promise.race([]);'],
    ['tests/acme/support/a.ts', 'export const first = Promise.any([]);'],
    ['tests/acme/support/a.ts', 'export const now = Date.now();'],
  ])('%s: %s', async (file, code) => {
    expect(await complaints(file, code)).toBe(1);
  });
});

describe('stays inside', () => {
  test.each([
    ['src/judges/a.ts', importing('../verdict/check.ts')],
    ['src/judges/a.ts', "import type { X } from '../suite/types.ts';\nexport type Y = X;\n"],
    ['src/judges/a.ts', 'export const day = (text: string) => new Date(text);'],
    ['src/verdict/ledger.ts', importing('node:fs')],
    ['src/transport/a.ts', importing('undici')],
    ['src/suite/a.ts', importing('../transport/client.ts')],
    ['reference/acme/a.ts', importing('node:http')],
    ['tests/acme/a.ts', importing('../../src/judges/formats.ts')],
    ['tests/acme/a.ts', 'export const all = Promise.all([]);'],
    ['tests/acme/support/a.ts', 'export const day = (text: string) => Date.parse(text);'],
    ['tests/unit/judges/a.test.ts', importing('node:http')],
    ['tests/detection/a.test.ts', 'setTimeout(() => undefined, 1);'],
  ])('%s: %s', async (file, code) => {
    expect(await complaints(file, code)).toBe(0);
  });
});
