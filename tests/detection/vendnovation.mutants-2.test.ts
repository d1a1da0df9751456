import { mutantsAreKilled } from './killed.ts';

mutantsAreKilled('vendnovation', { nth: 2, of: 2 });
