/** Generators of right JSON:API documents. */
import fc from 'fast-check';

const inner = fc.constantFrom('', 'a', 'B', '7', 'ä', '_x', '-y', ' z');
export const memberName = fc
  .tuple(fc.constantFrom('a', 'Z', '0', 'é'), inner, fc.constantFrom('b', '9', '語'))
  .map((parts) => parts.join(''));

const type = fc.constantFrom('articles', 'people', 'my-things', 'a_b');
const id = fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', '1'));
const json = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(null, true, 1.5, '', 'text'),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(memberName, tie('value'), { maxKeys: 3 }),
  ),
})).value;

const meta = fc.dictionary(memberName, json, { maxKeys: 2 });
const url = fc.constantFrom('/a', 'https://api.example/a?b=c%20d#e', '../x', 'https://[::1]:8080/');
const link = fc.oneof(url, fc.record({ href: url, meta }, { requiredKeys: ['href'] }));
const identifier = fc.record({ type, id, meta }, { requiredKeys: ['type', 'id'] });
const linkage = fc.oneof(fc.constant(null), identifier, fc.array(identifier, { maxLength: 3 }));
const relationship = fc.oneof(
  fc.record({ data: linkage, meta }, { requiredKeys: ['data'] }),
  fc.record(
    { links: fc.record({ self: link, related: link }, { requiredKeys: ['related'] }), meta },
    { requiredKeys: ['links'] },
  ),
  fc.record({ meta }),
);

// names of attributes and relationships share one namespace: prefixes keep them apart
const prefixed = (prefix: string) => memberName.map((name) => `${prefix}${name}`);
export const resource = fc.record(
  {
    type,
    id,
    attributes: fc.dictionary(prefixed('a'), json, { maxKeys: 3 }),
    relationships: fc.dictionary(prefixed('r'), relationship, { maxKeys: 3 }),
    links: fc.record({ self: link }),
    meta,
  },
  { requiredKeys: ['type', 'id'] },
);

const error = fc.record(
  {
    id: fc.string(),
    status: fc.integer({ min: 400, max: 599 }).map(String),
    code: fc.string(),
    title: fc.string(),
    detail: fc.string(),
    source: fc.oneof(
      fc.record({ pointer: fc.constantFrom('', '/data', '/data/a~1b') }),
      fc.record({ parameter: fc.string() }),
    ),
    links: fc.record({ about: link }),
    meta,
  },
  { requiredKeys: ['code'] },
);

const pagination = fc.oneof(fc.constant(null), link);
const pageLinks = fc.record(
  { self: link, first: pagination, last: pagination, prev: pagination, next: pagination },
  { requiredKeys: [] },
);
const common = { meta, jsonapi: fc.record({ version: fc.constantFrom('1.0', '1.1'), meta }, { requiredKeys: [] }) };

/** Identities differ, so that no resource stands twice; every included one is linked from the first primary one. */
const compound = fc
  .uniqueArray(resource, { selector: (one) => JSON.stringify([one.type, one.id]), minLength: 1, maxLength: 5 })
  .chain((resources) =>
    fc.record({ resources: fc.constant(resources), cut: fc.integer({ min: 1, max: resources.length }) }),
  )
  .map(({ resources, cut }) => {
    const included = resources.slice(cut);
    const all = included.map(({ type, id }) => ({ type, id }));
    const data = resources.slice(0, cut).map((one, index) => {
      // the generated linkage of other resources may name anything; identities are all that linkage is judged by
      if (index > 0 || included.length === 0) return one;
      return { ...one, relationships: { ...one.relationships, rAll: { data: all } } };
    });
    return included.length === 0 ? { data } : { data, included };
  });

/** Right in 1.0 and in 1.1. */
export const validDocument: fc.Arbitrary<Record<string, unknown>> = fc.oneof(
  fc
    .tuple(compound, fc.record({ links: pageLinks, ...common }, { requiredKeys: [] }))
    .map(([one, more]) => ({ ...one, ...more })),
  fc.record(
    { data: fc.oneof(fc.constant(null), resource), links: fc.record({ self: link }), ...common },
    { requiredKeys: ['data'] },
  ),
  fc.record({ errors: fc.array(error, { minLength: 1, maxLength: 3 }), ...common }, { requiredKeys: ['errors'] }),
  fc.record({ meta, jsonapi: common.jsonapi }, { requiredKeys: ['meta'] }),
);
