/** A run in a process of its own, which may be killed. Arguments: target, then requirement ids. */
import { openEngine } from '../../../../src/suite/engine.ts';

const [target = '', ...ids] = process.argv.slice(2);
const engine = await openEngine({ env: process.env });
const run = engine.run(new Map([[target, ids]]), { onNote: (text) => process.stdout.write(`${text}\n`) });
const { verdicts } = await run.ledger;
for (const { requirement, outcome, reason } of verdicts) process.stdout.write(`${requirement} ${outcome} ${reason}\n`);
await engine.close();
