import { toBinaryString, withLineFeeds } from './bytes.ts';
import type { ReadCharset } from './charset.ts';
import { LIMITS } from './limits.ts';
import { readTree } from './tree.ts';
import type { Draft, Problem, Spot } from './types.ts';

export { toBinaryString } from './bytes.ts';

export interface ReadOptions {
  /** The spot of everything in it, for a message that stands inside something whose offsets mean nothing. */
  readonly spot?: Spot;
  /** Asked for charsets that are unknown here. */
  readonly fallback?: ReadCharset;
  /** A message given as a string, as bytes: where a host has both, eight-bit text is not made into bytes once more. */
  readonly bytes?: Uint8Array;
}

/**
 * Reads a raw message (RFC 5322, MIME; LF, CRLF or both; an mbox 'From ' line may stand first) into a draft.
 * A string is a binary string: one UTF-16 unit is one byte. Spots are byte offsets. Synchronous and pure; never throws, in time and
 * memory proportional to the message: what cannot be read is among `problems`.
 */
export function readMessage(raw: Uint8Array | string, options: ReadOptions = {}): Draft {
  const whole = typeof raw === 'string' ? raw : toBinaryString(raw.length > LIMITS.message ? raw.subarray(0, LIMITS.message + 1) : raw);
  const fixed = options.spot;
  const spotOf = fixed === undefined ? (start: number, end: number): Spot => ({ at: 'raw', start, end }) : (): Spot => fixed;
  const reason = notMail(whole);
  if (reason !== null) return withProblem(readTree('', 0, spotOf, 0, { parts: 0, fallback: options.fallback }), reason, spotOf(0, 0));
  const text = whole.length > LIMITS.message ? whole.slice(0, LIMITS.message) : whole;
  const lines = withLineFeeds(text);
  const start = lines.startsWith('\xef\xbb\xbf') ? 3 : 0;
  const bytes = lines === whole ? (typeof raw === 'string' ? options.bytes : raw) : undefined;
  const draft = readTree(lines, start, spotOf, 0, { parts: 0, fallback: options.fallback }, bytes);
  if (text.length < whole.length) return withProblem(draft, 'too-large', draft.spot);
  if (!hasHeader(draft)) return withProblem(draft, lines.trim() === '' ? 'empty' : 'not-a-message', draft.spot);
  return draft;
}

/** Chance makes a name of one letter, or one with eight-bit bytes, wherever a colon stands: bytes that are no mail have such. */
const FIELD = /^(?:to|cc|[a-z][a-z0-9_.-]{2,})$/;

/** Whether a field of a mail stands in it. Without any it is text, or bytes of another kind. */
export function hasHeader({ fields }: Pick<Draft, 'fields'>): boolean {
  return fields.some(({ name }) => FIELD.test(name));
}

/** UTF-16 or UTF-32 text, or bytes that are mostly NUL. */
function notMail(raw: string): 'utf-16' | null {
  if (raw.startsWith('\xff\xfe') || raw.startsWith('\xfe\xff')) return 'utf-16';
  const head = raw.slice(0, 512);
  if (!head.includes('\0')) return null;
  let nuls = 0;
  for (let i = 0; i < head.length; i++) if (head.charCodeAt(i) === 0) nuls++;
  return nuls * 4 > head.length ? 'utf-16' : null;
}

function withProblem(draft: Draft, reason: Problem['reason'], spot: Spot): Draft {
  return { ...draft, problems: [...draft.problems, { kind: 'unreadable', reason, spot }] };
}
