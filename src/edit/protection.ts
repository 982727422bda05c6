import { readHeader, unfoldedValue } from '../draft/fields.ts';
import type { HeaderBlock, RawField } from '../draft/fields.ts';
import { LIMITS } from '../draft/limits.ts';
import type { Draft } from '../draft/types.ts';
import { signedContent } from './signed.ts';
import type { SignedContent } from './signed.ts';
import type { Refusal } from './types.ts';

/** What nobody may change without breaking it: signatures, and what only the recipient can read. */

const SIGNED_WHOLE = /^\s*application\/(?:x-)?pkcs7-mime\b/i;

/** The header of the message itself (not of what is attached to it), field by field as in `Draft.fields`. */
export function ownHeader(raw: string): HeaderBlock {
  return readHeader(raw, raw.startsWith('\xef\xbb\xbf') ? 3 : 0, raw.length, LIMITS.fields, () => false);
}

/** Why nothing in the message may be changed; null if some of it may. */
export function sealed(draft: Draft): Refusal | null {
  if (draft.problems.some(({ kind }) => kind === 'encrypted')) return 'encrypted';
  // What is signed and opaque (RFC 8551 §3.5.2) may hold the header as well.
  return draft.problems.some(({ reason }) => reason === 's-mime') || SIGNED_WHOLE.test(fieldOf(draft, 'content-type')) ? 'signed' : null;
}

function fieldOf({ fields }: Draft, wanted: string): string {
  return fields.find(({ name }) => name === wanted)?.value ?? '';
}

/** What one DKIM-Signature (RFC 6376 §3.5) or ARC-Message-Signature (RFC 8617 §4.1.2) covers. */
interface Coverage {
  readonly fields: ReadonlySet<string>;
  /** Octets of the canonical body; Infinity: all. */
  readonly body: number;
  readonly relaxed: boolean;
}

/** What signatures cover in a message: the sender's, and those of relaying and sending servers. */
export class Signatures {
  readonly #raw: string;
  readonly #header: HeaderBlock;
  readonly #bodies: { readonly strict: number; readonly relaxed: number };
  readonly #fields: ReadonlySet<string>;
  readonly #signed: SignedContent;

  constructor(raw: string, header: HeaderBlock, draft: Draft) {
    this.#raw = raw;
    this.#header = header;
    this.#signed = signedContent(raw, header, draft);
    const coverage = header.fields.filter(({ name }) => name === 'dkim-signature' || name === 'arc-message-signature').map((field) => coverageOf(raw, field));
    const most = (relaxed: boolean): number => coverage.reduce((longest, one) => (one.relaxed === relaxed ? Math.max(longest, one.body) : longest), 0);
    this.#bodies = { strict: most(false), relaxed: most(true) };
    this.#fields = new Set(coverage.flatMap(({ fields }) => [...fields]));
  }

  /** Why fields of this name (lower case) may not be changed; null if they may. An ARC-Seal covers the other fields of its set. */
  ofField(name: string): Refusal | null {
    if (this.#signed.holdsField(name)) return 'signed';
    const covered = name.startsWith('arc-') ? this.#header.fields.some((field) => field.name === 'arc-seal') : this.#fields.has(name);
    return covered ? 'dkim' : null;
  }

  /** Why the body may not be changed from the offset `at` of the raw message on; null if it may. */
  ofBody(at: number): Refusal | null {
    if (this.#signed.isBody) return 'signed';
    const covers = (relaxed: boolean): boolean => {
      const length = relaxed ? this.#bodies.relaxed : this.#bodies.strict;
      return length === Infinity || (length > 0 && canonicalLength(this.#raw, this.#header.bodyStart, at, relaxed) < length);
    };
    return covers(false) || covers(true) ? 'dkim' : null;
  }
}

function coverageOf(raw: string, field: RawField): Coverage {
  const tags = new Map<string, string>();
  for (const tag of unfoldedValue(raw, field.valueStart, field.valueEnd).split(';')) {
    const equals = tag.indexOf('=');
    if (equals > 0) tags.set(tag.slice(0, equals).trim().toLowerCase(), tag.slice(equals + 1).replace(/\s+/g, ''));
  }
  const length = tags.get('l');
  return {
    fields: new Set((tags.get('h') ?? '').toLowerCase().split(':')),
    body: length !== undefined && /^\d+$/.test(length) ? Number(length) : Infinity,
    relaxed: /\/relaxed$/i.test(tags.get('c') ?? ''),
  };
}

/** Octets that raw[start, end) has at least in canonical form (RFC 6376 §3.4.3, §3.4.4). */
function canonicalLength(raw: string, start: number, end: number, relaxed: boolean): number {
  const lines = raw.slice(start, Math.max(start, end)).split('\n');
  let length = 0;
  lines.forEach((line, index) => {
    const text = line.endsWith('\r') ? line.slice(0, -1) : line;
    length += (relaxed ? text.replace(/[ \t]+/g, ' ').replace(/ $/, '') : text).length + (index < lines.length - 1 ? 2 : 0);
  });
  return length;
}
