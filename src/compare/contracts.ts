/** Changes between two API documents: operations, parameters, bodies, answers, their schemas and headers. */
import {
  type AnswerModel,
  type ApiModel,
  type MediaModel,
  type OperationModel,
  answerFor,
  blanked,
} from './api-model.ts';
import { type Change, type ChangeText, changeOf } from './change.ts';
import type { ChangeKind } from './kinds.ts';
import { type Direction, compareSchemas } from './schemas.ts';

/** All changes, harmless ones included, in the order of the old document. */
export function compareApis(before: ApiModel, after: ApiModel): Change[] {
  const changes: Change[] = [];
  const matched = new Set<OperationModel>();
  for (const [key, old] of before.operations) {
    const now = after.operations.get(key) ?? movedFrom(old, before, after);
    const add = adder(changes, old.key);
    if (now === undefined) {
      add('operation-removed', '', { message: `${old.key} is gone.`, before: old.key });
      continue;
    }
    matched.add(now);
    if (`${now.method} ${blanked(now.path)}` !== key)
      add('operation-moved', '', { message: `${old.key} is now ${now.key}.`, before: old.key, after: now.key });
    compareOperation(old, now, add);
  }
  for (const now of after.operations.values())
    if (!matched.has(now))
      adder(changes, now.key)('operation-added', '', { message: `${now.key} is new.`, after: now.key });
  return changes;
}

/** The same operation under another method or path; its id tells. */
function movedFrom(old: OperationModel, before: ApiModel, after: ApiModel): OperationModel | undefined {
  if (old.id === old.key) return undefined;
  return [...after.operations].find(([key, now]) => now.id === old.id && !before.operations.has(key))?.[1];
}

type Add = (kind: ChangeKind, where: string, text: ChangeText) => void;

const adder =
  (changes: Change[], operation: string): Add =>
  (kind, where, text) => {
    changes.push(changeOf(kind, 'contract', { operation, where }, text));
  };

function compareOperation(old: OperationModel, now: OperationModel, add: Add): void {
  if (!old.deprecated && now.deprecated)
    add('operation-deprecated', '', { message: `${old.key} is marked as deprecated.` });
  compareSecurity(old, now, add);
  compareParameters(old, now, add);
  compareBodies(old, now, add);
  compareAnswers(old, now, add);
}

/** Every way in that was enough must be enough still. */
function compareSecurity(old: OperationModel, now: OperationModel, add: Add): void {
  const [ways, waysNow] = [old, now].map(({ security }) => (security.length === 0 ? [[]] : security)) as [
    string[][],
    string[][],
  ];
  const shut = ways.filter((way) => !waysNow.some((needs) => needs.every((need) => way.includes(need))));
  const texts = { before: ways.map(wayText).join(' or '), after: waysNow.map(wayText).join(' or ') };
  if (shut.length > 0)
    add('security-changed', '', {
      message: `What was enough to be let in is not enough any more: ${shut.map(wayText).join(' or ')}.`,
      ...texts,
    });
  else if (texts.before !== texts.after)
    add('security-relaxed', '', { message: 'There are more ways to be let in.', ...texts });
}

const wayText = (way: readonly string[]) => (way.length === 0 ? 'nothing' : way.join(' and '));

function compareParameters(old: OperationModel, now: OperationModel, add: Add): void {
  for (const [key, from] of old.parameters) {
    const to = now.parameters.get(key);
    const where = `${from.in} ${from.name}`;
    if (to === undefined) {
      if (from.in !== 'path')
        add('parameter-removed', where, { message: `The ${from.in} parameter ${from.name} is gone.` });
      continue;
    }
    if (!from.required && to.required)
      add('parameter-now-required', where, { message: `The ${from.in} parameter ${from.name} is required now.` });
    if (from.required && !to.required)
      add('parameter-now-optional', where, { message: `The ${from.in} parameter ${from.name} may be left out now.` });
    if (from.style !== to.style)
      add('request-format-changed', where, {
        message: `Lists in ${from.name} are written differently.`,
        before: from.style,
        after: to.style,
        detail: 'style',
      });
    if (from.schema !== null && to.schema !== null)
      compareSchemasAt({ schema: from.schema }, { schema: to.schema }, 'request', where, add);
  }
  for (const [key, to] of now.parameters) {
    if (old.parameters.has(key) || (to.in === 'path' && blanked(old.path) !== blanked(now.path))) continue;
    add(to.required ? 'parameter-added-required' : 'parameter-added', `${to.in} ${to.name}`, {
      message: `The ${to.in} parameter ${to.name} is new and ${to.required ? 'required' : 'optional'}.`,
    });
  }
}

