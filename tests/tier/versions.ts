/** The version is there; what became of deprecated endpoints. */
import { expectAnswered, observeAnswer } from './support/findings.ts';
import { priceOfZone } from './support/prices.ts';
import { plain, plainList, vehicles } from './support/questions.ts';
import { listAt, objectAt } from './support/resources.ts';
import { probe, requirement } from './suite.ts';

requirement('TI-VER-01', plain, (answer, check, { version }) => {
  listAt(answer, ...plainList(version));
  check.held();
});

const unversioned = probe('vehicles without a version', { cost: 1, needs: [vehicles] }, async ({ follow, get }) =>
  follow(`../vehicle?zoneId=${encodeURIComponent((await get(vehicles)).zoneId)}`, { credentials: { jwt: 'omit' } }),
);

requirement('TI-VER-03', unversioned, (answer, check) => observeAnswer(check, answer.asked, answer));

requirement('TI-VER-04', priceOfZone, ({ answer }, check) => {
  if (expectAnswered(check, answer, 'deprecated operations stay until the version goes')) objectAt(answer, 'data');
});
