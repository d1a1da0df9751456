/** The version is there; what became of deprecated endpoints. */
import { expectAnswered, expectThat, observeAnswer } from './support/findings.ts';
import { priceOfZone } from './support/prices.ts';
import { plain, vehicles } from './support/questions.ts';
import { isRow } from './support/resources.ts';
import { probe, requirement } from './suite.ts';

requirement('TI-VER-01', plain, (answer, check) => {
  expectThat(check, answer, isRow(answer.data), 'something answers, but not the API', 'a JSON object', answer.data, '');
});

const unversioned = probe('vehicles without a version', { cost: 1, needs: [vehicles] }, async ({ follow, get }) =>
  follow(`../vehicle?zoneId=${encodeURIComponent((await get(vehicles)).zoneId)}`, { credentials: { jwt: 'omit' } }),
);

requirement('TI-VER-03', unversioned, (answer, check) => observeAnswer(check, answer.asked, answer));

requirement('TI-VER-04', priceOfZone, ({ answer }, check) => {
  expectAnswered(check, answer, 'deprecated operations stay until the version goes');
});
