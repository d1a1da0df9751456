import { mutantsAreKilled } from './killed.ts';

mutantsAreKilled('tierpoint');
