/** Regions, the parts of a country, and how its addresses are written. */
import type { Row } from '../../src/judges/lists.ts';
import { expectSchema } from '../../src/judges/schema.ts';
import { undecided } from '../../src/verdict/check.ts';
import { countries } from './support/catalogs.ts';
import { expectThat, expectValue, isAnswered } from './support/findings.ts';
import { expectExpression, expectLengths, fits } from './support/lengths.ts';
import { baseOf, reachable } from './support/links.ts';
import { lookAt, plainReads } from './support/plain.ts';
import { bodyOf, isObject, itemOf, itemsOf, rowId, rowIds } from './support/pages.ts';
import { probe, requirement } from './suite.ts';

const schema = 'tangoe/v1/region.schema.json';

requirement('TG-REG-01', countries, (plain, check, context) => {
  lookAt(check, plainReads(context, /\/regions$/, [plain]), (answer) => {
    const { regions } = bodyOf(answer);
    expectValue(check, answer, '/regions', regions, Array.isArray(regions), 'a list');
    if (!Array.isArray(regions)) return;
    regions.forEach((region, i) => expectSchema(check, answer, context.contract, schema, region, `/regions/${i}`));
  });
});

/** The first countries, of which one has parts in any tenant that ships somewhere. */
const parts = probe(
  'parts of a country',
  { cost: 2, needs: [countries], control: countries },
  async ({ api, get, undecided: stop }) => {
    const all = itemsOf(await get(countries)).items;
    const ids = rowIds(all.filter((row) => row['type'] === 'COUNTRY' || (row['parentId'] ?? null) === null)).slice(
      0,
      2,
    );
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
    const isCountry = item['type'] === 'COUNTRY' || all.includes(rowId(item) ?? '');
    expectValue(check, answer, `${at}/${i}/parentId`, item['parentId'], item['parentId'] === id, `${id}, as asked`);
    expectValue(check, answer, `${at}/${i}/type`, item['type'], !isCountry, 'a part of a country');
  });
});

const country = probe('a country', { cost: 1, needs: [parts], control: countries }, async ({ api, get }) => {
  const { id, answer } = await get(parts);
  return { id, parts: answer, answer: await api.getRegion({ path: { id } }) };
});

const formatOf = ({ addressFormat }: Row): readonly Row[] =>
  Array.isArray(addressFormat) ? addressFormat.filter(isObject) : [];

requirement('TG-REG-03', country, ({ answer }, check, { contract }) => {
  const region = itemOf(answer);
  expectSchema(check, answer, contract, schema, region, '');
  expectValue(check, answer, '/addressFormat', region['addressFormat'], formatOf(region).length > 0, 'a list of parts');
});

requirement('TG-REG-04', country, ({ answer }, check) => {
  formatOf(itemOf(answer)).forEach((part, i) => {
    const at = `/addressFormat/${i}`;
    expectLengths(check, answer, part, at);
    expectExpression(check, answer, part, at);
    const options = Array.isArray(part['options']) ? part['options'].filter(isObject) : [];
    options.forEach(({ value }, n) => {
      if (typeof value !== 'string') return;
      expectValue(check, answer, `${at}/options/${n}/value`, value, fits(value, part), 'as long as its part allows');
    });
  });
});

const byLink = probe(
  'parts of a country by the link',
  { cost: 1, needs: [country], control: countries },
  async ({ get, follow }) => {
    const { id, answer, parts: direct } = await get(country);
    const meta = itemOf(answer)['_meta'];
    const link = isObject(meta) ? meta['hrefChildren'] : undefined;
    const base = baseOf(answer.url, `/regions/${encodeURIComponent(id)}`);
    const followed = typeof link === 'string' && link !== '' ? await follow(reachable(link, base)) : null;
    return { source: answer, link, direct, followed };
  },
);

requirement('TG-REG-05', byLink, ({ source, link, direct, followed }, check) => {
  expectValue(check, source, '/_meta/hrefChildren', link, followed !== null, 'a link to the parts of the country');
  if (followed === null) return;
  if (!isAnswered(direct)) undecided('the parts of the country were not answered directly either');
  const [came = '', promised = ''] = [followed, direct].map((answer) =>
    rowIds(itemsOf(answer).items).sort().join(', '),
  );
  const message = 'hrefChildren leads to other regions than the parts of the country';
  expectThat(check, followed, came === promised, message, promised, came);
});
