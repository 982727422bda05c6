/** What mail programs put before the subject of an answer or a forward, folded, in the languages of their menus. */
const REPLY: ReadonlySet<string> = new Set(['re', 'rep', 'ref', 'aw', 'antw', 'sv', 'vs', 'rv', 'res', 'r', 'odp', 'ynt', 'vb', 'bls', 'ant']);
const FORWARD: ReadonlySet<string> = new Set(['fw', 'fwd', 'tr', 'wg', 'enc', 'i', 'doorst', 'vl', 'pd', 'ilt', 'fs', 'rif']);

const PREFIX = /^[\s[(]*(\p{L}{1,6})\.?\s?(?:\[\d{1,4}\]|\(\d{1,4}\)|\*\d{1,4}|\^\d{1,4}|\d{1,3})?[\s\u00a0]*[:：]/u;

/** 'reply' or 'forward' by the first prefix of a subject ('Re:', 'RE :', 'TR:', 'AW:', 'Re[2]:'); null if it has none. */
export function subjectPrefix(subject: string): 'reply' | 'forward' | null {
  const start = subject.slice(0, 40);
  // Most have no colon there, and to make the expression costs a cold start more than to look for one.
  const found = /[:：]/.test(start) ? PREFIX.exec(start) : null;
  if (!found) return null;
  const word = found[1]!.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return REPLY.has(word) ? 'reply' : FORWARD.has(word) ? 'forward' : null;
}
