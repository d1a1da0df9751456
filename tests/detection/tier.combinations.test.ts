import { combinationsAreLawful } from './combined.ts';

combinationsAreLawful('tier');
