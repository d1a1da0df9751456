/** Faults of regions, addresses, order properties and acknowledgements. */
import type { ChangeOfBehaviour } from '../behaviour.ts';
import type { Json, JsonObject } from '../model.ts';
import type { Field } from '../properties.ts';
import { must, should, without } from './entry.ts';

const reg01 = must('TG-REG-01');
const reg02 = must('TG-REG-02');
const reg03 = must('TG-REG-03');
const reg04 = should('TG-REG-04');
const reg05 = must('TG-REG-05');
const prop01 = must('TG-PROP-01');
const prop02 = must('TG-PROP-02');
const prop03 = should('TG-PROP-03');
const prop04 = should('TG-PROP-04');
const prop05 = must('TG-PROP-05');

function regions(change: (wire: JsonObject) => JsonObject): ChangeOfBehaviour {
  return (base) => ({ region: (call, wire, region) => change(base.region(call, wire, region) as JsonObject) });
}

function country(change: (wire: JsonObject) => JsonObject): ChangeOfBehaviour {
  return (base) => ({
    regionDetail: (call, wire, region) => change(base.regionDetail(call, wire, region) as JsonObject),
  });
}

function addressParts(change: (part: JsonObject) => JsonObject): ChangeOfBehaviour {
  return country((wire) =>
    Array.isArray(wire['addressFormat'])
      ? { ...wire, addressFormat: (wire['addressFormat'] as readonly JsonObject[]).map(change) }
      : wire,
  );
}

function fields(change: (field: Field) => Json): ChangeOfBehaviour {
  return (base) => ({
    fields: (call, vendorId) => base.fields(call, vendorId).map(change) as unknown as readonly Field[],
  });
}

const ofChoice = (change: (choices: readonly JsonObject[]) => Json) =>
  fields((field) => (field.choices === undefined ? field : { ...field, choices: change(field.choices) }));

function acknowledgements(change: (body: JsonObject) => Json): ChangeOfBehaviour {
  return (base) => ({ acknowledgements: (call) => change(base.acknowledgements(call) as JsonObject) });
}

const drop = (field: Field, name: string) => without(field, name);

