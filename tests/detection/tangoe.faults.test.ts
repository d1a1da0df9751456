import { everyFaultIsCaught } from './faults.ts';

await everyFaultIsCaught('tangoe');
