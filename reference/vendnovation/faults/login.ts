/** Faults of the login. */
import type { LoginProblem } from '../access.ts';
import type { ChangeOfBehaviour } from '../behaviour.ts';
import { errorAnswer } from '../errors.ts';
import { gateway, type Answer, type Call } from '../world.ts';
import { loginBody, must, should, without } from './entry.ts';

const auth01 = must('VN-AUTH-01');
const auth05 = must('VN-AUTH-05');
const auth06 = must('VN-AUTH-06');
const auth07 = should('VN-AUTH-07');
const auth15 = must('VN-AUTH-15');

const failure = 'Internal server error';
const invalidLogin = (call: Call) => errorAnswer(call, 'INVALID_LOGIN', 'The username or password is not right.');

/** Answers one kind of failed login otherwise; null lets it in. */
function loginFails(problem: LoginProblem, answer: (call: Call) => Answer | null): ChangeOfBehaviour {
  return (base) => ({
    loginRefusal: (call, which) => (which === problem ? answer(call) : base.loginRefusal(call, which)),
  });
}

export const loginFaults = [
  auth01(
    'login-without-username',
    'The answer to a login lacks userName.',
    loginBody((body) => without(body, 'userName')),
  ),
  auth01(
    'login-username-spelt-as-sent',
    'The answer to a login has username for userName.',
    loginBody(({ userName = null, ...body }) => ({ ...body, username: userName })),
  ),
  auth01(
    'login-issued-number',
    'issued is a number of seconds.',
    loginBody((body, { issued }) => ({
      ...body,
      issued: issued / 1000,
    })),
  ),
  auth01(
    'login-expires-null',
    'expires is null.',
    loginBody((body) => ({ ...body, expires: null })),
  ),
  auth01(
    'login-list',
    'The answer to a login is a list with the object in it.',
    loginBody((body) => [body]),
  ),

  auth05(
    'wrong-password-accepted',
    'A login with a wrong password succeeds.',
    loginFails('wrong password', () => null),
  ),
  auth05(
    'wrong-password-401',
    'A login with a wrong password is refused with 401.',
    loginFails('wrong password', (call) => ({
      ...invalidLogin(call),
      status: 401,
    })),
  ),
  auth05(
    'wrong-password-other-code',
    'A login with a wrong password is refused with LOGIN_FAILED.',
    loginFails('wrong password', (call) => ({ ...errorAnswer(call, 'LOGIN_FAILED', 'Wrong password.'), status: 403 })),
  ),
  auth05(
    'wrong-password-200',
    'A login with a wrong password is refused in words, but with status 200.',
    loginFails('wrong password', (call) => ({ ...invalidLogin(call), status: 200 })),
  ),
  auth05(
    'wrong-password-500',
    'A login with a wrong password is answered with 500.',
    loginFails('wrong password', () => gateway(500, failure)),
  ),

  auth06(
    'unknown-user-accepted',
    'A login of an unknown user succeeds.',
    loginFails('unknown user', () => null),
  ),
  auth06(
    'unknown-user-404',
    'A login of an unknown user is refused with 404 and MISSING_RECORD.',
    loginFails('unknown user', (call) => errorAnswer(call, 'MISSING_RECORD', 'There is no such user.')),
  ),
  auth06(
    'unknown-user-500',
    'A login of an unknown user is answered with 500.',
    loginFails('unknown user', () => gateway(500, failure)),
  ),

  auth07(
    'login-other-username',
    'userName of the answer is a name of the server.',
    loginBody((body) => ({
      ...body,
      userName: 'service-account@vendor.example',
    })),
  ),
  auth07(
    'login-username-empty',
    'userName of the answer is empty.',
    loginBody((body) => ({ ...body, userName: '' })),
  ),

  auth15(
    'login-without-password-accepted',
    'A login without a password succeeds.',
    loginFails('no password', () => null),
  ),
  auth15(
    'login-without-password-500',
    'A login without a password is answered with 500.',
    loginFails('no password', () => gateway(500, failure)),
  ),
  auth15(
    'login-without-password-other-code',
    'A login without a password is refused with an undocumented code.',
    loginFails('no password', (call) => ({
      ...errorAnswer(call, 'PASSWORD_EMPTY', 'A password is needed.'),
      status: 400,
    })),
  ),
];
