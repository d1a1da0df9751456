import { everyFaultIsCaught } from './faults.ts';

await everyFaultIsCaught('tierpoint');