function compareBodies(old: OperationModel, now: OperationModel, add: Add): void {
  const [from, to] = [old.body, now.body];
  if (from === null && to === null) return;
  if (from === null && to !== null)
    add(to.required ? 'body-added-required' : 'body-added', 'body', {
      message: `A request body is ${to.required ? 'required' : 'possible'} now.`,
    });
  if (from !== null && to === null)
    add('body-removed', 'body', { message: 'The request body is not described any more.' });
  if (from === null || to === null) return;
  if (!from.required && to.required) add('body-now-required', 'body', { message: 'The request body is required now.' });
  if (from.required && !to.required)
    add('body-now-optional', 'body', { message: 'The request body may be left out now.' });
  compareMedia(from.media, to.media, 'request', 'body', add);
}

function compareMedia(
  old: readonly MediaModel[],
  now: readonly MediaModel[],
  direction: Direction,
  where: string,
  add: Add,
): void {
  for (const from of old) {
    const to = now.find(({ type }) => type === from.type);
    if (to === undefined)
      add(`${direction}-media-type-removed`, where, {
        message: `The media type ${from.type} is gone.`,
        before: from.type,
        detail: from.type,
      });
    else if (from.schema !== null && to.schema !== null)
      compareSchemasAt({ schema: from.schema }, { schema: to.schema }, direction, where, add);
  }
  for (const to of now)
    if (!old.some(({ type }) => type === to.type))
      add(`${direction}-media-type-added`, where, {
        message: `The media type ${to.type} is new.`,
        after: to.type,
        detail: to.type,
      });
}

const isSuccess = (status: string) => /^[23]/.test(status);

function compareAnswers(old: OperationModel, now: OperationModel, add: Add): void {
  for (const [status, from] of old.answers) {
    const to = now.answers.get(status);
    if (to !== undefined) compareAnswer(from, to, status, add);
    else if (isSuccess(status))
      add('success-status-removed', status, {
        message: `The status ${status} is not described any more.`,
        before: status,
      });
    else if (status !== 'default')
      add('error-status-removed', status, {
        message: `The status ${status} is not described any more.`,
        before: status,
      });
  }
  for (const [status, to] of now.answers) {
    if (old.answers.has(status)) continue;
    const covered = answerFor(old.answers, status);
    if (covered !== undefined) compareAnswer(covered, to, status, add);
    else if (isSuccess(status))
      add('success-status-added', status, { message: `The status ${status} is new.`, after: status });
    else if (status !== 'default')
      add('error-status-added', status, { message: `The status ${status} is new.`, after: status });
  }
}

function compareAnswer(old: AnswerModel, now: AnswerModel, status: string, add: Add): void {
  compareMedia(old.media, now.media, 'response', status, add);
  for (const [name, from] of old.headers) {
    const to = now.headers.get(name);
    const where = `${status} header ${from.name}`;
    if (to === undefined)
      add('response-header-removed', where, { message: `The response header ${from.name} is gone.` });
    else {
      if (from.required && !to.required)
        add('response-header-now-optional', where, {
          message: `The response header ${from.name} may be left out now.`,
        });
      if (!from.required && to.required)
        add('response-header-now-required', where, { message: `The response header ${from.name} always comes now.` });
      if (from.schema !== null && to.schema !== null)
        compareSchemasAt({ schema: from.schema }, { schema: to.schema }, 'response', where, add);
    }
  }
  for (const [name, to] of now.headers)
    if (!old.headers.has(name))
      add('response-header-added', `${status} header ${to.name}`, {
        message: `The response header ${to.name} is new.`,
      });
}

interface Described {
  readonly schema: NonNullable<MediaModel['schema']>;
}

function compareSchemasAt(old: Described, now: Described, direction: Direction, where: string, add: Add): void {
  for (const change of compareSchemas(old.schema, now.schema, direction)) {
    const { kind, message, before, after, detail } = change;
    const at = change.where === '' ? where : `${where} ${change.where}`;
    add(kind, at, {
      message: `${change.where === '' ? where : change.where}: ${message}`,
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
      ...(detail === undefined ? {} : { detail }),
    });
  }
}
