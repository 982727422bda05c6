import { AddressTokens, ANGLE, ATOM, QUOTED } from './address-tokens.ts';
import { AddressWords } from './address-words.ts';
import { bareAddresses } from './bare-addresses.ts';
import { makeAddress, noAddress, plainLocal, splitAddress } from './address.ts';
import type { Decoding } from './encoded-words.ts';
import type { Address, Spot } from './types.ts';

/**
 * Address lists (RFC 5322 §3.4, obsolete forms of §4.4) as mail really writes them: Outlook's semicolons, names with
 * bare commas, missing brackets and separators. One pass over the text; nothing is searched for twice.
 */

export interface AddressGroup {
  readonly name: string;
  readonly spot: Spot;
  readonly size: number;
}

export interface AddressList {
  readonly addresses: readonly Address[];
  readonly groups: readonly AddressGroup[];
  /** A quote or comment never closed: it was read as an ordinary character, so that it hides nobody. */
  readonly broken: boolean;
  /** There were more than `most`; the rest was not read. */
  readonly cut: boolean;
}

export interface AddressListOptions {
  /** The range of `text` to read; default all of it. */
  readonly start?: number;
  readonly end?: number;
  /** `text` is a binary string (one unit a byte), so raw UTF-8 in it is decoded. */
  readonly bytes?: boolean;
  /** How encoded words in names are read. */
  readonly decoding?: Decoding;
  /** Addresses and groups to read at most; default all. */
  readonly most?: number;
}

/** Parses `text`, folds and all. `spotOf` turns offsets into `text` into a spot; an address gets that of its mailbox, name included. */
export function parseAddressList(text: string, spotOf: (start: number, end: number) => Spot, options: AddressListOptions = {}): AddressList {
  return new AddressParser(text, spotOf, options).read();
}

interface OpenGroup { readonly index: number; readonly name: string; readonly outer: OpenGroup | null }
interface HeldName { readonly name: string; readonly start: number; readonly end: number }

class AddressParser {
  private readonly text: string;
  private readonly spotOf: (start: number, end: number) => Spot;
  private readonly options: AddressListOptions;
  private readonly tokens: AddressTokens;
  private readonly words: AddressWords;
  private readonly addresses: Address[] = [];
  private readonly groups: { name: string; spot: Spot; size: number }[] = [];
  private group: OpenGroup | null = null;
  /** 'Dupont' of an unquoted `Dupont, Jean <jd@example.org>`, until the next entry tells. */
  private held: HeldName | null = null;

  constructor(text: string, spotOf: (start: number, end: number) => Spot, options: AddressListOptions) {
    this.text = text;
    this.spotOf = spotOf;
    this.options = options;
    this.tokens = new AddressTokens(text, options.end ?? text.length);
    this.words = new AddressWords(text, this.tokens, options.bytes === true, options.decoding);
  }

  read(): AddressList {
    const { text, tokens } = this;
    const end = this.options.end ?? text.length;
    const most = this.options.most ?? Infinity;
    let at = this.options.start ?? 0;
    let cut = false;
    while (at < end) {
      if (this.addresses.length + this.groups.length >= most) {
        cut = true;
        this.tokens.clear();
        break;
      }
      const code = text.charCodeAt(at);
      if (code === 44) {
        this.endEntry(true);
        at++;
      } else if (code === 59) {
        this.endEntry(false);
        this.closeGroup();
        at++;
      } else if (code === 58) {
        this.colon(at);
        at++;
      } else {
        // Something behind a closed bracket is the next mailbox, unless it is only a comment.
        if ((code === 60 || code === 64) && tokens.bracket >= 0) this.splitEntry(code === 64);
        at = tokens.take(at, code);
      }
    }
    this.endEntry(false);
    while (this.group !== null) this.closeGroup();
    return { addresses: this.addresses, groups: this.groups, broken: tokens.broken, cut };
  }

  /** A group's name, a scheme, or a slip. */
  private colon(at: number): void {
    const { kinds, starts, ends } = this.tokens;
    const last = kinds.length - 1;
    if (last >= 0 && kinds[last] === ATOM && /^(?:mailto|smtp)$/i.test(this.text.slice(starts[last], ends[last]))) {
      kinds.pop();
      starts.pop();
      ends.pop();
    } else if (this.tokens.hasAt || this.tokens.bracket >= 0) {
      this.endEntry(false);
    } else {
      this.releaseHeld();
      const name = this.words.phrase(0, kinds.length);
      const start = last < 0 ? at : starts[0]!;
      this.group = { index: this.groups.length, name, outer: this.group };
      this.groups.push({ name, spot: this.spotOf(start, last < 0 ? at : ends[last]!), size: 0 });
      this.tokens.clear();
    }
  }

