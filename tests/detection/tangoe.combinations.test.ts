import { combinationsAreLawful } from './combined.ts';

combinationsAreLawful('tangoe');
