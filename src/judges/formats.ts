/**
 * Strict format checks that decide verdicts. Pure; each takes a value and says whether it has the form.
 * Sources: RFC 3339 (dates), RFC 3986 (URIs), RFC 9562 (UUIDs), RFC 5321 (mail), .NET round-trip and US forms (C# vendors).
 */

const digits = (text: string | undefined): number => Number(text ?? '0');

/** Whether the day exists in the proleptic Gregorian calendar; `month` and `day` count from 1. */
export function isCalendarDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= daysInMonth(year, month);
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

const dateForm = /^(\d{4})-(\d\d)-(\d\d)$/;

/** `full-date` of RFC 3339: `2024-02-29`. */
export function isDate(text: string): boolean {
  const m = dateForm.exec(text);
  return m !== null && isCalendarDay(digits(m[1]), digits(m[2]), digits(m[3]));
}

const timeForm = /^(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:[Zz]|([+-])(\d\d):(\d\d))$/;

/** Minutes since midnight in UTC at which second 60 would stand, or null where the time is not valid. */
function readTime(text: string): { second: number; utcMinutes: number } | null {
  const m = timeForm.exec(text);
  if (m === null) return null;
  const [hour, minute, second, offsetHour, offsetMinute] = [m[1], m[2], m[3], m[5], m[6]].map(digits) as [
    number,
    number,
    number,
    number,
    number,
  ];
  if (hour > 23 || minute > 59 || second > 60 || offsetHour > 23 || offsetMinute > 59) return null;
  const offset = (m[4] === '-' ? -1 : 1) * (offsetHour * 60 + offsetMinute);
  return { second, utcMinutes: hour * 60 + minute - offset };
}

const lastMinute = 23 * 60 + 59;
const minutesOfDay = 24 * 60;

/** `full-time` of RFC 3339: `23:59:59.5Z`. Second 60 is valid only as 23:59:60 in UTC. */
export function isTime(text: string): boolean {
  const time = readTime(text);
  if (time === null) return false;
  return time.second < 60 || (time.utcMinutes + minutesOfDay) % minutesOfDay === lastMinute;
}

/**
 * `date-time` of RFC 3339: `2024-02-29T10:00:00Z`. Lower-case `t` and `z` are valid there, a blank between date and
 * time is not. A leap second is valid at the end of a month in UTC only (section 5.7 and appendix D).
 */
export function isDateTime(text: string): boolean {
  const split = /^([^Tt]{10})[Tt](.+)$/.exec(text);
  if (split === null || !isDate(split[1] as string)) return false;
  const time = readTime(split[2] as string);
  if (time === null) return false;
  if (time.second < 60) return true;
  const [year, month, day] = (split[1] as string).split('-').map(Number) as [number, number, number];
  const dayShift = Math.floor(time.utcMinutes / minutesOfDay);
  const utcMinute = time.utcMinutes - dayShift * minutesOfDay;
  const monthEnds =
    dayShift === 0 ? day === daysInMonth(year, month) : dayShift < 0 ? day === 1 : day + 1 === daysInMonth(year, month);
  return utcMinute === lastMinute && monthEnds;
}

const csharpForm = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d{1,7})?(?:Z|[+-](\d\d):(\d\d))?$/;

/**
 * A `DateTime` as .NET serialisers write it: ISO 8601, zone optional, at most seven fraction digits; no leap seconds,
 * no year 0. `0001-01-01T00:00:00`, the value of an unset date, is valid.
 */
export function isCsharpDateTime(text: string): boolean {
  const m = csharpForm.exec(text);
  if (m === null || !isDate(m[1] as string) || text.startsWith('0000')) return false;
  const offset = digits(m[5]) * 60 + digits(m[6]);
  return digits(m[2]) < 24 && digits(m[3]) < 60 && digits(m[4]) < 60 && digits(m[6]) < 60 && offset <= 14 * 60;
}

const usForm = /^(\d{1,2})\/(\d{1,2})\/(\d{4}) (\d{1,2}):(\d\d):(\d\d) (?:AM|PM)$/;

/** `M/D/YYYY h:mm:ss AM` or `PM`, with plain blanks; leading zeros are allowed. */
export function isUsDateTime(text: string): boolean {
  const m = usForm.exec(text);
  if (m === null) return false;
  const hour = digits(m[4]);
  if (hour < 1 || hour > 12 || digits(m[5]) > 59 || digits(m[6]) > 59) return false;
  return digits(m[3]) > 0 && isCalendarDay(digits(m[3]), digits(m[1]), digits(m[2]));
}

/** 8-4-4-4-12 hexadecimal digits in any letter case; any version and variant; no `urn:uuid:`, no braces. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text);
}

/** Whole number of 32 bits, C# `int`. */
export function isInt32(value: number): boolean {
  return Number.isInteger(value) && value >= -(2 ** 31) && value < 2 ** 31;
}

/** Whole number of 64 bits, C# `long`. Values beyond 2^53 are already rounded; only the range is judged. */
export function isInt64(value: number): boolean {
  return Number.isInteger(value) && value >= -(2 ** 63) && value <= 2 ** 63;
}

/** IPv4 address of four decimal numbers without leading zeros. */
export function isIpv4(text: string): boolean {
  return /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/.test(text);
}

