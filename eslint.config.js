import tseslint from 'typescript-eslint';
import { borders } from './scripts/lint-borders.mjs';

/** Files whose default export a tool demands. */
const defaultExports = [
  '*.config.{js,ts}',
  'tests/e2e/*.config.ts',
  'src/playwright/observer.ts',
  'reporters/*.ts',
  'tests/e2e/*.ts',
];

export default tseslint.config(
  { ignores: ['node_modules/**', '.conformance/**', 'reports/**', 'test-results/**', '**/generated/**'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // A function that keeps an asynchronous interface without waiting itself is no mistake.
      '@typescript-eslint/require-await': 'off',
      // Our contexts are plain objects of functions, made to be taken apart: `({ api, get }) => ...`.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // Findings show JSON values, whose text form is what is wanted.
      '@typescript-eslint/no-base-to-string': 'off',
      'no-control-regex': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } }],
    },
  },
  { files: defaultExports, rules: { 'no-restricted-exports': 'off' } },
  ...borders,
);
