import { combinationsAreLawful } from './combined.ts';

combinationsAreLawful('tierpoint');
