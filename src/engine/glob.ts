import { foldedAddress, foldedDomain } from '../draft/domains.ts';

/** `{a,b}` spelled out, at most 256 ways: a configuration must not be able to write a bomb. */
function alternatives(pattern: string): string[] {
  const done: string[] = [];
  const open = [pattern];
  while (open.length > 0) {
    const next = open.pop()!;
    const brace = /\{([^{}]*)\}/.exec(next);
    if (!brace || done.length + open.length > 256) done.push(next);
    else for (const choice of brace[1]!.split(',')) open.push(next.slice(0, brace.index) + choice + next.slice(brace.index + brace[0].length));
  }
  return done;
}

/** Greedy wildcard match with one point of return: O(text × pattern) at worst, never exponential. */
function wild(pattern: string, text: string): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let mark = 0;
  let deepStar = -1;
  let deepMark = 0;
  while (t < text.length) {
    const c = pattern[p];
    if (c === '*' && pattern[p + 1] === '*') {
      p += pattern[p + 2] === '/' ? 3 : 2;
      deepStar = p;
      deepMark = t;
      star = -1;
    } else if (c === '*') {
      star = ++p;
      mark = t;
    } else if (c !== undefined && (c === text[t] || (c === '?' && text[t] !== '/'))) {
      p++;
      t++;
    } else if (star >= 0 && text[mark] !== '/') {
      p = star;
      t = ++mark;
    } else if (deepStar >= 0) {
      p = deepStar;
      t = ++deepMark;
      star = -1;
    } else return false;
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}

/**
 * Glob match as people know it from .gitignore: `*` within a folder, `**` across folders, `?`, `{a,b}`.
 * A pattern without a slash matches the last part of the path.
 */
export function matchesGlob(pattern: string, path: string): boolean {
  const text = path.replaceAll('\\', '/').replace(/^\.\//, '');
  return alternatives(pattern.replace(/^\.\//, '')).some((glob) =>
    wild(glob, glob.includes('/') ? text : text.slice(text.lastIndexOf('/') + 1)));
}

/** Whether a text, written as a pattern for addresses, stands for itself alone: `*` and `?` are letters of an address as well (RFC 5322 §3.2.3). */
export function isLiteral(text: string): boolean {
  return !/[*?]/.test(text) && !text.startsWith('@');
}

/** An address as mails have it compared; what is none, in lower case. */
function folded(address: string): string {
  return foldedAddress(address) || address.toLowerCase();
}

/** A pattern in the same form: around a wildcard the labels of a domain, each by itself. */
function foldedPattern(pattern: string): string {
  const at = pattern.lastIndexOf('@');
  const domain = pattern.slice(at + 1);
  return at < 0 || isLiteral(domain) ? folded(pattern) : folded(`${pattern.slice(0, at)}@${domain.split('.').map(foldedDomain).join('.')}`);
}

/** An address, or a name to log in by, against `anne@example.com`, `@example.com` or a pattern with `*`. */
export function matchesAddress(pattern: string, address: string): boolean {
  const wanted = foldedPattern(pattern);
  const key = folded(address);
  return wanted.startsWith('@') ? key.endsWith(wanted) : wild(wanted, key);
}
