/** Faults that depend on what a request carries: a body, a size, half of a login. */
import { errorAnswer } from '../errors.ts';
import { gateway, type Call } from '../world.ts';
import { must, sinceV2 } from './entry.ts';

const failure = 'Internal server error';
const key06 = must('VN-KEY-06', sinceV2);
const auth08 = must('VN-AUTH-08', sinceV2);
const auth15 = must('VN-AUTH-15');
const err01 = must('VN-ERR-01', sinceV2);
const err03 = must('VN-ERR-03', sinceV2);
const err04 = must('VN-ERR-04', sinceV2);
const date11 = must('VN-DATE-11', sinceV2);

const reads = ({ route }: Call, path: string) => route === path;
/** The login lacks the name. */
const isNameless = ({ route, body }: Call) => route === '/authenticate' && !body.includes('username');
/** Who asks with a body that says nothing but that the filter is one. */
const isFilterText = ({ body }: Call) => /"requestFilter"\s*:\s*"/.test(body);

export const requestFaults = [
  key06('selections-with-body-without-key', 'Selections want no key where the request has a body.', (base) => ({
    keyRefusal: (call, problem) =>
      reads(call, '/selections') && call.body !== '' ? null : base.keyRefusal(call, problem),
  })),
  key06('sized-page-without-key', 'Machines want no key where a size is asked for.', (base) => ({
    keyRefusal: (call, problem) =>
      reads(call, '/machines') && call.header('size') !== undefined ? null : base.keyRefusal(call, problem),
  })),
  auth08('report-with-body-without-token', 'The report wants no token where the request has a body.', (base) => ({
    tokenRefusal: (call, problem) =>
      reads(call, '/reports/transactions') && call.body !== '' && problem === 'missing'
        ? null
        : base.tokenRefusal(call, problem),
  })),

  auth15('login-without-name-500', 'A login without a user name is answered with 500.', (base) => ({
    loginRefusal: (call, problem) => (isNameless(call) ? gateway(500, failure) : base.loginRefusal(call, problem)),
  })),
  auth15('login-without-name-accepted', 'A login without a user name succeeds.', (base) => ({
    loginRefusal: (call, problem) => (isNameless(call) ? null : base.loginRefusal(call, problem)),
  })),

  err01('missing-machine-bare-error', 'An unknown machine is answered with one bare error.', (base) => ({
    filterRefusal: (listing) => {
      const asked = listing.asked.filters.some(({ name }) => name === 'machineIdentifiers');
      return listing.kind === 'machines' && asked && base.rows(listing).length === 0
        ? { status: 404, json: { code: 'MISSING_RECORD', message: 'The machine could not be found.' } }
        : base.filterRefusal(listing);
    },
  })),
  err04('missing-machine-pointers-object', 'The pointers of an unknown machine are an object.', (base) => ({
    filterRefusal: (listing) => {
      const asked = listing.asked.filters.some(({ name }) => name === 'machineIdentifiers');
      return listing.kind === 'machines' && asked && base.rows(listing).length === 0
        ? { status: 404, json: [{ code: 'MISSING_RECORD', message: 'There is none.', pointers: { id: 1 } }] }
        : base.filterRefusal(listing);
    },
  })),
  err03('wrong-identifiers-ignored', 'machineIdentifiers of the wrong type are ignored.', (base) => ({
    wrongType: (call, member) => (member === 'machineIdentifiers' ? null : base.wrongType(call, member)),
  })),
  err03('wrong-flag-500', 'An includeDeleted of the wrong type is answered with 500.', (base) => ({
    wrongType: (call, member) => (member === 'includeDeleted' ? gateway(500, failure) : base.wrongType(call, member)),
  })),
  err03('wrong-request-filter-422', 'A requestFilter that is a text is refused with 422.', (base) => ({
    badBody: (call) =>
      isFilterText(call)
        ? { ...errorAnswer(call, 'DESERIALIZATION_ERROR', 'requestFilter must be an object.'), status: 422 }
        : base.badBody(call),
  })),

  date11('month-13-rolls-over', 'The 13th month is read as the January of the next year.', (base) => ({
    parseDate: (text, timeOfDay) => {
      const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
      const rolled = year === undefined ? null : Date.UTC(Number(year), Number(month) - 1, Number(day)) + timeOfDay;
      return base.parseDate(text, timeOfDay) ?? rolled;
    },
  })),
  date11('odd-end-is-now', 'An end date that begins with digits and is none is read as now.', (base) => ({
    unparseableDate: (call, side) =>
      side === 'end' && /"endDate"\s*:\s*"\d/.test(call.body) ? null : base.unparseableDate(call, side),
  })),
];
