/** Faults of refreshes, of strangers at the token server, and of the validator. */
import type { ChangeOfBehaviour } from '../behaviour.ts';
import type { JsonObject } from '../model.ts';
import type { Answer, Call } from '../world.ts';
import { must } from './entry.ts';

const token06 = must('TG-TOKEN-06');
const token08 = must('TG-TOKEN-08');
const token09 = must('TG-TOKEN-09');
const token16 = must('TG-TOKEN-16');
const token22 = must('TG-TOKEN-22');
const token23 = must('TG-TOKEN-23');
const token24 = must('TG-TOKEN-24');

const isRefresh = (call: Call) => call.query.get('grant_type') === 'refresh_token';

/** Lets a bad token request in where the condition holds. */
const lets =
  (where: (call: Call) => boolean): ChangeOfBehaviour =>
  (base) => ({
    grantRefusal: (call, problem) => (where(call) ? null : base.grantRefusal(call, problem)),
  });

const differs = (name: 'clientId' | 'username', query: string) => (call: Call) => {
  const sent = call.query.get(query);
  return sent !== null && sent !== call.world.credentials[name];
};

/** Alters what the validator says of a valid token. */
function validated(change: (body: JsonObject) => JsonObject): ChangeOfBehaviour {
  return (base) => ({
    validation: (call, token): Answer => {
      const answer = base.validation(call, token);
      return answer.status === 200 ? { ...answer, json: change(answer.json as JsonObject) } : answer;
    },
  });
}

export const refreshFaults = [
  token06('refresh-type-mac', 'A refresh issues tokens of type mac.', (base) => ({
    grantBody: (issued, call) => {
      const body = base.grantBody(issued, call) as JsonObject;
      return isRefresh(call) ? { ...body, token_type: 'mac' } : body;
    },
  })),
  token08(
    'secret-unchecked-on-refresh',
    'A refresh is not asked for the right client secret.',
    lets((call) => isRefresh(call) && (call.query.get('client_secret') ?? '') !== ''),
  ),
  token09(
    'refresh-without-secret',
    'A refresh is not asked for a client secret.',
    lets((call) => isRefresh(call) && !call.query.has('client_secret')),
  ),
  token09(
    'grant-without-type',
    'A token request without grant_type is taken for a password grant.',
    lets((call) => !call.query.has('grant_type')),
  ),
  token09(
    'grant-without-user',
    'A token request without a user name is let in.',
    lets((call) => !isRefresh(call) && !call.query.has('username')),
  ),
  token16(
    'validator-other-client',
    'The validator names another client.',
    validated((body) => ({ ...body, client_id: 'somebody-else' })),
  ),
  token16(
    'validator-without-user',
    'The validator does not say whom the token stands for.',
    validated(({ access_token: _gone, ...body }) => body),
  ),
  token16(
    'validator-without-identifier',
    'The validator leaves out the identifier.',
    validated((body) => {
      const { identifier: _gone, ...rest } = body['access_token'] as JsonObject;
      return { ...body, access_token: rest };
    }),
  ),
  token22('second-refresh-empty', 'The second refresh in a row is answered without tokens.', (base) => ({
    rotate: (old, fresh, state) => base.rotate(old, { ...fresh, refresh: `second-${fresh.refresh}` }, state),
    intercept: (call) =>
      call.query.get('refresh_token')?.startsWith('second-') === true
        ? { status: 200, json: { token_type: 'Bearer', expires_in: 7199 } }
        : base.intercept(call),
  })),
  token22('refresh-only-once', 'A token that came by refresh cannot be refreshed.', (base) => ({
    rotate: (old, fresh, state) => base.rotate(old, { ...fresh, refresh: `once-${fresh.refresh}` }, state),
    intercept: (call) =>
      call.query.get('refresh_token')?.startsWith('once-') === true
        ? { status: 400, json: { error: 'invalid_grant' } }
        : base.intercept(call),
  })),
  token23('any-client', 'The token server takes any client id.', lets(differs('clientId', 'client_id'))),
  token23('any-user', 'The token server takes any user name.', lets(differs('username', 'username'))),
  token24('validator-expired-valid', 'The validator calls an expired token valid.', (base) => ({
    validation: (call, token) =>
      base.validation(
        call,
        token === call.world.credentials.expiredToken ? (call.world.state.issued[0]?.access ?? '') : token,
      ),
  })),
  token24('validator-any-known', 'The validator answers for whatever it has ever issued.', (base) => ({
    validation: (call, token) => {
      const answer = base.validation(call, token);
      return token === call.world.credentials.expiredToken
        ? { status: 200, json: { scope: 'MOBPROC', expires_in: 3599, client_id: call.world.credentials.clientId } }
        : answer;
    },
  })),
];