export const placeFaults = [
  reg01('regions-as-items', 'Regions come as a list named items.', () => ({ regionBody: (list) => ({ items: list }) })),
  reg01(
    'region-id-number',
    'Regions have numbers as ids.',
    regions((wire) => ({ ...wire, id: Number(wire['id']) })),
  ),
  reg01(
    'region-without-type',
    'Regions have no type.',
    regions((wire) => without(wire, 'type')),
  ),

  reg02('parent-region-ignored', 'parentRegion is ignored.', (base) => ({
    childOf: (region) => base.childOf(region, null),
  })),
  reg02('parts-of-all-countries', 'parentRegion returns the parts of all countries.', (base) => ({
    childOf: (region, parent) => (parent === null ? base.childOf(region, null) : region.parentId !== null),
  })),
  reg02('parts-with-the-country', 'parentRegion returns the country as well.', (base) => ({
    childOf: (region, parent) => base.childOf(region, parent) || (parent !== null && region.id === parent),
  })),

  reg03(
    'country-without-address',
    'A country does not say its address format.',
    country((wire) => without(wire, 'addressFormat')),
  ),
  reg03(
    'address-part-without-label',
    'Parts of an address have no label.',
    addressParts((part) => without(part, 'label')),
  ),
  reg03(
    'address-validation-boolean',
    'The validation of a part of an address is a boolean.',
    addressParts((part) => ({ ...part, validation: part['validation'] === 'REQUIRED' })),
  ),
  reg03(
    'address-length-text',
    'Lengths of parts of an address are texts.',
    addressParts((part) => ({ ...part, maxLength: String(part['maxLength']) })),
  ),

  reg04(
    'address-lengths-swapped',
    'The lengths of parts of an address are swapped.',
    addressParts((part) => ({ ...part, minLength: part['maxLength'] ?? 0, maxLength: part['minLength'] ?? 0 })),
  ),
  reg04(
    'address-options-too-long',
    'The options of a state are names, though two characters are allowed.',
    addressParts((part) =>
      part['id'] === 'STATE' ? { ...part, options: [{ label: 'Alabama', value: 'Alabama' }] } : part,
    ),
  ),

  reg05(
    'href-children-missing',
    'A country has no hrefChildren.',
    country((wire) => ({ ...wire, _meta: without(wire['_meta'] as JsonObject, 'hrefChildren') })),
  ),
  reg05(
    'href-children-all',
    'hrefChildren leads to all countries.',
    country((wire) => ({
      ...wire,
      _meta: {
        ...(wire['_meta'] as JsonObject),
        hrefChildren: String((wire['_meta'] as JsonObject)['hrefChildren']).replace(/\?.*$/, ''),
      },
    })),
  ),
  reg05(
    'href-children-other-country',
    'hrefChildren leads to the parts of another country.',
    country((wire) => ({
      ...wire,
      _meta: {
        ...(wire['_meta'] as JsonObject),
        hrefChildren: String((wire['_meta'] as JsonObject)['hrefChildren']).replace(/70140001$/, '70140002'),
      },
    })),
  ),

  prop01(
    'field-without-label',
    'Fields have no label.',
    fields((field) => drop(field, 'label')),
  ),
  prop01(
    'field-without-validation',
    'Fields have no validation.',
    fields((field) => drop(field, 'validation')),
  ),
  prop01('properties-without-items', 'Properties come without items.', (base) => ({
    propertiesBody: (call, groups) => ({
      properties: { ...((base.propertiesBody(call, groups) as JsonObject)['properties'] as JsonObject), items: {} },
    }),
  })),
  prop01(
    'field-length-text',
    'The maximum length of a field is a text.',
    fields((field) => ({ ...field, maxLength: '20' })),
  ),

  prop02(
    'choice-without-choices',
    'A CHOICE has no choices.',
    fields((field) => drop(field, 'choices')),
  ),
  prop02(
    'choice-two-others',
    'Two choices are for another answer.',
    ofChoice((choices) => choices.map((choice) => ({ ...choice, isOther: true }))),
  ),
  prop02(
    'choice-same-id',
    'All choices have the same id.',
    ofChoice((choices) => choices.map((choice) => ({ ...choice, id: '1' }))),
  ),
  prop02(
    'choice-without-label',
    'Choices have no label.',
    ofChoice((choices) => choices.map((choice) => without(choice, 'label'))),
  ),

  prop03(
    'field-lengths-swapped',
    'The lengths of fields are swapped.',
    fields((field) =>
      field.maxLength === undefined ? field : { ...field, minLength: field.maxLength, maxLength: field.minLength ?? 0 },
    ),
  ),
  prop03(
    'field-text-too-long',
    'A field comes with a text that is longer than it may be.',
    fields((field) => (field.text === undefined ? field : { ...field, maxLength: 3 })),
  ),

  prop04(
    'service-properties-of-default',
    'The properties for a service are those of no vendor in particular.',
    (base) => ({
      fields: (call, vendorId) =>
        call.query.get('service') !== null
          ? base.fields(call, vendorId)
          : [...base.fields(call, vendorId), { id: 'EXTRA', label: 'Extra', type: 'TEXT', validation: 'OPTIONAL' }],
    }),
  ),
  prop04('service-properties-shorter', 'The properties for a service lack a field.', (base) => ({
    fields: (call, vendorId) =>
      call.query.get('service') !== null
        ? base.fields(call, vendorId).filter(({ id }) => id !== 'ADDITIONAL_INSTRUCTIONS')
        : base.fields(call, vendorId),
  })),

  prop05(
    'acknowledgements-as-list',
    'Acknowledgements come as a list.',
    acknowledgements((body) => body['acknowledgements'] ?? []),
  ),
  prop05(
    'acknowledgements-without-infoblocks',
    'There are no infoblocks.',
    acknowledgements((body) => without(body, 'infoblocks')),
  ),
  prop05(
    'acknowledgement-without-label',
    'Acknowledgements have no label.',
    acknowledgements((body) => ({ ...body, acknowledgements: [{ id: '1', type: 'BOOLEAN', validation: 'REQUIRED' }] })),
  ),
  prop05(
    'acknowledgement-paragraphs-texts',
    'Paragraphs of infoblocks are texts.',
    acknowledgements((body) => ({ ...body, infoblocks: [{ header: 'x', paragraphs: ['y'] }] })),
  ),
];
