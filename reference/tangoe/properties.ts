/** Order properties and acknowledgements. */
import type { Behaviour } from './behaviour.ts';
import { refuse } from './errors.ts';
import type { JsonObject } from './model.ts';
import { ok, type Answer, type Call } from './world.ts';

/** A type, because an index signature lets it be sent as it is. */
export type Field = {
  readonly id: string;
  readonly label: string;
  readonly type: string;
  readonly validation: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly regEx?: string;
  readonly pattern?: string;
  readonly text?: string;
  readonly choices?: readonly JsonObject[];
};

export type Group = { readonly groupId: string; readonly fields: readonly Field[] };

const reasons: readonly JsonObject[] = [
  { id: '1', label: 'Broken device', isOther: false },
  { id: '2', label: 'Not needed any more', isOther: false },
  { id: '9', label: 'Other', isOther: true },
];

export const documentedProperties: Pick<
  Behaviour,
  'fields' | 'propertiesBody' | 'acknowledgements' | 'missingParameter'
> = {
  fields: (_call, vendorId) => [
    {
      id: 'CONTACT_NUMBER',
      label: 'Contact phone',
      type: 'TEXT',
      validation: 'REQUIRED',
      minLength: 0,
      maxLength: 20,
      text: '2035550100',
    },
    {
      id: 'ADDITIONAL_INSTRUCTIONS',
      label: 'Instructions',
      type: 'TEXT',
      validation: 'OPTIONAL',
      minLength: 0,
      maxLength: 4000,
    },
    { id: 'PREFERRED_DATE', label: 'Preferred date', type: 'DATE', validation: 'OPTIONAL' },
    { id: 'Reason', label: 'Reason', type: 'CHOICE', validation: 'REQUIRED', choices: reasons },
    {
      id: 'PIN_PASSWORD',
      label: 'PIN',
      type: 'TEXT',
      validation: 'REQUIRED',
      minLength: 4,
      maxLength: 4,
      pattern: '9999',
      regEx: '[0-9]{4}',
    },
    ...(vendorId === '111' ? [{ id: 'COST_CENTRE', label: 'Cost centre', type: 'TEXT', validation: 'OPTIONAL' }] : []),
  ],
  propertiesBody: (call, groups) => ({
    properties: {
      _meta: { href: call.world.behaviour.url(call, '/orders/properties', Object.fromEntries(call.query)) },
      items: groups,
    },
  }),
  acknowledgements: () => ({
    infoblocks: [
      {
        header: 'Before you transfer',
        paragraphs: [{ text: 'Your contract may end.' }, { text: 'Your number stays.' }],
      },
    ],
    acknowledgements: [
      { id: '1', label: 'I have read this.', type: 'BOOLEAN', validation: 'REQUIRED' },
      { id: '2', label: 'I want a copy.', type: 'BOOLEAN', validation: 'OPTIONAL' },
    ],
  }),
  missingParameter: (call, name) => refuse(call, 400, `${name}-missing`, `${name} must be passed in.`),
};

/** Groups of fields for the vendor, or the vendor of the service, that a request names. */
export function propertyGroups(call: Call): readonly Group[] {
  const service = call.world.state.services.find(({ id }) => id === call.query.get('service'));
  const vendorId = call.query.get('vendor') ?? service?.vendorId ?? '98';
  return [{ groupId: 'MISCELLANEOUS', fields: call.world.behaviour.fields(call, vendorId) }];
}

/** `GET /orders/properties`. */
export function listProperties(call: Call): Answer {
  const { behaviour } = call.world;
  const missing = !call.query.get('transactionType')
    ? 'transactionType'
    : call.query.get('vendor') || call.query.get('service')
      ? null
      : 'vendor';
  const refusal = missing === null ? null : behaviour.missingParameter(call, missing);
  return refusal ?? ok(behaviour.propertiesBody(call, propertyGroups(call)));
}

/** `GET /acknowledgements`. */
export function listAcknowledgements(call: Call): Answer {
  const { behaviour } = call.world;
  const missing = ['transactionType', 'vendor'].find((name) => !call.query.get(name));
  const refusal = missing === undefined ? null : behaviour.missingParameter(call, missing);
  return refusal ?? ok(behaviour.acknowledgements(call));
}
