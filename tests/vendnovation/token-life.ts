/** A token lives for three days: none of the reads of a run may refuse the one that it logged in for. */
import type { Answer } from '../../src/judges/answer.ts';
import { rowsOf } from '../../src/judges/lists.ts';
import { shorten } from '../../src/verdict/check.ts';
import { combined } from './combined-filters.ts';
import { byId } from './identifier-filters.ts';
import { within } from './support/date-windows.ts';
import { firstPage, fleet } from './support/machines.ts';
import { everyRead } from './support/routes.ts';
import { probe, requirement } from './suite.ts';

/** Asked again as a whole when a read was refused, so that a second asking sees as many uses of the token. */
const heldToken = probe(
  'the token of the run',
  { cost: 0, needs: [firstPage, fleet, everyRead, byId, combined, within] },
  async ({ get, settings }) => ({
    first: await get(firstPage),
    header: settings['tokenHeader'] ?? '',
    value: `${settings['tokenPrefix'] ?? ''}${settings['token'] ?? ''}`,
  }),
);

/** Key and token as they were given, and where reads carry them; the session tries other headers first. */
function isWhole({ request }: Answer, header: string, value: string): boolean {
  const carries = (name: string, wanted: string) =>
    request.headers.some(([n, v]) => n.toLowerCase() === name.toLowerCase() && v === wanted);
  return request.operation !== 'follow' && carries('x-api-key', '«secret:apiKey»') && carries(header, value);
}

requirement('VN-AUTH-17', heldToken, ({ first, header, value }, check, { answers }) => {
  rowsOf(first);
  for (const answer of answers.filter((a) => a.raw.status !== 0 && isWhole(a, header, value)))
    check.that(answer.raw.status !== 401, () => ({
      message: `${answer.asked} refuses a token that was issued in this run and opened other reads`,
      expected: 'the token works for three days',
      actual: `status 401: ${shorten(answer.raw.text, 120)}`,
      where: 'status',
      exchange: answer.x,
    }));
});
