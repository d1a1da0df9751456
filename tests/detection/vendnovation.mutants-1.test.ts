import { mutantsAreKilled } from './killed.ts';

mutantsAreKilled('vendnovation', { nth: 1, of: 2 });
