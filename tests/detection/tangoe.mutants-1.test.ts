import { mutantsAreKilled } from './killed.ts';

mutantsAreKilled('tangoe', { nth: 1, of: 2 });
