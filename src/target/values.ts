/** Checks of single values. Each returns what is wrong and what is expected, or null; never the value itself. */
import type { Setting } from '../contract/types.ts';

export interface Wrong {
  readonly problem: string;
  readonly expected: string;
}

// eslint-disable-next-line no-control-regex
const controlCharacters = /[\u0000-\u001f\u007f]/;

/** Longest accepted value, characters; request headers of common servers end at 8 KiB. */
const longest = 8_192;

/** An absolute http(s) URL without user, query or fragment; plain http only for this machine, unless allowed. */
export function wrongUrl(value: string, allowHttp: boolean, allowHttpVariable: string): Wrong | null {
  const expected = 'an absolute URL as https://api.example.com/vendor';
  if (controlCharacters.test(value) || /\s/.test(value))
    return { problem: 'the URL holds blanks or line breaks', expected };
  if (!/^https?:\/\/[^/\\]/i.test(value) || !URL.canParse(value))
    return { problem: 'this is no http or https URL', expected };
  const url = new URL(value);
  if (url.username !== '' || url.password !== '') {
    return {
      problem: 'the URL holds a user name or password',
      expected: 'a URL without them; credentials have variables of their own',
    };
  }
  if (url.search !== '' || url.hash !== '' || /[?#]/.test(value)) {
    return { problem: 'the URL holds a query or fragment', expected: 'a URL that ends with its path' };
  }
  if (url.protocol === 'http:' && !allowHttp && !isLoopback(url.hostname)) {
    return {
      problem: 'plain http would send credentials readable to anybody on the way',
      expected: `https, or ${allowHttpVariable}=true`,
    };
  }
  return null;
}

/** Whether a host name is this machine (RFC 6761, RFC 1122, RFC 4291). `hostname` as `URL` gives it. */
export function isLoopback(hostname: string): boolean {
  return /^(?:localhost|.+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}

/** A credential goes into a header or body as it is: one line, no blanks around it, no left-over placeholder. */
export function wrongCredential(value: string): Wrong | null {
  if (controlCharacters.test(value))
    return { problem: 'the value holds a line break or control character', expected: 'one line of text' };
  if (value.trim() !== value)
    return { problem: 'the value begins or ends with a blank', expected: 'the value without blanks around it' };
  if (value.length > longest)
    return { problem: 'the value is longer than 8192 characters', expected: 'the credential alone' };
  // eslint-disable-next-line no-control-regex
  if (/[^\u0000-\u00ff]/.test(value))
    return { problem: 'the value holds characters that no header can carry', expected: 'Latin characters' };
  if (/^<.*>$|^\$\{?\w+\}?$|^(?:changeme|todo|xxx+|\.\.\.)$/i.test(value)) {
    return { problem: 'the value is a placeholder', expected: 'the credential that the vendor issued' };
  }
  return null;
}

/** A setting by its type in the contract. */
export function wrongSetting(
  setting: Setting,
  value: string,
  allowHttp: boolean,
  allowHttpVariable: string,
): Wrong | null {
  if (controlCharacters.test(value))
    return { problem: 'the value holds a line break or control character', expected: 'one line of text' };
  if (value.length > longest)
    return { problem: 'the value is longer than 8192 characters', expected: 'a shorter value' };
  switch (setting.type) {
    case 'string':
      return null;
    case 'integer':
      return /^-?\d{1,15}$/.test(value)
        ? null
        : { problem: 'this is no whole number', expected: `a whole number${example(setting)}` };
    case 'boolean':
      return wrongChoice(value, ['true', 'false']);
    case 'enum':
      return wrongChoice(value, setting.values ?? []);
    case 'url':
      return wrongUrl(value, allowHttp, allowHttpVariable);
    case 'duration':
      return isDuration(value)
        ? null
        : { problem: 'this is no ISO 8601 duration', expected: `a duration as ${setting.example ?? 'P30D'}` };
    case 'list':
      return value.split(',').every((item) => item.trim() !== '')
        ? null
        : { problem: 'an item of the list is empty', expected: `items separated by commas${example(setting)}` };
  }
}

export function wrongChoice(value: string, choices: readonly string[]): Wrong | null {
  return choices.includes(value) ? null : { problem: 'this is none of the choices', expected: choices.join(', ') };
}

/** A positive ISO 8601 duration of days and smaller, or of weeks, months, years: `P30D`, `PT12H`, `P1M`. */
export function isDuration(value: string): boolean {
  return (
    /^P(?!$)(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?$/.test(value) &&
    /[1-9]/.test(value)
  );
}

function example(setting: Setting): string {
  return setting.example === undefined ? '' : `, as ${setting.example}`;
}
