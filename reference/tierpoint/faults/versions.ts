/** Faults of version labels and of changes without a new version. */
import type { ChangeOfBehaviour } from '../behaviour.ts';
import { answers, body, documents, each, earlier, without } from '../changes.ts';
import { problem, type Json, type JsonObject } from '../world.ts';
import { must, should } from './entry.ts';

const onLatest = { versions: ['latest'] };
const onIntegers = { versions: ['v1', 'v2'] };

const vers01 = must('TP-VERS-01', onLatest);
const vers02 = should('TP-VERS-02', onIntegers);
const v1 = should('TP-VERS-02', { versions: ['v1'] });
const vers03 = must('TP-VERS-03', onLatest);
const vers04 = must('TP-VERS-04', onLatest);
const vers06 = must('TP-VERS-06', onIntegers);
const vers08 = should('TP-VERS-08');

const missing =
  (label: string): ChangeOfBehaviour =>
  (base) => ({ generation: (asked) => (asked === label ? null : base.generation(asked)) });

/** Alters answers below one label only. */
const below = (label: string, operation: string, change: (json: Json) => Json): ChangeOfBehaviour =>
  body(operation, (json, call) => (call.label === label ? change(json) : json));

const service = ['components', 'schemas', 'Service'];
const services = ['paths', '/services'];

export const versionFaults = [
  vers01('latest-missing', 'The label latest is not there.', missing('latest')),
  vers01('latest-gone', 'Everything below latest is answered with 410.', (base) => ({
    ...missing('latest')(base),
    unknownLabel: () => problem(410, 'Gone'),
  })),

  v1('v1-retired', 'The label v1 is not there.', (base) => ({ ...missing('v1')(base), linkedLabels: ['v2'] })),
  vers02('integers-gone', 'Neither v1 nor v2 is there.', (base) => ({
    generation: (label) => (/^v\d/.test(label) ? null : base.generation(label)),
  })),

  vers03('latest-behind', 'latest points to the version before the newest.', (base) => ({
    generation: (label) => (label === 'latest' ? 1 : base.generation(label)),
  })),
  vers03('latest-ahead', 'latest points to the version that is not released yet.', (base) => ({
    generation: (label) => (label === 'latest' ? 3 : base.generation(label)),
  })),
  vers03('latest-documents-one-read-less', 'The document of latest lacks a read of the newest version.', (base) => ({
    document: (document, subject) => {
      const before = base.document(document, subject);
      return subject.label === 'latest' && subject.service === 'usage'
        ? { ...before, paths: without(before['paths'] as JsonObject, '/status') }
        : before;
    },
  })),
  ...(
    [
      ['closed', 'closes an object', 'usage', [...service, 'additionalProperties'], false],
      [
        'header',
        'describes one more header',
        'usage',
        [...services, 'get', 'responses', '200', 'headers', 'X-More'],
        { schema: { type: 'string' } },
      ],
      ['constant', 'allows one value of a member', 'usage', [...service, 'properties', 'name', 'const'], 'A'],
    ] as const
  ).map(([id, what, of, path, part]) =>
    vers03(
      `latest-document-${id}`,
      `The document of latest ${what} that the newest version does not.`,
      documents(of, path, (before, { label }) => (label === 'latest' ? part : before)),
    ),
  ),

  vers04(
    'latest-answers-of-v1',
    'Answers below latest are those of the old version, the documents are new.',
    (base) => ({
      body: (json, call, of) => {
        const before = base.body(json, call, of);
        return call.label === 'latest' && of === 'listServices'
          ? each(before, ({ state = null, tags: _tags, ...row }) => ({ ...row, active: state === 'ACTIVE' }))
          : before;
      },
    }),
  ),
  vers04(
    'latest-lacks-a-member',
    'Reads below latest lack one optional member.',
    below('latest', 'listServices', (json) => each(json, (row) => without(row, 'tags'))),
  ),
  vers04(
    'latest-read-missing',
    'One read of the newest version is not there below latest.',
    answers('listContacts', (answer, call) =>
      call.label === 'latest' ? { status: 404, json: { title: 'Not Found', status: 404 } } : answer,
    ),
  ),
  vers04(
    'latest-number-as-text',
    'A number of the newest version is a text below latest.',
    below('latest', 'getServiceHistory', (json) => each(json, (row) => ({ ...row, cost: String(row['cost']) }))),
  ),

  vers04(
    'latest-alone-keeps-the-document',
    'A category of the newest version is none that the document lists, below latest it is.',
    below('v2', 'getService', (json) => ({ ...(json as JsonObject), category: 'mainframe' })),
  ),

  vers06(
    'addresses-moved',
    'The reads of accounts are reached at another address, and the version is the same.',
    earlier('accounts', ['basePath'], (path) => `${String(path)}-old`),
  ),
  vers06(
    'read-removed',
    'A read that the document had is gone, and the version is the same.',
    earlier('usage', ['paths', '/regions'], () => ({
      get: { operationId: 'listRegions', responses: { 200: { description: 'Regions.' } } },
    })),
  ),
  vers06(
    'member-removed',
    'A member of the answers is gone from the document, and the version is the same.',
    earlier('usage', [...service, 'properties', 'owner'], () => ({ type: 'string' })),
  ),
  vers06(
    'type-changed',
    'A member of the answers has changed its type, and the version is the same.',
    earlier('accounts', ['definitions', 'Account', 'properties', 'accountId'], () => ({ type: 'string' })),
  ),
  vers06(
    'parameter-required-now',
    'A parameter has become required, and the version is the same.',
    earlier('accounts', ['paths', '/accounts', 'get', 'parameters', '0', 'required'], () => false),
  ),
  vers06(
    'parameter-new-and-required',
    'A new parameter is required, and the version is the same.',
    earlier('usage', ['paths', '/services/{serviceId}/history', 'get', 'parameters', '1'], () => ({
      name: 'unit',
      in: 'query',
      schema: { type: 'string' },
    })),
  ),
  vers06(
    'method-moved',
    'A read has moved to another path, and the version is the same.',
    earlier('usage', ['paths'], (paths) => {
      const { '/services': list, ...others } = paths as { [path: string]: Json };
      return { ...others, '/serviceList': list ?? {} };
    }),
  ),
  vers06(
    'security-changed',
    'A read that was open wants a token now, and the version is the same.',
    earlier('usage', [...services, 'get', 'security'], () => []),
  ),

  vers08('any-label-accepted', 'Any label is answered like v1.', (base) => ({
    generation: (label) => base.generation(label) ?? 1,
  })),
  vers08('unknown-label-200', 'An unknown label is answered with 200 and an empty object.', () => ({
    unknownLabel: () => ({ status: 200, json: {} }),
  })),
];
