/** One vendor's variables -> its live targets, one per version. */
import type { Credential } from '../contract/types.ts';
import type { Variables } from './env-file.ts';
import type { ContractHead } from './heads.ts';
import type { Problem } from './problems.ts';
import type { LiveTarget, TargetCredential } from './types.ts';
import { isLoopback, wrongChoice, wrongCredential, wrongSetting, wrongUrl } from './values.ts';
import type { Wrong } from './values.ts';
import { originVariable, ownerOf, vendorVariables } from './variables.ts';
import { chosenVersions, nameOf, pathOf, versionInUrl } from './versions.ts';

/** What is read of a vendor's variables, and where mistakes are noted. */
interface Reading {
  readonly head: ContractHead;
  readonly value: (name: string) => string;
  readonly report: (variable: string, wrong: Wrong | null) => boolean;
}

/**
 * Whether a variable that only a live run needs is set, or is set to nothing in the environment: that is what a
 * missing secret of a CI job looks like, and it must not turn the job into a run against reference servers.
 */
export function isConfigured(
  head: ContractHead,
  variables: Variables,
  emptyInEnvironment: ReadonlySet<string>,
  heads: readonly ContractHead[],
): boolean {
  const { baseUrl, ...switches } = vendorVariables(head);
  const vital = [baseUrl, ...head.credentials.map((credential) => credential.env)];
  if (vital.some((name) => emptyInEnvironment.has(name))) return true;
  // What only repeats a default, or switches something, is no sign that a live run is wanted.
  const idle = new Map(head.settings.map((setting) => [setting.env, String(setting.default ?? '')]));
  for (const name of Object.values(switches)) idle.set(name, variables[name] ?? '');
  return Object.keys(variables).some((name) => {
    const value = variables[name] ?? '';
    return value !== '' && value !== idle.get(name) && ownerOf(name, heads) === head;
  });
}

/**
 * The live targets of a vendor. Every problem is appended to `problems`; with problems the result is incomplete.
 * @param wanted versions of the command line, or null for those that the variables name
 */
export function liveTargets(
  whole: ContractHead,
  variables: Variables,
  chosen: readonly string[] | null,
  problems: Problem[],
): LiveTarget[] {
  const head = { ...whole, versions: whole.versions.filter(({ referenceOnly }) => referenceOnly !== true) };
  const wanted = chosen?.filter((id) => head.versions.some((version) => version.id === id)) ?? null;
  if (chosen !== null && wanted?.length === 0) {
    const problem = `${chosen.join(', ')} is a face of the reference server alone`;
    problems.push({ variable: '--version', problem, expected: `one of ${ids(head)}, or mode reference` });
    return [];
  }
  const reading: Reading = {
    head,
    value: (name) => variables[name] ?? '',
    report: (variable, wrong) => {
      if (wrong !== null) problems.push({ variable, ...wrong });
      return wrong === null;
    },
  };
  const names = vendorVariables(head);
  const allowHttp = readSwitch(reading, names.allowHttp);
  const settings = readSettings(reading, allowHttp);
  const urls = readBaseUrls(reading, wanted, allowHttp, problems);
  const secrets = readCredentials(reading);
  // Without a usable URL the rest is still checked, so that all problems come at once.
  const allowWrites = readWrites(reading, urls.length > 0 && urls.every(({ url }) => isLoopback(url.hostname)));
  return urls.map(({ version, url }) => ({
    name: nameOf(head, version),
    vendor: head.vendor,
    version,
    kind: 'live' as const,
    baseUrl: withoutSlash(url),
    credentials: secrets.map(({ credential, value }) => bind(reading, credential, value, url, settings)),
    settings,
    allowWrites,
  }));
}

function readBaseUrls(
  reading: Reading,
  wanted: readonly string[] | null,
  allowHttp: boolean,
  problems: Problem[],
): { version: string; url: URL }[] {
  const { head, value, report } = reading;
  const names = vendorVariables(head);
  const template = value(names.baseUrl);
  const listed = chosenVersions(head, value(names.versions), names.versions, problems);
  if (template === '') {
    report(names.baseUrl, {
      problem: 'not set, or empty',
      expected: 'the URL of the API as https://api.example.com/{version}',
    });
    return [];
  }
  const urlOf = (version: string) => template.replaceAll('{version}', pathOf(head, version));
  const sample = head.versions[0]?.id ?? 'v1';
  if (/[{}]/.test(urlOf(sample))) {
    report(names.baseUrl, { problem: 'the URL holds an unknown placeholder', expected: '{version} as the only one' });
    return [];
  }
  if (!report(names.baseUrl, wrongUrl(urlOf(sample), allowHttp, names.allowHttp))) return [];
  const urls = (versions: readonly string[]) => versions.map((version) => ({ version, url: new URL(urlOf(version)) }));
  if (listed === 'wrong') return [];
  if (template.includes('{version}')) {
    return urls(wanted ?? listed ?? head.versions.filter((version) => version.default).map(({ id }) => id));
  }
  if (head.oneBaseUrl === true)
    return urls(wanted ?? listed ?? head.versions.filter((version) => version.default).map(({ id }) => id));
  const found = versionInUrl(head, new URL(template));
  const only = head.versions.length === 1 ? [sample] : null;
  const versions = listed ?? wanted ?? (found === null ? only : [found]);
  if (versions?.length !== 1) {
    const problem =
      versions === null ? 'the URL does not tell its version' : 'the URL is one, but several versions are chosen';
    report(names.versions, { problem, expected: `one of ${ids(head)}, or {version} in ${names.baseUrl}` });
    return [];
  }
  const [version = sample] = versions;
  const other = found !== null && found !== version ? found : (wanted?.find((id) => id !== version) ?? null);
  if (other !== null) {
    const problem =
      found === other
        ? `the URL ends with ${found}, but version ${version} is chosen`
        : `the URL is of ${version}, but ${other} is asked for`;
    report(names.baseUrl, { problem, expected: `{version} in the URL, or the same version in both places` });
    return [];
  }
  return urls([version]);
}

