/** Labels of international domains as people read them. */

const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;
const INITIAL_BIAS = 72;
const INITIAL = 0x80;
/** xn-- and what RFC 1035 §2.3.4 leaves room for. */
const A_LABEL = /^xn--[a-z0-9-]{1,59}$/i;

/** A domain with its A-labels (RFC 5890: xn--…) as the characters they stand for; what is none stays as it is. */
export function unicodeDomain(domain: string): string {
  return domain.split('.').map((label) => (A_LABEL.test(label) ? decoded(label.slice(4).toLowerCase()) ?? label : label)).join('.');
}

/** RFC 3492 §6.2; null for what it does not allow. */
function decoded(text: string): string | null {
  const hyphen = text.lastIndexOf('-');
  const points = [...text.slice(0, Math.max(0, hyphen))].map((character) => character.charCodeAt(0));
  let point = INITIAL;
  let index = 0;
  let bias = INITIAL_BIAS;
  for (let at = hyphen + 1; at < text.length;) {
    const before = index;
    for (let weight = 1, k = BASE; ; k += BASE) {
      const digit = digitOf(text.charCodeAt(at++));
      if (digit < 0) return null;
      index += digit * weight;
      const threshold = Math.min(T_MAX, Math.max(T_MIN, k - bias));
      if (digit < threshold) break;
      weight *= BASE - threshold;
    }
    const length = points.length + 1;
    bias = adapted(index - before, length, before === 0);
    point += Math.floor(index / length);
    if (!(point <= 0x10ffff)) return null;
    index %= length;
    points.splice(index++, 0, point);
  }
  return String.fromCodePoint(...points);
}

function digitOf(code: number): number {
  if (code >= 97 && code <= 122) return code - 97;
  return code >= 48 && code <= 57 ? code - 22 : -1;
}

function adapted(delta: number, length: number, first: boolean): number {
  let rest = first ? Math.floor(delta / DAMP) : delta >> 1;
  rest += Math.floor(rest / length);
  let k = 0;
  for (; rest > ((BASE - T_MIN) * T_MAX) >> 1; k += BASE) rest = Math.floor(rest / (BASE - T_MIN));
  return k + Math.floor((BASE - T_MIN + 1) * rest / (rest + SKEW));
}
