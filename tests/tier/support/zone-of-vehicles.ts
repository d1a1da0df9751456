/** Vehicles and the zone that they are in. */
import type { Answer } from '../../../src/judges/answer.ts';
import type { Check } from '../../../src/verdict/check.ts';
import { expectThat } from './findings.ts';
import { attributesOf, listAt } from './resources.ts';

/** All vehicles of a list are of one zone. */
export function expectZone(check: Check, answer: Answer, zoneId: string): void {
  for (const placed of listAt(answer, 'data')) {
    const zone = attributesOf(placed)['zoneId'];
    expectThat(
      check,
      answer,
      zone === zoneId,
      `a vehicle of another zone than ${zoneId} came`,
      zoneId,
      zone,
      `${placed.at}/attributes/zoneId`,
    );
  }
}
