import { mutantsAreKilled } from './killed.ts';

mutantsAreKilled('tier', { nth: 2, of: 2 });
