/** The unit tests that Stryker runs for each mutant of judges, verdicts and transport. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/unit/{judges,verdict,transport,mds,json-api,stomp,suite}/**/*.test.ts'],
    exclude: ['tests/unit/suite/killed-run.test.ts'],
    pool: 'threads',
  },
});