  /** A second mailbox begins without a separator; what belongs to it stands behind the first one's bracket. */
  private splitEntry(bare: boolean): void {
    const { kinds, starts, ends } = this.tokens;
    const from = this.tokens.bracket + 1;
    // Of `<a@x> Name c@y` only `c` is sure to belong to the second.
    const cut = bare ? Math.max(from, kinds.length - 1) : from;
    const rest = { kinds: kinds.splice(cut), starts: starts.splice(cut), ends: ends.splice(cut) };
    this.endEntry(false);
    for (let i = 0; i < rest.kinds.length; i++) this.tokens.push(rest.kinds[i]!, rest.starts[i]!, rest.ends[i]!);
  }

  /** The mailbox (or what passes for one) in the tokens. */
  private endEntry(comma: boolean): void {
    const { kinds } = this.tokens;
    if (kinds.length > 0) {
      if (this.tokens.bracket >= 0) this.bracketed(this.tokens.bracket);
      else if (this.tokens.hasAt) this.bare();
      else this.nameOnly(comma);
      this.tokens.clear();
    }
    if (!comma) this.releaseHeld();
  }

  private bracketed(angle: number): void {
    const { kinds, starts, ends } = this.tokens;
    const last = kinds.length - 1;
    // An ANGLE token is without its brackets; the mailbox is with them.
    let start = starts[0]! - (kinds[0] === ANGLE ? 1 : 0);
    // A bracket that is not closed ends at the next separator, which is not its own.
    const end = ends[last]! + (kinds[last] === ANGLE && this.closes(ends[last]!) ? 1 : 0);
    let name = this.words.phrase(0, angle);
    if (name === '') name = this.words.phrase(angle + 1, kinds.length) || this.words.comments(0, kinds.length);
    if (this.held !== null && name !== '') {
      name = `${this.held.name}, ${name}`;
      start = this.held.start;
      this.held = null;
    }
    this.releaseHeld();
    const spot = this.spotOf(start, end);
    const spec = this.words.addrSpec(starts[angle]!, ends[angle]!);
    if (spec === '' && name === '') return;
    const parts = splitAddress(spec);
    this.add(parts === null ? noAddress(name, spec, this.groupName(), spot) : makeAddress(name, parts.local, parts.domain, this.groupName(), spot));
  }

  private closes(at: number): boolean {
    return at < (this.options.end ?? this.text.length) && (this.text.charCodeAt(at) === 62 || this.text.charCodeAt(at) === 93);
  }

  /** One address or several, without brackets; words around a single one are its name. */
  private bare(): void {
    this.releaseHeld();
    const { kinds, starts, ends } = this.tokens;
    const found = bareAddresses(this.text, this.tokens);
    for (const { first, last, at, twisted } of found) {
      const single = found.length === 1;
      const name = single ? this.words.phraseOutside(first, last) || this.words.comments(0, kinds.length) : '';
      const spot = this.spotOf(starts[single ? 0 : first]!, ends[single ? kinds.length - 1 : last]!);
      const local = twisted ? '' : plainLocal(this.words.joined(first, at));
      const domain = twisted ? '' : this.words.joined(at + 1, last + 1);
      if (local === '' || domain === '') this.add(noAddress(name, this.words.joined(first, last + 1), this.groupName(), spot));
      else this.add(makeAddress(name, local, domain, this.groupName(), spot));
    }
  }

  /** Words without any '@': a quoted address, half a name, or something that is no address. */
  private nameOnly(comma: boolean): void {
    const { kinds, starts, ends } = this.tokens;
    const name = this.words.phrase(0, kinds.length);
    const start = starts[0]!;
    const end = ends.at(-1)!;
    if (name === '') return;
    const parts = kinds.length === 1 && kinds[0] === QUOTED ? splitAddress(name) : null;
    this.releaseHeld();
    if (parts !== null && !/\s/.test(name)) this.add(makeAddress('', parts.local, parts.domain, this.groupName(), this.spotOf(start, end)));
    else if (comma && /^\p{Lu}/u.test(name)) this.held = { name, start, end };
    else this.add(noAddress('', name, this.groupName(), this.spotOf(start, end)));
  }

  private releaseHeld(): void {
    const held = this.held;
    if (held === null) return;
    this.held = null;
    this.add(noAddress('', held.name, this.groupName(), this.spotOf(held.start, held.end)));
  }

  private add(address: Address): void {
    this.addresses.push(address);
    if (this.group !== null) this.groups[this.group.index]!.size++;
  }

  /** Members count for the outer group as well once the inner one is closed: adding to all at once would be quadratic in the nesting. */
  private closeGroup(): void {
    const { group } = this;
    if (group === null) return;
    this.group = group.outer;
    if (group.outer !== null) this.groups[group.outer.index]!.size += this.groups[group.index]!.size;
  }

  private groupName(): string | null {
    return this.group?.name ?? null;
  }
}