/** IPv6 address of RFC 4291, section 2.2, without a zone. */
export function isIpv6(text: string): boolean {
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const groupsOf = (half: string): string[] => (half === '' ? [] : half.split(':'));
  const groups = halves.flatMap(groupsOf);
  const last = groups.at(-1) ?? '';
  const embedded = last.includes('.') && !text.endsWith('::');
  if (embedded && !isIpv4(last)) return false;
  const plain = embedded ? groups.slice(0, -1) : groups;
  const count = plain.length + (embedded ? 2 : 0);
  return plain.every((group) => /^[0-9a-f]{1,4}$/i.test(group)) && (halves.length === 2 ? count <= 7 : count === 8);
}

/** Whether a text holds allowed characters and whole percent-escapes only. Two linear scans: the text may be hostile. */
const within = (forbidden: RegExp) => (text: string) => !forbidden.test(text) && !/%(?![0-9a-f]{2})/i.test(text);
const isPath = within(/[^\w.~!$&'()*+,;=:@/%-]/);
const isQuery = within(/[^\w.~!$&'()*+,;=:@/?%-]/);
const isUserInfo = within(/[^\w.~!$&'()*+,;=:%-]/);
const isRegName = within(/[^\w.~!$&'()*+,;=%-]/);

function isAuthority(text: string): boolean {
  const at = text.lastIndexOf('@');
  if (at >= 0 && !isUserInfo(text.slice(0, at))) return false;
  const m = /^(\[[^\]]*\]|[^:[\]]*)(?::\d*)?$/.exec(text.slice(at + 1));
  if (m === null) return false;
  const host = m[1] as string;
  if (!host.startsWith('[')) return isRegName(host);
  const literal = host.slice(1, -1);
  return isIpv6(literal) || /^v[0-9a-f]+\.[\w.~!$&'()*+,;=:-]+$/i.test(literal);
}

/** The split of RFC 3986, appendix B. Always matches text without line breaks. */
const uriParts = /^(?:([^:/?#]+):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/;

function isReference(text: string, wantsScheme: boolean): boolean {
  const m = uriParts.exec(text);
  if (m === null) return false;
  const [scheme, authority, path, query, fragment] = [m[1], m[2], m[3] ?? '', m[4] ?? '', m[5] ?? ''];
  if (scheme === undefined ? wantsScheme : !/^[a-z][a-z\d+.-]*$/i.test(scheme)) return false;
  // An empty host after http(s) is against RFC 9110, section 4.2.
  if (/^https?$/i.test(scheme ?? '') && (authority ?? '').replace(/^.*@|:\d*$/g, '') === '') return false;
  if (authority !== undefined && (!isAuthority(authority) || (path !== '' && !path.startsWith('/')))) return false;
  // Without a scheme a colon may not stand in the first segment (RFC 3986, section 4.2).
  if (scheme === undefined && authority === undefined && /^[^/]*:/.test(path)) return false;
  return isPath(path) && isQuery(query) && isQuery(fragment);
}

/** URI of RFC 3986 with a scheme; http and https with a host. */
export function isUri(text: string): boolean {
  return isReference(text, true);
}

/** URI or relative reference of RFC 3986. */
export function isUriReference(text: string): boolean {
  return isReference(text, false);
}

const atom = String.raw`[\w!#$%&'*+/=?^\`{|}~-]+`;
const localForm = new RegExp(String.raw`^(?:${atom}(?:\.${atom})*|"(?:[ !#-\[\]-~]|\\[ -~])*")$`);
const domainForm = /^(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)*$/i;

/** `Mailbox` of RFC 5321, section 4.1.2 (ASCII). */
export function isEmail(text: string): boolean {
  const at = text.lastIndexOf('@');
  const [local, domain] = [text.slice(0, at), text.slice(at + 1)];
  if (at < 1 || local.length > 64 || domain.length > 255 || !localForm.test(local)) return false;
  if (!domain.startsWith('[')) return domainForm.test(domain);
  const literal = domain.endsWith(']') ? domain.slice(1, -1) : '';
  return /^IPv6:/i.test(literal) ? isIpv6(literal.slice(5)) : isIpv4(literal);
}

/** Every format of ours by its name in schemas, with the words for a finding. */
export const formats = {
  'date-time': { of: 'string', test: isDateTime, words: 'an RFC 3339 date and time, as 2024-02-29T10:00:00Z' },
  date: { of: 'string', test: isDate, words: 'an RFC 3339 date, as 2024-02-29' },
  time: { of: 'string', test: isTime, words: 'an RFC 3339 time, as 10:00:00Z' },
  'csharp-date-time': { of: 'string', test: isCsharpDateTime, words: 'a C# DateTime, as 2024-02-29T10:00:00.123' },
  'us-date-time': { of: 'string', test: isUsDateTime, words: 'a date of the form M/D/YYYY h:mm:ss AM or PM' },
  uri: { of: 'string', test: isUri, words: 'a URI (RFC 3986)' },
  'uri-reference': { of: 'string', test: isUriReference, words: 'a URI or relative reference (RFC 3986)' },
  uuid: { of: 'string', test: isUuid, words: 'a UUID (8-4-4-4-12 hexadecimal digits)' },
  email: { of: 'string', test: isEmail, words: 'a mail address (RFC 5321)' },
  ipv4: { of: 'string', test: isIpv4, words: 'an IPv4 address' },
  ipv6: { of: 'string', test: isIpv6, words: 'an IPv6 address' },
  int32: { of: 'number', test: isInt32, words: 'a 32-bit whole number' },
  int64: { of: 'number', test: isInt64, words: 'a 64-bit whole number' },
} as const;
