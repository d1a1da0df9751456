import { mutantsAreKilled } from './killed.ts';

mutantsAreKilled('tangoe', { nth: 2, of: 2 });
