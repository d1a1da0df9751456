import { noLawfulServerIsAccused } from './lawful.ts';

await noLawfulServerIsAccused('tangoe');
