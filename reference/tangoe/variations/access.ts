/** Lawful ways to identify, to refuse, and to set a context. */
import { refuse } from '../errors.ts';
import type { JsonObject } from '../model.ts';
import { employeeItem } from '../render.ts';
import { ok } from '../world.ts';
import { variation } from './entry.ts';

export const accessVariations = [
  variation('tokens-refused-with-401', 'A missing, unknown or expired token is refused with 401.', () => ({
    tokenStatus: 401,
  })),
  variation('tokens-refused-by-gateway', 'Tokens are refused with 401 and the body of a gateway.', () => ({
    tokenRefusal: () => ({ status: 401, json: { error: 'invalid_token' }, headers: [['WWW-Authenticate', 'Bearer']] }),
  })),
  variation('lifetime-of-an-hour', 'A token lives for an hour.', () => ({ lifetime: 3600 })),
  variation('lifetime-exact', 'A token is announced to live for exactly two hours.', (base) => ({
    grantBody: (issued, call) => ({ ...(base.grantBody(issued, call) as JsonObject), expires_in: 7200 }),
  })),
  variation('token-type-lower-case', 'The token type is bearer.', (base) => ({
    grantBody: (issued, call) => ({ ...(base.grantBody(issued, call) as JsonObject), token_type: 'bearer' }),
  })),
  variation('token-answer-with-scope', 'A token answer names the scope.', (base) => ({
    grantBody: (issued, call) => ({ ...(base.grantBody(issued, call) as JsonObject), scope: 'MOBPROC' }),
  })),
  variation('refresh-ends-old-tokens', 'A refresh ends the tokens that it replaces.', () => ({
    rotate: (old, fresh, state) => {
      state.issued = state.issued.filter((issued) => issued !== old);
      return fresh;
    },
  })),
  variation('grants-refused-with-401', 'Every bad token request is refused with 401.', (base) => ({
    grantRefusal: (call, problem) => ({ ...base.grantRefusal(call, problem), status: 401 }),
  })),
  variation('validator-flat', 'The validator answers with a flat object.', (base) => ({
    validation: (call, token) => {
      const answer = base.validation(call, token);
      return answer.status === 200
        ? ok({ scope: 'MOBPROC', expires_in: 7100, client_id: call.world.credentials.clientId, username: 'api' })
        : answer;
    },
  })),
  variation('validator-scopes', 'The validator names several scopes.', (base) => ({
    validation: (call, token) => {
      const answer = base.validation(call, token);
      return answer.status === 200 ? ok({ ...(answer.json as JsonObject), scope: 'ADMIN MOBPROC' }) : answer;
    },
  })),
  variation(
    'validator-of-strangers',
    'The validator answers with 200 and no seconds for a token that it does not know.',
    (base) => ({
      validation: (call, token) => {
        const answer = base.validation(call, token);
        return answer.status === 200 ? answer : ok({ scope: '', expires_in: 0 });
      },
    }),
  ),
  variation('headers-refused-with-403', 'A missing tenant or client id is refused with 403.', () => ({
    headerRefusal: (call) => refuse(call, 403, 'identity', 'Who are you?'),
  })),
  variation(
    'client-refused-by-gateway',
    'A missing or unknown client id is refused with 401 by a gateway.',
    (base) => ({
      headerRefusal: (call, identity, problem) =>
        identity === 'client'
          ? { status: 401, text: 'Invalid client', contentType: 'text/plain' }
          : base.headerRefusal(call, identity, problem),
    }),
  ),

  variation('unknown-context-404', 'The context of nobody is answered with 404.', () => ({
    unknownActor: (call) => refuse(call, 404, 'unknown-context', 'Nobody.'),
  })),
  variation('unknown-context-falls-back', 'The context of nobody leaves the user as actor.', () => ({
    unknownActor: ({ world }) => world.data.account,
  })),
  variation('foreign-context-404', 'The context of a stranger is answered with 404.', () => ({
    foreignActor: (call) => refuse(call, 404, 'foreign-context', 'Nobody.'),
  })),
  variation('foreign-context-falls-back', 'The context of a stranger leaves the user as actor.', () => ({
    foreignActor: ({ world }) => world.data.account,
  })),
  variation('context-narrows-lists', 'In a context the lists show what the actor owns.', (base) => ({
    served: (call, kind, rows, actor) => {
      const served = base.served(call, kind, rows, actor);
      return actor === call.world.data.account ? served : served.filter((row) => base.belongs(call, kind, row, actor));
    },
  })),
  variation('me-other-names', '/me calls its people otherwise.', (base) => ({
    me: (call, user, actor) => {
      const {
        authenticatedUser = null,
        actor: he = null,
        transactionTypes = [],
        ...rest
      } = base.me(call, user, actor) as JsonObject;
      return { ...rest, loggedInUser: authenticatedUser, onBehalfOf: he, orderTransactionTypes: transactionTypes };
    },
  })),
  variation('me-people-in-a-list', '/me lists its people without saying who is who.', (base) => ({
    me: (call, user, actor) => {
      const { authenticatedUser = null, actor: he = null, ...rest } = base.me(call, user, actor) as JsonObject;
      return { ...rest, people: [authenticatedUser, he] };
    },
  })),
  variation('me-types-as-objects', '/me lists the transaction types as objects.', (base) => ({
    me: (call, user, actor) => {
      const body = base.me(call, user, actor) as JsonObject;
      return {
        ...body,
        transactionTypes: (body['transactionTypes'] as readonly string[]).map((id) => ({
          id,
          label: id.toLowerCase(),
        })),
      };
    },
  })),
  variation('me-new-types', '/me lists a transaction type that no page names.', (base) => ({
    transactionTypes: (call, actor) => [...base.transactionTypes(call, actor), 'ORDER_DRONE'],
  })),
  variation('me-flat', '/me is the actor, with the user inside.', (base) => ({
    me: (call, user, actor) => {
      const { authenticatedUser = null, actor: _he, ...rest } = base.me(call, user, actor) as JsonObject;
      return { ...employeeItem(call, actor), ...rest, authenticatedUser };
    },
  })),

  variation('unknown-filter-404', 'A filter by nobody is answered with 404.', () => ({
    unknownFilter: (call) => refuse(call, 404, 'no-such-employee', 'Nobody.'),
  })),
  variation('unknown-filter-400', 'A filter by nobody is answered with 400.', () => ({
    unknownFilter: (call) => refuse(call, 400, 'no-such-employee', 'Nobody.'),
  })),
  variation('foreign-filter-403', 'A filter by a stranger is answered with 403.', () => ({
    foreignFilter: (call) => refuse(call, 403, 'not-yours', 'No.'),
  })),
  variation('hidden-items-404', 'Items that the user must not see are answered with 404.', (base) => ({
    forbidden: (call) => base.notFound(call),
  })),
  variation('unknown-items-403', 'Items that do not exist are answered with 403.', (base) => ({
    notFound: (call) => base.forbidden(call),
  })),
  variation('unknown-method-404', 'A method that a path does not have is answered with 404.', (base) => ({
    unknownMethod: (call) => base.unknownRoute(call),
  })),
  variation('unknown-method-501', 'A method that a path does not have is answered with 501.', () => ({
    unknownMethod: (call) => refuse(call, 501, 'no', 'No.'),
  })),
  variation('error-codes-in-words', 'Error codes do not begin with a status.', (base) => ({
    errorBody: (error, call) => ({
      ...(base.errorBody(error, call) as JsonObject),
      // The one code that is printed stays.
      errorCode: /Region_id/.test(error.errorCode) ? error.errorCode : 'SOMETHING_WRONG',
    }),
  })),
  variation('errors-with-details', 'Errors have further members.', (base) => ({
    errorBody: (error, call) => ({
      ...(base.errorBody(error, call) as JsonObject),
      details: [{ field: 'x' }],
      trace: null,
    }),
  })),
];
