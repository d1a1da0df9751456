/** Usage plan and stages. */
import { rowsOf } from '../../src/judges/lists.ts';
import { firstPage } from './support/machines.ts';
import { probe, requirement } from './suite.ts';

requirement('VN-STAGE-01', firstPage, (answer, check) => {
  rowsOf(answer);
  check.held();
});

const allAnswers = probe('all answers of the run', { cost: 0, needs: [firstPage] }, async ({ get }) => get(firstPage));

requirement('VN-PLAN-03', allAnswers, (_, check, { answers }) => {
  const refused = answers.filter((answer) => answer.raw.status === 429);
  for (const answer of refused) check.observe('too many requests', answer.raw.text, answer.x);
  if (refused.length === 0) check.observe('too many requests', 'none of the requests was refused for being too many');
});
