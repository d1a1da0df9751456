/** Options of the command `check-openapi`; apart, so that the table of commands loads nothing else. */
import type { Option } from '../arguments.ts';

export const checkOpenapiOptions: Readonly<Record<string, Option>> = {
  target: {
    kind: 'text',
    value: 'NAME',
    help: 'call the reads at this target, with its credentials, and judge the answers',
  },
  parameter: { kind: 'list', value: 'NAME=VALUE', help: 'values for parameters, as crmId=self' },
  call: { kind: 'list', value: 'ID', help: 'operations to call although their name sounds like an effect' },
  most: { kind: 'text', value: 'NUMBER', help: 'most reads to call (default 40)' },
  against: { kind: 'text', value: 'URL', help: 'an earlier document, address or file, to compare with' },
  policy: { kind: 'text', value: 'FILE', help: 'YAML or JSON: kinds of change with additive, breaking or open' },
};
