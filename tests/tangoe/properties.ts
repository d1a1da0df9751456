/** Order properties and acknowledgements. */
import type { Row } from '../../src/judges/lists.ts';
import { expectSchema } from '../../src/judges/schema.ts';
import { type Check, notTestable, show, undecided } from '../../src/verdict/check.ts';
import type { Answer } from '../../src/judges/answer.ts';
import { serviceOfActor } from './support/catalogs.ts';
import { expectThat, isAnswered } from './support/findings.ts';
import { fieldsIn, groupsIn } from './support/fields.ts';
import { wanted } from './support/orders.ts';
import { isObject, rowIds, itemsOf } from './support/pages.ts';
import { vendors } from './support/vendors.ts';
import { probe, requirement } from './suite.ts';

requirement('TG-PROP-01', wanted, ({ answer }, check, { contract }) =>
  expectSchema(check, answer, contract, 'tangoe/v1/properties.schema.json', answer.data, ''),
);

function eachField(answer: Answer, look: (field: Row, where: string) => void): void {
  groupsIn(answer.data).forEach((group, g) =>
    fieldsIn(group).forEach((field, f) => look(field, `/properties/items/${g}/fields/${f}`)),
  );
}

const choicesOf = (field: Row): readonly Row[] =>
  Array.isArray(field['choices']) ? field['choices'].filter(isObject) : [];

requirement('TG-PROP-02', wanted, ({ answer }, check) =>
  eachField(answer, (field, where) => {
    if (field['type'] !== 'CHOICE') return;
    const choices = choicesOf(field);
    expectThat(
      check,
      answer,
      choices.length > 0,
      `${show(field['id'], 40)} is a CHOICE without choices`,
      'choices',
      show(field['choices'], 60),
      `${where}/choices`,
    );
    choices.forEach((choice, i) => {
      const named = typeof choice['id'] === 'string' && typeof choice['label'] === 'string';
      expectThat(
        check,
        answer,
        named,
        'a choice has no id or no label',
        'id and label',
        show(choice, 80),
        `${where}/choices/${i}`,
      );
    });
    const ids = choices.map((choice) => choice['id']);
    expectThat(
      check,
      answer,
      new Set(ids).size === ids.length,
      'two choices have the same id',
      'an id for each choice',
      show(ids, 80),
      `${where}/choices`,
    );
    const others = choices.filter((choice) => choice['isOther'] === true).length;
    expectThat(
      check,
      answer,
      others <= 1,
      `${others} choices are for another answer`,
      'at most one with isOther',
      String(others),
      `${where}/choices`,
    );
  }),
);

const length = (value: unknown): number | null => (typeof value === 'number' && Number.isInteger(value) ? value : null);

requirement('TG-PROP-03', wanted, ({ answer }, check) =>
  eachField(answer, (field, where) => {
    const [least, most] = [length(field['minLength']), length(field['maxLength'])];
    expectThat(
      check,
      answer,
      (least ?? 0) >= 0 && (most === null || (least ?? 0) <= most),
      'the lengths of a field are not in order',
      '0 ≤ minLength ≤ maxLength',
      show([field['minLength'], field['maxLength']], 60),
      where,
    );
    const { text } = field;
    if (typeof text === 'string' && !text.includes('«') && most !== null)
      expectThat(
        check,
        answer,
        text.length <= most,
        'the text that a field comes with is longer than it may be',
        `at most ${most} characters`,
        show(text, 80),
        `${where}/text`,
      );
  }),
);

/** Vendors of a service, as far as it names them. */
function vendorsOf(service: Row | undefined): string[] {
  const vendor = isObject(service) ? service['vendor'] : undefined;
  if (!isObject(vendor)) return [];
  const inner = ['current', 'billing'].map((name) => vendor[name]).filter(isObject);
  return [...new Set(rowIds(inner.length > 0 ? inner : [vendor]))];
}

const byVendor = probe(
  'order properties for a vendor',
  { cost: 2, needs: [wanted, serviceOfActor], control: wanted },
  async ({ api, get, notTestable: stop }) => {
    const { type, answer } = await get(wanted);
    const ids = vendorsOf((await get(serviceOfActor)).row);
    if (ids.length === 0) return stop('the service does not name its vendor');
    return {
      direct: answer,
      answers: await Promise.all(
        ids.slice(0, 2).map((vendor) => api.listOrderProperties({ query: { transactionType: type, vendor } })),
      ),
    };
  },
);

const idsOf = (answer: Answer) =>
  groupsIn(answer.data)
    .flatMap((group) => fieldsIn(group).map((field) => String(field['id'])))
    .sort()
    .join(', ');

requirement('TG-PROP-04', byVendor, ({ direct, answers }, check) => {
  const promised = idsOf(direct);
  const came = answers.filter(isAnswered).map(idsOf);
  const [first] = answers;
  if (first === undefined || came.length === 0) undecided('no vendor of the service was answered');
  expectThat(
    check,
    first,
    came.includes(promised),
    'the properties for the vendor are others than for his service',
    promised,
    came.join(' or '),
    '/properties/items',
  );
});

const acknowledgements = probe(
  'acknowledgements',
  { cost: 1, needs: [vendors] },
  async ({ api, get, undecided: stop }) => {
    const vendor = rowIds(itemsOf(await get(vendors)).items)[0] ?? stop('there is no vendor');
    return api.listAcknowledgements({ query: { transactionType: 'XFER_SERVICE_IN', vendor } });
  },
);

requirement('TG-PROP-05', acknowledgements, (answer, check: Check, { contract }) => {
  if (answer.raw.status === 400)
    notTestable(
      `the acknowledgements of the first vendor were refused (${answer.raw.text.slice(0, 100)}); not every vendor takes transfers`,
    );
  expectSchema(check, answer, contract, 'tangoe/v1/acknowledgements.schema.json', answer.data, '');
});
