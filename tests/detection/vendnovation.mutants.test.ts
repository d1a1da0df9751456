import { mutantsAreKilled } from './killed.ts';

mutantsAreKilled('vendnovation');
