/** Lets the tests import our stand-in where they ask for Vitest. */
const standIn = new URL('./vitest.ts', import.meta.url).href;

export const resolve = (specifier, context, next) =>
  specifier === 'vitest' ? { url: standIn, format: 'module', shortCircuit: true } : next(specifier, context);
