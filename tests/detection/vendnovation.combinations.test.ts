import { combinationsAreLawful } from './combined.ts';

combinationsAreLawful('vendnovation');
