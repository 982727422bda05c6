import { AT, COMMENT, QUOTED } from './address-tokens.ts';
import type { AddressTokens } from './address-tokens.ts';

/** Addresses without angle brackets among the tokens of one entry; `first` to `last` are token indexes, `at` that of the '@'. */
export interface BareAddress {
  readonly first: number;
  readonly at: number;
  readonly last: number;
  /** `a@b@c`: it can be read in two ways, so it is none. */
  readonly twisted: boolean;
}

const DOT = 46;

/**
 * `jd@example.org`, several of them without separators, and with white space and comments around '@' and '.' (RFC 5322 §4.4). Each
 * token is taken by one address at most.
 */
export function bareAddresses(text: string, tokens: AddressTokens): BareAddress[] {
  const { kinds } = tokens;
  const found: BareAddress[] = [];
  /** The first token that no address has taken. */
  let free = 0;
  for (let at = 0; at < kinds.length; at++) {
    if (kinds[at] !== AT) continue;
    const first = localStart(text, tokens, at, free);
    const last = domainEnd(text, tokens, at);
    const before = withoutCommentsBack(kinds, at - 1);
    const previous = found.at(-1);
    if (first === at && previous !== undefined && before >= 0 && before < free) found[found.length - 1] = { ...previous, last, twisted: true };
    else found.push({ first, at, last, twisted: false });
    free = last + 1;
  }
  return found;
}

/** The first token of the local part before `at`; `at` itself if there is none. */
function localStart(text: string, { kinds, starts, ends }: AddressTokens, at: number, free: number): number {
  let first = at;
  for (let k = at - 1; k >= free; k--) {
    if (kinds[k] === COMMENT) continue;
    const adjoins = first === at || ends[k] === starts[first] || text.charCodeAt(starts[first]!) === DOT || text.charCodeAt(ends[k]! - 1) === DOT;
    if (!adjoins) break;
    first = k;
  }
  return first;
}

/** The last token of the domain behind `at`; `at` itself if there is none. */
function domainEnd(text: string, { kinds, starts, ends }: AddressTokens, at: number): number {
  let last = at;
  for (let k = at + 1; k < kinds.length; k++) {
    if (kinds[k] === COMMENT) continue;
    if (kinds[k] === AT || kinds[k] === QUOTED) break;
    if (last > at && text.charCodeAt(starts[k]!) !== DOT && text.charCodeAt(ends[last]! - 1) !== DOT) break;
    last = k;
  }
  return last;
}

function withoutCommentsBack(kinds: readonly number[], from: number): number {
  let k = from;
  while (k >= 0 && kinds[k] === COMMENT) k--;
  return k;
}
