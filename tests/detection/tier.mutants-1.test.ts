import { mutantsAreKilled } from './killed.ts';

mutantsAreKilled('tier', { nth: 1, of: 2 });
