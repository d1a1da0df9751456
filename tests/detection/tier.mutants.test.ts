import { mutantsAreKilled } from './killed.ts';

mutantsAreKilled('tier');
