import { isAscii } from './bytes.ts';
import type { Address, Spot } from './types.ts';

/** An addr-spec (RFC 5322 §3.4.1) whose parts are known, as the address that rules compare. */

const AT = 64;

/** What pasting leaves around an address: it makes nobody another person. */
const UNSEEN_START = /^[\s\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]+/u;
const UNSEEN_END = /[\s\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]{1,64}$/u;

/** `local` and `domain` as written and decoded; either may be ''. */
export function makeAddress(name: string, local: string, domain: string, group: string | null, spot: Spot): Address {
  const ascii = asciiDomain(isAscii(domain) ? domain : domain.replace(UNSEEN_END, ''));
  const bare = isAscii(local) ? local : local.replace(UNSEEN_START, '');
  const valid = bare !== '' && ascii !== '';
  const address = domain === '' ? local : `${local}@${domain}`;
  const key = valid ? addressKey(bare, ascii) : '';
  return group === null
    ? { name, address, local, domain: ascii, key, valid, spot }
    : { name, address, local, domain: ascii, key, valid, group, spot };
}

/** What has no '@' at the right place: kept, so that it can be reported, and never equal to anything. */
export function noAddress(name: string, text: string, group: string | null, spot: Spot): Address {
  return makeAddress(name, text, '', group, spot);
}

/**
 * A local part as it can be compared: from `<undisclosed-recipients:@relay.example>` or `<C:jd@x.example>` only what stands behind the
 * colon, and nothing of one with brackets or backslashes, which only quotes allow (RFC 5322 §3.2.3).
 */
export function plainLocal(local: string): string {
  if (local.charCodeAt(0) === 34) return local;
  const rest = local.slice(local.lastIndexOf(':') + 1);
  return /[[\\\]()<>]/.test(rest) ? '' : rest;
}

/** Cuts `text` at its only '@' outside quotes; null if there is none, more than one, or nothing on a side. */
export function splitAddress(text: string): { local: string; domain: string } | null {
  let at = text.indexOf('@');
  if (text.charCodeAt(0) === 34) {
    const close = closingQuote(text, 0, text.length);
    if (close < 0 || text.charCodeAt(close + 1) !== AT) return null;
    at = close + 1;
  }
  if (at <= 0 || at === text.length - 1 || text.includes('@', at + 1)) return null;
  const local = plainLocal(text.slice(0, at));
  return local === '' ? null : { local, domain: text.slice(at + 1) };
}

/** Index of the quote that closes the one at `open`; -1 if none does before `end`. */
export function closingQuote(text: string, open: number, end: number): number {
  for (let i = open + 1; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === 34) return i;
    if (code === 92) i++;
  }
  return -1;
}

/** Backslash pairs resolved (RFC 5322 §3.2.1). */
export function unescaped(text: string): string {
  return text.includes('\\') ? text.replace(/\\([\s\S])/g, '$1') : text;
}

/** Case-folded, NFC, and without quotes that the local part does not need: "jd"@x is jd@x. */
function addressKey(local: string, domain: string): string {
  let bare = local;
  if (local.charCodeAt(0) === 34 && local.length > 2 && local.endsWith('"')) {
    const inner = local.slice(1, -1);
    if (/^[^\s"\\()<>[\]:;@,]+$/.test(inner)) bare = inner;
  }
  const key = `${bare.toLowerCase()}@${domain}`;
  return isAscii(key) ? key : key.normalize('NFC');
}

/** A-labels, lower case (RFC 5890), without the dot of the root, which names the same host; what cannot be one stays as it is, lower case. */
function asciiDomain(domain: string): string {
  const lower = (domain.endsWith('.') ? domain.slice(0, -1) : domain).toLowerCase();
  if (isAscii(lower)) return lower;
  // A URL parser would take anything from these characters on for a path or port.
  if (/[/?#@:\\%\s]/.test(lower) || lower.length > 255) return lower.normalize('NFC');
  try {
    return new URL(`http://${lower}`).hostname || lower;
  } catch {
    return lower.normalize('NFC');
  }
}