function readSettings({ head, value, report }: Reading, allowHttp: boolean): Record<string, string> {
  const settings: Record<string, string> = {};
  for (const setting of head.settings) {
    const given = value(setting.env).trim() || setting.default;
    if (given === undefined) continue;
    const text = String(given); // a YAML default may be a number
    if (report(setting.env, wrongSetting(setting, text, allowHttp, vendorVariables(head).allowHttp)))
      settings[setting.name] = text;
  }
  return settings;
}

function readCredentials({ head, value, report }: Reading): { credential: Credential; value: string }[] {
  return head.credentials.flatMap((credential) => {
    const given = value(credential.env);
    if (given === '') {
      if (credential.required)
        report(credential.env, { problem: 'not set, or empty', expected: firstSentence(credential.description) });
      return [];
    }
    return report(credential.env, wrongCredential(given)) ? [{ credential, value: given }] : [];
  });
}

/** Ties a credential to the one origin that it may be sent to. */
function bind(
  reading: Reading,
  credential: Credential,
  value: string,
  baseUrl: URL,
  settings: Record<string, string>,
): TargetCredential {
  const { head, report } = reading;
  const handle = `«secret:${credential.name}»`;
  const variable = originVariable(credential);
  let user = { name: vendorVariables(head).baseUrl, origin: baseUrl.origin };
  if (credential.originOf !== undefined) {
    const setting = head.settings.find(({ name }) => name === credential.originOf);
    const url = settings[credential.originOf];
    const name = setting?.env ?? credential.originOf;
    if (url === undefined)
      report(name, { problem: 'not set, or empty', expected: `the URL that ${credential.env} is sent to` });
    else user = { name, origin: new URL(url).origin };
  }
  const issued = reading.value(variable).trim();
  if (issued !== '') {
    const allowHttp = reading.value(vendorVariables(head).allowHttp) === 'true';
    const wrong = wrongUrl(issued, allowHttp, vendorVariables(head).allowHttp);
    if (report(variable, wrong) && new URL(issued).origin !== user.origin) {
      report(variable, {
        problem: `${credential.env} was issued for another origin than ${user.origin}, so it would never be sent`,
        expected: `the origin of ${user.name}`,
      });
    }
  }
  const urls = (credential.alsoTo ?? []).flatMap((name) => settings[name] ?? []);
  const alsoTo = urls.filter((url) => URL.canParse(url)).map((url) => new URL(url).origin);
  return { name: credential.name, handle, value, origin: user.origin, ...(alsoTo.length === 0 ? {} : { alsoTo }) };
}

/** An unnamed environment counts as production, except on this machine: the cautious reading. */
function readWrites({ head, value, report }: Reading, local: boolean): boolean {
  const names = vendorVariables(head);
  const environment = value(names.environment) || (local ? 'staging' : 'production');
  const writes = value(names.allowWrites) || 'false';
  const known = report(names.environment, wrongChoice(environment, ['staging', 'production']));
  if (!report(names.allowWrites, wrongChoice(writes, ['false', 'true', 'production'])) || !known) return false;
  if (writes === 'true' && environment === 'production') {
    const unnamed = value(names.environment) === '';
    const problem = unnamed
      ? 'an environment that is not named counts as production, where writes are refused'
      : 'writes are refused in production';
    report(names.allowWrites, {
      problem,
      expected: `${names.environment}=staging, or ${names.allowWrites}=production if it is meant`,
    });
    return false;
  }
  return writes !== 'false';
}

function readSwitch({ value, report }: Reading, variable: string): boolean {
  const given = value(variable) || 'false';
  return report(variable, wrongChoice(given, ['true', 'false'])) && given === 'true';
}

function firstSentence(text: string): string {
  return text.split(/[.;](?:\s|$)/, 1)[0] ?? text;
}

function ids(head: ContractHead): string {
  return head.versions.map(({ id }) => id).join(', ');
}

function withoutSlash(url: URL): string {
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}
