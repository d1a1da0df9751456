/** Contract heads for tests: one vendor like VendNovation, one with a token URL of its own, one version only. */
import type { ContractHead } from '../../../src/target/heads.ts';

export const acme: ContractHead = {
  vendor: 'acme',
  title: 'Acme API',
  envPrefix: 'ACME',
  versions: [
    { id: 'v1', default: false },
    { id: 'v2', default: true },
    { id: 'v2.1', default: true },
  ],
  credentials: [
    { name: 'apiKey', env: 'ACME_API_KEY', description: 'Key of the organisation; sent as x-api-key.', required: true },
    { name: 'extra', env: 'ACME_EXTRA', description: 'Second key.', required: false },
  ],
  settings: [
    { name: 'verb', env: 'ACME_VERB', description: 'Verb.', type: 'enum', values: ['GET', 'POST'], default: 'GET' },
    { name: 'pages', env: 'ACME_PAGES', description: 'Pages.', type: 'integer', example: '5' },
    { name: 'range', env: 'ACME_RANGE', description: 'Range.', type: 'duration' },
    { name: 'zones', env: 'ACME_ZONES', description: 'Zones.', type: 'list' },
    { name: 'strict', env: 'ACME_STRICT', description: 'Strict.', type: 'boolean' },
  ],
};

export const tokens: ContractHead = {
  vendor: 'tokens',
  title: 'Tokens API',
  envPrefix: 'ACME_TOKENS', // begins like the prefix of acme
  versions: [{ id: 'v1', default: true }],
  credentials: [
    { name: 'secret', env: 'ACME_TOKENS_SECRET', description: 'Client secret.', required: true, originOf: 'tokenUrl' },
  ],
  settings: [{ name: 'tokenUrl', env: 'ACME_TOKENS_TOKEN_URL', description: 'Where tokens are issued.', type: 'url' }],
};

export const heads = [acme, tokens];
