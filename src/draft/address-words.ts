import { ANGLE, COMMENT, QUOTED } from './address-tokens.ts';
import type { AddressTokens } from './address-tokens.ts';
import { unescaped } from './address.ts';
import { guessBinary } from './charset.ts';
import { decodeWords } from './encoded-words.ts';
import type { Decoding } from './encoded-words.ts';
import { unfold } from './fields.ts';

/** Display names, comments and addr-specs out of the tokens of one entry of an address list. */
export class AddressWords {
  private readonly text: string;
  private readonly tokens: AddressTokens;
  private readonly bytes: boolean;
  private readonly decoding: Decoding | undefined;

  constructor(text: string, tokens: AddressTokens, bytes: boolean, decoding: Decoding | undefined) {
    this.text = text;
    this.tokens = tokens;
    this.bytes = bytes;
    this.decoding = decoding;
  }

  /** Atoms and quoted strings of a token range as a display name. */
  phrase(from: number, to: number): string {
    const { kinds, starts, ends } = this.tokens;
    let out = '';
    let previousEnd = -1;
    for (let i = from; i < to; i++) {
      const kind = kinds[i];
      if (kind === COMMENT || kind === ANGLE) continue;
      const start = starts[i]!;
      const piece = kind === QUOTED ? unescaped(this.text.slice(start + 1, ends[i]! - 1)) : this.text.slice(start, ends[i]);
      out += previousEnd >= 0 && previousEnd < start ? ` ${piece}` : piece;
      previousEnd = ends[i]!;
    }
    return this.decode(out);
  }

  /** The display name of what stands around a token range. */
  phraseOutside(first: number, last: number): string {
    const before = this.phrase(0, first);
    const after = this.phrase(last + 1, this.tokens.kinds.length);
    return before !== '' && after !== '' ? `${before} ${after}` : before || after;
  }

  /** The first comment of a token range, as a display name. */
  comments(from: number, to: number): string {
    const { kinds, starts, ends } = this.tokens;
    for (let i = from; i < to; i++) {
      if (kinds[i] === COMMENT) return this.decode(unescaped(this.text.slice(starts[i]! + 1, ends[i]! - 1)));
    }
    return '';
  }

  /** Tokens of a local part or domain put together, without comments and white space. */
  joined(from: number, to: number): string {
    const { kinds, starts, ends } = this.tokens;
    if (to - from === 1 && kinds[from] !== COMMENT) return this.decodeBytes(this.text.slice(starts[from], ends[from]));
    let out = '';
    for (let i = from; i < to; i++) if (kinds[i] !== COMMENT) out += this.text.slice(starts[i], ends[i]);
    return this.decodeBytes(out);
  }

  /** What stands in brackets, without scheme, route, comments and white space around '@' and '.'. */
  addrSpec(start: number, end: number): string {
    let spec = this.text.slice(start, end);
    if (/[\s(:\]]/.test(spec)) {
      if (spec.includes('(')) spec = withoutComments(spec);
      spec = unfold(spec).trim();
      if (!spec.includes('"')) spec = spec.replace(/ ?[@.] ?/g, (mark) => mark.trim());
      spec = spec.replace(/^(?:mailto|smtp):\s*/i, '');
      if (spec.startsWith('@') && spec.includes(':')) spec = spec.slice(spec.indexOf(':') + 1).trim();
    }
    return this.decodeBytes(spec);
  }

  private decode(text: string): string {
    if (text === '') return text;
    const unfolded = unfold(text);
    const decoded = decodeWords(unfolded, this.bytes, this.decoding).trim();
    return decoded.includes('  ') || decoded.includes('\t') ? decoded.replace(/[ \t]+/g, ' ') : decoded;
  }

  private decodeBytes(text: string): string {
    return this.bytes ? guessBinary(text) : text;
  }
}

/** Comments (nested) taken out; those in quotes stay. */
function withoutComments(text: string): string {
  let out = '';
  let depth = 0;
  let quoted = false;
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 92) i++;
    else if (code === 34 && depth === 0) quoted = !quoted;
    else if (quoted) continue;
    else if (code === 40) {
      if (depth++ === 0) out += text.slice(from, i);
    } else if (code === 41 && depth > 0 && --depth === 0) from = i + 1;
  }
  return depth === 0 ? out + text.slice(from) : text;
}
