/**
 * Stands in for Vitest when Stryker runs our tests: it gathers the tests of a file instead of running them, so that
 * they can run again and again in one process. It knows what our unit tests use, and no more.
 */
import { format } from 'node:util';
import * as matchers from '@vitest/expect';

type Body = () => unknown;
type Table = readonly unknown[];
type Options = Readonly<Record<string, unknown>>;

export interface Suite {
  readonly name: string;
  readonly parent: Suite | null;
  readonly before: Body[];
  readonly after: Body[];
  readonly beforeEach: Body[];
  readonly afterEach: Body[];
}

export interface Test {
  /** File and full title, once each. */
  readonly id: string;
  readonly name: string;
  readonly file: string;
  readonly suite: Suite;
  readonly body: Body;
}

const suiteOf = (name: string, parent: Suite | null): Suite => ({
  name,
  parent,
  before: [],
  after: [],
  beforeEach: [],
  afterEach: [],
});

const tests: Test[] = [];
const ids = new Set<string>();
let file = '';
let suite = suiteOf('', null);
let finished: Body[] = [];

/** @returns the tests that the file declares when `load` imports it */
export async function gather(path: string, load: () => Promise<unknown>): Promise<Test[]> {
  tests.length = 0;
  file = path;
  suite = suiteOf('', null);
  await load();
  return [...tests];
}

/** Hands over what the test that just ran asked for with `onTestFinished`, last first. */
export function takeFinished(): Body[] {
  const all = finished.reverse();
  finished = [];
  return all;
}

function add(title: string, body: Body): void {
  const titles = [title];
  for (let at: Suite | null = suite; at !== null; at = at.parent) if (at.name !== '') titles.unshift(at.name);
  const name = titles.join(' ');
  let id = `${file}#${name}`;
  for (let n = 2; ids.has(id); n++) id = `${file}#${name} (${n})`;
  ids.add(id);
  tests.push({ id, name, file, suite, body });
}

/** A title with `%s`, `%i`, `%d`, `%j` filled in from a row, and `$member` from an object. */
function titleFor(title: string, row: Table): string {
  const places = title.match(/%[sdifjoO]/g)?.length ?? 0;
  const [first] = row;
  return format(title, ...row.slice(0, places)).replace(/\$([\w.]+)/g, (whole, path: string) => {
    const value = path.split('.').reduce<unknown>((v, key) => (v as Options | undefined)?.[key], first);
    return value === undefined ? whole : format('%j', value);
  });
}

const rowOf = (entry: unknown): Table => (Array.isArray(entry) ? (entry as Table) : [entry]);
const bodyAmong = (given: Table) => given.find((one) => typeof one === 'function') as (...row: Table) => unknown;

const each =
  (declare: (title: string, body: Body) => void) =>
  (table: Table) =>
  (title: string, ...given: Table): void => {
    for (const entry of table) declare(titleFor(title, rowOf(entry)), () => bodyAmong(given)(...rowOf(entry)));
  };

export const test = Object.assign((title: string, ...given: Table) => add(title, () => bodyAmong(given)()), {
  each: each(add),
  runIf: (holds: boolean) => (holds ? test : () => undefined),
});
export const it = test;

function inSuite(title: string, body: Body): void {
  const outer = suite;
  suite = suiteOf(title, outer);
  body();
  suite = outer;
}
export const describe = Object.assign(inSuite, { each: each(inSuite) });

export const beforeAll = (body: Body) => void suite.before.push(body);
export const afterAll = (body: Body) => void suite.after.push(body);
export const beforeEach = (body: Body) => void suite.beforeEach.push(body);
export const afterEach = (body: Body) => void suite.afterEach.push(body);
export const onTestFinished = (body: Body) => void finished.push(body);

const { chai } = matchers;
for (const plugin of [matchers.JestExtend, matchers.JestChaiExpect, matchers.JestAsymmetricMatchers]) chai.use(plugin);
export const expect = Object.assign(
  (value: unknown, message?: string) => chai.expect(value, message),
  chai.expect,
) as typeof chai.expect;
Object.assign(globalThis, { [matchers.GLOBAL_EXPECT]: expect });
