/** Usage plan and stages. */
import { show } from '../../src/verdict/check.ts';
import { firstPage } from './support/machines.ts';
import { login } from './support/session.ts';
import { probe, requirement } from './suite.ts';

requirement('VN-STAGE-01', login, (answer, check) => {
  const { data } = answer as { data: unknown };
  check.that(typeof data === 'object' && data !== null && 'accessToken' in data, () => ({
    message: `${answer.asked}: something answers, but not the API`,
    expected: 'the answer of the login',
    actual: show(data, 120),
    where: '',
    exchange: answer.x,
  }));
});

const allAnswers = probe('all answers of the run', { cost: 0, needs: [firstPage] }, async ({ get }) => get(firstPage));

requirement('VN-PLAN-03', allAnswers, (_, check, { answers }) => {
  const refused = answers.filter((answer) => answer.raw.status === 429);
  for (const answer of refused) check.observe('too many requests', answer.raw.text, answer.x);
  if (refused.length === 0) check.observe('too many requests', 'none of the requests was refused for being too many');
});
