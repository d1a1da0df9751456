import { noLawfulServerIsAccused } from './lawful.ts';

await noLawfulServerIsAccused('tierpoint');
