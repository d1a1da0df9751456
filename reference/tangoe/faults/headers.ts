/** Faults of the tenant, the client id and the ids of a call. */
import type { HeaderProblem, Identity } from '../context.ts';
import type { Answer, Call, HeaderList } from '../world.ts';
import type { ChangeOfBehaviour } from '../behaviour.ts';
import { emptyPage, failure, isBelow, must } from './entry.ts';

const head01 = must('TG-HEAD-01');
const head02 = must('TG-HEAD-02');
const head03 = must('TG-HEAD-03');
const head04 = must('TG-HEAD-04');
const head05 = must('TG-HEAD-05');
const head06 = must('TG-HEAD-06');
const head07 = must('TG-HEAD-07');

/** Answers a missing or wrong tenant or client otherwise; null lets the request through. */
function headerFails(
  identity: Identity,
  problem: HeaderProblem,
  answer: (call: Call) => Answer | null | 'usual',
): ChangeOfBehaviour {
  return (base) => ({
    headerRefusal: (call, which, how) => {
      const other = which === identity && how === problem ? answer(call) : 'usual';
      return other === 'usual' ? base.headerRefusal(call, which, how) : other;
    },
  });
}

const tags = ['x-tngo-context-activityid', 'x-tngo-context-correlationid'];
const isTagged = (headers: HeaderList) => headers.some(([name]) => tags.includes(name.toLowerCase()));
const exactly = (call: Call, name: string) => call.rawHeaders.find(([sent]) => sent === name)?.[1];

export const headerFaults = [
  head01(
    'missing-tenant-accepted',
    'A call without a tenant is served.',
    headerFails('tenant', 'missing', () => null),
  ),
  head01(
    'missing-tenant-500',
    'A call without a tenant makes the server fail.',
    headerFails('tenant', 'missing', () => failure),
  ),
  head01(
    'missing-tenant-404',
    'A call without a tenant is answered with 404.',
    headerFails('tenant', 'missing', () => ({ ...failure, status: 404 })),
  ),

  head02(
    'missing-client-accepted',
    'A call without a client id is served.',
    headerFails('client', 'missing', () => null),
  ),
  head02(
    'missing-client-500',
    'A call without a client id makes the server fail.',
    headerFails('client', 'missing', () => failure),
  ),
  head02(
    'missing-client-empty-list',
    'A call without a client id is answered with an empty list.',
    headerFails('client', 'missing', () => emptyPage),
  ),

  head03(
    'wrong-tenant-accepted',
    'Any tenant is accepted.',
    headerFails('tenant', 'wrong', () => null),
  ),
  head03(
    'wrong-tenant-500',
    'An unknown tenant makes the server fail.',
    headerFails('tenant', 'wrong', () => failure),
  ),
  head03(
    'wrong-tenant-empty-list',
    'An unknown tenant is answered with an empty list.',
    headerFails('tenant', 'wrong', () => emptyPage),
  ),

  head04(
    'wrong-client-accepted',
    'Any client id is accepted.',
    headerFails('client', 'wrong', () => null),
  ),
  head04(
    'wrong-client-500',
    'An unknown client id makes the server fail.',
    headerFails('client', 'wrong', () => failure),
  ),

  head05('tagged-call-refused', 'A call with a correlation id is refused.', (base) => ({
    intercept: (call) => (isTagged(call.rawHeaders) ? { ...failure, status: 400 } : base.intercept(call)),
  })),
  head05('tagged-call-empty', 'A call with an activity id gets an empty list.', (base) => ({
    intercept: (call) => (isTagged(call.rawHeaders) ? emptyPage : base.intercept(call)),
  })),
  head05('tagged-call-500', 'A call with a correlation id makes the server fail.', (base) => ({
    intercept: (call) => (isTagged(call.rawHeaders) ? failure : base.intercept(call)),
  })),

  head06('tenant-header-case-sensitive', 'X-TNGO-TENANT is understood in capitals only.', (base) => ({
    headerValue: (call, name) => (name === 'X-TNGO-TENANT' ? exactly(call, name) : base.headerValue(call, name)),
  })),
  head06('client-header-case-sensitive', 'client_id is understood in small letters only.', (base) => ({
    headerValue: (call, name) => (name === 'client_id' ? exactly(call, name) : base.headerValue(call, name)),
  })),

  head07(
    'devices-without-tenant',
    'The devices can be read without a tenant.',
    headerFails('tenant', 'missing', (call) => (isBelow(call, '/assets/devices') ? null : 'usual')),
  ),
  head07(
    'orders-without-client',
    'The orders can be read without a client id.',
    headerFails('client', 'missing', (call) => (isBelow(call, '/orders') ? null : 'usual')),
  ),
  head07(
    'services-without-tenant',
    'The services can be read without a tenant.',
    headerFails('tenant', 'missing', (call) => (isBelow(call, '/assets/services') ? null : 'usual')),
  ),
];
