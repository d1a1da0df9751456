/**
 * What no label can prove: where no harmful change is told, there is none. Random schemas and random changes of them, held
 * against a validator that nobody here wrote.
 */
import fc from 'fast-check';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test, vi } from 'vitest';
import { nodeOf } from '../../../src/compare/alternative.ts';
import { type Direction, compareSchemas, isHarmful } from '../../../src/compare/schemas.ts';

vi.setConfig({ testTimeout: 180_000 });

type Schema = Record<string, unknown>;

const names = ['a', 'b', 'c'];
const scalar: fc.Arbitrary<Schema> = fc.oneof(
  fc.constantFrom<Schema>(
    { type: 'string' },
    { type: 'integer' },
    { type: 'number' },
    { type: 'boolean' },
    { type: ['string', 'null'] },
    { type: 'null' },
    {},
  ),
  fc.record({
    type: fc.constant('integer'),
    minimum: fc.integer({ min: -2, max: 1 }),
    maximum: fc.integer({ min: 1, max: 4 }),
  }),
  fc.record({ type: fc.constant('string'), maxLength: fc.integer({ min: 0, max: 3 }) }),
  fc.subarray(['x', 'y', 'zz', 1, null], { minLength: 1 }).map((values) => ({ enum: values })),
);

const { schema } = fc.letrec<{ schema: Schema; object: Schema; list: Schema; either: Schema; all: Schema }>((tie) => ({
  schema: fc.oneof({ maxDepth: 3 }, scalar, tie('object'), tie('list'), tie('either'), tie('all')),
  object: fc
    .record({
      properties: fc.dictionary(fc.constantFrom(...names), tie('schema'), { maxKeys: 3 }),
      required: fc.subarray(names),
      open: fc.constantFrom(true, false, 'schema'),
      others: scalar,
    })
    .map(({ properties, required, open, others }) => ({
      type: 'object',
      properties,
      required,
      ...(open === true ? {} : { additionalProperties: open === false ? false : others }),
    })),
  list: fc.record({ type: fc.constant('array'), items: tie('schema'), minItems: fc.integer({ min: 0, max: 1 }) }),
  either: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }).map((anyOf) => ({ anyOf })),
  all: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }).map((allOf) => ({ allOf })),
}));

/** A change somewhere in the schema, most often a small one. */
function changed(original: Schema, other: Schema, choice: number): Schema {
  const properties = original['properties'] as Record<string, Schema> | undefined;
  const names = Object.keys(properties ?? {});
  const name = names[choice % Math.max(1, names.length)];
  switch (choice % 8) {
    case 0:
      return { ...original, required: ((original['required'] as string[] | undefined) ?? []).slice(1) };
    case 1:
      return properties === undefined || name === undefined
        ? { anyOf: [original, other] }
        : { ...original, properties: { ...properties, [name]: changed(properties[name] ?? {}, other, choice >> 3) } };
    case 2:
      return { anyOf: [original, { type: 'null' }] };
    case 3:
      return { allOf: [original, other] };
    case 4:
      return properties === undefined
        ? { ...original, maxLength: 2 }
        : { ...original, properties: Object.fromEntries(Object.entries(properties).slice(1)) };
    case 5:
      return original['items'] === undefined
        ? { anyOf: [original, other] }
        : { ...original, items: changed(original['items'] as Schema, other, choice >> 3) };
    case 6:
      return { ...original, ...other };
    default:
      return other;
  }
}

const leaf = fc.constantFrom<unknown>('x', 'y', 'zz', 'long text', '', 0, 1, 2, 5, -2, 0.5, true, null);
const { value } = fc.letrec<{ value: unknown; object: unknown; list: unknown }>((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, leaf, tie('object'), tie('list')),
  object: fc.dictionary(fc.constantFrom(...names), tie('value'), { maxKeys: 3, noNullPrototype: true }),
  list: fc.array(tie('value'), { maxLength: 2 }),
}));

const ajv = new Ajv2020({ strict: false });
const node = (schemaOf: Schema, file: string) =>
  nodeOf(new Map([[file, schemaOf]]), { value: schemaOf, file, pointer: '' });
const isQuiet = (before: Schema, after: Schema, direction: Direction) =>
  !compareSchemas(node(before, 'before'), node(after, 'after'), direction).some(isHarmful);

test('where no harmful change is told, the new schema lies within the old one (answers) or around it (requests)', () => {
  let quiet = 0;
  let proven = 0;
  fc.assert(
    fc.property(
      schema,
      schema,
      fc.nat(),
      fc.array(value, { minLength: 12, maxLength: 12 }),
      fc.constantFrom<Direction>('request', 'response'),
      (before, other, choice, values, direction) => {
        const after = changed(before, other, choice);
        if (!isQuiet(before, after, direction)) return;
        quiet += 1;
        const [old, now] = [ajv.compile(before), ajv.compile(after)];
        for (const each of values) {
          const [inner, outer] = direction === 'response' ? [now, old] : [old, now];
          if (!inner(each)) continue;
          proven += 1;
          expect(
            outer(each),
            `${direction} ${JSON.stringify(before)} -> ${JSON.stringify(after)}: ${JSON.stringify(each)}`,
          ).toBe(true);
        }
      },
    ),
    { numRuns: 1500, seed: 7 },
  );
  process.stdout.write(`\ncontainment: ${quiet} of 1500 pairs without a harmful change, ${proven} values prove it\n`);
  expect(quiet).toBeGreaterThan(500);
});

test('a schema compared with itself has no change', () => {
  fc.assert(
    fc.property(schema, (one) => {
      const copy = JSON.parse(JSON.stringify(one)) as Schema;
      for (const direction of ['request', 'response'] as const)
        expect(compareSchemas(node(one, 'before'), node(copy, 'after'), direction)).toEqual([]);
    }),
    { numRuns: 400, seed: 7 },
  );
});
