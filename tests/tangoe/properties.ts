/** Order properties and acknowledgements. */
import type { Answer } from '../../src/judges/answer.ts';
import type { Row } from '../../src/judges/lists.ts';
import { expectSchema } from '../../src/judges/schema.ts';
import { notTestable, shorten, undecided } from '../../src/verdict/check.ts';
import { serviceOfActor } from './support/catalogs.ts';
import { fieldsIn, groupsIn } from './support/fields.ts';
import { expectThat, expectValue, isAnswered } from './support/findings.ts';
import { expectExpression, expectLengths, lengthsOf } from './support/lengths.ts';
import { wanted } from './support/orders.ts';
import { isObject, itemsOf, rowIds } from './support/pages.ts';
import { lookAt, plainReads } from './support/plain.ts';
import { vendors } from './support/vendors.ts';
import { probe, requirement } from './suite.ts';

requirement('TG-PROP-01', wanted, ({ answer: plain }, check, context) => {
  lookAt(check, plainReads(context, /\/orders\/properties$/, [plain]), (answer) =>
    expectSchema(check, answer, context.contract, 'tangoe/v1/properties.schema.json', answer.data, ''),
  );
});

function eachField(answer: Answer, look: (field: Row, at: string) => void): void {
  groupsIn(answer.data).forEach((group, g) => {
    fieldsIn(group).forEach((field, f) => look(field, `/properties/items/${g}/fields/${f}`));
  });
}

const choicesOf = ({ choices }: Row): readonly Row[] => (Array.isArray(choices) ? choices.filter(isObject) : []);

const nothingAsked = 'the tenant asks for no such properties';

requirement('TG-PROP-02', wanted, ({ answer }, check) => {
  eachField(answer, (field, pointer) => {
    if (field['type'] !== 'CHOICE') return;
    const at = `${pointer}/choices`;
    const choices = choicesOf(field);
    expectValue(check, answer, at, field['choices'], choices.length > 0, 'a list of choices');
    choices.forEach((choice, i) => {
      const named = typeof choice['id'] === 'string' && typeof choice['label'] === 'string';
      expectValue(check, answer, `${at}/${i}`, choice, named, 'a choice with id and label');
    });
    const ids = choices.map(({ id }) => id);
    expectThat(
      check,
      answer,
      new Set(ids).size === ids.length,
      'two choices have the same id',
      'each id once',
      ids,
      at,
    );
    const others = choices.filter(({ isOther }) => isOther === true).length;
    expectThat(
      check,
      answer,
      others <= 1,
      `${others} choices are for another answer`,
      'at most one isOther',
      others,
      at,
    );
  });
  if (check.checks === 0) notTestable(nothingAsked);
});

requirement('TG-PROP-03', wanted, ({ answer }, check) => {
  eachField(answer, (field, at) => {
    expectLengths(check, answer, field, at);
    expectExpression(check, answer, field, at);
    const { text } = field;
    const { most } = lengthsOf(field);
    // A text with a credential in it is a handle here, of another length.
    if (typeof text !== 'string' || text.includes('«') || most === null) return;
    expectValue(check, answer, `${at}/text`, text, text.length <= most, `at most ${most} characters`);
  });
  if (check.checks === 0) notTestable(nothingAsked);
});

/** Vendors of a service, as far as it names them. */
function vendorsOf(service: Row | undefined): string[] {
  const vendor = service?.['vendor'];
  if (!isObject(vendor)) return [];
  const inner = ['current', 'billing'].map((name) => vendor[name]).filter(isObject);
  return [...new Set(rowIds(inner.length > 0 ? inner : [vendor]))];
}

const byVendor = probe(
  'order properties for a vendor',
  { cost: 1, needs: [wanted, serviceOfActor], control: wanted },
  async ({ api, get, notTestable: stop }) => {
    const { type, answer } = await get(wanted);
    const ids = vendorsOf((await get(serviceOfActor)).row).slice(0, 1);
    if (ids.length === 0) return stop('the service does not name its vendor');
    const asked = ids.map((vendor) => api.listOrderProperties({ query: { transactionType: type, vendor } }));
    return { direct: answer, answers: (await Promise.all(asked)).filter(isAnswered) };
  },
);

const idsOf = (answer: Answer) => {
  const fields = groupsIn(answer.data).flatMap(fieldsIn);
  return fields
    .map(({ id }) => String(id))
    .sort()
    .join(', ');
};

requirement('TG-PROP-04', byVendor, ({ direct, answers }, check) => {
  const [first] = answers;
  if (first === undefined) return undecided('no vendor of the service was answered');
  const [promised, came] = [idsOf(direct), answers.map(idsOf)];
  const message = 'the properties for the vendor are others than for his service';
  expectThat(check, first, came.includes(promised), message, promised, came.join(' or '), '/properties/items');
});

export const acknowledgements = probe(
  'acknowledgements',
  { cost: 1, needs: [vendors] },
  async ({ api, get, undecided: stop }) => {
    const vendor = rowIds(itemsOf(await get(vendors)).items)[0] ?? stop('there is no vendor');
    return api.listAcknowledgements({ query: { transactionType: 'XFER_SERVICE_IN', vendor } });
  },
);

requirement('TG-PROP-05', acknowledgements, (answer, check, { contract }) => {
  const { status, text } = answer.raw;
  if (status === 400)
    notTestable(`not every vendor takes transfers; the first one was refused (${shorten(text, 100)})`);
  expectSchema(check, answer, contract, 'tangoe/v1/acknowledgements.schema.json', answer.data, '');
});
