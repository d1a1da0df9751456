/** Pages and sizes that no page of the documentation speaks of. */
import type { Answer } from '../../src/judges/answer.ts';
import { countOf } from '../../src/judges/headers.ts';
import { type Check, shorten, show } from '../../src/verdict/check.ts';
import { firstPage } from './support/machines.ts';
import { probe, requirement } from './suite.ts';

/** What came, for promises that nobody made. */
function observePage(check: Check, label: string, answer: Answer): void {
  const { raw } = answer;
  if (raw.status === 0) return;
  const count = Array.isArray(raw.json) ? `${raw.json.length} records` : shorten(raw.text, 80);
  check.observe(
    label,
    `${raw.status}, ${count}, page ${show(raw.header('page'))}, size ${show(raw.header('size'))}, total-pages ${show(raw.header('total-pages'))}`,
    answer.x,
  );
}

const behind = probe('machines, a page behind the last', { cost: 1, needs: [firstPage] }, async ({ api, get }) => {
  const total = countOf(await get(firstPage), 'total-pages') ?? 1;
  return api.listMachines({ headers: { page: total + 5 } });
});

requirement('VN-PAGE-14', behind, (answer, check) => observePage(check, 'page behind the last', answer));

const zero = probe('machines, page and size of zero', { cost: 2 }, async ({ api }) => ({
  page: await api.listMachines({}, { anyway: { headers: { page: 0 } } }),
  size: await api.listMachines({}, { anyway: { headers: { size: 0 } } }),
}));

requirement('VN-PAGE-15', zero, ({ page, size }, check) => {
  observePage(check, 'page 0', page);
  observePage(check, 'size 0', size);
});

const words = probe('machines, page and size in words', { cost: 2 }, async ({ api }) => ({
  page: await api.listMachines({}, { anyway: { headers: { page: 'two' } } }),
  size: await api.listMachines({}, { anyway: { headers: { size: 'ten' } } }),
}));

requirement('VN-PAGE-16', words, ({ page, size }, check) => {
  observePage(check, 'page two', page);
  observePage(check, 'size ten', size);
});
