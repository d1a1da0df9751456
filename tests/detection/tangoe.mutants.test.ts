import { mutantsAreKilled } from './killed.ts';

mutantsAreKilled('tangoe');
