/** Faults of single resources that do not ask for what every call must carry. */
import type { ChangeOfBehaviour } from '../behaviour.ts';
import type { Identity } from '../context.ts';
import type { Call } from '../world.ts';
import { must } from './entry.ts';

const token20 = must('TG-TOKEN-20');
const head07 = must('TG-HEAD-07');

const isOrder = (call: Call) => call.method === 'POST' && call.route === '/orders';
const at = (pattern: RegExp) => (call: Call) => call.method === 'GET' && pattern.test(call.route);

const openTo =
  (where: (call: Call) => boolean): ChangeOfBehaviour =>
  (base) => ({
    tokenRefusal: (call, problem) => (problem === 'missing' && where(call) ? null : base.tokenRefusal(call, problem)),
  });

const lax =
  (identity: Identity, where: (call: Call) => boolean): ChangeOfBehaviour =>
  (base) => ({
    headerRefusal: (call, which, problem) =>
      which === identity && problem === 'missing' && where(call) ? null : base.headerRefusal(call, which, problem),
  });

export const doorFaults = [
  token20('open-me', '/me is answered without a token.', openTo(at(/^\/me$/))),
  token20(
    'open-details',
    'Single items are answered without a token.',
    openTo(at(/^\/(?:employees|orders|assets\/\w+)\/[^/]+$/)),
  ),
  token20('open-plans', 'The plans of the catalogue are answered without a token.', openTo(at(/^\/catalog\/plans$/))),
  token20('open-properties', 'Order properties are answered without a token.', openTo(at(/^\/orders\/properties$/))),
  token20('open-confirmation', 'Orders are confirmed without a token.', openTo(isOrder)),
  token20('open-vendor', 'A vendor is answered without a token.', openTo(at(/^\/vendors\/[^/]+$/))),
  head07('tenant-unneeded-orders-post', 'Orders are confirmed without a tenant.', lax('tenant', isOrder)),
  head07('client-unneeded-orders-post', 'Orders are confirmed without a client id.', lax('client', isOrder)),
  head07('tenant-unneeded-me', '/me is answered without a tenant.', lax('tenant', at(/^\/me$/))),
  head07('client-unneeded-catalogs', 'Catalogues are answered without a client id.', lax('client', at(/^\/catalog\//))),
  head07('tenant-unneeded-catalogs', 'Catalogues are answered without a tenant.', lax('tenant', at(/^\/catalog\//))),
];
