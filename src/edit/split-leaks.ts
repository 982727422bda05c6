import { toBinaryString } from '../draft/bytes.ts';
import { guessBinary } from '../draft/charset.ts';
import type { Address } from '../draft/types.ts';
import { foldWords } from '../text/fold.ts';
import { unicodeDomain } from './punycode.ts';

/** Finds addresses and full names of known people in any text, in one pass over it. */

interface Domain {
  readonly locals: Map<string, number>;
  longest: number;
}

const ALNUM = /[a-z0-9]/;
/** RFC 1035: no domain is longer. */
const LONGEST_DOMAIN = 255;
/** Twice what RFC 5321 §4.5.3.1.1 allows before the '@'; longer ones are not looked for. */
const LONGEST_LOCAL = 128;
/** Units of text whose words are held at a time, and how far a name may reach into the next. */
const WINDOW = 1 << 16;
const OVERLAP = 256;
/** Words of a name; longer display names are no names. */
const MOST_WORDS = 6;
/** What else may stand for the '@' and the characters around it: percent signs of links, references of markup. */
const ESCAPED = /(?:%[2-9a-f][0-9a-f])+|&#0{0,5}(\d{2,3});|&#x0{0,5}([0-9a-f]{2});|&commat;|&period;/gi;

/** Who was found: indexes of the people looked for. */
export interface Found {
  readonly addresses: Set<number>;
  readonly names: Set<number>;
}

export class PeopleFinder {
  readonly #people: readonly Address[];
  readonly #domains = new Map<string, Domain>();
  readonly #names = new Map<string, number[]>();
  readonly #lengths: readonly number[];

  /** @param innocent names that are not looked for: the sender's, say */
  constructor(people: readonly Address[], innocent: readonly string[] = []) {
    this.#people = people;
    const lengths = new Set<number>();
    const known = new Set(innocent.map((name) => nameWords(name).join(' ')));
    people.forEach((person, index) => {
      for (const form of addressForms(person)) this.#addAddress(form, index);
      const words = nameWords(person.name);
      if (words.length < 2 || words.length > MOST_WORDS || known.has(words.join(' '))) return;
      lengths.add(words.length);
      // 'Martin Anne' is Anne Martin.
      for (const order of new Set([words.join(' '), [...words.slice(1), words[0]!].join(' '), [words.at(-1)!, ...words.slice(0, -1)].join(' ')])) {
        const same = this.#names.get(order);
        if (same === undefined) this.#names.set(order, [index]);
        else same.push(index);
      }
    });
    this.#lengths = [...lengths];
  }

  #addAddress(form: string, index: number): void {
    const at = form.lastIndexOf('@');
    const name = form.slice(at + 1);
    const domain = this.#domains.get(name) ?? { locals: new Map<string, number>(), longest: 0 };
    domain.locals.set(form.slice(0, at), index);
    domain.longest = Math.min(LONGEST_LOCAL, Math.max(domain.longest, at));
    this.#domains.set(name, domain);
  }

  /** Adds to `found` whose address stands in `text`: as such, in a link, or with '=' for '@' as bounce addresses have it. */
  addressesIn(text: string, found: Set<number>): void {
    if (this.#domains.size === 0) return;
    const plain = unescaped(text);
    if (!plain.includes('@') && !plain.includes('=')) return;
    const folded = plain.toLowerCase().normalize('NFC');
    for (const sign of ['@', '=']) {
      for (let at = folded.indexOf(sign); at >= 0; at = folded.indexOf(sign, at + 1)) this.#addressAt(folded, at, found);
    }
  }

  #addressAt(text: string, at: number, found: Set<number>): void {
    const last = Math.min(text.length, at + 1 + LONGEST_DOMAIN);
    for (let end = at + 2; end <= last; end++) {
      const next = end < text.length ? text[end]! : ' ';
      if (ALNUM.test(next)) continue;
      const domain = this.#domains.get(text.slice(at + 1, end));
      if (domain !== undefined) this.#localBefore(text, at, domain, found);
      // A word may end at each character beyond ASCII; at any other it does end.
      if (next !== '.' && next !== '-' && next !== ':' && next !== ']' && next.charCodeAt(0) < 0x80) return;
    }
  }

  #localBefore(text: string, at: number, { locals, longest }: Domain, found: Set<number>): void {
    for (let start = at - 1; start >= Math.max(0, at - longest); start--) {
      const index = locals.get(text.slice(start, at));
      if (index !== undefined && beginsAddress(text, start, text[at] === '=' ? '._' : '._+-')) found.add(index);
    }
  }

  /** Whether a mailbox's display name holds the address of somebody else. */
  namesAnother({ name, key }: Address): boolean {
    if (!name.includes('@')) return false;
    const found = new Set<number>();
    this.addressesIn(name, found);
    return [...found].some((index) => this.#people[index]!.key !== key);
  }

  /** Adds to `found` who is named in `text` with first name and surname. */
  namesIn(text: string, found: Set<number>): void {
    if (this.#lengths.length === 0) return;
    const plain = unescaped(text);
    for (let start = 0; start < plain.length; start += WINDOW) this.#namesInWindow(plain.slice(start, start + WINDOW + OVERLAP), found);
  }

  #namesInWindow(text: string, found: Set<number>): void {
    const words = foldWords(text).map(({ fold }) => fold);
    for (let index = 0; index < words.length; index++) {
      for (const length of this.#lengths) {
        for (const person of this.#names.get(words.slice(index, index + length).join(' ')) ?? []) found.add(person);
      }
    }
  }
}

function nameWords(name: string): string[] {
  return name === '' || name.includes('@') ? [] : foldWords(name.split(/\s*[([|/<]/u, 1)[0]!).map(({ fold }) => fold);
}

/** 'jean.anne@x' is not anne's address, '/anne@x' and '(anne@x' are. @param joints what may stand within a local part */
function beginsAddress(text: string, start: number, joints: string): boolean {
  let before = start - 1;
  while (before >= 0 && joints.includes(text[before]!)) before--;
  return before < 0 || !ALNUM.test(text[before]!);
}

function unescaped(text: string): string {
  if (!text.includes('%') && !text.includes('&')) return text;
  return text.replace(ESCAPED, (match, decimal: string | undefined, hexadecimal: string | undefined) => {
    if (match.startsWith('%')) return percentDecoded(match);
    if (decimal !== undefined) return String.fromCharCode(Number(decimal));
    if (hexadecimal !== undefined) return String.fromCharCode(Number.parseInt(hexadecimal, 16));
    return match.toLowerCase() === '&period;' ? '.' : '@';
  });
}

function percentDecoded(escapes: string): string {
  return guessBinary(escapes.replace(/%(..)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))));
}

/** As compared, as written, with its domain in letters, and each as it looks where UTF-8 is read byte by byte; lower case. */
function addressForms({ key, address }: Address): ReadonlySet<string> {
  const at = key.lastIndexOf('@') + 1;
  const forms = new Set([key, address.toLowerCase(), address.toLowerCase().normalize('NFC'), (key.slice(0, at) + unicodeDomain(key.slice(at))).normalize('NFC')]);
  for (const form of [...forms, address]) forms.add(toBinaryString(new TextEncoder().encode(form)).toLowerCase());
  return forms;
}
