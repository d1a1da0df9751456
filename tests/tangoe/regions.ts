/** Regions, the parts of a country, and how its addresses are written. */
import type { Row } from '../../src/judges/lists.ts';
import { show, undecided } from '../../src/verdict/check.ts';
import { expectSchema } from '../../src/judges/schema.ts';
import { countries } from './support/catalogs.ts';
import { expectThat, isAnswered, on } from './support/findings.ts';
import { baseOf, reachable } from './support/links.ts';
import { isObject, itemOf, itemsOf, rowId, rowIds } from './support/pages.ts';
import { probe, requirement } from './suite.ts';

requirement('TG-REG-01', countries, (answer, check, { contract }) => {
  const { data } = answer as { readonly data: unknown };
  const regions = isObject(data) ? data['regions'] : undefined;
  if (
    !expectThat(
      check,
      answer,
      Array.isArray(regions),
      'regions come as a list named regions',
      'regions: a list',
      show(data, 120),
      '/regions',
    ) ||
    !Array.isArray(regions)
  )
    return;
  regions.forEach((region, i) =>
    expectSchema(check, answer, contract, 'tangoe/v1/region.schema.json', region, `/regions/${i}`),
  );
});

/** The first countries, of which one has parts in any tenant that ships somewhere. */
const parts = probe(
  'parts of a country',
  { cost: 3, needs: [countries], control: countries },
  async ({ api, get, undecided: stop }) => {
    const all = itemsOf(await get(countries)).items;
    const ids = rowIds(all.filter((row) => row['type'] === 'COUNTRY' || row['parentId'] === undefined)).slice(0, 3);
    for (const id of ids) {
      const answer = await api.listRegions({ query: { parentRegion: id } });
      if (!isAnswered(answer) || itemsOf(answer).items.length > 0) return { id, answer, countries: rowIds(all) };
    }
    return stop('none of the first countries has parts');
  },
);

requirement('TG-REG-02', parts, ({ id, answer, countries: all }, check) => {
  const { items, at } = itemsOf(answer);
  items.forEach((item, i) => {
    expectThat(
      check,
      answer,
      item['parentId'] === id,
      `a region of another country came for ${id}`,
      `parentId: ${id}`,
      show(item['parentId'], 60),
      `${at}/${i}/parentId`,
    );
    expectThat(
      check,
      answer,
      item['type'] !== 'COUNTRY' && !all.includes(rowId(item) ?? ''),
      `a country came as a part of ${id}`,
      'a state or province',
      show(item['type'], 60),
      `${at}/${i}/type`,
    );
  });
});

const country = probe('a country', { cost: 1, needs: [parts], control: countries }, async ({ api, get }) => {
  const { id, answer } = await get(parts);
  return { id, children: answer, answer: await api.getRegion({ path: { id } }) };
});

const formatOf = (region: Row): readonly Row[] =>
  Array.isArray(region['addressFormat']) ? region['addressFormat'].filter(isObject) : [];

requirement('TG-REG-03', country, ({ id, answer }, check, { contract }) => {
  const region = itemOf(answer);
  expectSchema(check, answer, contract, 'tangoe/v1/region.schema.json', region, '');
  expectThat(
    check,
    answer,
    formatOf(region).length > 0,
    `the country ${id} has no address format`,
    'addressFormat: a list',
    show(region['addressFormat'], 80),
    '/addressFormat',
  );
});

const length = (value: unknown): number | null => (typeof value === 'number' && Number.isInteger(value) ? value : null);

requirement('TG-REG-04', country, ({ answer }, check) => {
  formatOf(itemOf(answer)).forEach((part, i) => {
    const [least, most] = [length(part['minLength']) ?? 0, length(part['maxLength'])];
    const at = `/addressFormat/${i}`;
    expectThat(
      check,
      answer,
      least >= 0 && (most === null || least <= most),
      'the lengths of a part of the address are not in order',
      '0 ≤ minLength ≤ maxLength',
      show([part['minLength'], part['maxLength']], 60),
      at,
    );
    const options = Array.isArray(part['options']) ? part['options'].filter(isObject) : [];
    options.forEach((option, n) => {
      const { value } = option;
      if (typeof value !== 'string') return;
      const holds = value.length >= least && (most === null || value.length <= most);
      expectThat(
        check,
        answer,
        holds,
        'an option does not keep the lengths of its part',
        `${least} to ${most ?? 'any'} characters`,
        show(value, 60),
        `${at}/options/${n}/value`,
      );
    });
  });
});

const children = probe(
  'parts of a country by the link',
  { cost: 1, needs: [country], control: countries },
  async ({ get, follow }) => {
    const { id, answer, children: direct } = await get(country);
    const meta = itemOf(answer)['_meta'];
    const link = isObject(meta) ? meta['hrefChildren'] : undefined;
    const followed =
      typeof link === 'string' && link !== ''
        ? await follow(reachable(link, baseOf(answer.url, `/regions/${encodeURIComponent(id)}`)))
        : null;
    return { id, source: answer, direct, followed };
  },
);

requirement('TG-REG-05', children, ({ id, source, direct, followed }, check) => {
  if (
    !check.that(followed !== null, () =>
      on(source, `the country ${id} has no hrefChildren`, 'hrefChildren', 'nothing', '/_meta/hrefChildren'),
    ) ||
    followed === null
  )
    return;
  if (!isAnswered(direct)) undecided('the parts of the country were not answered directly either');
  const [came, promised] = [rowIds(itemsOf(followed).items).sort(), rowIds(itemsOf(direct).items).sort()];
  expectThat(
    check,
    followed,
    came.join('\n') === promised.join('\n'),
    'hrefChildren leads to other regions than the parts of the country',
    show(promised.slice(0, 5), 100),
    show(came.slice(0, 5), 100),
  );
});
